import type { Tx } from '#server/core/ctx.ts'
import type { MemberId, TopicId } from '#server/core/ids.ts'
import {
  hiddenSpans,
  type MergedTopic,
  mergedTopics,
  type ReplyFact,
  replyFacts,
  type TopicStanding,
  topicStanding,
} from '#server/forum/index.ts'
import { type Clock, clocksOf } from './clock-log.ts'
import { type Escalation, latestEscalation } from './escalation-rows.ts'
import { type Policy, policyOf } from './policies.ts'
import { qualifyingReplies } from './replies.ts'
import type { Span } from './spans.ts'

/** Everything that decides how the clocks of one question must stand. */
export type Situation = {
  topic: TopicStanding
  /** Whose promise its clocks are: who asked here, or in a topic that was merged into this one. */
  askerId: MemberId | null
  replies: ReplyFact[]
  qualifying: ReplyFact[]
  hidden: Span[]
  merged: MergedTopic[]
  ending: Ending | null
  latest: Escalation | null
  NR: Clock | null
  NS: Clock | null
}
type Ending = { cause: string; at: Date }

/** Reads all of it, under the topic's lock; null for a topic that never had to do with clocks. */
export async function situationOf(tx: Tx, topicId: TopicId): Promise<Situation | null> {
  const topic = await topicStanding(tx, topicId)
  if (!topic) return null
  const clocks = await clocksOf(tx, topicId)
  if (topic.kind !== 'question' && !clocks.NR && !clocks.NS) return null
  const known = clocks.NR ?? clocks.NS
  const [facts, hidden, latest, merged, policy] = await Promise.all([
    replyFacts(tx, topicId),
    hiddenSpans(tx, topicId),
    latestEscalation(tx, topicId),
    topic.hasMerged ? mergedTopics(tx, topicId) : [],
    known ? policyOf(tx, known.row.policyId) : null,
  ])
  const askerId = known?.row.memberId ?? topic.authorId
  const replies = seenBy(facts, askerId === topic.authorId ? null : homeOf(merged, askerId))
  const qualifying = await qualifyingReplies(tx, {
    askers: new Set([askerId, topic.authorId]),
    askerId,
    replies,
    colleaguesCount: policy?.sameAccountCounts ?? false,
  })
  return {
    topic,
    askerId,
    replies,
    qualifying,
    hidden,
    merged,
    ending: endingOf(topic, tx.now),
    latest,
    ...clocks,
  }
}

const homeOf = (merged: readonly MergedTopic[], askerId: MemberId | null) =>
  merged.find(({ authorId }) => authorId === askerId) ?? null

/**
 * Replies with the moments from which this asker could read them under the own question: what a merge brought, from then
 * on, whichever of the topics it was the asker's. `home` is theirs, where it is not the one that stands.
 */
function seenBy(facts: readonly ReplyFact[], home: MergedTopic | null): ReplyFact[] {
  const seen = facts.map((reply) => {
    if (home && reply.joinedFrom === home.id) return { ...reply, joinedAt: null }
    const joinedAt = latest([reply.joinedAt, home?.mergedAt ?? null])
    return joinedAt === null
      ? reply
      : { ...reply, joinedAt, visibleAt: latest([reply.visibleAt, joinedAt]) ?? reply.visibleAt }
  })
  return seen.sort((a, b) => a.visibleAt.getTime() - b.visibleAt.getTime())
}

const latest = (moments: readonly (Date | null)[]): Date | null =>
  moments.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null)

/** What takes the question away from the clocks, if anything does. */
function endingOf(topic: TopicStanding, now: Date): Ending | null {
  if (topic.withdrawnAt) return { cause: topic.mergedInto ? 'merged' : 'deleted', at: topic.withdrawnAt }
  if (topic.kind !== 'question') return { cause: 'converted', at: now }
  if (topic.solvedAt) return { cause: 'solved', at: topic.solvedAt }
  if (topic.closedAt && unwanted.has(topic.closedReason ?? ''))
    return { cause: 'off-topic', at: topic.closedAt }
  return null
}

/** Closing is not answering, unless the question does not belong here (E18). */
const unwanted = new Set(['off-topic', 'spam'])

/** What NS counts, as its events carry it. */
export const targetOf = (policy: Policy) => ({
  target: { seconds: policy.nsSeconds ?? 0, clock: policy.nsClock },
  limitSeconds: policy.nsMaxSeconds,
})
