import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { NotFound } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { termsComparison, termsDocuments, termsVersion, termsVersionList } from '#server/terms/index.ts'
import { TermsBody, TermsLanguages } from '#app/components/terms/terms-body.tsx'
import { DiffView } from '#app/components/ui/diff-view.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

/** `3` is a version, `2...3` the difference between two. */
export const loader = page(async ({ ctx, params, url }) => {
  const [, from, to] = /^(\d{1,5})(?:\.\.\.(\d{1,5}))?$/.exec(params.version ?? '') ?? []
  const document = termsDocuments.find((name) => name === paths.terms.at(url.pathname))
  if (from === undefined || !document) throw new NotFound('terms')
  const locale = url.searchParams.get('lang') ?? undefined
  if (to !== undefined) {
    const { segments, before, after } = await termsComparison(ctx, { document, from, to, locale })
    const ends = { from: before.version, to: after.version }
    return { document, terms: null, locales: [], difference: { ...ends, summary: after.summary, segments } }
  }
  const [terms, versions] = await Promise.all([
    termsVersion(ctx, { document, version: from, locale }),
    termsVersionList(ctx, { document }),
  ])
  const locales = versions.find(({ version }) => version === terms.version)?.locales ?? []
  return { document, terms, locales, difference: null }
})

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleOf(matches, `terms.${data?.document ?? 'terms-of-service'}`)

/** /terms/3 and /terms/2...3: published texts stay readable as they were, and any two can be compared (TERMS-05). */
export default function TermsVersion() {
  const t = useWords()
  const { document, terms, locales, difference } = useLoaderData<typeof loader>()
  const label = difference
    ? t('terms.difference', { from: difference.from, to: difference.to })
    : t('terms.version', { version: terms.version })
  return (
    <div className="column stack">
      <Breadcrumb
        trail={[{ label: t(`terms.${document}`), href: paths.terms.current(document) }, { label }]}
      />
      <PageHead title={label} />
      {difference ? (
        <>
          <p>{difference.summary}</p>
          <DiffView parts={difference.segments} label={label} />
        </>
      ) : (
        <>
          <TermsLanguages locales={locales} present={terms.locale} />
          <TermsBody terms={terms} />
          {terms.version > 1 && (
            <p>
              <Link to={paths.terms.difference(terms.version - 1, terms.version, document)}>
                {t('terms.changes.before')}
              </Link>
            </p>
          )}
        </>
      )}
    </div>
  )
}
