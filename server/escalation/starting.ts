import type { Tx } from '#server/core/ctx.ts'
import { earlierQuestions } from '#server/forum/index.ts'
import { type Clock, startClock } from './clock-log.ts'
import { newestCalendar } from './calendars.ts'
import { dueAt } from './calendar.ts'
import { type Entitlement, entitlement } from './entitlement.ts'
import { policyOf } from './policies.ts'
import { type Situation, targetOf } from './situation.ts'

type Entitled = Extract<Entitlement, { entitled: true }>
const dayMilliseconds = 86_400_000

/** NR begins with the asking, for a question that coverage and a policy promise a first reply (ESC-01, crm.md 17.3). */
export async function startNoReply(tx: Tx, situation: Situation): Promise<Clock | null> {
  const found = await promiseOf(tx, situation)
  if (!found || found.policy.nrSeconds === null) return null
  const { topic, NR } = situation
  const target = { seconds: found.policy.nrSeconds, clock: found.policy.nrClock }
  const backfilled = found.candidate.linkedAt > topic.createdAt
  const due = dueAt(topic.createdAt, target, { calendar: found.calendar })
  const late = due !== null && due < tx.now
  const notBefore =
    (NR ?? (topic.questionSince && topic.questionSince > topic.createdAt))
      ? new Date(tx.now.getTime() + 3_600_000).toISOString()
      : backfilled && late
        ? tx.now.toISOString()
        : undefined
  return startClock(tx, {
    clock: {
      ...clockFor(situation, found),
      kind: 'NR',
      generation: (NR?.row.generation ?? 0) + 1,
      backfilled,
    },
    event: {
      at: topic.createdAt,
      cause: NR ? 'restored' : backfilled ? 'backfilled' : topic.questionSince ? 'became' : 'asked',
      ref: { target, ...(notBefore ? { notBefore } : {}) },
    },
    calendar: found.calendar,
  })
}

/**
 * NS begins with the first qualifying reply. It begins anew, due at once, when the asker says "not solved" after an
 * escalation that ended too long ago to be reopened (E43).
 */
export async function startNoSolution(tx: Tx, situation: Situation): Promise<Clock | null> {
  const { topic, qualifying, NR, NS, latest } = situation
  const [first] = qualifying
  const again =
    latest?.endedAt && topic.unsolvedAt && topic.unsolvedAt > latest.endedAt ? topic.unsolvedAt : null
  if (!first || (latest && !again) || (NR && NR.is.state !== 'stopped' && !again)) return null
  const known = NR ?? NS
  if (!known) {
    const found = await promiseOf(tx, situation)
    if (!found || found.policy.nrSeconds !== null || found.policy.nsSeconds === null) return null
    return startClock(tx, {
      clock: { ...clockFor(situation, found), kind: 'NS', generation: 1, backfilled: false },
      event: {
        at: first.visibleAt,
        cause: 'answered',
        ref: { ...targetOf(found.policy), postId: first.postId },
      },
      calendar: found.calendar,
    })
  }
  const policy = await policyOf(tx, known.row.policyId)
  if (policy.nsSeconds === null) return null
  const calendar =
    known.calendar ?? (policy.calendarKey ? await newestCalendar(tx, policy.calendarKey) : null)
  const { id: _, startedAt: __, dueAt: ___, state: ____, endCause: _____, ...like } = known.row
  return startClock(tx, {
    clock: {
      ...like,
      kind: 'NS',
      generation: (NS?.row.generation ?? 0) + 1,
      calendarId: calendar?.id ?? null,
    },
    event: again
      ? { at: again, cause: 'not-solved', ref: { target: { seconds: 0, clock: 'elapsed' } } }
      : { at: first.visibleAt, cause: 'answered', ref: { ...targetOf(policy), postId: first.postId } },
    calendar,
  })
}

/** What this question is promised; null for what coverage, policy, age or switch-on date leave out. */
async function promiseOf(tx: Tx, { topic }: Situation): Promise<Entitled | null> {
  if (topic.kind !== 'question' || !topic.authorId) return null
  const found = await entitlement(tx, {
    memberId: topic.authorId,
    boardId: topic.boardId,
    severity: 3,
    at: topic.createdAt,
    enforcedAt: topic.createdAt,
  })
  if (!found.entitled) return null
  const { candidate, policy } = found
  if (candidate.linkEndedAt && candidate.linkEndedAt <= tx.now) return null
  const age = tx.now.getTime() - topic.createdAt.getTime()
  const afterwards = candidate.linkedAt > topic.createdAt || topic.questionSince !== null
  if (afterwards && age > policy.maxRetroDays * dayMilliseconds) return null
  if (policy.appliesTo === 'first' && (await earlierQuestions(tx, topic)) > 0) return null
  return found
}

const clockFor = ({ topic }: Situation, { policy, snapshot, calendar }: Entitled) => ({
  subjectKind: 'topic' as const,
  subjectId: String(topic.id),
  topicId: topic.id,
  memberId: topic.authorId,
  policyId: policy.id,
  policyVersion: policy.version,
  contractId: snapshot.contractId,
  calendarId: calendar?.id ?? null,
  coverage: snapshot,
})
