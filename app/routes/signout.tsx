import { redirect, type MetaFunction } from '@remix-run/node'
import { Form } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { sessionCookie, signOut } from '#server/identity/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { act, type PageArgs } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const action = act(
  {
    POST: (ctx: Ctx, _input: object, { context }: PageArgs) =>
      signOut(ctx, { hash: context.session?.hash ?? '' }),
  },
  ({ ctx }) => redirect(paths.home(), { status: 303, headers: { 'set-cookie': sessionCookie(ctx, null) } }),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'signOut.title')

/** /signout: for those who come by its address; the menu posts here at once. */
export default function SignOut() {
  const t = useWords()
  return (
    <div className="narrow">
      <PageHead title={t('signOut.title')} lead={t('signOut.lead')} />
      <Form method="post" className="button-row" reloadDocument>
        <Button tone="primary">{t('signOut.send')}</Button>
        <ButtonLink to={paths.home()}>{t('signOut.stay')}</ButtonLink>
      </Form>
    </div>
  )
}
