import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { accountList, crmOverview, productList, upsertAccount, upsertProduct } from '#server/crm/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { SearchField, TextField } from '#app/components/ui/field.tsx'
import { KeyValue, PageHead, SideBox } from '#app/components/ui/key-value.tsx'
import { Breadcrumb, Pager } from '#app/components/ui/navigation.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'

export const loader = page(async ({ ctx, url }) => {
  const q = url.searchParams.get('q') ?? ''
  const [overview, list, products] = await Promise.all([
    crmOverview(ctx),
    accountList(ctx, { q, cursor: url.searchParams.get('cursor') }),
    productList(ctx),
  ])
  return { q, overview, list, products }
})

type Typed = { deed: string; externalId: string; name: string; domains?: string; tier?: string }

const keep = (ctx: Ctx, { deed, domains, tier, ...input }: Typed): Promise<unknown> =>
  deed === 'product'
    ? upsertProduct(ctx, input)
    : upsertAccount(ctx, {
        ...input,
        domains: (domains ?? '').split(/[\s,]+/).filter(Boolean),
        tier: tier || null,
      })

export const action = act({ POST: keep }, () => paths.crm())

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'admin.crm')

/** The built-in CRM: accounts, products, and what waits for a person. */
export default function AdminCrm() {
  const t = useWords()
  const { q, overview, list, products } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <Breadcrumb trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('admin.crm') }]} />
      <PageHead title={t('admin.crm')} lead={t('admin.crm.lead')}>
        <ButtonLink to={paths.crm('matching')}>
          {t('crm.matching.open', { count: overview.suggestions })}
        </ButtonLink>
      </PageHead>
      <div className="with-side">
        <div className="stack">
          <SearchField action={paths.crm()} label={t('crm.find')} defaultValue={q} />
          <DataTable
            caption={t('crm.accounts')}
            rows={list.items}
            rowKey={(row) => row.id}
            empty={
              <EmptyState
                kind={q ? 'no-match' : 'first'}
                title={t(q ? 'list.noMatch' : 'crm.accounts.empty')}
              />
            }
            columns={[
              {
                key: 'name',
                label: t('crm.account'),
                heading: true,
                cell: (row) => <Link to={paths.crm(`accounts/${row.id}`)}>{row.name}</Link>,
              },
              { key: 'domains', label: t('crm.domains'), cell: (row) => row.domains.join(', ') || '–' },
              { key: 'tier', label: t('crm.tier'), cell: (row) => row.tier ?? '–' },
              { key: 'contacts', label: t('crm.contacts'), numeric: true, cell: (row) => row.contacts },
              { key: 'contracts', label: t('crm.contracts'), numeric: true, cell: (row) => row.contracts },
            ]}
          />
          <Pager older={list.next === null ? null : paths.crm(undefined, { q, cursor: list.next })} />
          <NewRecord />
        </div>
        <aside className="stack">
          <SideBox title={t('crm.overview')}>
            <KeyValue
              pairs={(['accounts', 'contacts', 'contracts', 'products', 'links', 'cases'] as const).map(
                (key) => [t(`crm.${key}`), String(overview[key])] as const,
              )}
            />
          </SideBox>
          <SideBox title={t('crm.products')}>
            <ul className="plain-list">
              {products.map((product) => (
                <li key={product.id}>
                  {product.name} <span className="muted small">{product.code}</span>
                </li>
              ))}
            </ul>
          </SideBox>
        </aside>
      </div>
    </div>
  )
}

function NewRecord() {
  const t = useWords()
  const { summary, errors, value } = useRefused()
  return (
    <section className="stack column" aria-labelledby="new-account">
      <h2 id="new-account">{t('crm.account.new')}</h2>
      <ErrorSummary errors={summary} />
      <Form method="post" className="stack">
        <TextField
          id="name"
          name="name"
          label={t('crm.name')}
          errors={errors('name')}
          defaultValue={value('name')}
        />
        <TextField
          id="externalId"
          name="externalId"
          label={t('crm.externalId')}
          hint={t('crm.externalId.hint')}
          errors={errors('externalId')}
          defaultValue={value('externalId')}
        />
        <TextField
          id="domains"
          name="domains"
          label={t('crm.domains')}
          hint={t('crm.domains.hint')}
          optional
          errors={errors('domains')}
          defaultValue={value('domains')}
        />
        <TextField
          id="tier"
          name="tier"
          label={t('crm.tier')}
          optional
          errors={errors('tier')}
          defaultValue={value('tier')}
        />
        <div className="button-row">
          <Button tone="primary" name="deed" value="account">
            {t('crm.account.send')}
          </Button>
          <Button name="deed" value="product">
            {t('crm.product.send')}
          </Button>
        </div>
      </Form>
    </section>
  )
}
