import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { isMember } from '#server/core/actor.ts'
import * as paths from '#server/core/paths.ts'
import { redeemInvitation } from '#server/crm/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(({ ctx, url }) =>
  Promise.resolve({ token: url.searchParams.get('token') ?? '', signedIn: isMember(ctx.actor) }),
)

export const action = act({ POST: redeemInvitation }, () => paths.home())

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'invitation.title')

/** An invitation sent to a contact's own address: redeemed by whoever is signed in with it, it links them to their company. */
export default function Invitation() {
  const t = useWords()
  const { token, signedIn } = useLoaderData<typeof loader>()
  const { summary } = useRefused()
  const here = paths.redeemInvitation(token)
  return (
    <div className="stack column">
      <PageHead title={t('invitation.title')} lead={t('invitation.lead')} />
      <ErrorSummary errors={summary} />
      {signedIn ? (
        <Form method="post">
          <input type="hidden" name="token" value={token} />
          <Button tone="primary">{t('invitation.redeem')}</Button>
        </Form>
      ) : (
        <div className="button-row">
          <ButtonLink to={paths.join(here)} tone="primary">
            {t('nav.join')}
          </ButtonLink>
          <ButtonLink to={paths.signIn(here)}>{t('nav.signIn')}</ButtonLink>
        </div>
      )}
    </div>
  )
}
