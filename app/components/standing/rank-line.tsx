import { Link } from '@remix-run/react'
import type { StandingOn } from '#server/reputation/index.ts'
import * as paths from '#server/core/paths.ts'
import { numberText } from '#app/lib/format.ts'
import { usePlace, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'
import { Banner } from '../ui/feedback.tsx'
import { Meter, ProgressLine } from '../ui/progress-line.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'

type Next = NonNullable<StandingOn['next']>
type Term = Next['terms'][number]
type Choice = Term['choices'][number]

/** A ladder as a line with stops, where its member stands, and to themselves what is still missing (ux.md 5.6). */
export function RankLine({ standing }: { standing: StandingOn }) {
  const t = useWords()
  const { steps, step, name, next, failing } = standing
  return (
    <div className="stack gap-3">
      <ProgressLine
        reached={step}
        total={steps.length}
        text={
          name === null
            ? t('rank.none', { first: steps[0]?.name ?? '' })
            : t('rank.standing', { step: name, place: step, total: steps.length })
        }
      />
      {failing && (
        <Banner tone="escal" title={t('rank.failing')}>
          {t('rank.failing.until')} <TimeStamp at={failing.mendBy} exact />
          <TermList terms={failing.terms} />
        </Banner>
      )}
      {next && (
        <section className="stack gap-2">
          <h3>{t('rank.next', { step: next.name })}</h3>
          {!next.reachable && <p className="muted">{t('rank.notReachable')}</p>}
          <TermList terms={next.terms} />
        </section>
      )}
      <p className="small">
        <Link to={paths.ranks()}>{t('rank.how')}</Link>
      </p>
    </div>
  )
}

/** What a step or badge asks for, each as n of m; of several ways one is enough. */
export function TermList({ terms }: { terms: readonly Term[] }) {
  const t = useWords()
  return (
    <ul className="plain-list stack gap-2">
      {[...terms.filter(({ met }) => !met), ...terms.filter(({ met }) => met)].map((term) => (
        <li key={term.choices.map(({ said }) => said).join()}>
          {term.choices.map((choice, place) => (
            <div key={choice.said}>
              {place > 0 && <span className="small muted">{t('rank.or')}</span>}
              <ChoiceLine choice={choice} />
            </div>
          ))}
          {!term.reachable && <span className="small muted">{t('rank.term.notReachable')}</span>}
        </li>
      ))}
    </ul>
  )
}

function ChoiceLine({ choice }: { choice: Choice }) {
  const t = useWords()
  const { locale } = usePlace()
  const { label, value, of, percent, met, said } = choice
  if (of === null)
    return (
      <span>
        {said} · <strong>{met ? t('rank.term.met') : numberText(value ?? 0, locale)}</strong>
      </span>
    )
  if (value === null)
    return (
      <span>
        {said} · <span className="muted">{t('rank.term.notYet')}</span>
      </span>
    )
  return <Meter label={percent ? t('rank.percent', { label }) : label} value={value} of={of} />
}
