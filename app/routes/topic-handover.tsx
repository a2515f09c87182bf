import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { topicPage } from '#server/forum/index.ts'
import { handOver } from '#server/moderation/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import '#app/lib/words-of-upkeep.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, params }) => {
  const { id, kind, slug, title, can } = await topicPage(ctx, { topicId: Number(params.topicId) })
  if (!can.handOver) throw new Forbidden('moderation.handOver.answering')
  return { topic: { id, kind, slug, title } }
})

export const action = act({ POST: handOver, PUT: handOver }, ({ result }) =>
  paths.topicNumber(result.topicId),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'handOver.title')

/** "Take this off my hands": one optional sentence, and one hears no more of it (MOD-17). */
export default function TopicHandover() {
  const t = useWords()
  const { topic } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  return (
    <div className="stack column">
      <PageHead title={t('handOver.title')} lead={topic.title} />
      <p>{t('handOver.lead')}</p>
      <ErrorSummary errors={summary} />
      <Form method="post" className="stack">
        <TextField
          id="sentence"
          name="sentence"
          label={t('handOver.sentence')}
          optional
          maxLength={300}
          errors={errors('sentence')}
          defaultValue={value('sentence')}
          dir="auto"
        />
        <div className="button-row">
          <Button tone="primary">{t('handOver.send')}</Button>
          <ButtonLink to={paths.topic(topic)}>{t('form.cancel')}</ButtonLink>
        </div>
      </Form>
    </div>
  )
}
