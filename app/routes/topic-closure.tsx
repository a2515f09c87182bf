import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { closeTopic, reopenTopic, topicPage } from '#server/forum/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { RadioGroup, TextField, Textarea } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, params }) => {
  const { id, kind, slug, title, can, mine } = await topicPage(ctx, { topicId: Number(params.topicId) })
  if (!can.close) throw new Forbidden('forum.close.ability')
  return { topic: { id, kind, slug, title }, mine }
})

export const action = act({ POST: closeTopic, PUT: closeTopic, DELETE: reopenTopic }, ({ input }) =>
  input.reason ? paths.topicNumber(Number(input.topicId)) : undefined,
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'close.title')

const reasons = ['duplicate', 'needs-detail', 'off-topic', 'obsolete', 'other'] as const

/** Closing with a reason in plain words; each says what would open the topic again. */
export default function TopicClosure() {
  const t = useWords()
  const { topic } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  return (
    <div className="stack column">
      <PageHead title={t('close.title')} lead={topic.title} />
      <ErrorSummary errors={summary} />
      <Form method="post" className="stack">
        <RadioGroup
          id="reason"
          name="reason"
          label={t('close.reason')}
          errors={errors('reason')}
          defaultValue={value('reason')}
          options={reasons.map((reason) => ({
            value: reason,
            label: t(`closed.${reason}`),
            hint: t(`closed.reopens.${reason}`),
          }))}
        />
        <TextField
          id="duplicateOf"
          name="duplicateOf"
          label={t('close.duplicateOf')}
          hint={t('close.duplicateOf.hint')}
          optional
          width="short"
          inputMode="numeric"
          errors={errors('duplicateOf')}
          defaultValue={value('duplicateOf')}
        />
        <Textarea
          id="note"
          name="note"
          label={t('close.note')}
          optional
          rows={3}
          errors={errors('note')}
          defaultValue={value('note')}
        />
        <div className="button-row">
          <Button tone="primary">{t('close.send')}</Button>
          <ButtonLink to={paths.topic(topic)}>{t('form.cancel')}</ButtonLink>
        </div>
      </Form>
    </div>
  )
}
