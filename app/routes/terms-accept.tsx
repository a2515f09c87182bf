import { redirect, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { actingAs, type Ctx } from '#server/core/ctx.ts'
import { Forbidden, Invalid } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { actorOfMember } from '#server/identity/index.ts'
import { acceptTerms, ownInterrupted, termsDocuments, termsToAccept } from '#server/terms/index.ts'
import { Acceptance } from '#app/components/terms/acceptance.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, localPath, page, type PageArgs } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { Sentence, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, url }) => {
  if (ctx.actor.kind !== 'member') throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const next = localPath(url.searchParams.get('next'))
  const waiting = await termsToAccept(ctx, { locale: url.searchParams.get('lang') ?? undefined })
  if (waiting.length === 0) throw redirect(next ?? paths.terms.current())
  return { waiting, due: waiting.some(({ due }) => due), next }
})

type Filled = { agreed?: string | string[] }

/** What was ticked, `document:version:language` each as it was shown. */
const accept = async (ctx: Ctx, { agreed = [] }: Filled, { context }: PageArgs) => {
  const ticked = Array.isArray(agreed) ? agreed : [agreed]
  if (ticked.length === 0) throw new Invalid([{ path: 'agreed', key: 'terms.accept.box' }])
  for (const one of ticked) {
    const [name, version, locale] = one.split(':')
    const document = termsDocuments.find((known) => known === name)
    await acceptTerms(ctx, { document, version, locale, network: context.ip, method: 'page' })
  }
}

/** To what was interrupted, or on; something due that was left unticked is asked for again. */
export const action = act({ POST: accept }, async ({ ctx, input }) => {
  const next = localPath(input.next) ?? paths.home()
  const { actor } = ctx
  if (actor.kind !== 'member') return next
  const now = await actorOfMember(ctx, { memberId: actor.memberId })
  const left = (await termsToAccept(actingAs(ctx, now))).some(({ due }) => due)
  if (left) return paths.terms.accept(next)
  return (await ownInterrupted(ctx)).length > 0 ? paths.terms.interrupted(next) : next
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'terms.accept.title')

/** /terms/accept: the texts whole, unticked boxes, Accept or Not now. Reading stays open either way (TERMS-02, TERMS-04). */
export default function AcceptTerms() {
  const t = useWords()
  const { waiting, due, next } = useLoaderData<typeof loader>()
  const { summary, errors } = useRefused()
  const [first] = waiting
  const wrong = summary.map((error) => ({
    ...error,
    fieldId: error.fieldId && first && `agreed-${first.document}-${first.version}`,
  }))
  return (
    <div className="column stack gap-4">
      <PageHead
        title={t('terms.accept.title')}
        lead={t(due ? 'terms.accept.lead' : 'terms.accept.lead.ahead')}
      />
      <ErrorSummary errors={wrong} />
      <Form method="post" className="stack gap-4" reloadDocument>
        {next && <input type="hidden" name="next" value={next} />}
        {waiting.map((terms) => (
          <Acceptance
            key={`${terms.document}-${terms.version}`}
            terms={terms}
            errors={terms === first ? errors('agreed') : undefined}
          />
        ))}
        <div className="button-row">
          <Button tone="primary" size="large">
            {t('terms.accept.send')}
          </Button>
          <ButtonLink to={next ?? paths.home()}>{t('terms.accept.later')}</ButtonLink>
        </div>
      </Form>
      <p className="muted">
        <Sentence
          of="terms.accept.otherwise"
          parts={{ close: <Link to={paths.settings('account')}>{t('terms.accept.close')}</Link> }}
        />
      </p>
    </div>
  )
}
