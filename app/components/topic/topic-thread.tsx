import type { PostShown, TopicPage } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { useWords } from '#app/lib/words.ts'
import { AnswersHead } from '../answer/answer-head.tsx'
import { EmptyState } from '../ui/feedback.tsx'
import { ThreadLine } from './thread-line.tsx'
import { PostStop } from './post-stop.tsx'

export type Order = 'votes' | 'time'

/** The opening and what hangs on it, on one line: accepted answers first, then by votes or time, then what is not public. */
export function TopicThread({ topic, order }: { topic: TopicPage; order: Order }) {
  const t = useWords()
  const { opening, standing, aside, comments } = arranged(topic, order)
  const solved = standing.some((post) => post.acceptedAt)
  const href = (by: Order) => `${paths.topic(topic)}?order=${by}`
  return (
    <div className="stack">
      <ThreadLine label={t('thread.opening')}>
        {opening && <PostStop post={opening} topic={topic} comments={comments(opening)} segment={standing.length > 0 ? 'question' : 'end'} />}
      </ThreadLine>
      {topic.kind === 'question' ? (
        <AnswersHead count={standing.filter((post) => post.stub === null).length} order={{ votesHref: href('votes'), timeHref: href('time'), now: order }} />
      ) : (
        <h2>{t('replies.title', { count: standing.filter((post) => post.stub === null).length })}</h2>
      )}
      {standing.length + aside.length === 0 ? (
        <EmptyState kind="first" level={3} title={t(topic.kind === 'question' ? 'answers.empty' : 'replies.empty')} />
      ) : (
        <ThreadLine label={t(topic.kind === 'question' ? 'thread.answers' : 'thread.replies')}>
          {[...standing, ...aside].map((post, place, all) => (
            <PostStop key={post.id} post={post} topic={topic} comments={comments(post)} segment={segmentOf(post, { last: place === all.length - 1, solved })} />
          ))}
        </ThreadLine>
      )}
    </div>
  )
}

const segmentOf = (post: PostShown, at: { last: boolean; solved: boolean }) =>
  at.last ? 'end' : post.visibility !== 'public' ? 'private' : at.solved ? 'solved' : 'question'

/** Sorts a topic's posts into what the page shows; comments go under their post, and orphans of a stub stay with it. */
function arranged(topic: TopicPage, order: Order) {
  const opening = topic.posts.find((post) => post.id === topic.openingId)
  const rest = topic.posts.filter((post) => post.id !== topic.openingId)
  const isComment = (post: PostShown) => topic.kind === 'question' && post.visibility === 'public' && post.parentId !== null
  const under = Map.groupBy(rest.filter(isComment), (post) => rootOf(post, topic.posts))
  const own = rest.filter((post) => !isComment(post))
  const weight = (post: PostShown) => (order === 'time' || topic.kind !== 'question' ? 0 : post.score)
  const standing = own
    .filter((post) => post.visibility === 'public')
    .sort((a, b) => Number(b.acceptedAt !== null) - Number(a.acceptedAt !== null) || weight(b) - weight(a) || a.number - b.number)
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
