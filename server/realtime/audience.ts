import type { FactType } from '#server/core/events.ts'
import type { HeardFact } from './heard.ts'

/**
 * The rooms that may know that this happened. Even the timing of activity reaches only those who may see it: private
 * words the branch, notes and held posts staff, a clock its asker and staff, an item of the queue the moderators of its place.
 */
export function roomsFor(fact: HeardFact): string[] {
  const { type, topicId, payload, visibility } = fact
  const member = typeof payload.memberId === 'string' ? [`member:${payload.memberId}`] : []
  if (type.startsWith('review.')) return [...queueRooms(fact.item), ...member]
  if (topicId === null) return member
  const topic = `topic:${topicId}`
  const author = typeof payload.authorId === 'string' ? [`member:${payload.authorId}`] : []
  if (quiet.has(type) || payload.blind === true) return []
  if (type.startsWith('clock.')) return [`${topic}:staff`, `${topic}:branch`, 'console']
  if (type.startsWith('escalation.'))
    return [...(flagged.has(type) ? [topic, 'lists'] : []), `${topic}:staff`, `${topic}:branch`, 'console']
  if (visibility === 'note') return [`${topic}:staff`]
  if (visibility === 'private') return [`${topic}:branch`]
  if (payload.held === true) return [`${topic}:staff`, ...author]
  const other = [payload.fromTopicId, payload.newTopicId].flatMap((id) =>
    typeof id === 'number' ? [`topic:${id}`] : [],
  )
  const lists =
    typeof payload.boardId === 'string' && listed.has(type) ? [`board:${payload.boardId}`, 'lists'] : []
  return [topic, ...other, ...author, ...lists]
}

/** Moderators of everything, and those of the item's board or language: nobody else learns that something stirred (MOD-10). */
const queueRooms = (item: HeardFact['item']) => [
  'queue',
  ...(item?.boardId ? [`queue:board:${item.boardId}`] : []),
  ...(item ? [`queue:language:${item.language}`] : []),
]

/** Nobody watches an import as it runs. */
const quiet: ReadonlySet<FactType> = new Set<FactType>(['topic.imported'])

/** Those that everybody sees by the flag on the topic. */
const flagged: ReadonlySet<FactType> = new Set<FactType>([
  'escalation.opened',
  'escalation.resolved',
  'escalation.cancelled',
  'escalation.reopened',
  'escalation.moved',
])

/** Those that add or change a row of a list. */
const listed: ReadonlySet<FactType> = new Set<FactType>([
  'topic.started',
  'topic.retitled',
  'topic.moved',
  'topic.converted',
  'topic.split',
  'topic.merged',
  'topic.unmerged',
  'topic.pinned',
  'topic.unpinned',
  'topic.locked',
  'topic.unlocked',
  'topic.closed',
  'topic.reopened',
  'topic.hidden',
  'topic.restored',
  'topic.withdrawn',
  'topic.markedSolved',
  'topic.markedUnsolved',
  'answer.posted',
  'reply.posted',
  'answer.accepted',
  'acceptance.withdrawn',
  'post.approved',
])

/** After these, whoever listens to the topic is asked again whether they may. */
export const changesView: ReadonlySet<FactType> = new Set<FactType>([
  'topic.hidden',
  'topic.restored',
  'topic.withdrawn',
  'topic.moved',
  'topic.merged',
  'topic.unmerged',
])

/** After these, the sockets of that member are. */
export const changesMember: ReadonlySet<FactType> = new Set<FactType>([
  'member.rolesChanged',
  'member.actionsChanged',
  'member.deactivated',
  'member.signedOut',
  'member.recovered',
  'member.verified',
  'member.limited',
  'member.suspended',
  'sanction.lifted',
  'sanction.ended',
  'sessions.revoked',
  'password.changed',
])
