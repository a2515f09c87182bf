import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { usePlace, useWords } from '#app/lib/words.ts'
import { numberText, type Moment } from '#app/lib/format.ts'
import { TimeStamp } from '../ui/time-stamp.tsx'

export type LineColour = 'petrol' | 'solved' | 'escal' | 'idea' | 'danger'

/** The sign at the head of a board, like the sign of a station: its line, its name, its purpose, what can be done. */
export function BoardSign(props: {
  name: string
  purpose?: string | null
  line?: LineColour
  format?: string
  children?: ReactNode
}) {
  return (
    <div className="board-sign" data-tone={props.line}>
      <div>
        <div className="board-sign-name">
          <span className="roundel" aria-hidden="true" />
          <h1 tabIndex={-1}>{props.name}</h1>
          {props.format && (
            <span className="tag-mark" data-tone="line">
              {props.format}
            </span>
          )}
        </div>
        {props.purpose && <p>{props.purpose}</p>}
      </div>
      {props.children && <div className="button-row">{props.children}</div>}
    </div>
  )
}

export type BoardStopProps = {
  href: string
  name: string
  purpose?: string | null
  topics: number
  unanswered?: number
  lastAt?: Moment | null
  line?: LineColour
  format?: string
}

/** All boards as stops on one line. */
export function BoardLine({
  label,
  boards,
  level = 'h3',
}: {
  label: string
  boards: readonly BoardStopProps[]
  /** The headings of the stops: h2 right under the page's own. */
  level?: 'h2' | 'h3'
}) {
  return (
    <ol className="board-list" aria-label={label}>
      {boards.map((board) => (
        <BoardStop key={board.href} {...board} level={level} />
      ))}
    </ol>
  )
}

function BoardStop({ level: Heading, ...board }: BoardStopProps & { level: 'h2' | 'h3' }) {
  const { href, name, purpose, topics, unanswered, lastAt, line, format } = board
  const t = useWords()
  const { locale } = usePlace()
  return (
    <li className="board-stop" data-row data-tone={line}>
      <span className="roundel" aria-hidden="true" />
      <div className="stack gap-1">
        <Heading>
          <Link to={href} prefetch="intent" data-row-link>
            {name}
          </Link>{' '}
          {format && (
            <span className="tag-mark" data-tone="line">
              {format}
            </span>
          )}
        </Heading>
        {purpose && <p>{purpose}</p>}
      </div>
      <div className="board-stop-counts small">
        {t('board.topics', { count: topics, shown: numberText(topics, locale) })}
        {unanswered !== undefined && unanswered > 0 && <> · {t('board.unanswered', { count: unanswered })}</>}
        {lastAt && (
          <>
            <br />
            <TimeStamp at={lastAt} />
          </>
        )}
      </div>
    </li>
  )
}
