import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { editProfile, ownAccount } from '#server/identity/index.ts'
import { SettingsTabs } from '#app/components/site/settings-tabs.tsx'
import { SignInFirst } from '#app/components/site/sign-in-first.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Field, Textarea, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx }) => {
  const account = await ownAccount(ctx)
  if (!account) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const { handle, displayName, about, company, timeZone } = account
  return { handle, displayName, about, company, timeZone, zones: Intl.supportedValuesOf('timeZone') }
})

export const action = act({ POST: editProfile }, ({ ctx }) =>
  ctx.actor.kind === 'member' ? paths.member(ctx.actor.handle) : undefined,
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'settings.profile.title')

/** /settings/profile: how others see you. */
export default function ProfileSettings() {
  const t = useWords()
  const own = useLoaderData<typeof loader>()
  const { summary, errors, value, refusal } = useRefused()
  return (
    <div className="column stack">
      <PageHead title={t('settings.profile.title')} lead={t('settings.profile.lead')} />
      <SettingsTabs />
      <ErrorSummary errors={summary} />
      <SignInFirst refusal={refusal} />
      <Form method="post" className="form">
        <TextField
          id="displayName"
          name="displayName"
          label={t('join.displayName')}
          errors={errors('displayName')}
          defaultValue={value('displayName', own.displayName)}
          autoComplete="name"
          maxLength={80}
          required
        />
        <TextField
          id="company"
          name="company"
          label={t('settings.company')}
          hint={t('settings.company.hint')}
          errors={errors('company')}
          defaultValue={value('company', own.company ?? '')}
          autoComplete="organization"
          maxLength={80}
          optional
        />
        <Textarea
          id="about"
          name="about"
          label={t('settings.about')}
          errors={errors('about')}
          defaultValue={value('about', own.about)}
          maxLength={2000}
          optional
        />
        <Field
          id="timeZone"
          label={t('settings.timeZone')}
          hint={t('settings.timeZone.hint')}
          errors={errors('timeZone')}
          optional
        >
          {(wired) => (
            <>
              <input
                {...wired}
                type="text"
                className="input"
                name="timeZone"
                list="zones"
                defaultValue={value('timeZone', own.timeZone ?? '')}
                autoComplete="off"
                spellCheck={false}
              />
              <datalist id="zones">
                {own.zones.map((zone) => (
                  <option key={zone} value={zone} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <div className="button-row">
          <Button tone="primary">{t('settings.save')}</Button>
          <ButtonLink to={paths.member(own.handle)}>{t('settings.profile.see')}</ButtonLink>
        </div>
      </Form>
    </div>
  )
}
