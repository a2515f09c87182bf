import { eq } from 'drizzle-orm'
import { escalations } from '#db/schema/index.ts'
import type { Tx } from '#server/core/ctx.ts'
import type { TopicId } from '#server/core/ids.ts'
import { certain } from '#server/core/rows.ts'
import { rehomeCase } from '#server/crm/index.ts'
import { markEscalated, standingTopic, topicStanding } from '#server/forum/index.ts'
import { type Escalation, latestEscalation } from './escalation-rows.ts'
import { followTopic } from './following.ts'
import { keepLocked } from './keeping.ts'
import { isOpen } from './moves.ts'
import { cancelAs } from './working.ts'

/**
 * A merged topic's promises and case go on in the topic its posts stand in now; both are locked by the caller. The emptied
 * one first, so that what it ends the other can take over.
 */
export async function keepMerged(tx: Tx, topicId: TopicId) {
  const into = await standingTopic(tx, topicId)
  if (into !== topicId) await handOver(tx, { from: topicId, into })
  for (const id of new Set([topicId, into])) {
    await followTopic(tx, id)
    await keepLocked(tx, id)
  }
}

/** One case remains (E12): of two open ones the newer is closed as a duplicate of the older, which then stands here. */
async function handOver(tx: Tx, { from, into }: { from: TopicId; into: TopicId }) {
  const theirs = await latestEscalation(tx, from)
  if (!theirs || !isOpen(theirs.state)) return
  const own = await latestEscalation(tx, into)
  if (own && isOpen(own.state)) {
    const older = theirs.firedAt < own.firedAt ? theirs : own
    await closeAsDuplicate(tx, older === theirs ? own : theirs, older)
    if (older === own) return
  }
  await rehome(tx, theirs, into)
}

async function closeAsDuplicate(tx: Tx, newer: Escalation, older: Escalation) {
  await cancelAs(tx, newer, 'merged')
  await rehomeCase(tx, { escalationId: newer.id, duplicateOf: older.id })
}

async function rehome(tx: Tx, found: Escalation, topicId: TopicId) {
  const topic = certain(await topicStanding(tx, topicId), 'the topic that was merged into')
  await tx.db.update(escalations).set({ topicId, boardId: topic.boardId }).where(eq(escalations.id, found.id))
  await rehomeCase(tx, { escalationId: found.id, topicId })
  await markEscalated(tx, { topicId: found.topicId, at: null })
  await markEscalated(tx, { topicId, at: found.firedAt })
  tx.tell({
    type: 'escalation.moved',
    topicId,
    boardId: topic.boardId,
    escalationId: found.id,
    fromTopicId: found.topicId,
  })
}
