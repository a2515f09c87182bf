import type { Tx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'
import type { Draft } from './writing.ts'
import { invitedTo, mentioned } from './views/people.ts'
import { followersOf, type Following, mutersOf, type Place } from './views/place.ts'

type Found = NonNullable<Place>

const inTopic = (place: { topicId: number }) => `topic:${place.topicId}`

/** Who is to hear of something written: the asker, who was mentioned, who is answered, who follows the topic. */
export async function audienceOfPost(tx: Tx, place: Found): Promise<Draft[]> {
  const [followers, muters] = await Promise.all([
    followersOf(tx, { ...place, author: place.kind === 'answer' ? personOf(place) : null }),
    mutersOf(tx, place.authorId),
  ])
  const muted = new Set(
    [...followers].flatMap(([memberId, { level }]) => (level === 'muted' ? [memberId] : [])),
  )
  const drafts: Draft[] = [
    ...(await directly(tx, place)),
    ...[...followers].flatMap(([memberId, wish]): Draft[] =>
      heard(wish, place)
        ? [
            {
              memberId,
              kind: place.visibility === 'private' ? 'private' : 'reply',
              cause: wish.cause,
              rule: wish.rule,
              params: wish.params,
            },
          ]
        : [],
    ),
  ]
  return drafts.filter(({ memberId }) => memberId === null || !muted.has(memberId)).filter(notOf(muters))
}

const personOf = ({ authorId, authorName }: Found) => authorId && { id: authorId, name: authorName ?? '' }

/** Rules by which one hears even of a person one has muted: it answers one, or one was asked in. */
const alwaysTold: ReadonlySet<string> = new Set(['asked', 'invited'])

const notOf =
  (muters: ReadonlySet<MemberId>) =>
  ({ memberId, rule }: Draft) =>
    memberId === null || !muters.has(memberId) || alwaysTold.has(rule)

/**
 * Of a reply hears who watches the topic, of an answer also who watches its author. Whoever began to follow later has read
 * what stood there, and is not told of it afterwards.
 */
const heard = ({ level, rule, since }: Following, place: Found) =>
  level === 'watched' &&
  since <= place.createdAt &&
  (rule === 'follows.topic' || (rule === 'follows.member' && place.visibility === 'public'))

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

/** Who is to hear of a new topic: followers of its author, tags and board (NOTE-04), and who was mentioned in it. */
export async function audienceOfTopic(tx: Tx, place: Found): Promise<Draft[]> {
  const [followers, muters] = await Promise.all([
    followersOf(tx, { ...place, author: personOf(place) }),
    mutersOf(tx, place.authorId),
  ])
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
  ]
    .filter(({ memberId }) => memberId === null || followers.get(memberId)?.level !== 'muted')
    .filter(notOf(muters))
}
