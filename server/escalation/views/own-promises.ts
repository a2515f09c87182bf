import { and, asc, eq, inArray } from 'drizzle-orm'
import { slaClocks, topics } from '#db/schema/index.ts'
import { memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { withLogs } from '../clock-log.ts'
import { shownClock } from '../showing.ts'

/** The clocks that run or stand still on one's own questions, the next due first: what home says before all else. */
export async function ownPromises(ctx: Ctx, { limit = 5 }: { limit?: number } = {}) {
  const memberId = memberIdOf(ctx.actor)
  if (!memberId) return []
  const found = await ctx.db
    .select({ clock: slaClocks, id: topics.id, kind: topics.kind, title: topics.title, slug: topics.slug })
    .from(slaClocks)
    .innerJoin(topics, eq(topics.id, slaClocks.topicId))
    .where(and(eq(slaClocks.memberId, memberId), inArray(slaClocks.state, ['running', 'paused'])))
    .orderBy(asc(slaClocks.dueAt), asc(slaClocks.id))
    .limit(limit)
  const clocks = await withLogs(
    ctx,
    found.map((row) => row.clock),
  )
  return found.map(({ clock, ...topic }, at) => ({
    ...topic,
    clock: shownClock(clocks[at] ?? never(clock.id), ctx.now),
  }))
}

const never = (id: string): never => {
  throw new Error(`clock ${id} was read without its log`)
}
