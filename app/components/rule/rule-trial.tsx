import { Link } from '@remix-run/react'
import type { RuleTrial } from '#server/moderation/index.ts'
import '#app/lib/words-of-upkeep.ts'
import { useWords } from '#app/lib/words.ts'
import { Banner } from '../ui/feedback.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'

/** What the rule would have met in the last 30 days, with the words around; nothing has been changed by it. */
export function RuleTrialResult({ trial }: { trial: RuleTrial }) {
  const t = useWords()
  return (
    <section className="stack gap-3" aria-labelledby="trial">
      <h2 id="trial" tabIndex={-1}>
        {t('rule.trial', { met: trial.met, looked: trial.looked })}
      </h2>
      {!trial.complete && <Banner>{t('rule.trial.partly')}</Banner>}
      <ul className="plain-list stack gap-3">
        {trial.examples.map((example) => (
          <li key={example.postId}>
            <Link to={example.href} dir="auto">
              {example.title}
            </Link>{' '}
            <TimeStamp at={example.at} />
            <p dir="auto">
              …{example.excerpt.before}
              <mark>{example.excerpt.hit}</mark>
              {example.excerpt.after}…
            </p>
          </li>
        ))}
      </ul>
      {trial.met > trial.examples.length && (
        <p className="muted">{t('rule.trial.more', { count: trial.met - trial.examples.length })}</p>
      )}
    </section>
  )
}
