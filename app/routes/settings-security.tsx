import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { changePassword, revokeSession, revokeSessions, sessionList } from '#server/identity/index.ts'
import { NewPassword } from '#app/components/member/new-password.tsx'
import { SettingsTabs } from '#app/components/site/settings-tabs.tsx'
import { ActionButton, Button } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { AccountName } from '#app/components/ui/account-name.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { deviceName } from '#app/lib/devices.ts'
import { useRefused } from '#app/lib/forms.ts'
import { act, page, type PageArgs } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, context }) => ({
  handle: ctx.actor.kind === 'member' ? ctx.actor.handle : '',
  sessions: await sessionList(ctx, { current: context.session?.hash }),
}))

type Passwords = { current: string; password: string }
const change = (ctx: Ctx, input: Passwords, { context }: PageArgs) =>
  changePassword(ctx, { ...input, keep: context.session?.hash })
const end = (ctx: Ctx, input: { session?: string }, { context }: PageArgs) =>
  input.session
    ? revokeSession(ctx, { session: input.session })
    : revokeSessions(ctx, { keep: context.session?.hash })

export const action = act<void>({ POST: change, DELETE: end }, () => paths.settings('security'))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'settings.security.title')

/** /settings/security: the password, and where one is signed in. */
export default function SecuritySettings() {
  const t = useWords()
  const { handle, sessions } = useLoaderData<typeof loader>()
  const { summary, errors } = useRefused()
  return (
    <div className="column stack gap-4">
      <PageHead title={t('settings.security.title')} />
      <SettingsTabs />
      <ErrorSummary errors={summary} />
      <section className="stack">
        <h2>{t('settings.password')}</h2>
        <Form method="post" className="form" reloadDocument>
          <AccountName handle={handle} />
          <TextField
            id="current"
            name="current"
            type="password"
            label={t('settings.password.present')}
            errors={errors('current')}
            autoComplete="current-password"
            required
          />
          <NewPassword label={t('settings.password.new')} errors={errors('password')} />
          <div className="button-row">
            <Button>{t('settings.password.send')}</Button>
          </div>
        </Form>
      </section>
      <section className="stack">
        <div className="spread">
          <h2>{t('settings.sessions')}</h2>
          {sessions.length > 1 && (
            <ActionButton action={paths.settings('security')} method="DELETE">
              {t('settings.sessions.endOthers')}
            </ActionButton>
          )}
        </div>
        <DataTable
          caption={t('settings.sessions.caption')}
          captionHidden
          rows={sessions}
          rowKey={(row) => row.id}
          marked={(row) => row.current}
          columns={[
            {
              key: 'device',
              label: t('settings.sessions.device'),
              heading: true,
              cell: (row) => deviceName(row.device) || t('settings.sessions.unknown'),
            },
            {
              key: 'since',
              label: t('settings.sessions.since'),
              cell: (row) => <TimeStamp at={row.createdAt} />,
            },
            {
              key: 'until',
              label: t('settings.sessions.until'),
              cell: (row) => <TimeStamp at={row.expiresAt} exact />,
            },
            {
              key: 'end',
              label: t('settings.sessions.end'),
              cell: (row) =>
                row.current ? (
                  t('settings.sessions.here')
                ) : (
                  <ActionButton
                    action={paths.settings('security')}
                    method="DELETE"
                    fields={{ session: row.id }}
                    tone="quiet"
                    label={t('settings.sessions.endOne', {
                      device: deviceName(row.device) || t('settings.sessions.unknown'),
                    })}
                  >
                    {t('settings.sessions.end')}
                  </ActionButton>
                ),
            },
          ]}
        />
      </section>
    </div>
  )
}
