import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { allowByToken, mailCause, refuseByToken } from '#server/mail/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(({ ctx, url }) => mailCause(ctx, { token: url.searchParams.get('token') ?? '' }))

/** A POST without more is the one click of a mail program (RFC 8058); the token is its own proof, signed in or not. */
export const action = act({ POST: refuseByToken, PUT: refuseByToken, DELETE: allowByToken }, ({ input }) => paths.unsubscribe(String(input.token)))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'unsubscribe.title')

export default function Unsubscribe() {
  const t = useWords()
  const { token, label, refusedAt } = useLoaderData<typeof loader>()
  return (
    <div className="stack column">
      <PageHead title={t('unsubscribe.title')} lead={label} />
      <p role="status">{t(refusedAt ? 'unsubscribe.refused' : 'unsubscribe.sent')}</p>
      <Form method="post" className="button-row">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="_method" value={refusedAt ? 'DELETE' : 'PUT'} />
        <Button tone="primary">{t(refusedAt ? 'unsubscribe.allow' : 'unsubscribe.refuse')}</Button>
        <ButtonLink to={paths.noticeSettings()}>{t('unsubscribe.all')}</ButtonLink>
      </Form>
    </div>
  )
}
