import { Link } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import type { VersionState } from '#server/terms/index.ts'
import type { Moment } from '#app/lib/format.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'
import '#app/lib/words-of-office.ts'
import { DataTable } from '../ui/data-table.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'

type Row = {
  version: number
  state: VersionState
  summary: string
  mustAccept: boolean
  audience: 'members' | 'staff'
  effectiveAt: Moment
  locales: readonly string[]
}

/** What was published of a text, for those who publish it. */
export function PolicyVersions({ document, versions }: { document: string; versions: readonly Row[] }) {
  const t = useWords()
  return (
    <DataTable
      caption={t('terms.versions')}
      rows={versions}
      rowKey={(row) => row.version}
      empty={<p className="muted">{t('terms.draft')}</p>}
      columns={[
        {
          key: 'version',
          label: t('settings.accepted.version'),
          heading: true,
          cell: (row) => (
            <>
              <Link to={paths.terms.version(row.version, document)}>
                {t('terms.version', { version: row.version })}
              </Link>
              <br />
              <span className="muted small">{t(`terms.state.${row.state}`)}</span>
            </>
          ),
        },
        { key: 'summary', label: t('terms.summary'), cell: (row) => row.summary },
        { key: 'from', label: t('policy.from'), cell: (row) => <TimeStamp at={row.effectiveAt} exact /> },
        { key: 'languages', label: t('terms.languages'), cell: (row) => row.locales.join(', ') },
        {
          key: 'must',
          label: t('policy.must'),
          cell: (row) =>
            row.mustAccept
              ? `${t('policy.must.yes')}: ${t(`policy.audience.${row.audience}`)}`
              : t('policy.must.no'),
        },
        {
          key: 'people',
          label: t('policy.people.accepted'),
          cell: (row) => (
            <Link to={paths.admin(`policies/${document}/${row.version}`)}>{t('policy.people.open')}</Link>
          ),
        },
      ]}
    />
  )
}
