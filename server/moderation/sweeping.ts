import { and, asc, eq, lt, lte } from 'drizzle-orm'
import { reviewItems } from '#db/schema/moderation.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { publish } from './deeds.ts'
import { endItem, type Item, lockItem, record } from './items.ts'
import { floorOf } from './scoring.ts'
import { postStanding } from './views/subject.ts'

const atOnce = 100
const staleDays = 90

/** First posts that nobody looked at in time are published by themselves (MOD-08); those a spam rule caught have no time. */
export async function publishWaiting(ctx: Ctx) {
  const due = await ctx.db
    .select({ id: reviewItems.id })
    .from(reviewItems)
    .where(and(eq(reviewItems.state, 'open'), lte(reviewItems.publishAt, ctx.now)))
    .orderBy(asc(reviewItems.publishAt))
    .limit(atOnce)
  for (const { id } of due) await change(ctx, (tx) => publishOne(tx, id))
}

async function publishOne(tx: Tx, id: Item['id']) {
  const item = await lockItem(tx, id)
  if (item.state !== 'open' || !item.publishAt || item.publishAt > tx.now || !item.postId) return
  const post = await postStanding(tx, item.postId)
  if (post?.heldAt) await publish(tx, { id: item.postId, memberId: item.memberId })
  await end(tx, item, { state: 'decided', outcome: 'publish' })
}

/** Low-priority items that waited 90 days end as ignored, with a record (MOD-12). */
export async function closeStale(ctx: Ctx) {
  const before = new Date(ctx.now.getTime() - staleDays * 86_400_000)
  const stale = await ctx.db
    .select({ id: reviewItems.id })
    .from(reviewItems)
    .where(
      and(
        eq(reviewItems.state, 'open'),
        lt(reviewItems.openedAt, before),
        lt(reviewItems.score, floorOf('medium')),
      ),
    )
    .orderBy(asc(reviewItems.openedAt))
    .limit(atOnce)
  for (const { id } of stale)
    await change(ctx, async (tx) => {
      const item = await lockItem(tx, id)
      if (item.state === 'open') await end(tx, item, { state: 'ignored', outcome: 'ignore' })
    })
}

async function end(tx: Tx, item: Item, how: { state: 'decided' | 'ignored'; outcome: string }) {
  const decisionId = await record(tx, item.id, { action: how.outcome })
  await endItem(tx, item, how)
  tx.tell({
    type: 'review.decided',
    itemId: item.id,
    kind: item.kind,
    decisionId,
    action: how.outcome,
    clause: null,
    deciderId: null,
    postId: item.postId,
    authorId: item.memberId,
  })
}
