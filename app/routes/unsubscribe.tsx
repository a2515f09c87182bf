import { data, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { allowByToken, mailCause, refuseByToken } from '#server/mail/index.ts'
import { Button } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { act, page, type PageArgs } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

const tokenOf = (url: URL) => url.searchParams.get('token') ?? ''

export const loader = page(({ ctx, url }) => mailCause(ctx, { token: tokenOf(url) }))

// A mail program posts `List-Unsubscribe=One-Click` to the address itself (RFC 8058): no cookie, no other field.
const decide = (ctx: Ctx, { deed }: { deed?: string }, { url }: PageArgs) =>
  (deed === 'allow' ? allowByToken : refuseByToken)(ctx, { token: tokenOf(url) })

export const action = act({ POST: decide }, () => data(null))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'unsubscribe.title')

/** /unsubscribe?token=…: no more letters of one cause, signed in or not, and the way back. */
export default function Unsubscribe() {
  const t = useWords()
  const { refusedAt, label } = useLoaderData<typeof loader>()
  const refused = refusedAt !== null
  return (
    <div className="column stack">
      <PageHead title={t('unsubscribe.title')} />
      <p role="status">{t(refused ? 'unsubscribe.refused' : 'unsubscribe.offer', { letters: label })}</p>
      <Form method="post" className="button-row">
        <Button tone={refused ? 'quiet' : 'primary'} name="deed" value={refused ? 'allow' : 'refuse'}>
          {t(refused ? 'unsubscribe.allow' : 'unsubscribe.refuse')}
        </Button>
      </Form>
      <p>
        <Link to={paths.noticeSettings()}>{t('unsubscribe.all')}</Link>
      </p>
    </div>
  )
}
