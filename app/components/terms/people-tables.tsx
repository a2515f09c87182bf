import { Link } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import type { Moment } from '#app/lib/format.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'
import '#app/lib/words-of-office.ts'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/feedback.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'

type Person = { handle: string; displayName: string }
type Accepted = Person & { id: string; at: Moment; locale: string; method: 'page' | 'join' | 'api' | 'demo' }
type Owing = Person & { joinedAt: Moment; lastSeenAt: Moment | null }

const named = ({ handle, displayName }: Person) => (
  <>
    <Link to={paths.admin(`people/${handle}`)}>{displayName}</Link> <span className="muted">@{handle}</span>
  </>
)

/** Who accepted a version, when and how. */
export function AcceptedTable({ rows }: { rows: readonly Accepted[] }) {
  const t = useWords()
  return (
    <DataTable
      caption={t('policy.people.accepted')}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState kind="first" title={t('policy.people.nobody')} />}
      columns={[
        { key: 'name', label: t('people.name'), heading: true, cell: named },
        { key: 'at', label: t('settings.accepted.at'), cell: (row) => <TimeStamp at={row.at} exact /> },
        { key: 'locale', label: t('policy.language'), cell: (row) => row.locale },
        {
          key: 'method',
          label: t('policy.people.method'),
          cell: (row) => t(`policy.people.method.${row.method}`),
        },
      ]}
    />
  )
}

/** Who has yet to accept it, and whether they come by at all. */
export function OwingTable({ rows }: { rows: readonly Owing[] }) {
  const t = useWords()
  return (
    <DataTable
      caption={t('policy.people.missing')}
      captionHidden
      rows={rows}
      rowKey={(row) => row.handle}
      empty={<EmptyState kind="cleared" title={t('policy.people.everybody')} />}
      columns={[
        { key: 'name', label: t('people.name'), heading: true, cell: named },
        { key: 'joined', label: t('people.joined'), cell: (row) => <TimeStamp at={row.joinedAt} /> },
        {
          key: 'seen',
          label: t('policy.people.seen'),
          cell: (row) => (row.lastSeenAt ? <TimeStamp at={row.lastSeenAt} /> : t('policy.people.unseen')),
        },
      ]}
    />
  )
}
