import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { canHide, hidePost, postInView, restorePost } from '#server/forum/index.ts'
import { clausesInForce, currentTerms } from '#server/terms/index.ts'
import { PostBody } from '#app/components/post/post-body.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Select, Textarea } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, params }) => {
  const post = await postInView(ctx, { postId: params.postId ?? '' })
  if (!canHide(ctx.actor, post)) throw new Forbidden()
  const [clauses, guideline] = await Promise.all([
    clausesInForce(ctx),
    currentTerms(ctx, { document: 'moderation-guideline' }),
  ])
  return {
    topic: post.topic,
    clauses: clauses.map(({ key, title }) => ({
      key,
      title,
      guideline: guideline.clauses.find((advice) => advice.key === key)?.html ?? null,
    })),
  }
})

export const action = act({ POST: hidePost, PUT: hidePost, DELETE: restorePost }, ({ result, input }) =>
  input.clause ? paths.topicNumber(result.topicId) : undefined,
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'hide.title')

export default function PostHidden() {
  const t = useWords()
  const { topic, clauses } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  return (
    <div className="stack column">
      <PageHead title={t('hide.title')} lead={t('hide.lead')} />
      <ErrorSummary errors={summary} />
      <Form method="post" className="stack">
        <Select
          id="clause"
          name="clause"
          label={t('hide.clause')}
          errors={errors('clause')}
          defaultValue={value('clause')}
          options={clauses.map((clause) => ({ value: clause.key, label: clause.title }))}
        />
        <section className="stack gap-2" aria-label={t('hide.guideline')}>
          {clauses.map(({ key, title, guideline }) => (
            <details key={key}>
              <summary>{t('hide.guideline.of', { clause: title })}</summary>
              {guideline ? (
                <PostBody html={guideline} />
              ) : (
                <p className="muted">{t('hide.guideline.none')}</p>
              )}
            </details>
          ))}
        </section>
        <Textarea
          id="reason"
          name="reason"
          label={t('hide.reason')}
          hint={t('hide.reason.hint')}
          errors={errors('reason')}
          defaultValue={value('reason')}
          rows={4}
        />
        <div className="button-row">
          <Button tone="danger">{t('hide.send')}</Button>
          <ButtonLink to={paths.topic(topic)}>{t('form.cancel')}</ButtonLink>
        </div>
      </Form>
    </div>
  )
}
