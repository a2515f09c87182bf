import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { Forbidden } from '#server/core/errors.ts'
import { isMember } from '#server/core/actor.ts'
import { takesInvitations, wishInvitations } from '#server/forum/index.ts'
import { refusedCauses, sayCause, setMailCause } from '#server/mail/index.ts'
import { ownFollows, type Followed } from '#server/notifications/index.ts'
import { SettingsTabs } from '#app/components/site/settings-tabs.tsx'
import { FollowControl } from '#app/components/topic/follow-control.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

/** Causes of letters that belong to no topic, board or tag. */
const general = ['mentions', 'invitations', 'posts', 'cases', 'standing', 'account'] as const

export const loader = page(async ({ ctx, url }) => {
  if (!isMember(ctx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const { locale } = ctx.actor
  const cause = url.searchParams.get('cause')
  const [follows, refused, invitations] = await Promise.all([
    ownFollows(ctx, { cause }),
    refusedCauses(ctx),
    takesInvitations(ctx, ctx.actor),
  ])
  const isRefused = (name: string) => refused.some((one) => one.cause === name)
  const others = refused.filter((one) => !general.some((name) => name === one.cause))
  const letters = [...general.map((name) => ({ cause: name, label: sayCause(locale, name) })), ...others]
  return {
    ...follows,
    invitations,
    chosenLetters:
      cause && follows.chosen ? { cause, label: sayCause(locale, cause), refused: isRefused(cause) } : null,
    letters: letters.map(({ cause: name, label }) => ({ cause: name, label, refused: isRefused(name) })),
  }
})

export const action = act<void>({ POST: setMailCause, PUT: wishInvitations })

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'settings.notifications')

/** /settings/notifications: what one follows, which letters one takes, and the one thing a notice's link is about. */
export default function NotificationSettings() {
  const t = useWords()
  const { items, chosen, chosenLetters, letters, invitations } = useLoaderData<typeof loader>()
  const others = items.filter((item) => item.cause !== chosen?.cause)
  return (
    <div className="column stack gap-4">
      <PageHead title={t('settings.notifications')} />
      <SettingsTabs />
      {chosen && (
        <section className="stack">
          <h2>{t('notify.chosen')}</h2>
          <Follow item={chosen} />
          {chosenLetters && <Letters {...chosenLetters} />}
        </section>
      )}
      <section className="stack">
        <h2>{t('notify.invitations')}</h2>
        <Form method="post" className="button-row">
          <input type="hidden" name="_method" value="PUT" />
          <span>{t(invitations ? 'notify.invitations.on' : 'notify.invitations.off')}</span>
          <Button name="wanted" value={invitations ? 'false' : 'true'}>
            {t(invitations ? 'notify.invitations.stop' : 'notify.invitations.take')}
          </Button>
        </Form>
      </section>
      <section className="stack">
        <h2>{t('notify.letters')}</h2>
        <ul className="plain-list stack">
          {letters.map((each) => (
            <li key={each.cause}>
              <Letters {...each} />
            </li>
          ))}
        </ul>
      </section>
      {(chosen === null || others.length > 0) && (
        <section className="stack">
          <h2>{t('notify.follows')}</h2>
          {others.length === 0 && <p className="muted">{t('notify.none')}</p>}
          <ul className="plain-list stack">
            {others.map((item) => (
              <li key={item.cause}>
                <Follow item={item} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Follow({ item }: { item: Followed }) {
  return (
    <div className="stack gap-1">
      <Link to={item.href} dir="auto">
        {item.title}
      </Link>
      <FollowControl subject={item.subject} id={item.id} level={item.level} />
    </div>
  )
}

function Letters({ cause, label, refused }: { cause: string; label: string; refused: boolean }) {
  const t = useWords()
  return (
    <Form method="post" className="spread">
      <input type="hidden" name="cause" value={cause} />
      <span>{t(refused ? 'notify.refused' : 'notify.taken', { letters: label })}</span>
      <Button name="refused" value={refused ? 'false' : 'true'}>
        {t(refused ? 'notify.take' : 'notify.refuse')}
      </Button>
    </Form>
  )
}
