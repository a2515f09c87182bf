import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { currentTerms } from '#server/terms/index.ts'
import { TermsBody } from '#app/components/site/terms-text.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(({ ctx }) => currentTerms(ctx, { document: 'privacy' }))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'terms.privacy')

/** /privacy */
export default function Privacy() {
  const t = useWords()
  return (
    <div>
      <PageHead title={t('terms.privacy')} />
      <TermsBody terms={useLoaderData<typeof loader>()} />
    </div>
  )
}
