import type { DeedShown, PostShown } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { kept } from '#app/lib/kept.tsx'
import { useWords } from '#app/lib/words.ts'
import { KeptAnswersHead } from '../answer/answer-head.tsx'
import { DeedStop } from './deed-stop.tsx'
import { placeOf, type ThreadPlace } from './post-place.ts'
import { PostStop } from './post-stop.tsx'
import { type Segment, ThreadStretch } from './thread-line.tsx'

export type Order = 'votes' | 'time'

type Props = {
  topic: ThreadPlace
  posts: readonly PostShown[]
  order: Order
  /** The post whose box for a comment is open. */
  commenting: string | null
  /** What the line leads to after the last of them. */
  end: Segment
}

/** The stops of a topic's line: the opening, accepted answers, the others by votes or time, then what is not public. */
export const ThreadStops = (props: Props) =>
  // a form is stamped with the moment it was shown
  props.commenting === null ? <KeptStops {...props} /> : <FreshStops {...props} />

const KeptStops = kept('thread', FreshStops, ({ posts }) => posts)

function FreshStops({ topic, posts, order, commenting, end }: Props) {
  const t = useWords()
  const { opening, standing, aside, comments } = arranged(topic, posts, order)
  const shown = withDeeds([...standing, ...aside], topic, order)
  const segments = segmentsOf(shown, end)
  const toFirst = shown[0] ? segmentTo(shown[0]) : end
  const count = standing.filter((post) => post.stub === null).length
  const place = placeOf(topic)
  const stopAt = (post: PostShown, segment: Segment) => (
    <PostStop
      key={post.id}
      post={post}
      topic={place}
      comments={comments(post)}
      segment={segment}
      commenting={commenting === post.id}
    />
  )
  const href = (by: Order) => `${paths.topic(topic)}?order=${by}`
  return (
    <>
      {opening && stopAt(opening, toFirst)}
      <ThreadStretch segment={toFirst}>
        {topic.kind === 'question' ? (
          <KeptAnswersHead
            count={count}
            order={{ votesHref: href('votes'), timeHref: href('time'), now: order }}
          />
        ) : (
          <h2>{t('replies.title', { count })}</h2>
        )}
      </ThreadStretch>
      {shown.map((stop, index) => {
        const segment = segments[index] ?? end
        return 'by' in stop ? (
          <DeedStop key={stop.id} deed={stop} topic={topic} segment={segment} />
        ) : (
          stopAt(stop, segment)
        )
      })}
    </>
  )
}

/** A stop on the line: a post, or what a moderator did. */
type LineStop = PostShown | DeedShown

/** By time, deeds stand where they happened; by votes, in order after the posts, since they have none. */
function withDeeds(posts: readonly PostShown[], topic: ThreadPlace, order: Order): LineStop[] {
  if (topic.postsNext !== null) return [...posts]
  if (order === 'votes' && topic.kind === 'question') return [...posts, ...topic.deeds]
  const stops: LineStop[] = [...posts, ...topic.deeds]
  const when = (stop: LineStop) => new Date('by' in stop ? stop.at : stop.createdAt).getTime()
  const first = (stop: LineStop) => !('by' in stop) && stop.acceptedAt !== null
  return stops.sort((a, b) => Number(first(b)) - Number(first(a)) || when(a) - when(b))
}

/** The way to a stop: dashed to what is not public. */
const segmentTo = (stop: LineStop): Segment =>
  !('by' in stop) && stop.visibility !== 'public' ? 'private' : 'question'

/** From each stop to the next; from an accepted answer on the line is green. */
function segmentsOf(stops: readonly LineStop[], end: Segment): Segment[] {
  let solved = false
  return stops.map((stop, place) => {
    solved ||= !('by' in stop) && stop.acceptedAt !== null
    const next = stops[place + 1]
    if (!next) return end
    return segmentTo(next) === 'private' ? 'private' : solved ? 'solved' : 'question'
  })
}

/** Sorts a topic's posts into what the page shows; comments go under their post, and orphans of a stub stay with it. */
function arranged(topic: ThreadPlace, posts: readonly PostShown[], order: Order) {
  const opening = posts.find((post) => post.id === topic.openingId)
  const rest = posts.filter((post) => post.id !== topic.openingId)
  const isComment = (post: PostShown) =>
    topic.kind === 'question' && post.visibility === 'public' && post.parentId !== null
  const under = Map.groupBy(rest.filter(isComment), (post) => rootOf(post, posts))
  const own = rest.filter((post) => !isComment(post))
  const byTime = order === 'time' || topic.kind !== 'question'
  const weight = (post: PostShown) => (byTime ? 0 : (post.score ?? 0))
  // while its counts are hidden an answer stands by the reader's own lot, after those that are counted alike
  const lot = (post: PostShown) => (byTime ? 0 : post.lot === null ? 0 : 1 + post.lot)
  const standing = own
    .filter((post) => post.visibility === 'public')
    .sort(
      (a, b) =>
        Number(b.acceptedAt !== null) - Number(a.acceptedAt !== null) ||
        weight(b) - weight(a) ||
        lot(a) - lot(b) ||
        // a merge puts older posts behind newer ones; by time they stand where they were written
        +a.createdAt - +b.createdAt ||
        a.number - b.number,
    )
  return {
    opening,
    standing,
    aside: own.filter((post) => post.visibility !== 'public'),
    comments: (post: PostShown) => under.get(post.id) ?? [],
  }
}

/** A comment on a comment belongs to the post both hang on. */
function rootOf(post: PostShown, all: readonly PostShown[]): string | null {
  let at: PostShown | undefined = post
  for (let depth = 0; depth < 50 && at?.parentId; depth++) {
    const parent = all.find((each) => each.id === at?.parentId)
    if (!parent || parent.kind !== 'comment') return at.parentId
    at = parent
  }
  return post.parentId
}
