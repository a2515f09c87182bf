import { redirect, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import { isMember } from '#server/core/actor.ts'
import * as paths from '#server/core/paths.ts'
import { joinMember, sessionCookie } from '#server/identity/index.ts'
import { settingsOf } from '#server/settings/index.ts'
import { AddressField, HandleField } from '#app/components/member/account-fields.tsx'
import { NewPassword } from '#app/components/member/new-password.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, localPath, page, type PageArgs } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { Sentence, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, url }) => {
  const next = localPath(url.searchParams.get('next'))
  if (isMember(ctx.actor)) throw redirect(next ?? paths.home())
  const { registration } = await settingsOf(ctx)
  return { next, open: registration === 'open' }
})

type Filled = { handle: string; email: string; password: string; displayName?: string }

export const action = act(
  {
    POST: (ctx: Ctx, input: Filled, { context, device }: PageArgs) =>
      joinMember(ctx, { ...input, ip: context.ip, device }, context.limits),
  },
  ({ ctx, result, input }) =>
    redirect(paths.verify(undefined, localPath(input.next) ?? undefined), {
      status: 303,
      headers: { 'set-cookie': sessionCookie(ctx, result.session.id) },
    }),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'join.title')

/** /join: handle, address and password; the letter with the link comes next. */
export default function Join() {
  const t = useWords()
  const { next, open } = useLoaderData<typeof loader>()
  const { summary, errors, field } = useRefused()
  if (!open) return <EmptyState kind="first" title={t('join.closed')} />
  return (
    <div className="narrow stack">
      <PageHead title={t('join.title')} lead={t('join.lead')} />
      <ErrorSummary errors={summary} />
      <Form method="post" className="form" reloadDocument>
        {next && <input type="hidden" name="next" value={next} />}
        <HandleField />
        <TextField
          {...field('displayName')}
          label={t('join.displayName')}
          hint={t('join.displayName.hint')}
          autoComplete="name"
          maxLength={80}
          optional
        />
        <AddressField hint={t('join.email.hint')} />
        <NewPassword label={t('join.password')} errors={errors('password')} />
        <p className="muted">
          <Sentence
            of="join.terms"
            parts={{
              terms: <Link to={paths.terms.current()}>{t('join.terms.terms')}</Link>,
              guidelines: <Link to={paths.guidelines()}>{t('join.terms.guidelines')}</Link>,
            }}
          />
        </p>
        <div className="button-row">
          <Button tone="primary" size="large">
            {t('join.send')}
          </Button>
        </div>
      </Form>
      <p>
        <Link to={paths.signIn(next ?? undefined)}>{t('join.signIn')}</Link>
      </p>
    </div>
  )
}
