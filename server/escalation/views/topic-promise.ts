import { and, desc, eq, or, sql } from 'drizzle-orm'
import { escalations, slaClocks, slaPolicies, topics } from '#db/schema/index.ts'
import { followsCases, isStaff, memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { MemberId, TopicId } from '#server/core/ids.ts'
import { isAnybody, prepared, value } from '#server/core/prepared.ts'
import { say } from '#server/core/words.ts'
import { allowanceLeft } from '#server/crm/index.ts'
import { topicStanding, type TopicStanding } from '#server/forum/index.ts'
import { periodOf } from '../asking.ts'
import { type Clock, withLogs } from '../clock-log.ts'
import { entitlement } from '../entitlement.ts'
import { isOpen } from '../moves.ts'
import { type ClockShown, shownClock } from '../showing.ts'
import { readerOf, type TraceLine, traceOf } from '../tracing.ts'
import { escalationRows, escalationTrace, type EscalationShown, shownEscalations } from './shown.ts'

export type TopicPromise = {
  clocks: ClockShown[]
  escalation: (EscalationShown & { trace: TraceLine[] }) | null
  /** The policy and the trace, for staff. */
  policy: { key: string; name: string; version: number } | null
  trace: TraceLine[]
  escalateNow: EscalateOffer | null
}

/** Whether this actor may hand the topic to the engineers, what is left of the quota, and if not, why not. */
export type EscalateOffer = {
  allowed: boolean
  reason: string | null
  quota: { left: number; total: number } | null
}

const nothing: TopicPromise = { clocks: [], escalation: null, policy: null, trace: [], escalateNow: null }

/**
 * What a topic page says of promises: to the asker and to staff the same due moments, to the minute (ESC-10); to
 * everybody else nothing (crm.md 1). `reason` of the offer is a sentence.
 */
export async function topicPromise(ctx: Ctx, { topicId }: { topicId: TopicId }): Promise<TopicPromise> {
  const own = memberIdOf(ctx.actor)
  if (!own && !isStaff(ctx.actor)) return nothing
  if (isAnybody(ctx.actor)) {
    const [may] = await mayBePromised(ctx, { own, topicId, subject: String(topicId) })
    if (!may) return nothing
  }
  const topic = await topicStanding(ctx, topicId)
  if (!topic) return nothing
  const staff = followsCases(ctx.actor, topic.boardId)
  const running = await newestClocks(ctx, topicId)
  // after a merge a clock may be somebody else's: each asker sees the own promise alone
  const clocks = staff ? running : running.filter(({ row }) => row.memberId === own)
  if (!staff && own !== topic.authorId && clocks.length === 0) return nothing
  const [row] = await escalationRows(ctx)
    .where(and(eq(escalations.topicId, topicId), staff || !own ? undefined : eq(escalations.askerId, own)))
    .orderBy(desc(escalations.firedAt), desc(escalations.id))
    .limit(1)
  const [shown] = row ? await shownEscalations(ctx, [row]) : []
  const policy = staff ? await policyOf(ctx, clocks[0]) : null
  return {
    clocks: clocks.map((clock) => shownClock(clock, ctx.now)),
    escalation: row && shown ? { ...shown, trace: await escalationTrace(ctx, row) } : null,
    policy: policy ? { key: policy.key, name: policy.name, version: policy.version } : null,
    trace: policy ? clocks.flatMap((clock) => traceOf(clock, policy, readerOf(ctx.actor))) : [],
    escalateNow:
      row && isOpen(row.escalation.state)
        ? null
        : await offerOf(ctx, { topic, staff: staff && own !== topic.authorId, own }),
  }
}

/** Whether a member without roles is the asker, or has a clock on the topic since theirs was merged into it. */
const mayBePromised = prepared('promised', (db) =>
  db
    .select({ id: topics.id })
    .from(topics)
    .where(
      and(
        eq(topics.id, value('topicId')),
        or(
          eq(topics.authorId, value('own')),
          sql`exists (select from ${slaClocks} where ${slaClocks.subjectKind} = 'topic'
            and ${slaClocks.subjectId} = ${value('subject')} and ${slaClocks.memberId} = ${value('own')})`,
        ),
      ),
    ),
)

async function newestClocks(ctx: Ctx, topicId: TopicId): Promise<Clock[]> {
  const rows = await ctx.db
    .selectDistinctOn([slaClocks.kind])
    .from(slaClocks)
    .where(and(eq(slaClocks.subjectKind, 'topic'), eq(slaClocks.subjectId, String(topicId))))
    .orderBy(slaClocks.kind, desc(slaClocks.generation))
  return withLogs(ctx, rows)
}

async function policyOf(ctx: Ctx, clock: Clock | undefined) {
  if (!clock) return null
  const [policy] = await ctx.db.select().from(slaPolicies).where(eq(slaPolicies.id, clock.row.policyId))
  return policy ?? null
}

async function offerOf(
  ctx: Ctx,
  { topic, staff, own }: { topic: TopicStanding; staff: boolean; own: MemberId | null },
): Promise<EscalateOffer | null> {
  if (staff) return { allowed: true, reason: null, quota: null }
  if (own !== topic.authorId) return null
  if (topic.kind !== 'question' || !topic.authorId || topic.solvedAt) return null
  const { locale } = readerOf(ctx.actor)
  const refused = (key: string, quota: EscalateOffer['quota'] = null): EscalateOffer => ({
    allowed: false,
    reason: say(locale, key),
    quota,
  })
  const promise = await entitlement(ctx, {
    memberId: topic.authorId,
    boardId: topic.boardId,
    severity: 3,
    at: ctx.now,
    enforcedAt: ctx.now,
  })
  if (!promise.entitled) return refused(`crm.coverage.${promise.reason}`)
  const { policy, snapshot } = promise
  if (!policy.allowEscalateNow) return refused('escalation.now.notGranted')
  const total = policy.escalateNowQuota
  if (total === null) return { allowed: true, reason: null, quota: null }
  const left = await allowanceLeft(ctx, {
    contractId: snapshot.contractId,
    kind: 'escalate_now',
    period: periodOf(ctx.now),
    total,
  })
  return left > 0
    ? { allowed: true, reason: null, quota: { left, total } }
    : refused('crm.coverage.allowance-used', { left, total })
}
