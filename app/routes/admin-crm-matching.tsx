import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { decideSuggestion, strayContacts, suggestionList } from '#server/crm/index.ts'
import { Button } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'

export const loader = page(async ({ ctx }) => {
  const [suggestions, strays] = await Promise.all([
    suggestionList(ctx, { limit: 100 }),
    strayContacts(ctx, { limit: 100 }),
  ])
  return { suggestions, strays }
})

const decide = (ctx: Ctx, input: { suggestionId: string; decision: string }) =>
  decideSuggestion(ctx, { suggestionId: input.suggestionId, accept: input.decision === 'accept' })

export const action = act({ POST: decide }, () => paths.crm('matching'))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'crm.matching')

/** Candidates that wait for a person: nothing here is linked by itself, and a refusal is remembered. */
export default function AdminCrmMatching() {
  const t = useWords()
  const { suggestions, strays } = useLoaderData<typeof loader>()
  const { summary } = useRefused()
  return (
    <div className="stack">
      <Breadcrumb trail={[{ label: t('admin.crm'), href: paths.crm() }, { label: t('crm.matching') }]} />
      <PageHead title={t('crm.matching')} lead={t('crm.matching.lead')} />
      <ErrorSummary errors={summary} />
      <DataTable
        caption={t('crm.suggestions')}
        rows={suggestions}
        rowKey={(row) => row.id}
        empty={<EmptyState kind="cleared" title={t('crm.suggestions.none')} />}
        columns={[
          {
            key: 'member',
            label: t('crm.member'),
            heading: true,
            cell: (row) => <Link to={paths.member(row.memberHandle)}>{row.memberName}</Link>,
          },
          {
            key: 'contact',
            label: t('customer.contact'),
            cell: (row) =>
              row.contactId ? `${row.contactGivenName ?? ''} ${row.contactFamilyName ?? ''}` : '–',
          },
          { key: 'account', label: t('crm.account'), cell: (row) => row.accountName ?? '–' },
          { key: 'score', label: t('crm.score'), numeric: true, cell: (row) => row.score },
          {
            key: 'decision',
            label: t('crm.decision'),
            cell: (row) => (
              <Form method="post" className="button-row">
                <input type="hidden" name="suggestionId" value={row.id} />
                {row.contactId && (
                  <Button name="decision" value="accept" tone="primary">
                    {t('crm.accept')}
                  </Button>
                )}
                <Button name="decision" value="reject">
                  {t('crm.reject')}
                </Button>
              </Form>
            ),
          },
        ]}
      />
      <DataTable
        caption={t('crm.strays')}
        rows={strays}
        rowKey={(row) => row.id}
        empty={<EmptyState kind="cleared" level={3} title={t('crm.strays.none')} />}
        columns={[
          {
            key: 'name',
            label: t('customer.contact'),
            heading: true,
            cell: (row) => `${row.givenName} ${row.familyName}`,
          },
          { key: 'emails', label: t('crm.emails'), cell: (row) => row.emails.join(', ') || '–' },
          {
            key: 'accounts',
            label: t('crm.strays.fits'),
            cell: (row) =>
              row.accounts.length === 0
                ? t('crm.strays.noAccount')
                : row.accounts.map((account) => (
                    <Link key={account.id} to={paths.crm(`accounts/${account.id}`)}>
                      {account.name}{' '}
                    </Link>
                  )),
          },
        ]}
      />
    </div>
  )
}
