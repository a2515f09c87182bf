import type { PostId } from '#server/core/ids.ts'
import { known } from './known.ts'
import { luck } from './luck.ts'
import { type Handle, members } from './members.ts'
import { before } from './moments.ts'
import type { People } from './people.ts'
import type { DemoPost, DemoTopic } from './types.ts'

type Ballot = { topic: DemoTopic; words: DemoTopic | DemoPost; postId: PostId }

/**
 * Who voted for what: members of that time other than the author; the asker first, where the answer was accepted.
 * Votes follow within days of the post.
 */
export function votesOf(loadedAt: Date, { topic, words, postId }: Ballot, people: People) {
  const [up, down] = words.votes ?? [0, 0]
  const writtenAt = before(loadedAt, words.ago)
  const grateful = 'accepted' in words ? topic.by : null
  const rank = (handle: Handle) => (handle === grateful ? -1 : luck(`${topic.key}/${words.ago}/${handle}`))
  const span = Math.min(6 * 86_400_000, loadedAt.getTime() - writtenAt.getTime())
  return members
    .filter(
      ({ handle, joinedDaysAgo }) => handle !== words.by && before(loadedAt, `${joinedDaysAgo}d`) < writtenAt,
    )
    .map(({ handle }) => handle)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, up + down)
    .map((handle, place) => ({
      externalId: `${topic.key}/${words.ago}/${handle}`,
      postId,
      memberId: known(people, handle).memberId,
      value: place < up ? (1 as const) : (-1 as const),
      at: new Date(writtenAt.getTime() + Math.floor(luck(`${topic.key}/${words.ago}/${handle}/when`) * span)),
      handle,
    }))
}

/** How often a topic was read: more when it is older, liked and answered. */
export function viewsOf(loadedAt: Date, topic: DemoTopic): number {
  const days = (loadedAt.getTime() - before(loadedAt, topic.ago).getTime()) / 86_400_000
  const interest = 6 + 9 * (topic.votes?.[0] ?? 0) + 4 * topic.posts.length
  return Math.round(3 + interest * Math.log2(2 + days) * (0.5 + luck(topic.key)))
}
