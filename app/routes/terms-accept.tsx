import { redirect, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden, Invalid } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { acceptTerms, currentTerms } from '#server/terms/index.ts'
import { TermsBody } from '#app/components/site/terms-text.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Checkbox } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, localPath, page, type PageArgs } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, url }) => {
  const { actor } = ctx
  if (!isMember(actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const next = localPath(url.searchParams.get('next'))
  if (!actor.termsDue) throw redirect(next ?? paths.terms.current())
  return { terms: await currentTerms(ctx), next }
})

type Filled = { version: string; agreed?: string }

const accept = async (ctx: Ctx, { version, agreed }: Filled, { context }: PageArgs) => {
  if (agreed !== 'on') throw new Invalid([{ path: 'agreed', key: 'terms.accept.box' }])
  return acceptTerms(ctx, { version, network: context.ip, method: 'page' })
}

export const action = act({ POST: accept }, ({ input }) => localPath(input.next) ?? paths.home())

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'terms.accept.title')

/** /terms/accept: the text whole, an unticked box, Accept or Not now. Reading stays open either way (TERMS-02). */
export default function AcceptTerms() {
  const t = useWords()
  const { terms, next } = useLoaderData<typeof loader>()
  const { summary, errors } = useRefused()
  return (
    <div className="column stack">
      <PageHead title={t('terms.accept.title')} lead={t('terms.accept.lead')} />
      <ErrorSummary errors={summary} />
      <TermsBody terms={terms} />
      {terms.version > 1 && (
        <p>
          <Link to={paths.terms.difference(terms.version - 1, terms.version)}>{t('terms.changes')}</Link>
        </p>
      )}
      <Form method="post" className="form" reloadDocument>
        <input type="hidden" name="version" value={terms.version} />
        {next && <input type="hidden" name="next" value={next} />}
        <Checkbox
          id="agreed"
          name="agreed"
          label={t('terms.accept.agreed', { version: terms.version })}
          errors={errors('agreed')}
        />
        <div className="button-row">
          <Button tone="primary" size="large">
            {t('terms.accept.send')}
          </Button>
          <ButtonLink to={paths.home()}>{t('terms.accept.later')}</ButtonLink>
        </div>
      </Form>
      <p className="muted">{t('terms.accept.otherwise')}</p>
    </div>
  )
}
