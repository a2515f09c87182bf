import type { z } from 'zod'
import { followsCases, isMember } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Forbidden, NotFound } from '#server/core/errors.ts'
import type { EscalationId, TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { takeUnit } from '#server/crm/index.ts'
import { topicInView, topicStanding } from '#server/forum/index.ts'
import { latestEscalation } from './escalation-rows.ts'
import { entitlement } from './entitlement.ts'
import { escalateInput } from './input.ts'
import { keepLocked } from './keeping.ts'
import { isOpen } from './moves.ts'
import { openEscalation } from './opening.ts'
import type { Policy } from './policies.ts'
import type { Situation } from './situation.ts'

export type Asked = { id: EscalationId; created: boolean }

/**
 * A covered asker, or staff, hands a topic to the engineers with a reason. Pressed twice, in two tabs or again by a
 * retry it is one escalation, and the later ones get its id (E33). `Forbidden` carries the reason shown to the member.
 */
export function escalateNow(ctx: Ctx, input: z.input<typeof escalateInput>): Promise<Asked> {
  const { topicId, reason } = parse(escalateInput, input)
  return change(ctx, async (tx) => {
    const topic = await topicInView(tx, { topicId })
    const byStaff = followsCases(tx.actor, topic.boardId)
    const own = isMember(tx.actor) && tx.actor.memberId === topic.authorId
    if (!byStaff && !own) throw new Forbidden('escalation.now.notYours')
    const latest = await latestEscalation(tx, topicId)
    if (latest && isOpen(latest.state)) return { id: latest.id, created: false }
    const situation = await keepLocked(tx, topicId)
    return byStaff && !own
      ? forStaff(tx, { topicId, reason, situation })
      : forAsker(tx, { reason, situation })
  })
}

async function forStaff(
  tx: Tx,
  { topicId, reason, situation }: { topicId: TopicId; reason: string; situation: Situation | null },
) {
  const topic = situation?.topic ?? (await topicStanding(tx, topicId))
  if (!topic) throw new NotFound('topic')
  const promise = topic.authorId
    ? await entitlement(tx, {
        memberId: topic.authorId,
        boardId: topic.boardId,
        severity: 3,
        at: tx.now,
        enforcedAt: tx.now,
      })
    : null
  return openEscalation(tx, {
    topic,
    clocks: { NR: situation?.NR ?? null, NS: situation?.NS ?? null },
    cause: 'staff',
    reason,
    askedBy: isMember(tx.actor) ? tx.actor.memberId : null,
    coverage: promise?.entitled ? promise.snapshot : null,
    policyId: promise?.entitled ? promise.policy.id : null,
  })
}

async function forAsker(
  tx: Tx,
  { reason, situation }: { reason: string; situation: Situation | null },
): Promise<Asked> {
  if (!situation?.topic.authorId || situation.topic.kind !== 'question')
    throw new Forbidden('escalation.now.notAQuestion')
  const { topic } = situation
  if (topic.solvedAt) throw new Conflict('escalation.now.solved')
  const promise = await entitlement(tx, {
    memberId: situation.topic.authorId,
    boardId: topic.boardId,
    severity: 3,
    at: tx.now,
    enforcedAt: tx.now,
  })
  if (!promise.entitled) throw new Forbidden(`crm.coverage.${promise.reason}`, { type: 'not-covered' })
  const { policy, snapshot } = promise
  if (!policy.allowEscalateNow) throw new Forbidden('escalation.now.notGranted', { type: 'not-covered' })
  if (tx.now.getTime() - topic.createdAt.getTime() < policy.escalateNowMinAge * 1000)
    throw new Forbidden('escalation.now.tooEarly', { minutes: Math.ceil(policy.escalateNowMinAge / 60) })
  const period = periodOf(tx.now)
  if (
    policy.escalateNowQuota !== null &&
    !(await takeOne(tx, { policy, contractId: snapshot.contractId, period }))
  )
    throw new Forbidden('crm.coverage.allowance-used', { type: 'not-covered', remaining: 0 })
  return openEscalation(tx, {
    topic,
    clocks: situation,
    cause: 'customer',
    reason,
    askedBy: topic.authorId,
    coverage: snapshot,
    policyId: policy.id,
    allowancePeriod: policy.escalateNowQuota === null ? null : period,
  })
}

const takeOne = (
  tx: Tx,
  {
    policy,
    contractId,
    period,
  }: { policy: Policy; contractId: Parameters<typeof takeUnit>[1]['contractId']; period: string },
) => takeUnit(tx, { contractId, kind: 'escalate_now', period, total: policy.escalateNowQuota ?? 0 })

/** Quotas count by calendar month, UTC. */
export const periodOf = (at: Date) => at.toISOString().slice(0, 7)
