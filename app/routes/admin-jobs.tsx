import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { stuckJobs } from '#server/core/queue.ts'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'

export const loader = page(({ ctx }) => stuckJobs(ctx))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'admin.jobs')

/** Background work that is not getting done, and what each attempt said. */
export default function AdminJobs() {
  const t = useWords()
  const { items } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <Breadcrumb trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('admin.jobs') }]} />
      <PageHead title={t('admin.jobs')} lead={t('admin.jobs.lead')} />
      <DataTable
        caption={t('admin.jobs')}
        captionHidden
        rows={items}
        rowKey={(row) => row.id}
        empty={<EmptyState kind="cleared" title={t('jobs.clear')} />}
        columns={[
          { key: 'queue', label: t('jobs.work'), heading: true, cell: (row) => row.queue },
          { key: 'state', label: t('jobs.state'), cell: (row) => t(`jobs.state.${row.state}`) },
          { key: 'attempts', label: t('jobs.attempts'), numeric: true, cell: (row) => row.attempts },
          { key: 'since', label: t('jobs.since'), cell: (row) => <TimeStamp at={row.since} /> },
          { key: 'error', label: t('jobs.error'), cell: (row) => row.error },
        ]}
      />
    </div>
  )
}
