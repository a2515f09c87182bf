import { redirect, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import {
  completeSetup,
  type Joined,
  sessionCookie,
  setupIsOpen,
  setupLinkHolds,
} from '#server/identity/index.ts'
import { AddressField, HandleField } from '#app/components/member/account-fields.tsx'
import { NewPassword } from '#app/components/member/new-password.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page, type PageArgs } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, url }) => {
  if (!(await setupIsOpen(ctx))) throw new NotFound('setup')
  const token = url.searchParams.get('token') ?? ''
  return { token, holds: await setupLinkHolds(ctx, { token }) }
})

type Filled = { token: string; siteName: string; handle: string; email: string; password: string }

const complete = (ctx: Ctx, input: Filled, { device }: PageArgs): Promise<Joined> =>
  completeSetup(ctx, { ...input, device })

export const action = act({ POST: complete }, ({ ctx, result }) =>
  redirect(paths.home(), { status: 303, headers: { 'set-cookie': sessionCookie(ctx, result.session.id) } }),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'setup.title')

/** /setup: the one page of a first start, behind its one-time link: the site's name and the owner's account. */
export default function Setup() {
  const t = useWords()
  const { token, holds } = useLoaderData<typeof loader>()
  const { summary, errors, field } = useRefused()
  if (!holds)
    return (
      <EmptyState kind="no-match" title={t('setup.over.title')}>
        {t('setup.over.text')}
      </EmptyState>
    )
  return (
    <div className="narrow stack">
      <PageHead title={t('setup.title')} lead={t('setup.lead')} />
      <ErrorSummary errors={summary} />
      <Form method="post" className="form" reloadDocument>
        <input type="hidden" name="token" value={token} />
        <TextField
          {...field('siteName')}
          label={t('setup.siteName')}
          hint={t('setup.siteName.hint')}
          autoComplete="organization"
          maxLength={60}
          required
        />
        <h2>{t('setup.owner')}</h2>
        <HandleField />
        <AddressField />
        <NewPassword label={t('join.password')} errors={errors('password')} />
        <div className="button-row">
          <Button tone="primary" size="large">
            {t('setup.send')}
          </Button>
        </div>
      </Form>
    </div>
  )
}
