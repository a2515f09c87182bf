import { and, desc, eq, sql } from 'drizzle-orm'
import { escalations } from '#db/schema/index.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import type { EscalationId, TopicId } from '#server/core/ids.ts'
import { certain } from '#server/core/rows.ts'
import { lockTopic } from '#server/forum/index.ts'

export type Escalation = typeof escalations.$inferSelect

const isNot = (column: typeof escalations.endReason, value: string) =>
  sql`${column} is distinct from ${value}`

/** The newest escalation of a topic, open or not; one closed as the duplicate of another after a merge does not count. */
export async function latestEscalation(ctx: Pick<Ctx, 'db'>, topicId: TopicId): Promise<Escalation | null> {
  const [row] = await ctx.db
    .select()
    .from(escalations)
    .where(and(eq(escalations.topicId, topicId), isNot(escalations.endReason, 'merged')))
    .orderBy(desc(escalations.firedAt), desc(escalations.id))
    .limit(1)
  return row ?? null
}

/** An escalation under its topic's lock, which every writer takes first. */
export async function lockEscalation(tx: Tx, id: EscalationId): Promise<Escalation> {
  const [place] = await tx.db
    .select({ topicId: escalations.topicId })
    .from(escalations)
    .where(eq(escalations.id, id))
  if (!place) throw new NotFound('escalation')
  await lockTopic(tx, place.topicId)
  const [row] = await tx.db.select().from(escalations).where(eq(escalations.id, id))
  return certain(row, 'escalation')
}

/** Writes a move only from the state it was decided in; false when somebody was there first. */
export async function writeMove(tx: Tx, from: Escalation, to: Partial<Escalation>): Promise<boolean> {
  const moved = await tx.db
    .update(escalations)
    .set(to)
    .where(and(eq(escalations.id, from.id), eq(escalations.state, from.state)))
    .returning({ id: escalations.id })
  return moved.length > 0
}
