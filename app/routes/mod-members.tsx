import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { troubleList } from '#server/moderation/index.ts'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Pager } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { numberText } from '#app/lib/format.ts'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { usePlace, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-conduct.ts'

export const loader = page(({ ctx, url }) => troubleList(ctx, { cursor: url.searchParams.get('cursor') }))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'trouble.title')

const columns = [
  ['flags', 'flagsUpheld'],
  ['removals', 'removals'],
  ['warnings', 'warnings'],
] as const

/** /mod/members: who met with trouble more than once; each number opens the part of the file that it counts. */
export default function ModMembers() {
  const t = useWords()
  const { locale } = usePlace()
  const { items, next, days } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHead title={t('trouble.title')} lead={t('trouble.lead', { days })} />
      <DataTable
        caption={t('trouble.title')}
        captionHidden
        rows={items}
        rowKey={(row) => row.handle}
        empty={<EmptyState kind="cleared" title={t('trouble.none')} />}
        columns={[
          {
            key: 'member',
            label: t('trouble.member'),
            heading: true,
            cell: (row) => (
              <Link to={paths.conduct.file(row.handle)}>
                <bdi>{row.name}</bdi>
              </Link>
            ),
          },
          ...columns.map(([count, show]) => ({
            key: count,
            label: t(`trouble.${count}`),
            numeric: true,
            cell: (row: (typeof items)[number]) =>
              row[count] === 0 ? (
                numberText(0, locale)
              ) : (
                <Link
                  to={paths.conduct.file(row.handle, { show, days: String(days) })}
                  aria-label={`${row.name}, ${t(`trouble.${count}`)}: ${row[count]}`}
                >
                  {numberText(row[count], locale)}
                </Link>
              ),
          })),
          { key: 'last', label: t('trouble.last'), cell: (row) => <TimeStamp at={row.at} /> },
        ]}
      />
      <Pager older={next && paths.conduct.trouble(next)} />
    </div>
  )
}
