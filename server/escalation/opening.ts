import { eq } from 'drizzle-orm'
import { type CoverageSnapshot, escalations } from '#db/schema/index.ts'
import type { Tx } from '#server/core/ctx.ts'
import { type EscalationId, type MemberId, newId, type PolicyId } from '#server/core/ids.ts'
import { openCase } from '#server/crm/index.ts'
import { markEscalated, type TopicStanding } from '#server/forum/index.ts'
import { append, type Clock, ticking } from './clock-log.ts'
import { type Escalation, latestEscalation } from './escalation-rows.ts'
import { isOpen } from './moves.ts'
import { policyOf } from './policies.ts'
import { queueFor } from './queues.ts'

type Opening = {
  topic: TopicStanding
  clocks: { NR: Clock | null; NS: Clock | null }
  cause: Escalation['cause']
  /** The clock that fired, for the causes nr and ns. */
  fired?: Clock
  reason?: string
  askedBy?: MemberId | null
  coverage?: CoverageSnapshot | null
  policyId?: PolicyId | null
  allowancePeriod?: string | null
  /** The topic's newest escalation, where the caller has read it under the lock. */
  latest?: Escalation | null
}

/**
 * Opens the one escalation a question may have, its case, and the fact, in the transaction that holds the topic's lock;
 * ends the question's other clocks. An escalation that is open already is answered instead.
 */
export async function openEscalation(
  tx: Tx,
  opening: Opening,
): Promise<{ id: EscalationId; created: boolean }> {
  const { topic, fired, cause } = opening
  const latest = opening.latest === undefined ? await latestEscalation(tx, topic.id) : opening.latest
  if (latest && isOpen(latest.state)) return { id: latest.id, created: false }
  const coverage = fired?.row.coverage ?? opening.coverage ?? null
  const policyId = fired?.row.policyId ?? opening.policyId ?? null
  const dueAt = fired?.is.dueAt ?? earliestDue(opening.clocks) ?? tx.now
  const id = newId<EscalationId>()
  const [policy, queueId] = await Promise.all([
    policyId ? policyOf(tx, policyId) : null,
    queueFor(tx, { boardId: topic.boardId, productId: coverage?.productId ?? null }),
  ])
  await tx.db.insert(escalations).values({
    id,
    topicId: topic.id,
    boardId: topic.boardId,
    askerId: fired?.row.memberId ?? topic.authorId,
    cause,
    reason: opening.reason ?? null,
    askedBy: opening.askedBy ?? null,
    clockId: fired?.row.id ?? null,
    idemKey: fired ? `clock:${fired.row.id}` : `topic:${topic.id}:${await earlier(tx, topic)}`,
    severity: policy?.severity ?? 3,
    state: 'queued',
    queueId,
    policyId,
    contractId: coverage?.contractId ?? null,
    accountId: coverage?.accountId ?? null,
    contactId: coverage?.contactId ?? null,
    coverage,
    dueAt,
    firedAt: tx.now,
    lateBy: fired ? Math.max(0, Math.floor((tx.now.getTime() - dueAt.getTime()) / 1000)) : 0,
    reopenedCount: 0,
    allowancePeriod: opening.allowancePeriod ?? null,
    previousId: latest?.id ?? null,
  })
  await openCase(tx, {
    escalationId: id,
    topicId: topic.id,
    subject: topic.title,
    accountId: coverage?.accountId ?? null,
    contactId: coverage?.contactId ?? null,
    contractId: coverage?.contractId ?? null,
  })
  for (const clock of [opening.clocks.NR, opening.clocks.NS])
    if (ticking(clock) && clock.row.id !== fired?.row.id)
      await append(tx, clock, { type: 'cancel', at: tx.now, cause: 'escalated', ref: { escalationId: id } })
  await markEscalated(tx, { topicId: topic.id, at: tx.now })
  tx.tell({ type: 'escalation.opened', topicId: topic.id, boardId: topic.boardId, escalationId: id, cause })
  return { id, created: true }
}

/** Asked for by hand, a place in the queue is still that of the promise: pressing early moves nothing ahead. */
function earliestDue(clocks: Opening['clocks']): Date | null {
  const due = [clocks.NR, clocks.NS].flatMap((clock) =>
    ticking(clock) && clock.is.dueAt ? [clock.is.dueAt] : [],
  )
  return due.sort((a, b) => a.getTime() - b.getTime())[0] ?? null
}

const earlier = (tx: Tx, topic: TopicStanding) => tx.db.$count(escalations, eq(escalations.topicId, topic.id))
