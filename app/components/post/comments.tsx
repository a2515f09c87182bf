import type { ReactNode } from 'react'
import type { Moment } from '#app/lib/format.ts'
import { useWords } from '#app/lib/words.ts'
import type { Anchor } from '../topic/anchors.ts'
import { MemberName, RoleMarks, type Author } from '../member/member-line.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import { CommunityNote } from './community-note.tsx'
import { PostText } from './post-body.tsx'

export type CommentProps = {
  id: string
  anchor: Anchor
  author: Author | null
  html: string
  createdAt: Moment
  isNew?: boolean
  lang?: string
  /** A community note above its text. */
  note?: string | null
  actions?: ReactNode
}

const shownAtOnce = 3

/** Short remarks under a post; after three the rest folds away. */
export function CommentList({
  comments,
  children,
}: {
  comments: readonly CommentProps[]
  children?: ReactNode
}) {
  const t = useWords()
  if (comments.length === 0 && !children) return null
  const folded = comments.slice(shownAtOnce)
  return (
    <div className="comments" role="group" aria-label={t('comments.label', { count: comments.length })}>
      {comments.slice(0, shownAtOnce).map((comment) => (
        <Comment key={comment.id} {...comment} />
      ))}
      {folded.length > 0 && (
        <details>
          <summary>{t('comments.more', { count: folded.length })}</summary>
          {folded.map((comment) => (
            <Comment key={comment.id} {...comment} />
          ))}
        </details>
      )}
      {children}
    </div>
  )
}

/** One remark, an anchor of its own. */
export function Comment({ id, anchor, author, html, createdAt, isNew, lang, note, actions }: CommentProps) {
  const t = useWords()
  return (
    <article className="comment" id={anchor.id}>
      <header className="comment-head">
        <MemberName member={author} />
        <RoleMarks member={author} />
        <a href={anchor.href} className="post-link muted">
          <TimeStamp at={createdAt} />
        </a>
        {isNew && <span className="new-count">{t('thread.new')}</span>}
        {actions && <span className="cluster push">{actions}</span>}
      </header>
      {note && <CommunityNote html={note} />}
      <PostText id={id} html={html} lang={lang} />
    </article>
  )
}
