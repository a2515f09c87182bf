import type { TermsText } from '#server/terms/index.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'
import { PostBody } from '../post/post-body.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import type { Moment } from '#app/lib/format.ts'

/** A published text as a page received it; its moments arrive as dates or as text. */
export type ShownTerms = Pick<TermsText, 'version' | 'summary' | 'html' | 'clauses'> & {
  effectiveAt: Moment | null
}

/** A text people agree to: version and date, summary first, then the whole of it with its clauses. */
export function TermsBody({ terms }: { terms: ShownTerms }) {
  const t = useWords()
  return (
    <article className="stack column">
      <p className="muted">
        {terms.version === 0 || terms.effectiveAt === null ? (
          t('terms.draft')
        ) : (
          <>
            {t('terms.version', { version: terms.version })} · <TimeStamp at={terms.effectiveAt} exact />
          </>
        )}
      </p>
      <section className="side-box">
        <h2>{t('terms.summary')}</h2>
        <p>{terms.summary}</p>
      </section>
      <PostBody html={terms.html} />
      {terms.clauses.length > 0 && (
        <section className="prose">
          <h2>{t('terms.clauses')}</h2>
          {terms.clauses.map((clause) => (
            <section key={clause.key} id={clause.key}>
              <h3>{clause.title}</h3>
              <PostBody html={clause.html} />
            </section>
          ))}
        </section>
      )}
    </article>
  )
}
