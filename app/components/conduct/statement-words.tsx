import { Link } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import type { Moment } from '#app/lib/format.ts'
import { isWordKey, Sentence, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-conduct.ts'
import { PostBody } from '../post/post-body.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'

export type Words = {
  kind: string
  /** Of a closed topic, the word for why. */
  reason?: string
  message: string
  clause: { key: string; version: number; title: string; html: string } | null
  limits: readonly string[]
  until: Moment | null
}

/** What a member reads of a decision, the same before it is sent and ever after: words, rule, how long, what can be done. */
export function StatementWords({ kind, reason, message, clause, limits, until }: Words) {
  const t = useWords()
  const said = (key: string) => (isWordKey(key) ? t(key) : key)
  return (
    <div className="stack">
      <p>{said(`statement.body.${kind}`)}</p>
      {kind === 'closure' && <p>{said(`closed.${reason ?? 'other'}`)}</p>}
      {limits.length > 0 && (
        <ul>
          {limits.map((limit) => (
            <li key={limit}>{said(`statement.limit.${limit}`)}</li>
          ))}
        </ul>
      )}
      {until && (
        <p>
          <Sentence of="statement.until" parts={{ when: <TimeStamp at={until} exact /> }} />
        </p>
      )}
      {message && (
        <blockquote className="statement-message">
          <p dir="auto">{message}</p>
        </blockquote>
      )}
      {clause && (
        <section className="side-box">
          <h2>
            <Sentence
              of="statement.rule"
              parts={{
                rule: <Link to={paths.terms.clause(clause.version, clause.key)}>{clause.title}</Link>,
              }}
            />
          </h2>
          <PostBody html={clause.html} />
          <p className="small muted">
            {clause.version === 0
              ? t('statement.rule.draft')
              : t('statement.rule.version', { version: clause.version })}
          </p>
        </section>
      )}
      <p>{said(`statement.can.${kind}`)}</p>
    </div>
  )
}
