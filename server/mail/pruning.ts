import { lt } from 'drizzle-orm'
import { letters } from '#db/schema/mail.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'

const keptDays = 90

/** Letters, and the list of them, are kept for 90 days. */
export async function pruneLetters(ctx: Ctx): Promise<void> {
  // house: silent change — what is old enough goes
  await changeUngated(ctx, async (tx) => {
    await tx.db
      .delete(letters)
      .where(lt(letters.queuedAt, new Date(tx.now.getTime() - keptDays * 86_400_000)))
  })
}
