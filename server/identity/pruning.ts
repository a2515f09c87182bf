import { lt } from 'drizzle-orm'
import { emailTokens } from '#db/schema/identity.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'

/** Used and expired proofs stay a week, so that a link followed twice can still say what became of it. */
const keptFor = 7 * 86_400_000

/** Drops proofs that no letter can use any more; called by a daily sweep. */
export async function pruneProofs(ctx: Ctx): Promise<void> {
  // house: silent change — what could not be used is no loss to tell
  await changeUngated(ctx, async (tx) => {
    await tx.db.delete(emailTokens).where(lt(emailTokens.expiresAt, new Date(tx.now.getTime() - keptFor)))
  })
}
