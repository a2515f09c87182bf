import { redirect, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden, Invalid } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { changeEmail, deactivateMember, ownAccount, sessionCookie } from '#server/identity/index.ts'
import { ownAcceptances } from '#server/terms/index.ts'
import { SettingsTabs } from '#app/components/site/settings-tabs.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Banner } from '#app/components/ui/feedback.tsx'
import { Checkbox, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { AccountName } from '#app/components/ui/account-name.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { Sentence, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx }) => {
  const [account, acceptances] = await Promise.all([ownAccount(ctx), ownAcceptances(ctx)])
  if (!account) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const { email, pendingEmail, emailVerifiedAt } = account
  const accepted = acceptances.map(({ document, version, at, method }) => ({ document, version, at, method }))
  return {
    handle: account.handle,
    email,
    waiting: pendingEmail ?? (emailVerifiedAt ? null : email),
    accepted,
  }
})

const close = async (ctx: Ctx, { sure }: { sure?: string }) => {
  if (sure !== 'on') throw new Invalid([{ path: 'sure', key: 'identity.close.sure' }])
  const { actor } = ctx
  if (actor.kind === 'member') await deactivateMember(ctx, { memberId: actor.memberId })
}

export const action = act<void>({ POST: changeEmail, DELETE: close }, ({ ctx, input }) =>
  'sure' in input
    ? redirect(paths.home(), { status: 303, headers: { 'set-cookie': sessionCookie(ctx, null) } })
    : paths.verify(),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'settings.account.title')

/** /settings/account: the address, what was accepted when, and the way out. */
export default function AccountSettings() {
  const t = useWords()
  const { handle, email, waiting, accepted } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  return (
    <div className="column stack gap-4">
      <PageHead title={t('settings.account.title')} />
      <SettingsTabs />
      <ErrorSummary errors={summary} />
      {waiting && (
        <Banner tone="escal" action={<Link to={paths.verify()}>{t('settings.email.letter')}</Link>}>
          <Sentence of="settings.email.waiting" parts={{ email: <strong dir="ltr">{waiting}</strong> }} />
        </Banner>
      )}
      <section className="stack">
        <h2>{t('settings.email')}</h2>
        <Form method="post" className="form" reloadDocument>
          <AccountName handle={handle} />
          <TextField
            id="email"
            name="email"
            type="email"
            label={t('settings.email.new')}
            hint={t('settings.email.hint', { email: email ?? '' })}
            errors={errors('email')}
            defaultValue={value('email')}
            autoComplete="email"
            required
          />
          <TextField
            id="password"
            name="password"
            type="password"
            label={t('settings.password.present')}
            errors={errors('password')}
            autoComplete="current-password"
            required
          />
          <div className="button-row">
            <Button>{t('settings.email.send')}</Button>
          </div>
        </Form>
      </section>
      <section className="stack">
        <h2>{t('settings.accepted')}</h2>
        <DataTable
          caption={t('settings.accepted')}
          captionHidden
          rows={accepted}
          rowKey={(row) => `${row.document}-${row.version}`}
          columns={[
            {
              key: 'document',
              label: t('settings.accepted.text'),
              heading: true,
              cell: (row) => (
                <Link to={paths.terms.version(row.version, row.document)}>
                  {t(`terms.${row.document}` as 'terms.privacy')}
                </Link>
              ),
            },
            {
              key: 'version',
              label: t('settings.accepted.version'),
              numeric: true,
              cell: (row) => row.version,
            },
            { key: 'at', label: t('settings.accepted.at'), cell: (row) => <TimeStamp at={row.at} /> },
          ]}
          empty={<p className="muted">{t('settings.accepted.none')}</p>}
        />
      </section>
      <section className="stack">
        <h2>{t('settings.close')}</h2>
        <p>{t('settings.close.lead')}</p>
        <Form method="post" className="form" reloadDocument>
          <input type="hidden" name="_method" value="DELETE" />
          <Checkbox id="sure" name="sure" label={t('settings.close.sure')} errors={errors('sure')} />
          <div className="button-row">
            <Button tone="danger">{t('settings.close.send')}</Button>
          </div>
        </Form>
      </section>
    </div>
  )
}
