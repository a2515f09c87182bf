import { Link } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { isWordKey, Sentence, useWords } from '#app/lib/words.ts'
import { MemberName } from '../member/member-line.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import '#app/lib/words-of-conduct.ts'

type Entry = {
  id: string
  at: Date
  kind: string
  outcome: string | null
  clause: string | null
  text: string
  until: Date | null
  countsUntil: Date | null
  person: { handle: string | null; name: string | null } | null
  byKind: string | null
  topic: { id: number; kind: string; slug: string; title: string } | null
  statementId: string | null
  itemId: string | null
}

/** One list of a file, newest first; each entry leads to what it is about. */
export function FileEntries({ items }: { items: readonly Entry[] }) {
  const t = useWords()
  if (items.length === 0) return <p className="muted">{t('file.none')}</p>
  return (
    <ol className="stack plain-list">
      {items.map((entry) => (
        <li key={entry.id} className="stack gap-2" data-row>
          <FileEntry entry={entry} />
        </li>
      ))}
    </ol>
  )
}

function FileEntry({ entry }: { entry: Entry }) {
  const t = useWords()
  const kind = `file.kind.${entry.kind}`
  const outcome = `file.outcome.${entry.outcome ?? ''}`
  return (
    <>
      <p className="cluster small">
        <b>{isWordKey(kind) ? t(kind) : entry.kind}</b>
        {isWordKey(outcome) && <span>{t(outcome)}</span>}
        {entry.clause && <span>{entry.clause}</span>}
        <TimeStamp at={entry.at} exact />
        {entry.person?.name ? (
          <MemberName member={{ handle: entry.person.handle, name: entry.person.name }} />
        ) : (
          entry.byKind && <span>{t('file.program')}</span>
        )}
      </p>
      {entry.text && <p dir="auto">{entry.text}</p>}
      {(entry.until || entry.countsUntil) && (
        <p className="small">
          {entry.until && <Sentence of="file.until" parts={{ when: <TimeStamp at={entry.until} exact /> }} />}{' '}
          {entry.countsUntil && (
            <Sentence of="file.counts" parts={{ when: <TimeStamp at={entry.countsUntil} exact /> }} />
          )}
        </p>
      )}
      <p className="cluster small">
        {entry.topic && (
          <Link to={paths.topic(entry.topic)} dir="auto">
            {entry.topic.title}
          </Link>
        )}
        {entry.statementId && <Link to={paths.statement(entry.statementId)}>{t('file.statement')}</Link>}
        {entry.itemId && <Link to={paths.reviewItem(entry.itemId)}>{t('file.item')}</Link>}
      </p>
    </>
  )
}
