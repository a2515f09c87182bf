import { redirect, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { mustAdminister, peopleConcerned } from '#server/identity/index.ts'
import { draftReview, publishDraft, termsDocuments } from '#server/terms/index.ts'
import { PostBody } from '#app/components/post/post-body.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { DiffView } from '#app/components/ui/diff-view.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { KeyValue, PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-account.ts'

const day = 86_400_000

export const loader = page(async ({ ctx, params }) => {
  mustAdminister(ctx)
  const document = termsDocuments.find((name) => name === params.document)
  if (!document) throw new NotFound('terms')
  const review = await draftReview(ctx, { document })
  if (review.revision === 0) throw redirect(paths.admin(`policies/${document}`))
  const { version, revision, mustAccept, audience, graceDays, effectiveAt } = review
  const from = effectiveAt ?? ctx.now
  return {
    ...{ document, version, revision, mustAccept, audience, effectiveAt },
    locksAt: mustAccept ? new Date(from.getTime() + graceDays * day) : null,
    people: await peopleConcerned(ctx, { audience }),
    texts: review.texts.map(({ locale, title, summary, html, difference, changes }) => ({
      ...{ locale, title, summary, html, difference, changes },
    })),
  }
})

const publish = (ctx: Ctx, { document, revision }: { document: string; revision: string }) =>
  publishDraft(ctx, { document: termsDocuments.find((name) => name === document) ?? 'privacy', revision })

export const action = act({ POST: publish }, ({ result }) => paths.admin(`policies/${result.document}`))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'policy.review.crumb')

/** /admin/policies/:document/publish: what changes, from when, and for how many people, before it can no longer be changed. */
export default function PublishPolicy() {
  const t = useWords()
  const review = useLoaderData<typeof loader>()
  const { document, version, people, texts } = review
  const { summary } = useRefused()
  const editor = paths.admin(`policies/${document}`)
  return (
    <div className="column stack gap-4">
      <Breadcrumb
        trail={[
          { label: t('admin.policies'), href: paths.admin('policies') },
          { label: t(`terms.${document}`), href: editor },
          { label: t('policy.review.crumb') },
        ]}
      />
      <PageHead title={t('policy.review.title', { version })} lead={t('policy.review.lead')} />
      <ErrorSummary errors={summary} />
      <KeyValue
        pairs={[
          [
            t('policy.from'),
            review.effectiveAt ? <TimeStamp at={review.effectiveAt} exact /> : t('policy.from.now'),
          ],
          [t('policy.must'), t(review.mustAccept ? 'policy.must.yes' : 'policy.must.no')],
          [t('policy.locks'), review.locksAt && <TimeStamp at={review.locksAt} exact />],
          [
            t('policy.concerns'),
            `${t(`policy.audience.${review.audience}`)} · ${t('policy.people', { count: people })}`,
          ],
          [t('terms.languages'), texts.map(({ locale }) => locale).join(', ')],
        ]}
      />
      {texts.map((text) => (
        <section key={text.locale} className="stack" aria-labelledby={`text-${text.locale}`}>
          <h2 id={`text-${text.locale}`} lang={text.locale} dir="auto">
            {text.title} {texts.length > 1 && <span className="muted">({text.locale})</span>}
          </h2>
          <p lang={text.locale} dir="auto">
            {text.summary || t('policy.summary.missing')}
          </p>
          {text.difference ? (
            <>
              <p className="muted">{t('terms.changes', { count: text.changes })}</p>
              <DiffView parts={text.difference} label={t('policy.changes')} />
            </>
          ) : (
            <PostBody html={text.html} lang={text.locale} />
          )}
        </section>
      ))}
      <Form method="post" className="button-row">
        <input type="hidden" name="document" value={document} />
        <input type="hidden" name="revision" value={review.revision} />
        <Button tone="primary" size="large">
          {t('policy.publish', { version, count: people })}
        </Button>
        <ButtonLink to={editor}>{t('policy.back')}</ButtonLink>
      </Form>
    </div>
  )
}
