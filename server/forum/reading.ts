import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { topicReads, topics } from '#db/schema/index.ts'
import { isMember } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { reading } from './input.ts'

/** How far a member has read: the highest post number seen, never less than before. Nobody else hears of it. */
export async function markRead(ctx: Ctx, input: z.input<typeof reading>) {
  const seen = parse(reading, input)
  if (!isMember(ctx.actor)) return
  const { memberId } = ctx.actor
  // house: silent change — what one reads is nobody's news
  await change({ ...ctx, actor: { ...ctx.actor, mayWrite: true } }, async (tx) => {
    await tx.db
      .insert(topicReads)
      .values({ memberId, topicId: seen.topicId, number: seen.number, at: tx.now })
      .onConflictDoUpdate({
        target: [topicReads.memberId, topicReads.topicId],
        set: { number: sql`greatest(${topicReads.number}, excluded.number)`, at: tx.now },
      })
  })
}

/** Views gathered in memory, added in one go every 10 s: never a write per read (decision 11). */
export async function countViews(ctx: Ctx, views: ReadonlyMap<TopicId, number>) {
  if (views.size === 0) return
  // house: silent change — a count of views is no fact
  await change(ctx, async (tx) => {
    for (const [topicId, times] of [...views].sort(([a], [b]) => a - b))
      await tx.db
        .update(topics)
        .set({ views: sql`${topics.views} + ${times}` })
        .where(eq(topics.id, topicId))
  })
}
