import type { MetaFunction } from '@remix-run/node'
import { Link } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-conduct.ts'

export const loader = page(() => Promise.resolve(null))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'help.moderation.title')

const steps = [
  'report',
  'first-post',
  'pending',
  'removal',
  'closure',
  'warning',
  'limit',
  'suspension',
  'appeal',
] as const

/** /help/moderation: each step, who decides, and how to appeal (REP-26). */
export default function HelpModeration() {
  const t = useWords()
  return (
    <div className="column stack">
      <PageHead title={t('help.moderation.title')} lead={t('help.moderation.lead')} />
      {steps.map((step) => (
        <section key={step} className="stack gap-2" id={step} aria-labelledby={`${step}-title`}>
          <h2 id={`${step}-title`}>{t(`help.moderation.${step}`)}</h2>
          <p>{t(`help.moderation.${step}.what`)}</p>
          <p>
            <b>{t('help.moderation.who')}</b> {t(`help.moderation.${step}.who`)}
          </p>
          <p>
            <b>{t('help.moderation.appeal.how')}</b> {t(`help.moderation.${step}.appeal`)}
          </p>
        </section>
      ))}
      <ul className="plain-list">
        <li>
          <Link to={paths.guidelines()}>{t('footer.guidelines')}</Link>
        </li>
        <li>
          <Link to={paths.statements()}>{t('statements.title')}</Link>
        </li>
        <li>
          <Link to={paths.conduct.transparency()}>{t('transparency.title')}</Link>
        </li>
      </ul>
    </div>
  )
}
