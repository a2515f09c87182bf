import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NotFound } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { termsComparison, termsVersion } from '#server/terms/index.ts'
import { TermsBody } from '#app/components/site/terms-text.tsx'
import { DiffView } from '#app/components/ui/diff-view.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

/** `3` is a version, `2...3` the difference between two. */
export const loader = page(async ({ ctx, params }) => {
  const [, from, to] = /^(\d{1,5})(?:\.\.\.(\d{1,5}))?$/.exec(params.version ?? '') ?? []
  if (from === undefined) throw new NotFound('terms')
  if (to === undefined) return { terms: await termsVersion(ctx, { version: from }), difference: null }
  const { segments } = await termsComparison(ctx, { from, to })
  return { terms: null, difference: { from, to, segments } }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'terms.terms-of-service')

/** /terms/3 and /terms/2...3: published texts stay readable as they were (TERMS-05). */
export default function TermsVersion() {
  const t = useWords()
  const { terms, difference } = useLoaderData<typeof loader>()
  const label = difference
    ? t('terms.difference', { from: difference.from, to: difference.to })
    : t('terms.version', { version: terms.version })
  return (
    <div className="column stack">
      <Breadcrumb trail={[{ label: t('terms.terms-of-service'), href: paths.terms.current() }, { label }]} />
      <PageHead title={label} />
      {terms ? <TermsBody terms={terms} /> : <DiffView parts={difference.segments} label={label} />}
    </div>
  )
}
