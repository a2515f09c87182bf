import { redirect, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { forgetInterrupted, ownInterrupted } from '#server/terms/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { act, localPath, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, url }) => {
  if (ctx.actor.kind !== 'member') throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const next = localPath(url.searchParams.get('next')) ?? paths.home()
  if (ctx.actor.termsDue) throw redirect(paths.terms.accept(next))
  const kept = await ownInterrupted(ctx)
  if (kept.length === 0) throw redirect(next)
  return { kept, next }
})

export const action = act({ DELETE: forgetInterrupted })

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'terms.interrupted.title')

/** /terms/interrupted: what the terms interrupted, each finished by one press at the address it was meant for (TERMS-04). */
export default function Interrupted() {
  const t = useWords()
  const { kept, next } = useLoaderData<typeof loader>()
  return (
    <div className="column stack gap-4">
      <PageHead title={t('terms.interrupted.title')} lead={t('terms.interrupted.lead')} />
      {kept.map(({ id, address, fields, keptAt, title, body }) => (
        <section key={id} className="stack" aria-label={title || t('terms.interrupted.text')}>
          {title && <h2 dir="auto">{title}</h2>}
          <p className="muted small">
            <TimeStamp at={keptAt} />
          </p>
          <pre className="written-source" dir="auto">
            {body}
          </pre>
          <div className="button-row">
            <Form method="post" action={address} reloadDocument>
              {fields.map(([name, value], index) => (
                <input key={index} type="hidden" name={name} value={value} />
              ))}
              <input type="hidden" name="_kept" value={id} />
              <Button tone="primary">{t('terms.interrupted.send')}</Button>
            </Form>
            <Form method="post" reloadDocument>
              <input type="hidden" name="_method" value="DELETE" />
              <input type="hidden" name="keptId" value={id} />
              <Button tone="quiet">{t('terms.interrupted.drop')}</Button>
            </Form>
          </div>
        </section>
      ))}
      <p>
        <ButtonLink to={next}>{t('terms.interrupted.later')}</ButtonLink>
      </p>
    </div>
  )
}
