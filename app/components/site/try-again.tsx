import { Form, useLocation } from '@remix-run/react'
import { useRefused } from '#app/lib/forms.ts'
import { useWords } from '#app/lib/words.ts'
import { Composer } from '../post/composer.tsx'
import { ShownAt } from '../post/shown-at.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { KeptMark, SignInFirst } from './sign-in-first.tsx'

/**
 * The page of a noun that only takes forms: where one was refused, it says why and holds everything typed, ready to be
 * sent again. With `back` it leads to where the form stood.
 */
export function TryAgain({ back }: { back: string }) {
  const t = useWords()
  const { pathname } = useLocation()
  const { refusal, summary, errors, value } = useRefused()
  const { body, ...kept } = refusal?.values ?? {}
  return (
    <div className="stack column">
      <h1 tabIndex={-1}>{t('tryAgain.title')}</h1>
      <ErrorSummary errors={summary} />
      <SignInFirst refusal={refusal} />
      <Form method="post" action={pathname} className="stack">
        <KeptMark refusal={refusal} />
        {Object.entries(kept).map(([name, text]) => (
          <input key={name} type="hidden" name={name} value={text} />
        ))}
        <ShownAt />
        {body !== undefined && (
          <Composer
            id="body"
            name="body"
            label={t('tryAgain.body')}
            defaultValue={value('body')}
            errors={errors('body')}
            rows={10}
          />
        )}
        <div className="button-row">
          {refusal && <Button tone="primary">{t('tryAgain.send')}</Button>}
          <ButtonLink to={back}>{t('tryAgain.back')}</ButtonLink>
        </div>
      </Form>
    </div>
  )
}
