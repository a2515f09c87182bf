import { redirect, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { type Joined, letterHolds, recoverAsk, recoverSet, sessionCookie } from '#server/identity/index.ts'
import { AddressField } from '#app/components/member/account-fields.tsx'
import { NewPassword } from '#app/components/member/new-password.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page, type PageArgs } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, url }) => {
  const token = url.searchParams.get('token')
  if (!token) return { step: url.searchParams.has('sent') ? ('sent' as const) : ('ask' as const), token: '' }
  return {
    step: (await letterHolds(ctx, { token, purpose: 'recover' })) ? ('set' as const) : ('over' as const),
    token,
  }
})

const ask = async (ctx: Ctx, input: { email: string }, { context }: PageArgs): Promise<Joined | null> => {
  await recoverAsk(ctx, { ...input, ip: context.ip }, context.limits)
  return null
}
const set = (
  ctx: Ctx,
  input: { token: string; password: string },
  { device }: PageArgs,
): Promise<Joined | null> => recoverSet(ctx, { ...input, device })

export const action = act<Joined | null>({ POST: ask, PUT: set }, ({ ctx, result }) =>
  result
    ? redirect(paths.home(), {
        status: 303,
        headers: { 'set-cookie': sessionCookie(ctx, result.session.id) },
      })
    : `${paths.recover()}?sent=1`,
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'recover.title')

/** /recover: asks for a letter, then, by its link, for a new password. The answer never says who has an account. */
export default function Recover() {
  const t = useWords()
  const { step } = useLoaderData<typeof loader>()
  if (step === 'set') return <SetPassword />
  if (step === 'ask') return <AskForLetter />
  return (
    <div className="narrow">
      <EmptyState
        kind={step === 'sent' ? 'cleared' : 'no-match'}
        title={t(step === 'sent' ? 'recover.sent.title' : 'recover.over.title')}
        action={<ButtonLink to={paths.recover()}>{t('recover.again')}</ButtonLink>}
      >
        {t(step === 'sent' ? 'recover.sent.text' : 'recover.over.text')}
      </EmptyState>
    </div>
  )
}

function AskForLetter() {
  const t = useWords()
  const { summary } = useRefused()
  return (
    <div className="narrow stack">
      <PageHead title={t('recover.title')} lead={t('recover.lead')} />
      <ErrorSummary errors={summary} />
      <Form method="post" className="form" reloadDocument>
        <AddressField />
        <div className="button-row">
          <Button tone="primary" size="large">
            {t('recover.send')}
          </Button>
        </div>
      </Form>
      <p>
        <Link to={paths.signIn()}>{t('join.signIn')}</Link>
      </p>
    </div>
  )
}

function SetPassword() {
  const t = useWords()
  const { token } = useLoaderData<typeof loader>()
  const { summary, errors } = useRefused()
  return (
    <div className="narrow stack">
      <PageHead title={t('recover.set.title')} lead={t('recover.set.lead')} />
      <ErrorSummary errors={summary} />
      <Form method="post" className="form" reloadDocument>
        <input type="hidden" name="_method" value="PUT" />
        <input type="hidden" name="token" value={token} />
        <NewPassword label={t('recover.set.password')} errors={errors('password')} />
        <div className="button-row">
          <Button tone="primary" size="large">
            {t('recover.set.send')}
          </Button>
        </div>
      </Form>
    </div>
  )
}
