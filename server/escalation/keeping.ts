import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { TopicId } from '#server/core/ids.ts'
import { certain } from '#server/core/rows.ts'
import { contractStanding } from '#server/crm/index.ts'
import { lockTopic, type ReplyFact } from '#server/forum/index.ts'
import { append, type Clock, reviveClock, ticking } from './clock-log.ts'
import type { Escalation } from './escalation-rows.ts'
import { inheritPromises } from './inheriting.ts'
import { isOpen } from './moves.ts'
import { type Policy, policyOf } from './policies.ts'
import { type Situation, situationOf, targetOf } from './situation.ts'
import { type Span, followSpans } from './spans.ts'
import { startNoReply, startNoSolution } from './starting.ts'

/**
 * Brings the clocks of a question to where its posts, its state and its contract say they must be. Reactions and sweeps
 * call this and nothing else, so a reaction that comes twice, late or never makes no difference (crm.md 9.1).
 */
export function keepClocks(ctx: Ctx, topicId: TopicId): Promise<void> {
  return change(ctx, async (tx) => {
    await lockTopic(tx, topicId)
    await keepLocked(tx, topicId)
  })
}

/** The same for a topic whose lock the caller holds; answers how its clocks stand now. */
export async function keepLocked(tx: Tx, topicId: TopicId): Promise<Situation | null> {
  const situation = await situationOf(tx, topicId)
  if (!situation) return null
  if (situation.latest && isOpen(situation.latest.state)) return standAside(tx, situation, situation.latest)
  if (await inheritPromises(tx, situation)) return keepOwn(tx, await situationOf(tx, topicId))
  return keepOwn(tx, situation)
}

async function keepOwn(tx: Tx, situation: Situation | null): Promise<Situation | null> {
  if (!situation) return null
  situation.NR = await keepNoReply(tx, situation)
  situation.NS = await keepNoSolution(tx, situation)
  return situation
}

/** Causes that fall away by themselves when the question comes back. */
const reversible = new Set(['deleted', 'converted', 'merged', 'off-topic'])

/** An escalation that ended because the question was no longer there comes back with it, after an hour of grace. */
const takenAway = new Set(['deleted', 'converted'])

/** While an escalation is open no clock of the question runs (decision 16). */
async function standAside(tx: Tx, situation: Situation, open: Escalation): Promise<Situation> {
  const aside = async (clock: Clock | null) =>
    ticking(clock)
      ? append(tx, clock, { type: 'cancel', at: tx.now, cause: 'escalated', ref: { escalationId: open.id } })
      : clock
  return { ...situation, NR: await aside(situation.NR), NS: await aside(situation.NS) }
}

async function keepNoReply(tx: Tx, situation: Situation): Promise<Clock | null> {
  const { qualifying, ending, latest } = situation
  let clock = situation.NR
  const restored =
    clock?.is.state === 'fired' && latest?.state === 'cancelled' && takenAway.has(latest.endReason ?? '')
  if (!clock || restored) {
    if (ending) return clock
    clock = (await startNoReply(tx, situation)) ?? clock
  }
  if (!clock) return null
  if (clock.is.state === 'cancelled' && !ending && reversible.has(clock.is.endCause ?? ''))
    clock = await reviveClock(tx, clock, { type: 'recompute', at: tx.now, cause: 'restored', ref: {} })
  if (clock.is.endCause === 'solved' && qualifying.length === 0 && !ending)
    clock = await reviveClock(tx, clock, { type: 'recompute', at: tx.now, cause: 'not-solved', ref: {} })
  if (clock.is.state === 'stopped' && qualifying.length === 0 && !ending)
    clock = await reviveClock(tx, clock, { type: 'recompute', at: tx.now, cause: 'reply-removed', ref: {} })
  if (!ticking(clock)) return clock
  clock = await followSpans(tx, clock, { cause: 'hidden', spans: situation.hidden })
  const [first] = qualifying
  if (first && (clock.is.dueAt === null || first.visibleAt <= clock.is.dueAt))
    return append(tx, clock, {
      type: 'stop',
      at: first.visibleAt,
      cause: 'answered',
      ref: { postId: first.postId },
    })
  clock = await followContract(tx, clock, situation)
  return ending && ticking(clock) ? append(tx, clock, { type: 'cancel', ...ending, ref: {} }) : clock
}

async function keepNoSolution(tx: Tx, situation: Situation): Promise<Clock | null> {
  const { ending, qualifying, NR, topic } = situation
  let clock = situation.NS
  if (!clock || clock.is.state === 'fired' || clock.is.endCause === 'escalated') {
    if (ending) return clock
    clock = (await startNoSolution(tx, situation)) ?? clock
  }
  if (!clock) return null
  const policy = await policyOf(tx, clock.row.policyId)
  const last = qualifying.at(-1)
  if (clock.is.state === 'cancelled' && !ending && last && !ticking(NR))
    clock = await resumed(tx, clock, { policy, last })
  if (!ticking(clock)) return clock
  if (ending?.cause === 'merged') return append(tx, clock, { type: 'cancel', ...ending, ref: {} })
  if (!last) return append(tx, clock, { type: 'cancel', at: tx.now, cause: 'reply-removed', ref: {} })
  clock = await followReplies(tx, clock, { policy, qualifying })
  clock = await followSpans(tx, clock, { cause: 'hidden', spans: situation.hidden })
  clock = await followSpans(tx, clock, { cause: 'waiting', spans: waitingSpans(situation) })
  clock = await followContract(tx, clock, situation)
  if (!ticking(clock)) return clock
  if (ending) return append(tx, clock, { type: 'cancel', ...ending, ref: {} })
  return topic.unsolvedAt ? dueByAsker(tx, clock, topic.unsolvedAt) : clock
}

/** A promise taken up again: from now on after an acceptance withdrawn (E17), from where it was after a deletion (E14). */
async function resumed(tx: Tx, clock: Clock, { policy, last }: { policy: Policy; last: ReplyFact }) {
  const cause = clock.is.endCause ?? ''
  if (reversible.has(cause))
    return reviveClock(tx, clock, { type: 'recompute', at: tx.now, cause: 'restored', ref: {} })
  if (cause === 'solved')
    return append(tx, clock, {
      type: 'restart',
      at: tx.now,
      cause: 'acceptance-withdrawn',
      ref: { ...targetOf(policy), postId: last.postId },
    })
  if (cause === 'reply-removed')
    return reviveClock(tx, clock, {
      type: 'restart',
      at: last.visibleAt,
      cause: 'reply',
      ref: { ...targetOf(policy), postId: last.postId },
    })
  return clock
}

/** Each further reply that came in time restarts NS; when the reply it counts from is removed, the one before counts. */
async function followReplies(
  tx: Tx,
  clock: Clock,
  { policy, qualifying }: { policy: Policy; qualifying: ReplyFact[] },
) {
  const base = clock.log.findLast((event) => event.type === 'start' || event.type === 'restart')
  const counts = base?.ref.postId
  const known = new Set(clock.log.flatMap((event) => event.ref.postId ?? []))
  let kept = clock
  if (counts && !qualifying.some((reply) => reply.postId === counts)) {
    const before =
      qualifying.findLast((reply) => known.has(reply.postId)) ?? certain(qualifying[0], 'a qualifying reply')
    kept = await reviveClock(tx, kept, {
      type: 'restart',
      at: before.visibleAt,
      cause: 'reply-removed',
      ref: { ...targetOf(policy), postId: before.postId },
    })
  }
  for (const reply of qualifying) {
    // what a merge brought was written to somebody else: it can be a first reply, but not a further one
    if (known.has(reply.postId) || reply.joinedAt || reply.visibleAt < kept.is.startedAt) continue
    if (kept.is.dueAt !== null && reply.visibleAt > kept.is.dueAt) break
    const ref = { ...targetOf(policy), postId: reply.postId }
    kept = await append(tx, kept, { type: 'restart', at: reply.visibleAt, cause: 'reply', ref })
  }
  return kept
}

/** From each official reply until the asker writes, or says that it is not solved. */
function waitingSpans({ topic, askerId, replies, qualifying }: Situation): Span[] {
  const asker = replies.filter((reply) => reply.authorId === askerId).map((reply) => reply.visibleAt)
  const words = topic.unsolvedAt ? [...asker, topic.unsolvedAt] : asker
  const spans: Span[] = []
  for (const { official, visibleAt } of qualifying) {
    const open = spans.at(-1)
    if (!official || (open && (!open.to || open.to > visibleAt))) continue
    const until = words.filter((at) => at > visibleAt).sort((a, b) => a.getTime() - b.getTime())[0]
    spans.push({ from: visibleAt, to: until ?? null })
  }
  return spans
}

/** "Not solved" makes NS due at that moment (E31). */
async function dueByAsker(tx: Tx, clock: Clock, at: Date) {
  if (at < clock.is.startedAt || clock.log.some((event) => event.cause === 'not-solved' && +event.at === +at))
    return clock
  return append(tx, clock, {
    type: 'restart',
    at,
    cause: 'not-solved',
    ref: { target: { seconds: 0, clock: 'elapsed' } },
  })
}

/** Suspension pauses; cancellation, unlinking and, where the policy says so, the contract's end cancel (E19, E20, E24, E29). */
async function followContract(tx: Tx, clock: Clock, { topic }: Situation): Promise<Clock> {
  const memberId = clock.row.memberId ?? topic.authorId
  const contract = await contractStanding(tx, { contractId: clock.row.contractId, memberId })
  if (!contract) return clock
  const cancel = (cause: string, at: Date) => append(tx, clock, { type: 'cancel', at, cause, ref: {} })
  if (contract.status === 'cancelled') return cancel('contract-cancelled', tx.now)
  if (!contract.linked) return cancel('unlinked', contract.unlinkedAt ?? tx.now)
  const ended = contract.endsAt <= tx.now && (clock.is.dueAt === null || contract.endsAt < clock.is.dueAt)
  if (ended && (await policyOf(tx, clock.row.policyId)).onExpiry === 'cancel')
    return cancel('contract-ended', contract.endsAt)
  const isSuspended = clock.is.pausedBy.includes('suspended')
  if (contract.status === 'suspended' && !isSuspended)
    return append(tx, clock, { type: 'pause', at: contract.since, cause: 'suspended', ref: {} })
  if (contract.status !== 'suspended' && isSuspended)
    return append(tx, clock, { type: 'resume', at: contract.since, cause: 'suspended', ref: {} })
  return clock
}
