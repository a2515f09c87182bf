import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { numberText, shortNumber, type Moment } from '#app/lib/format.ts'
import { Sentence, usePlace, useWords, type WordKey } from '#app/lib/words.ts'
import { MemberName, RoleMarks, type Author } from '../member/member-line.tsx'
import { TagLink } from '../tag/tag-link.tsx'
import { NewCount } from '../ui/feedback.tsx'
import { Icon } from '../ui/icon.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import { shownState, StateShape, type TopicFlag, type TopicState } from './state-shape.tsx'

export type TopicRowProps = {
  href: string
  title: string
  kind: string
  state: TopicState
  flags?: readonly TopicFlag[]
  author: Author | null
  startedAt: Moment
  /** Where the list spans several boards. */
  board?: { name: string; href: string } | null
  tags?: readonly string[]
  /** The first line, one, muted. */
  excerpt?: string | null
  answers: number
  votes?: number
  views?: number
  lastActor?: Author | null
  lastAt?: Moment | null
  newCount?: number
  staffAnswered?: boolean
  pinned?: boolean
  /** The language it is written in, where known. */
  lang?: string
  /** A clock, where the reader is covered or staff. */
  clock?: ReactNode
}

/** A list of topics: ordered, each an article with a heading; `j` and `k` move between them. */
export function TopicList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol className="topic-list" aria-label={label}>
      {children}
    </ol>
  )
}

/** One topic in a list: state, title, who and where, how much. The whole row leads to the topic. */
export function TopicRow(props: TopicRowProps) {
  const t = useWords()
  return (
    <li>
      <article className="topic-row" data-row data-new={(props.newCount ?? 0) > 0 || undefined}>
        <StateShape state={shownState(props)} wordHidden />
        <div className="topic-row-main">
          <h3 className="topic-row-title" lang={props.lang}>
            {props.pinned && <Icon name="pin" label={t('list.pinned')} />}{' '}
            <Link to={props.href} prefetch="intent" data-row-link dir="auto">
              {props.title}
            </Link>{' '}
            <NewCount count={props.newCount ?? 0} />
          </h3>
          {props.excerpt && (
            <p className="topic-row-line" dir="auto">
              {props.excerpt}
            </p>
          )}
          <Meta {...props} />
        </div>
        <Numbers {...props} />
      </article>
    </li>
  )
}

const startedBy: Readonly<Record<string, WordKey>> = { question: 'list.askedBy' }

function Meta({ kind, author, startedAt, board, tags, staffAnswered, clock }: TopicRowProps) {
  const t = useWords()
  return (
    <div className="topic-row-meta">
      {clock}
      <span>
        <Sentence
          of={startedBy[kind] ?? 'list.startedBy'}
          parts={{
            author: (
              <>
                <MemberName member={author} /> <RoleMarks member={author} />
              </>
            ),
            when: <TimeStamp at={startedAt} />,
          }}
        />
      </span>
      {board && <Link to={board.href}>{board.name}</Link>}
      {staffAnswered && (
        <span className="tag-mark" data-tone="petrol">
          <Icon name="staff" /> {t('list.staffAnswered')}
        </span>
      )}
      {tags?.map((slug) => (
        <TagLink key={slug} tag={{ slug }} />
      ))}
    </div>
  )
}

function Numbers({ kind, answers, votes, views, lastActor, lastAt }: TopicRowProps) {
  return (
    <div className="topic-row-numbers">
      <Count of={kind === 'question' ? 'count.answers' : 'count.replies'} count={answers} />
      {votes !== undefined && <Count of="count.votes" count={votes} />}
      {views !== undefined && <Count of="count.views" count={views} />}
      {lastActor && lastAt && (
        <span className="topic-row-last">
          <Sentence
            of="list.last"
            parts={{ author: <MemberName member={lastActor} />, when: <TimeStamp at={lastAt} /> }}
          />
        </span>
      )}
    </div>
  )
}

/** A figure with its word: "12 answers". Long figures are shortened to the eye, whole to readers. */
function Count({ of, count }: { of: WordKey; count: number }) {
  const t = useWords()
  const { locale } = usePlace()
  return (
    <span className="number" title={count > 999 ? numberText(count, locale) : undefined}>
      <b>{shortNumber(count, locale)}</b> {t(of, { count })}
    </span>
  )
}
