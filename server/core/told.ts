import { asc, inArray } from 'drizzle-orm'
import { events } from '#db/schema/core.ts'
import type { Ctx } from './ctx.ts'
import type { FactType } from './events.ts'
import type { EventId, TopicId } from './ids.ts'

/** A fact as whoever heard its id in a notice reads it again. */
export type ToldFact = {
  type: FactType
  topicId: TopicId | null
  payload: Readonly<Record<string, unknown>>
  origin: 'import' | null
}

/** The facts of a notice, in the order they were told. */
export async function toldFacts(ctx: Ctx, ids: readonly string[]): Promise<ToldFact[]> {
  const found = await ctx.db
    .select({ type: events.type, topicId: events.topicId, payload: events.payload, origin: events.origin })
    .from(events)
    .where(inArray(events.id, ids as EventId[]))
    .orderBy(asc(events.id))
  return found as ToldFact[]
}
