import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { isMember } from '#server/core/actor.ts'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { hideBadge, memberBadges, ownWishes, wishStanding } from '#server/reputation/index.ts'
import { SettingsTabs } from '#app/components/site/settings-tabs.tsx'
import { SignInFirst } from '#app/components/site/sign-in-first.tsx'
import { BadgeMark } from '#app/components/standing/badge-mark.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Checkbox } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'
import '#app/lib/words-of-standing.ts'

export const loader = page(async ({ ctx }) => {
  if (!isMember(ctx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const [wishes, badges] = await Promise.all([ownWishes(ctx), memberBadges(ctx, ctx.actor)])
  return { wishes, badges: badges.map(({ key, name, metal, hidden }) => ({ key, name, metal, hidden })) }
})

export const action = act<unknown>({ POST: wishStanding, PUT: hideBadge }, () => paths.settings('standing'))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'settings.standing')

/** /settings/standing: what of one's ranks and badges others see. */
export default function StandingSettings() {
  const t = useWords()
  const { wishes, badges } = useLoaderData<typeof loader>()
  const { refusal } = useRefused()
  return (
    <div className="column stack">
      <PageHead title={t('settings.standing')} lead={t('rank.settings.lead')} />
      <SettingsTabs />
      <SignInFirst refusal={refusal} />
      <Form method="post" className="form">
        <Checkbox
          name="readers"
          label={t('rank.settings.readers')}
          hint={t('rank.settings.readers.hint')}
          defaultChecked={wishes.readers}
        />
        <Checkbox
          name="leaderboards"
          label={t('rank.settings.leaderboards')}
          hint={t('rank.settings.leaderboards.hint')}
          defaultChecked={wishes.leaderboards}
        />
        <div className="button-row">
          <Button tone="primary">{t('settings.save')}</Button>
        </div>
      </Form>
      {badges.length > 0 && (
        <section className="stack gap-3">
          <h2>{t('rank.settings.badges')}</h2>
          <ul className="plain-list stack gap-2">
            {badges.map((badge) => (
              <li key={badge.key} className="cluster">
                <BadgeMark badge={badge} />
                <Form method="post">
                  <input type="hidden" name="_method" value="PUT" />
                  <input type="hidden" name="key" value={badge.key} />
                  <input type="hidden" name="hidden" value={String(!badge.hidden)} />
                  <Button tone="quiet">{t(badge.hidden ? 'badge.show' : 'badge.hide')}</Button>
                </Form>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
