import { Link } from '@remix-run/react'
import { memo } from 'react'
import type { QueueRow, QueueView } from '#server/moderation/index.ts'
import * as paths from '#server/core/paths.ts'
import { clockTime } from '#app/lib/format.ts'
import { isWordKey, usePlace, useWords } from '#app/lib/words.ts'
import { ActionButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/feedback.tsx'
import { Tabs } from '../ui/navigation.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import '#app/lib/words-of-moderation.ts'

const views = ['all', 'flags', 'first-posts', 'edits', 'spam', 'appeals', 'reopen', 'mine', 'done'] as const

type Counts = Readonly<Record<Exclude<QueueView, 'done'>, number>>

/** Views of the one queue, with what waits in each. */
export const QueueRail = memo(function QueueRail({ view, counts }: { view: QueueView; counts: Counts }) {
  const t = useWords()
  return (
    <Tabs
      label={t('mod.views')}
      tabs={views.map((each) => ({
        label: t(`mod.view.${each}`),
        href: paths.reviewQueue({ view: each }),
        current: each === view,
        ...(each === 'done' ? {} : { count: counts[each] }),
      }))}
    />
  )
})

type Clause = { key: string; title: string }
type Listed = {
  rows: readonly QueueRow[]
  view: QueueView
  current?: string
  now: Date
  clauses: readonly Clause[]
}

/** Rows in the queue's order, each with its weight in words and the reasons for it. */
export function QueueList({ rows, view, current, now, clauses }: Listed) {
  const t = useWords()
  const place = usePlace()
  if (rows.length === 0)
    return (
      <EmptyState kind="cleared" title={t('mod.clear', { time: clockTime(now, place) })}>
        {t('mod.clear.hint')}
      </EmptyState>
    )
  return (
    <ol className="queue-list" aria-label={t('mod.list')}>
      {rows.map((row) => (
        <li key={row.id} className="queue-row" data-row data-priority={row.priority}>
          <QueueLine row={row} view={view} current={row.id === current} rules={namesOf(row, clauses)} />
        </li>
      ))}
    </ol>
  )
}

const namesOf = (row: QueueRow, clauses: readonly Clause[]) =>
  row.clauses.flatMap((key) => clauses.find((clause) => clause.key === key)?.title ?? []).join(', ')

type Line = { row: QueueRow; view: QueueView; current: boolean; rules: string }

/** Drawn again only where it says something else: the list is asked for anew at every bit of news. */
const QueueLine = memo(DrawnLine, sameLine)

function sameLine(a: Line, b: Line) {
  return a.current === b.current && a.view === b.view && JSON.stringify(a.row) === JSON.stringify(b.row)
}

function DrawnLine({ row, view, current, rules }: Line) {
  const t = useWords()
  const title = row.topic?.title ?? t('mod.person', { name: row.author?.name ?? '' })
  return (
    <>
      <p className="cluster small">
        <b>{t(`mod.priority.${row.priority}`)}</b> <span>{t(`mod.kind.${row.kind}`)}</span>
        {row.board && <span className="muted">{row.board}</span>}
        <TimeStamp at={row.decidedAt ?? row.openedAt} />
      </p>
      <h3 className="queue-title" dir="auto">
        <Link
          to={paths.reviewItem(row.id, { view })}
          data-row-link
          aria-current={current ? 'true' : undefined}
        >
          {title}
        </Link>
      </h3>
      <p className="small muted" dir="auto">
        {row.author && <>{row.author.name}: </>}
        {row.excerpt}
      </p>
      <p className="small">
        {row.reasons.join(', ')}
        {rules && <>: {rules}</>}
        {row.autoHiddenAt && <> · {t('mod.hidden')}</>}
        {row.second && <> · {t('mod.second')}</>}
        {row.assignee && <> · {t('mod.assignee', { name: row.assignee.name ?? '' })}</>}
        {row.claim && <> · {claimWords(t, row.claim)}</>}
      </p>
      {row.state !== 'open' && <Outcome row={row} />}
    </>
  )
}

export const claimWords = (t: ReturnType<typeof useWords>, claim: NonNullable<QueueRow['claim']>) =>
  claim.mine ? t('mod.claim.mine') : t('mod.claim.theirs', { name: claim.by?.name ?? '' })

/** What was decided, by whom, and the way back while it is open. */
export function Outcome({ row }: { row: QueueRow }) {
  const t = useWords()
  const word = `mod.outcome.${row.outcome ?? ''}`
  return (
    <div className="cluster small">
      <span>
        {isWordKey(word) ? t(word) : t('mod.decided')} · {row.decidedBy ?? t('mod.by.clock')}
      </span>
      {row.undoable && row.decisionId && (
        <ActionButton action={paths.decision(row.decisionId)} method="DELETE" tone="quiet">
          {t('mod.undo')}
        </ActionButton>
      )}
    </div>
  )
}
