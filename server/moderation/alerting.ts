import { eq } from 'drizzle-orm'
import { reviewAlerts, reviewItems } from '#db/schema/moderation.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { MemberId, ReviewItemId } from '#server/core/ids.ts'
import { reaction } from '#server/core/reaction.ts'
import type { Item } from './items.ts'
import { floorOf } from './scoring.ts'
import { moderatesThere, moderatorsToAlert } from './views/moderators.ts'
import { itemOfPost } from './views/subject.ts'

/** Moderators of the place hear of an item at or above their own priority, once each and within a minute (MOD-11). */
export const alertModerators = reaction<'review.opened' | 'post.flagged'>(
  'moderation.alertModerators',
  async (ctx, { payload }) => {
    await change(ctx, async (tx) => {
      const itemId = 'itemId' in payload ? payload.itemId : await itemOfPost(tx, payload.postId)
      if (itemId) await alertAbout(tx, itemId)
    })
  },
)

/** Whoever has the item assigned hears of it whatever its priority. */
export async function alertAbout(tx: Tx, itemId: ReviewItemId) {
  const [item] = await tx.db.select().from(reviewItems).where(eq(reviewItems.id, itemId))
  if (item?.state !== 'open') return
  for (const wish of await moderatorsToAlert(tx, item))
    if (reaches(item, wish)) await alertOne(tx, item, wish)
}

type Wish = Awaited<ReturnType<typeof moderatorsToAlert>>[number]

const reaches = (item: Item, { memberId, alertFrom, alertPage, alertMail, alertPush }: Wish) =>
  memberId !== item.memberId &&
  (alertPage || alertMail || alertPush) &&
  (item.score >= floorOf(alertFrom) || item.assigneeId === memberId)

async function alertOne(tx: Tx, item: Item, wish: Wish) {
  const { memberId, alertPage: page, alertMail: mail, alertPush: push } = wish
  const fresh = await tx.db
    .insert(reviewAlerts)
    .values({ itemId: item.id, memberId, at: tx.now })
    .onConflictDoNothing()
    .returning({ memberId: reviewAlerts.memberId })
  if (fresh.length > 0)
    tx.tell({
      ...{ type: 'moderator.alerted', memberId, itemId: item.id, kind: item.kind },
      ...{ page, mail, push },
    })
}

/** Whether somebody is still to hear of an item: it is open, and they work the queue of its place. */
export async function alertStands(
  ctx: Pick<Ctx, 'db' | 'now'>,
  { memberId, itemId }: { memberId: MemberId; itemId: ReviewItemId },
): Promise<boolean> {
  const [item] = await ctx.db.select().from(reviewItems).where(eq(reviewItems.id, itemId))
  return item?.state === 'open' && (await moderatesThere(ctx, { memberId, item }))
}
