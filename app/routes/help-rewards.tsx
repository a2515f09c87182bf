import type { MetaFunction } from '@remix-run/node'
import { Link } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'

export const loader = page(() => Promise.resolve(null))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'help.rewards.title')

const rewards = [
  { key: 'reputation', href: null },
  { key: 'abilities', href: paths.abilities() },
  { key: 'ranks', href: paths.ranks() },
  { key: 'readers', href: paths.ranks() },
  { key: 'badges', href: paths.badges() },
  { key: 'leaderboards', href: paths.leaderboards() },
  { key: 'titles', href: null },
] as const

/** /help/rewards: of each reward what behaviour it is for, and what it deliberately does not reward (REP-26). */
export default function HelpRewards() {
  const t = useWords()
  return (
    <div className="column stack">
      <PageHead title={t('help.rewards.title')} lead={t('help.rewards.lead')} />
      {rewards.map(({ key, href }) => (
        <section key={key} className="stack gap-2" id={key} aria-labelledby={`${key}-title`}>
          <h2 id={`${key}-title`}>{t(`help.rewards.${key}`)}</h2>
          <p>{t(`help.rewards.${key}.what`)}</p>
          <p>
            <b>{t('help.rewards.for')}</b> {t(`help.rewards.${key}.for`)}
          </p>
          <p>
            <b>{t('help.rewards.not')}</b> {t(`help.rewards.${key}.not`)}
          </p>
          {href && (
            <p>
              <Link to={href}>{t(`help.rewards.${key}.see`)}</Link>
            </p>
          )}
        </section>
      ))}
      <p>
        <Link to={paths.moderationHelp()}>{t('help.rewards.moderation')}</Link>
      </p>
    </div>
  )
}
