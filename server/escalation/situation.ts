import type { Tx } from '#server/core/ctx.ts'
import type { TopicId } from '#server/core/ids.ts'
import {
  hiddenSpans,
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
  replies: ReplyFact[]
  qualifying: ReplyFact[]
  hidden: Span[]
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
  const [replies, hidden, latest] = [
    await replyFacts(tx, topicId),
    await hiddenSpans(tx, topicId),
    await latestEscalation(tx, topicId),
  ]
  const known = clocks.NR ?? clocks.NS
  const policy = known ? await policyOf(tx, known.row.policyId) : null
  const qualifying = await qualifyingReplies(tx, {
    topic,
    replies,
    colleaguesCount: policy?.sameAccountCounts ?? false,
  })
  return { topic, replies, qualifying, hidden, ending: endingOf(topic, tx.now), latest, ...clocks }
}

/** What takes the question away from the clocks, if anything does. */
function endingOf(topic: TopicStanding, now: Date): Ending | null {
  if (topic.withdrawnAt) return { cause: 'deleted', at: topic.withdrawnAt }
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
