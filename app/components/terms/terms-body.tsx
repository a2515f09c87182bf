import { Link } from '@remix-run/react'
import type { TermsText } from '#server/terms/index.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'
import type { Moment } from '#app/lib/format.ts'
import { PostBody } from '../post/post-body.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'

/** A text as a page received it; its moments arrive as dates or as text. */
export type ShownTerms = Pick<TermsText, 'version' | 'locale' | 'summary' | 'html' | 'clauses' | 'hash'> & {
  effectiveAt: Moment | null
}

/** A text people agree to: version and date, summary first, then the whole of it with its clauses. */
export function TermsBody({ terms }: { terms: ShownTerms }) {
  const t = useWords()
  const { version, locale, effectiveAt, hash } = terms
  return (
    <article className="stack column">
      <p className="muted">
        {version === 0 || effectiveAt === null ? (
          t('terms.draft')
        ) : (
          <>
            {t('terms.version', { version })} · {t('terms.holds')} <TimeStamp at={effectiveAt} exact />
          </>
        )}
      </p>
      <section className="side-box">
        <h2>{t('terms.summary')}</h2>
        <p lang={locale} dir="auto">
          {terms.summary}
        </p>
      </section>
      <PostBody html={terms.html} lang={locale} />
      {terms.clauses.length > 0 && (
        <section className="stack">
          <h2>{t('terms.clauses')}</h2>
          {terms.clauses.map((clause) => (
            <section key={clause.key} id={clause.key}>
              <h3 lang={locale} dir="auto">
                {clause.title}
              </h3>
              <PostBody html={clause.html} lang={locale} />
            </section>
          ))}
        </section>
      )}
      {hash && (
        <p className="muted small">
          {t('terms.hash')} <code className="break">{hash}</code>
        </p>
      )}
    </article>
  )
}

/** The languages a version can be read in; the present one is no link. */
export function TermsLanguages({ locales, present }: { locales: readonly string[]; present: string }) {
  const t = useWords()
  if (locales.length < 2) return null
  return (
    <nav aria-label={t('terms.languages')}>
      <ul className="cluster plain-list">
        {locales.map((locale) => (
          <li key={locale}>
            {locale === present ? (
              <span aria-current="true" className="strong">
                {languageName(locale)}
              </span>
            ) : (
              <Link to={`?lang=${locale}`} lang={locale} hrefLang={locale}>
                {languageName(locale)}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A language by its own name; a tag that names none is shown as it is. */
export function languageName(locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(locale) ?? locale
  } catch {
    return locale
  }
}
