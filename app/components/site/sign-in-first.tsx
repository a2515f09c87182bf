import { useLocation } from '@remix-run/react'
import type { Refusal } from '#app/lib/handler.ts'
import { useWords } from '#app/lib/words.ts'
import * as paths from '#server/core/paths.ts'
import { Banner } from '../ui/feedback.tsx'

/** What a refused form needs first: signing in or accepting terms, in another tab, so that nothing typed is lost. */
export function SignInFirst({ refusal }: { refusal: Refusal | null }) {
  const t = useWords()
  const { pathname } = useLocation()
  if (refusal?.type === 'terms-required')
    return (
      <Banner tone="escal">
        <a href={paths.terms.accept(pathname)} target="_blank" rel="noopener">
          {t('tryAgain.terms')}
        </a>{' '}
        {t('tryAgain.then')}
      </Banner>
    )
  if (refusal?.type === 'email-unverified')
    return (
      <Banner tone="escal">
        <a href={paths.verify(undefined, pathname)} target="_blank" rel="noopener">
          {t('tryAgain.verify')}
        </a>{' '}
        {t('tryAgain.then')}
      </Banner>
    )
  if (refusal?.type !== 'sign-in-required') return null
  return (
    <Banner tone="petrol">
      <a href={paths.signIn(pathname)} target="_blank" rel="noopener">
        {t('tryAgain.signIn')}
      </a>{' '}
      {t('tryAgain.then')}
    </Banner>
  )
}
