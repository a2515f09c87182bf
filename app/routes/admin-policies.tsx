import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { mustAdminister } from '#server/identity/index.ts'
import { termsOverview } from '#server/terms/index.ts'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx }) => {
  mustAdminister(ctx)
  return { documents: await termsOverview(ctx) }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'admin.policies')

/** /admin/policies: the texts people agree to or are guided by, what holds, and what is being written. */
export default function AdminPolicies() {
  const t = useWords()
  const { documents } = useLoaderData<typeof loader>()
  return (
    <div className="column stack gap-4">
      <Breadcrumb
        trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('admin.policies') }]}
      />
      <PageHead title={t('admin.policies')} lead={t('admin.policies.lead')} />
      <DataTable
        caption={t('admin.policies')}
        captionHidden
        rows={documents}
        rowKey={(row) => row.document}
        columns={[
          {
            key: 'document',
            label: t('settings.accepted.text'),
            heading: true,
            cell: (row) => (
              <Link to={paths.admin(`policies/${row.document}`)}>{t(`terms.${row.document}`)}</Link>
            ),
          },
          {
            key: 'current',
            label: t('policy.current'),
            cell: ({ document, current }) =>
              current === null ? (
                t('policy.shipped')
              ) : (
                <>
                  <Link to={paths.terms.version(current.version, document)}>
                    {t('terms.version', { version: current.version })}
                  </Link>
                  , {t(current.mustAccept ? 'policy.must.yes' : 'policy.must.no')}
                </>
              ),
          },
          {
            key: 'next',
            label: t('policy.coming'),
            cell: ({ scheduled, draftSavedAt }) => (
              <>
                {scheduled && (
                  <>
                    {t('terms.version', { version: scheduled.version })},{' '}
                    <TimeStamp at={scheduled.effectiveAt} exact />
                    <br />
                  </>
                )}
                {!scheduled && !draftSavedAt && <span className="muted">{t('policy.coming.none')}</span>}
                {draftSavedAt && (
                  <>
                    {t('policy.draft')}, <TimeStamp at={draftSavedAt} />
                  </>
                )}
              </>
            ),
          },
        ]}
      />
    </div>
  )
}
