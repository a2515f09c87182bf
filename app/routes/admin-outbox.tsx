import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { outbox } from '#server/mail/index.ts'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb, Pager } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'

export const loader = page(({ ctx, url }) => outbox(ctx, { cursor: url.searchParams.get('cursor') }))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'admin.outbox')

/** Every letter and what became of it. Without a mail server they are kept here to be read. */
export default function AdminOutbox() {
  const t = useWords()
  const { items, next } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <Breadcrumb trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('admin.outbox') }]} />
      <PageHead title={t('admin.outbox')} lead={t('admin.outbox.lead')} />
      <DataTable
        caption={t('admin.outbox')}
        captionHidden
        rows={items}
        rowKey={(row) => row.id}
        empty={<EmptyState kind="first" title={t('outbox.empty')} />}
        columns={[
          {
            key: 'subject',
            label: t('outbox.subject'),
            heading: true,
            cell: (row) => (
              <Link to={paths.admin(`outbox/${row.id}`)}>{row.subject || t('outbox.unwritten')}</Link>
            ),
          },
          { key: 'to', label: t('outbox.to'), cell: (row) => row.address },
          { key: 'queued', label: t('outbox.queued'), cell: (row) => <TimeStamp at={row.queuedAt} /> },
          {
            key: 'state',
            label: t('crm.status'),
            cell: (row) =>
              t(
                row.droppedAt
                  ? 'outbox.dropped'
                  : row.sentAt
                    ? 'outbox.sent'
                    : row.keptAt
                      ? 'outbox.kept'
                      : 'outbox.waiting',
              ),
          },
        ]}
      />
      <Pager
        older={
          next === null
            ? null
            : `${paths.admin('outbox')}?${new URLSearchParams({ cursor: next }).toString()}`
        }
      />
    </div>
  )
}
