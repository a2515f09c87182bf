import { pushKeys } from '#db/schema/notifications.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { certain } from '#server/core/rows.ts'
import { newPushKeys, type PushKeyPair } from './push-carrier.ts'

/** The pair of this installation, made the first time anyone asks; of two who ask at once both get the same. */
export async function pushKeyPair(ctx: Ctx): Promise<PushKeyPair> {
  const [known] = await ctx.db.select().from(pushKeys)
  if (known) return known
  // house: silent change — a pair of keys that nobody has used yet is no news
  return changeUngated(ctx, async (tx) => {
    await tx.db
      .insert(pushKeys)
      .values({ id: 'vapid', ...newPushKeys(), madeAt: tx.now })
      .onConflictDoNothing()
    const [made] = await tx.db.select().from(pushKeys)
    return certain(made, 'the pair of push keys')
  })
}
