import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { memberDirectory, mustAdminister } from '#server/identity/index.ts'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { SearchField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb, Pager } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, url }) => {
  mustAdminister(ctx)
  const q = url.searchParams.get('q') ?? ''
  const { items, next } = await memberDirectory(ctx, { q, cursor: url.searchParams.get('cursor') })
  const query = new URLSearchParams({ ...(q && { q }), cursor: next ?? '' })
  return { q, items, older: next ? `?${query.toString()}` : null }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'admin.people')

/** /admin/people: members, to find the one whose roles are to change. */
export default function AdminPeople() {
  const t = useWords()
  const { q, items, older } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <Breadcrumb trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('admin.people') }]} />
      <PageHead title={t('admin.people')} lead={t('admin.people.lead')} />
      <SearchField action={paths.admin('people')} label={t('people.find')} defaultValue={q} />
      <DataTable
        caption={t('admin.people')}
        captionHidden
        rows={items}
        rowKey={(row) => row.memberId}
        empty={<EmptyState kind="no-match" title={t('people.none')} />}
        columns={[
          {
            key: 'name',
            label: t('people.name'),
            heading: true,
            cell: (row) => <Link to={paths.admin(`people/${row.handle}`)}>{row.displayName}</Link>,
          },
          { key: 'handle', label: t('join.handle'), cell: (row) => `@${row.handle}` },
          {
            key: 'roles',
            label: t('people.roles'),
            cell: (row) => row.roles.map((role) => t(`role.${role}`)).join(', '),
          },
          { key: 'reputation', label: t('people.reputation'), numeric: true, cell: (row) => row.reputation },
          { key: 'joined', label: t('people.joined'), cell: (row) => <TimeStamp at={row.joinedAt} /> },
        ]}
      />
      <Pager older={older} byName />
    </div>
  )
}
