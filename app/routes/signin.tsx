import { redirect, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { sessionCookie, signIn } from '#server/identity/index.ts'
import { Button } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, localPath, page, type PageArgs } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, url }) => {
  const next = localPath(url.searchParams.get('next'))
  if (isMember(ctx.actor)) throw redirect(next ?? paths.home())
  return Promise.resolve({ next })
})

type Filled = { login: string; password: string }

export const action = act(
  {
    POST: (ctx: Ctx, input: Filled, { context, device }: PageArgs) =>
      signIn(ctx, { ...input, ip: context.ip, device }, context.limits),
  },
  ({ ctx, result, input }) =>
    redirect(localPath(input.next) ?? paths.home(), {
      status: 303,
      headers: { 'set-cookie': sessionCookie(ctx, result.session.id) },
    }),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'signIn.title')

/** /signin: back to where one came from, if that was here. */
export default function SignIn() {
  const t = useWords()
  const { next } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  return (
    <div className="narrow stack">
      <PageHead title={t('signIn.title')} />
      <ErrorSummary errors={summary} />
      <Form method="post" className="form" reloadDocument>
        {next && <input type="hidden" name="next" value={next} />}
        <TextField
          id="login"
          name="login"
          label={t('signIn.login')}
          errors={errors('login')}
          defaultValue={value('login')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <TextField
          id="password"
          name="password"
          type="password"
          label={t('signIn.password')}
          errors={errors('password')}
          autoComplete="current-password"
          required
        />
        <div className="button-row">
          <Button tone="primary" size="large">
            {t('signIn.send')}
          </Button>
        </div>
      </Form>
      <p className="cluster">
        <Link to={paths.recover()}>{t('signIn.recover')}</Link>
        <Link to={paths.join(next ?? undefined)}>{t('signIn.join')}</Link>
      </p>
    </div>
  )
}
