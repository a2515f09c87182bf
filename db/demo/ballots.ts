import type { PostId } from '#server/core/ids.ts'
import { known } from './known.ts'
import { luck } from './luck.ts'
import { type Handle, members } from './members.ts'
import { before } from './moments.ts'
import type { People } from './people.ts'
import type { DemoPost, DemoTopic } from './types.ts'

type Ballot = { topic: DemoTopic; words: DemoTopic | DemoPost; postId: PostId }

/**
 * Who voted for what: members other than the author; the asker first, where the answer was accepted. Votes follow
 * within days of the post, or of joining.
 */
export function votesOf(loadedAt: Date, { topic, words, postId }: Ballot, people: People) {
  const [up, down] = words.votes ?? [0, 0]
  const writtenAt = before(loadedAt, words.ago).getTime()
  const grateful = 'accepted' in words ? topic.by : null
  const drawn = (handle: Handle) => `${topic.key}/${words.ago}/${handle}`
  const rank = (handle: Handle) => (handle === grateful ? -1 : luck(drawn(handle)))
  return members
    .filter(({ handle }) => handle !== words.by)
    .sort((a, b) => rank(a.handle) - rank(b.handle))
    .slice(0, up + down)
    .map(({ handle, joinedDaysAgo }, place) => {
      const joinedAt = before(loadedAt, `${joinedDaysAgo}d`).getTime()
      const from = Math.max(writtenAt, joinedAt)
      const span = Math.min(6 * 86_400_000, loadedAt.getTime() - from)
      return {
        handle,
        externalId: drawn(handle),
        postId,
        memberId: known(people, handle).memberId,
        value: place < up ? (1 as const) : (-1 as const),
        at: new Date(from + Math.floor(luck(`${drawn(handle)}/when`) * span)),
        early: joinedAt < writtenAt,
      }
    })
}

/** How often a topic was read: more when it is older, liked and answered. */
export function viewsOf(loadedAt: Date, topic: DemoTopic): number {
  if (topic.views !== undefined) return topic.views
  const days = (loadedAt.getTime() - before(loadedAt, topic.ago).getTime()) / 86_400_000
  const interest = 6 + 9 * (topic.votes?.[0] ?? 0) + 4 * topic.posts.length
  return Math.round(3 + interest * Math.log2(2 + days) * (0.5 + luck(topic.key)))
}
