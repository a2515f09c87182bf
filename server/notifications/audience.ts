import type { Tx } from '#server/core/ctx.ts'
import type { Draft } from './writing.ts'
import { invitedTo, mentioned } from './views/people.ts'
import { followersOf, type Following, type Place } from './views/place.ts'

type Found = NonNullable<Place>

const inTopic = (place: { topicId: number }) => `topic:${place.topicId}`

/** Who is to hear of something written: the asker, who was mentioned, who is answered, who follows the topic. */
export async function audienceOfPost(tx: Tx, place: Found): Promise<Draft[]> {
  const followers = await followersOf(tx, place)
  const muted = new Set(
    [...followers].flatMap(([memberId, { level }]) => (level === 'muted' ? [memberId] : [])),
  )
  const drafts: Draft[] = [
    ...(await directly(tx, place)),
    ...[...followers].flatMap(([memberId, wish]): Draft[] =>
      followedTopic(wish, place.createdAt)
        ? [
            {
              memberId,
              kind: place.visibility === 'private' ? 'private' : 'reply',
              cause: wish.cause,
              rule: wish.rule,
            },
          ]
        : [],
    ),
  ]
  return drafts.filter(({ memberId }) => memberId === null || !muted.has(memberId))
}

/** Whoever began to follow later has read what stood there, and is not told of it afterwards. */
const followedTopic = ({ level, rule, since }: Following, at: Date) =>
  level === 'watched' && rule === 'follows.topic' && since <= at

async function directly(tx: Tx, place: Found): Promise<Draft[]> {
  const cause = inTopic(place)
  const mentions = (await mentioned(tx, place.source)).map((memberId): Draft => ({
    memberId,
    kind: 'mention',
    cause: 'mentions',
    rule: 'mentioned',
  }))
  if (place.visibility === 'note') return mentions
  if (place.visibility === 'private') {
    const invited = (await invitedTo(tx, place.topicId)).map((memberId): Draft => ({
      memberId,
      kind: 'private',
      cause,
      rule: 'invited',
    }))
    return [{ memberId: place.askerId, kind: 'private', cause, rule: 'asked' }, ...invited, ...mentions]
  }
  const drafts: Draft[] = [...mentions]
  if (place.kind === 'answer') drafts.push({ memberId: place.askerId, kind: 'answer', cause, rule: 'asked' })
  else if (place.postId !== place.openingId) {
    drafts.push({ memberId: place.parentAuthorId, kind: 'comment', cause, rule: 'wrote' })
    if (place.kind === 'comment')
      drafts.push({ memberId: place.askerId, kind: 'comment', cause, rule: 'asked' })
  }
  return drafts
}

/** Who is to hear of a new topic: followers of its tags and board (NOTE-04), and who was mentioned in it. */
export async function audienceOfTopic(tx: Tx, place: Found): Promise<Draft[]> {
  const followers = await followersOf(tx, place)
  const drafts: Draft[] = [...followers].flatMap(
    ([memberId, { level, cause, rule, params, since }]): Draft[] =>
      level === 'watched' && rule !== 'follows.topic' && since <= place.createdAt
        ? [{ memberId, kind: 'started', cause, rule, params }]
        : [],
  )
  const named = await mentioned(tx, place.source)
  return [
    ...drafts,
    ...named.map((memberId): Draft => ({ memberId, kind: 'mention', cause: 'mentions', rule: 'mentioned' })),
  ].filter(({ memberId }) => memberId === null || followers.get(memberId)?.level !== 'muted')
}
