import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { WrittenRow } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { useWords } from '#app/lib/words.ts'
import { shownState, StateShape } from '../topic/state-shape.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'

/** Posts one after the other, each leading to its place; `about` and `under` say what a list knows besides. */
export function WrittenList<Row extends WrittenRow>(props: {
  label: string
  posts: readonly Row[]
  about?: (post: Row) => ReactNode
  under?: (post: Row) => ReactNode
}) {
  const t = useWords()
  return (
    <ol className="hits" aria-label={props.label}>
      {props.posts.map((post) => (
        <li key={post.postId}>
          <article className="hit" data-row>
            <h2 className="hit-title">
              <StateShape
                state={shownState({ kind: post.topicKind, state: post.state, flags: post.flags })}
                wordHidden
              />
              <Link
                to={paths.post({ id: post.topicId, slug: post.slug, kind: post.topicKind }, post.number)}
                data-row-link
                dir="auto"
              >
                {post.title}
              </Link>
            </h2>
            <p dir="auto">{post.excerpt}</p>
            <p className="small muted">
              {props.about?.(post) ?? t(`post.kind.${post.kind}`)} ·{' '}
              {post.acceptedAt && <>{t('post.accepted')} · </>}
              {post.score !== null && <>{t('count.score', { count: post.score })} · </>}
              <Link to={paths.board(post.boardSlug)}>{post.boardTitle}</Link> ·{' '}
              <TimeStamp at={post.createdAt} />
            </p>
            {props.under && <div className="hit-under stack gap-2">{props.under(post)}</div>}
          </article>
        </li>
      ))}
    </ol>
  )
}
