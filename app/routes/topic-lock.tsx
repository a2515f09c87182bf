import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { lockWriting, topicPage, unlockWriting } from '#server/forum/index.ts'
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
  if (!can.lock) throw new Forbidden()
  return { topic: { id, kind, slug, title } }
})

export const action = act({ POST: lockWriting, PUT: lockWriting, DELETE: unlockWriting }, ({ input }) =>
  input.reason ? paths.topicNumber(Number(input.topicId)) : undefined,
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'lock.title')

export default function TopicLock() {
  const t = useWords()
  const { topic } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  return (
    <div className="stack column">
      <PageHead title={t('lock.title')} lead={topic.title} />
      <p>{t('lock.lead')}</p>
      <ErrorSummary errors={summary} />
      <Form method="post" className="stack">
        <TextField
          id="reason"
          name="reason"
          label={t('lock.reason')}
          hint={t('lock.reason.hint')}
          errors={errors('reason')}
          defaultValue={value('reason')}
        />
        <div className="button-row">
          <Button tone="primary">{t('lock.send')}</Button>
          <ButtonLink to={paths.topic(topic)}>{t('form.cancel')}</ButtonLink>
        </div>
      </Form>
    </div>
  )
}
