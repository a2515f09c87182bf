import { Link } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import type { TermsToAccept } from '#server/terms/index.ts'
import type { Moment } from '#app/lib/format.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'
import { DiffView } from '../ui/diff-view.tsx'
import { Checkbox } from '../ui/field.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import { type ShownTerms, TermsBody } from './terms-body.tsx'

export type Waiting = ShownTerms &
  Pick<TermsToAccept, 'document' | 'title' | 'due' | 'since' | 'difference'> & { from: Moment }

/** One text to accept: summary, what changed, the whole of it, and a box that nobody has ticked yet. */
export function Acceptance({ terms, errors }: { terms: Waiting; errors?: readonly string[] | undefined }) {
  const t = useWords()
  const { document, version, locale, since } = terms
  return (
    <section className="stack" aria-labelledby={`${document}-${version}`}>
      <h2 id={`${document}-${version}`} lang={locale}>
        {terms.title}
      </h2>
      {!terms.due && (
        <p>
          {t('terms.accept.ahead')} <TimeStamp at={terms.from} exact />
        </p>
      )}
      {terms.difference && (
        <details>
          <summary>{t('terms.accept.changes', { since })}</summary>
          <DiffView parts={terms.difference} label={t('terms.difference', { from: since, to: version })} />
          <p className="small">
            <Link to={paths.terms.difference(since, version, document)}>{t('terms.accept.page')}</Link>
          </p>
        </details>
      )}
      <TermsBody terms={terms} />
      <Checkbox
        id={`agreed-${document}-${version}`}
        name="agreed"
        value={`${document}:${version}:${locale}`}
        label={t('terms.accept.agreed', { title: terms.title, version })}
        errors={errors}
      />
    </section>
  )
}
