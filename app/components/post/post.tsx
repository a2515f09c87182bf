import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Moment } from '#app/lib/format.ts'
import { useWords } from '#app/lib/words.ts'
import { MemberLine, type Author } from '../member/member-line.tsx'
import { Icon } from '../ui/icon.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import type { Anchor } from '../topic/anchors.ts'
import { ThreadItem, Stop, type Segment } from '../topic/thread-line.tsx'
import { PostText } from './post-body.tsx'

export type PostProps = {
  id: string
  /** Where it stands on the page, as "p-3", and the address under which it is shared. */
  anchor: Anchor
  author: Author | null
  html: string
  createdAt: Moment
  editedAt?: Moment | null
  /** Where its revisions can be compared. */
  historyHref?: string | null
  accepted?: boolean
  /** Who accepted it, where that was not the asker. */
  acceptedBy?: string | null
  visibility?: 'public' | 'private' | 'note'
  /** For a private post: who can read it, in words. */
  readers?: string | null
  /** Waiting for review; seen by its author and moderators. */
  held?: boolean
  isNew?: boolean
  lang?: string
  /** For imported posts: source and licence. */
  source?: ReactNode
}

type Slots = {
  segment: Segment
  /** Votes, then deeds: VoteButtons, ActionButtons, a Menu. */
  actions?: ReactNode
  /** Its comments, a CommentList. */
  comments?: ReactNode
  /** Sentences between head and body: a reason, a version. */
  notice?: ReactNode
}

/** A post on the line, with its stop: question, answer, reply, private message or note. */
export function Post(props: PostProps & Slots) {
  const staff = props.author?.staff ?? false
  const kind =
    props.visibility === 'private' ? 'private' : props.accepted ? 'accepted' : staff ? 'staff' : 'member'
  return (
    <ThreadItem
      id={props.anchor.id}
      segment={props.segment}
      isNew={props.isNew ?? false}
      stop={<Stop kind={kind} name={props.author?.name ?? ''} isNew={props.isNew ?? false} staff={staff} />}
    >
      <article
        className="post"
        aria-labelledby={`post-${props.id}`}
        data-accepted={props.accepted || undefined}
        data-visibility={props.visibility}
        data-held={props.held || undefined}
      >
        <PostHead {...props} />
        {props.notice}
        <PostText id={props.id} html={props.html} lang={props.lang} />
        {props.source && <p className="post-source">{props.source}</p>}
        {props.actions && <div className="post-foot no-print">{props.actions}</div>}
        {props.comments}
      </article>
    </ThreadItem>
  )
}

function PostHead(props: PostProps) {
  const t = useWords()
  return (
    <header className="post-head" id={`post-${props.id}`}>
      {props.visibility === 'private' && (
        <span className="tag-mark" data-tone="escal">
          <Icon name="lock" /> {t('post.private')}
        </span>
      )}
      {props.visibility === 'note' && (
        <span className="tag-mark" data-tone="signal">
          {t('post.note')}
        </span>
      )}
      {props.accepted && (
        <span className="tag-mark" data-tone="solved">
          <Icon name="check" /> {t('post.accepted')}
        </span>
      )}
      <MemberLine member={props.author} />
      <a className="post-link" href={props.anchor.href}>
        <TimeStamp at={props.createdAt} />
      </a>
      {props.editedAt && <Edited at={props.editedAt} href={props.historyHref} />}
      {props.accepted && props.acceptedBy && (
        <span className="muted">{t('post.acceptedBy', { name: props.acceptedBy })}</span>
      )}
      {props.readers && (
        <span className="post-audience">{t('private.readers', { readers: props.readers })}</span>
      )}
      {props.held && (
        <span className="tag-mark" data-tone="line">
          {t('post.held')}
        </span>
      )}
    </header>
  )
}

function Edited({ at, href }: { at: Moment; href?: string | null | undefined }) {
  const t = useWords()
  const words = (
    <>
      {t('post.edited')} <TimeStamp at={at} />
    </>
  )
  return href ? (
    <Link className="post-link edited" to={href}>
      {words}
    </Link>
  ) : (
    <span className="muted edited">{words}</span>
  )
}

/** The quiet place of a post that is hidden, withdrawn or removed: that something was, and why. */
export function PostStub({
  anchor,
  segment,
  children,
}: {
  anchor: Anchor
  segment: Segment
  children: ReactNode
}) {
  return (
    <ThreadItem id={anchor.id} segment={segment} stop={<Stop kind="system" />}>
      <div className="post-stub">{children}</div>
    </ThreadItem>
  )
}
