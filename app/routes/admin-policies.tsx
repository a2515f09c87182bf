import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { mustAdminister } from '#server/identity/index.ts'
import { currentTerms, publishTerms, termsDocuments, termsVersionList } from '#server/terms/index.ts'
import { Button } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Checkbox, Textarea, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb, Tabs } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-account.ts'

const documentOf = (wanted: string | null | undefined) =>
  termsDocuments.find((name) => name === wanted) ?? 'terms-of-service'

export const loader = page(async ({ ctx, url }) => {
  mustAdminister(ctx)
  const document = documentOf(url.searchParams.get('document'))
  const [current, versions] = await Promise.all([
    currentTerms(ctx, { document }),
    termsVersionList(ctx, { document }),
  ])
  return { document, documents: termsDocuments, text: current.text, versions }
})

type Filled = { document: string; summary: string; text: string; mustAccept?: string; effectiveAt?: string }

/** Clauses travel from version to version unchanged; the API can replace them. */
const publish = async (ctx: Ctx, { document: wanted, summary, text, mustAccept, effectiveAt }: Filled) => {
  const document = documentOf(wanted)
  const { clauses } = await currentTerms(ctx, { document })
  const published = await publishTerms(ctx, {
    document,
    summary,
    text,
    clauses,
    mustAccept: mustAccept === 'on',
    ...(effectiveAt ? { effectiveAt: new Date(`${effectiveAt}T00:00:00Z`) } : {}),
  })
  return published.document
}

export const action = act({ POST: publish }, ({ result }) => `${paths.admin('policies')}?document=${result}`)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'admin.policies')

/** /admin/policies: versions of the texts people agree to, and publishing the next. */
export default function AdminPolicies() {
  const t = useWords()
  const { document, documents, text, versions } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  const address = (name: string) => `${paths.admin('policies')}?document=${name}`
  return (
    <div className="column stack gap-4">
      <Breadcrumb
        trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('admin.policies') }]}
      />
      <PageHead title={t('admin.policies')} lead={t('admin.policies.lead')} />
      <Tabs
        label={t('admin.policies')}
        tabs={documents.map((name) => ({
          label: t(`terms.${name}`),
          href: address(name),
          current: name === document,
        }))}
      />
      <ErrorSummary errors={summary} />
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
              <Link to={paths.terms.version(row.version, document)}>
                {t('terms.version', { version: row.version })}
              </Link>
            ),
          },
          { key: 'summary', label: t('terms.summary'), cell: (row) => row.summary },
          { key: 'from', label: t('policy.from'), cell: (row) => <TimeStamp at={row.effectiveAt} exact /> },
          {
            key: 'must',
            label: t('policy.must'),
            cell: (row) => t(row.mustAccept ? 'policy.must.yes' : 'policy.must.no'),
          },
        ]}
      />
      <section className="stack">
        <h2>{t('policy.next')}</h2>
        <Form method="post" className="form" key={document + String(versions.length)}>
          <input type="hidden" name="document" value={document} />
          <Textarea
            id="summary"
            name="summary"
            label={t('policy.summary')}
            hint={t('policy.summary.hint')}
            errors={errors('summary')}
            defaultValue={value('summary')}
            rows={3}
            required
          />
          <Textarea
            id="text"
            name="text"
            label={t('policy.text')}
            hint={t('policy.text.hint')}
            errors={errors('text')}
            defaultValue={value('text', text)}
            rows={18}
            required
          />
          <TextField
            id="effectiveAt"
            name="effectiveAt"
            type="date"
            label={t('policy.from')}
            hint={t('policy.from.hint')}
            errors={errors('effectiveAt')}
            defaultValue={value('effectiveAt')}
            width="medium"
            optional
          />
          <Checkbox
            id="mustAccept"
            name="mustAccept"
            label={t('policy.must.label')}
            hint={t('policy.must.hint')}
            errors={errors('mustAccept')}
            defaultChecked={value('mustAccept') === 'on'}
          />
          <div className="button-row">
            <Button tone="primary">{t('policy.send')}</Button>
          </div>
        </Form>
      </section>
    </div>
  )
}
