import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { mustAdminister } from '#server/identity/index.ts'
import {
  discardDraft,
  dropTranslation,
  saveDraft,
  termsDocuments,
  termsDraft,
  termsVersionList,
} from '#server/terms/index.ts'
import { PolicyEditor } from '#app/components/terms/policy-editor.tsx'
import { languageName } from '#app/components/terms/terms-body.tsx'
import { PolicyVersions } from '#app/components/terms/policy-versions.tsx'
import { ActionButton, Button } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb, Tabs } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-account.ts'

const named = (wanted: string | undefined) => {
  const document = termsDocuments.find((name) => name === wanted)
  if (!document) throw new NotFound('terms')
  return document
}

export const loader = page(async ({ ctx, params, url }) => {
  mustAdminister(ctx)
  const document = named(params.document)
  const [{ texts, effectiveAt, ...draft }, versions] = await Promise.all([
    termsDraft(ctx, { document }),
    termsVersionList(ctx, { document }),
  ])
  const wanted = (url.searchParams.get('lang') ?? 'en').trim()
  const locale = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(wanted) ? wanted : 'en'
  const english = texts.en ?? { title: '', summary: '', text: '', clauses: [] }
  const words = texts[locale] ?? { ...english, summary: '' }
  const day = effectiveAt?.toISOString().slice(0, 10) ?? ''
  return {
    policy: { ...draft, document, locale, words, effectiveOn: day },
    locales: [...new Set([...Object.keys(texts), locale])],
    versions,
  }
})

type Filled = Record<string, string | undefined> & { document: string; locale: string }

const save = async (ctx: Ctx, filled: Filled) => {
  const { locale, title, summary, text, revision } = filled
  const english = locale === 'en'
  await saveDraft(ctx, {
    document: named(filled.document),
    ...{ locale, title, summary, text, revision, clauses: clausesOf(filled) },
    ...(english
      ? {
          mustAccept: filled.mustAccept === 'on',
          audience: filled.audience === 'staff' ? ('staff' as const) : ('members' as const),
          graceDays: filled.graceDays ?? 0,
          effectiveAt: filled.effectiveOn ? new Date(`${filled.effectiveOn}T00:00:00Z`) : null,
        }
      : {}),
  })
  return filled
}

/** `clause-3-key` and its neighbours; a place left empty is no clause. */
function clausesOf(filled: Filled) {
  const places = new Set(Object.keys(filled).flatMap((name) => /^clause-(\d+)-/.exec(name)?.[1] ?? []))
  return [...places].flatMap((place) => {
    const [key = '', title = '', text = ''] = ['key', 'title', 'text'].map((part) =>
      filled[`clause-${place}-${part}`]?.trim(),
    )
    return key || title || text ? [{ key, title, text }] : []
  })
}

const drop = async (ctx: Ctx, filled: Filled) => {
  const document = named(filled.document)
  if (filled.locale) await dropTranslation(ctx, { document, locale: filled.locale })
  else await discardDraft(ctx, { document })
  return { document, then: undefined, locale: 'en' }
}

export const action = act({ POST: save, DELETE: drop }, ({ result: { document, then, locale } }) =>
  then === 'publish'
    ? paths.admin(`policies/${document}/publish`)
    : `${paths.admin(`policies/${document}`)}${locale === 'en' ? '' : `?lang=${locale}`}`,
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'admin.policies')

/** /admin/policies/:document: its versions, and the draft of the next one, language by language. */
export default function AdminPolicy() {
  const t = useWords()
  const { policy, locales, versions } = useLoaderData<typeof loader>()
  const { summary } = useRefused()
  const { document, locale } = policy
  const here = paths.admin(`policies/${document}`)
  return (
    <div className="column stack gap-4">
      <Breadcrumb
        trail={[
          { label: t('admin.title'), href: paths.admin() },
          { label: t('admin.policies'), href: paths.admin('policies') },
          { label: t(`terms.${document}`) },
        ]}
      />
      <PageHead title={t(`terms.${document}`)} />
      <PolicyVersions document={document} versions={versions} />
      <section className="stack" aria-labelledby="next-version">
        <h2 id="next-version">{t('policy.next')}</h2>
        <p className="muted" role="status">
          {policy.savedAt ? (
            <>
              {t('policy.draft.saved')} <TimeStamp at={policy.savedAt} />
            </>
          ) : (
            t('policy.draft.none')
          )}
        </p>
        <Tabs
          label={t('terms.languages')}
          tabs={locales.map((name) => ({
            label: languageName(name),
            href: name === 'en' ? here : `${here}?lang=${name}`,
            current: name === locale,
          }))}
        />
        <Form method="get" className="cluster">
          <TextField name="lang" label={t('policy.language.add')} width="short" code />
          <Button>{t('policy.language.open')}</Button>
        </Form>
        <ErrorSummary errors={summary} />
        <PolicyEditor key={`${document} ${locale} ${policy.revision}`} policy={policy} />
        <div className="button-row">
          {locale !== 'en' && (
            <ActionButton action={here} method="DELETE" fields={{ document, locale }} tone="quiet">
              {t('policy.language.drop')}
            </ActionButton>
          )}
          {policy.revision > 0 && (
            <ActionButton action={here} method="DELETE" fields={{ document, locale: '' }} tone="quiet">
              {t('policy.discard')}
            </ActionButton>
          )}
          {policy.revision > 0 && <Link to={`${here}/publish`}>{t('policy.review.saved')}</Link>}
        </div>
      </section>
    </div>
  )
}
