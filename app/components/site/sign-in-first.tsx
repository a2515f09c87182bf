import { useLocation } from '@remix-run/react'
import type { Refusal } from '#app/lib/handler.ts'
import { useWords } from '#app/lib/words.ts'
import * as paths from '#server/core/paths.ts'
import { Banner } from '../ui/feedback.tsx'

/** Sent along by a form that was kept, so that what is finished here does not wait elsewhere too. */
export function KeptMark({ refusal }: { refusal: Refusal | null }) {
  return refusal?.kept ? <input type="hidden" name="_kept" value={refusal.kept} /> : null
}

/** What a refused form needs first, without losing what was typed: accepting terms, or signing in in another tab. */
export function SignInFirst({ refusal }: { refusal: Refusal | null }) {
  const t = useWords()
  const { pathname } = useLocation()
  if (refusal?.type === 'terms-required')
    return (
      <Banner tone="escal">
        <a href={paths.terms.accept(pathname)}>{t('tryAgain.terms')}</a>{' '}
        {t(refusal.kept ? 'tryAgain.kept' : 'tryAgain.terms.then')}
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
