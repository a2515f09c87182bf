import { asc, eq, inArray, sql } from 'drizzle-orm'
import { events, posts, type Visibility } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { FactType } from '#server/core/events.ts'
import type { EventId, TopicId } from '#server/core/ids.ts'

/** A fact as far as its audience needs it: ids, and who may read the post it is about. */
export type HeardFact = {
  type: FactType
  topicId: TopicId | null
  payload: Readonly<Record<string, unknown>>
  visibility: Visibility | null
}

/** The facts of a notice, in the order they were told. Imported ones are announced to nobody (decision 30). */
export async function heardFacts(ctx: Ctx, ids: readonly string[]): Promise<HeardFact[]> {
  const found = await ctx.db
    .select({ type: events.type, topicId: events.topicId, payload: events.payload, origin: events.origin, visibility: posts.visibility })
    .from(events)
    .leftJoin(posts, eq(posts.id, sql`(${events.payload}->>'postId')::uuid`))
    .where(inArray(events.id, ids as EventId[]))
    .orderBy(asc(events.id))
  return found.flatMap(({ origin, ...fact }) => (origin === 'import' ? [] : [fact as HeardFact]))
}
