import type { Tx } from '#server/core/ctx.ts'
import type { MemberId, TopicId } from '#server/core/ids.ts'
import { moveCase, retitleCase } from '#server/crm/index.ts'
import { lastWords, type TopicStanding, topicStanding } from '#server/forum/index.ts'
import { type Escalation, latestEscalation, writeMove } from './escalation-rows.ts'
import { isOpen, movedTo } from './moves.ts'
import { engineersAmong } from './views/places.ts'
import { cancelAs, placeOf, reopenAs, resolveAs } from './working.ts'

const reopenMilliseconds = 14 * 86_400_000

/**
 * Brings a topic's escalation to where the topic says it must be: answered by an engineer, taken up again by the asker,
 * solved, deleted. Derived from the topic, so a reaction that comes twice or late makes no difference.
 */
export async function followTopic(tx: Tx, topicId: TopicId) {
  const found = await latestEscalation(tx, topicId)
  const topic = found && (await topicStanding(tx, topicId))
  if (!found || !topic) return
  if (isOpen(found.state)) await followOpen(tx, { found, topic })
  else if (found.state === 'resolved' && found.endedAt && notSolvedSince(found, topic)) {
    const age = tx.now.getTime() - found.endedAt.getTime()
    if (age <= reopenMilliseconds) await reopenAs(tx, found)
  }
}

async function followOpen(tx: Tx, { found, topic }: { found: Escalation; topic: TopicStanding }) {
  if (topic.mergedInto) return
  if (topic.withdrawnAt) return cancelAs(tx, found, 'deleted')
  if (topic.kind !== 'question' && found.cause !== 'staff') return cancelAs(tx, found, 'converted')
  await retitleCase(tx, { escalationId: found.id, subject: topic.title })
  if (topic.solvedAt && topic.solvedAt > found.firedAt)
    return resolveAs(tx, found, { outcome: 'solved', publish: null })
  await followWords(tx, { found, topic })
}

/** Whose turn it is: an engineer's word hands it to the asker, the asker's word or "not solved" hands it back (E40). */
async function followWords(tx: Tx, { found, topic }: { found: Escalation; topic: TopicStanding }) {
  const since = found.reopenedAt ?? found.firedAt
  const words = (await lastWords(tx, topic.id)).filter((word) => word.at > since)
  const engineers = await engineersAmong(
    tx,
    words.map((word) => word.authorId),
  )
  // what an engineer wrote while the role was asleep is a member's word (TERMS-10)
  const engineer = newest(
    words.flatMap(({ authorId, officialAt }) =>
      engineers.has(authorId) && authorId !== topic.authorId && officialAt && officialAt > since
        ? [{ authorId, at: officialAt }]
        : [],
    ),
  )
  const asker = newest([
    ...words.filter((word) => word.authorId === topic.authorId),
    ...(topic.unsolvedAt && topic.authorId ? [{ authorId: topic.authorId, at: topic.unsolvedAt }] : []),
  ])
  if (!engineer) return
  const answered = !asker || engineer.at >= asker.at
  if (answered && found.waitingSince?.getTime() !== engineer.at.getTime())
    return answerAs(tx, found, engineer)
  const back = movedTo(found.state, 'takeBack')
  if (!answered && back) {
    await writeMove(tx, found, { state: back })
    await moveCase(tx, { escalationId: found.id, status: 'open' })
    tx.tell({ type: 'escalation.takenBack', ...placeOf(found) })
  }
}

/** An engineer's answer implies that it was assigned and acknowledged (decision 17). */
async function answerAs(tx: Tx, found: Escalation, engineer: { authorId: MemberId; at: Date }) {
  const state = movedTo(found.state, 'answer')
  if (!state) return
  await writeMove(tx, found, {
    state,
    assigneeId: found.assigneeId ?? engineer.authorId,
    assignedAt: found.assignedAt ?? engineer.at,
    ackedAt: found.ackedAt ?? engineer.at,
    waitingSince: engineer.at,
  })
  await moveCase(tx, { escalationId: found.id, status: 'waiting' })
  tx.tell({ type: 'escalation.answered', ...placeOf(found) })
}

const newest = <Word extends { at: Date }>(words: readonly Word[]) =>
  [...words].sort((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null

const notSolvedSince = (found: Escalation, topic: TopicStanding) =>
  topic.solvedAt === null &&
  topic.withdrawnAt === null &&
  (found.outcome === 'solved' ||
    (topic.unsolvedAt !== null && found.endedAt !== null && topic.unsolvedAt > found.endedAt))
