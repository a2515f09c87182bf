import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { askForLetter, letterHolds, ownAccount, verifyEmail } from '#server/identity/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, localPath, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { Sentence, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, url }) => {
  const token = url.searchParams.get('token')
  const account = await ownAccount(ctx)
  if (!account) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const { email, pendingEmail, emailVerifiedAt } = account
  const waiting = pendingEmail ?? (emailVerifiedAt ? null : email)
  const holds = token !== null && (await letterHolds(ctx, { token, purpose: 'verify' }))
  const step = holds ? 'confirm' : waiting === null ? 'done' : token ? 'over' : 'wait'
  const next = localPath(url.searchParams.get('next'))
  return { step, token, next, email: waiting ?? email ?? '' } as const
})

const confirm = async (ctx: Ctx, input: { token: string }) => void (await verifyEmail(ctx, input))
const again = async (ctx: Ctx) => askForLetter(ctx)

export const action = act<void>({ PUT: confirm, POST: again }, ({ input }) =>
  paths.verify(undefined, localPath(input.next) ?? undefined),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'verify.title')

/** /verify: a letter's link leads here and is confirmed by a press, as mail programs open links by themselves. */
export default function Verify() {
  const t = useWords()
  const { step, token, next, email } = useLoaderData<typeof loader>()
  const { summary } = useRefused()
  return (
    <div className="narrow stack">
      <PageHead
        title={t(`verify.${step}.title`)}
        lead={<Sentence of={`verify.${step}.lead`} parts={{ email: <strong dir="ltr">{email}</strong> }} />}
      />
      <ErrorSummary errors={summary} />
      {step === 'confirm' && (
        <Form method="post" className="button-row" reloadDocument>
          <input type="hidden" name="_method" value="PUT" />
          <input type="hidden" name="token" value={token ?? ''} />
          {next && <input type="hidden" name="next" value={next} />}
          <Button tone="primary" size="large">
            {t('verify.confirm.send')}
          </Button>
        </Form>
      )}
      {(step === 'wait' || step === 'over') && (
        <Form method="post" className="button-row" reloadDocument>
          {next && <input type="hidden" name="next" value={next} />}
          <Button>{t('verify.again')}</Button>
          <ButtonLink to={next ?? paths.home()} tone="quiet">
            {t('verify.read')}
          </ButtonLink>
        </Form>
      )}
      {step === 'done' && (
        <ButtonLink to={next ?? paths.home()} tone="primary">
          {t('verify.go')}
        </ButtonLink>
      )}
    </div>
  )
}
