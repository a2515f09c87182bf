import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { transparencyQuarters, transparencyReport } from '#server/moderation/index.ts'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { KeyValue, PageHead } from '#app/components/ui/key-value.tsx'
import { FilterChips } from '#app/components/ui/navigation.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { isWordKey, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-conduct.ts'

export const loader = page(async ({ ctx, url }) => {
  const quarters = await transparencyQuarters(ctx)
  const quarter = url.searchParams.get('quarter') ?? quarters[0] ?? ''
  return { quarters, report: await transparencyReport(ctx, { quarter }) }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'transparency.title')

/** /transparency: one quarter of moderation in numbers, for everybody (MOD-26). */
export default function Transparency() {
  const t = useWords()
  const { quarters, report } = useLoaderData<typeof loader>()
  const told = (count: number | null) => count ?? t('transparency.few')
  const hours = (count: number | null) => count ?? t('transparency.unknown')
  const deed = (action: string) =>
    isWordKey(`deed.${action}`) ? t(`deed.${action}` as 'deed.post.hidden') : action
  const { appeals } = report
  return (
    <div className="column stack">
      <PageHead title={t('transparency.title')} lead={t('transparency.lead')} />
      <FilterChips
        label={t('transparency.quarters')}
        chips={quarters.map((quarter) => ({
          label: quarter,
          href: paths.conduct.transparency(quarter),
          current: quarter === report.quarter,
        }))}
      />
      {!report.over && <p className="muted">{t('transparency.running')}</p>}
      <DataTable
        caption={t('transparency.deeds')}
        rows={report.deeds}
        rowKey={(row) => row.action}
        columns={[
          { key: 'deed', label: t('transparency.deed'), heading: true, cell: (row) => deed(row.action) },
          { key: 'count', label: t('transparency.count'), numeric: true, cell: (row) => told(row.count) },
          {
            key: 'auto',
            label: t('transparency.automatic'),
            numeric: true,
            cell: (row) => told(row.automatic),
          },
        ]}
      />
      <DataTable
        caption={t('transparency.clauses')}
        rows={report.clauses}
        rowKey={(row) => row.clause}
        empty={<p className="muted">{t('transparency.noClauses')}</p>}
        columns={[
          { key: 'rule', label: t('transparency.rule'), heading: true, cell: (row) => row.clause },
          {
            key: 'posts',
            label: t('transparency.removals'),
            numeric: true,
            cell: (row) => told(row.removals),
          },
          {
            key: 'steps',
            label: t('transparency.sanctions'),
            numeric: true,
            cell: (row) => told(row.sanctions),
          },
        ]}
      />
      <h2>{t('transparency.appeals')}</h2>
      <KeyValue
        pairs={[
          [t('transparency.made'), told(appeals.made)],
          [t('transparency.upheld'), told(appeals.upheld)],
          [t('transparency.overturned'), told(appeals.overturned)],
          [
            t('transparency.share'),
            appeals.overturnedShare === null
              ? t('transparency.unknown')
              : t('transparency.percent', { count: appeals.overturnedShare }),
          ],
          [t('transparency.decisions'), told(report.decisions)],
          [t('transparency.half'), hours(report.hoursToDecision.half)],
          [t('transparency.most'), hours(report.hoursToDecision.most)],
        ]}
      />
    </div>
  )
}
