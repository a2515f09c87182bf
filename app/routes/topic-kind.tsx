import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { isStaff } from '#server/core/actor.ts'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { boardPage, convertTopic, topicPage } from '#server/forum/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { RadioGroup } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import '#app/lib/words-of-upkeep.ts'
import { isWordKey, useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, params }) => {
  const topic = await topicPage(ctx, { topicId: Number(params.topicId) })
  if (!topic.can.keep) throw new Forbidden()
  const board = await boardPage(ctx, { board: topic.boardSlug })
  const { id, kind, slug, title } = topic
  const kinds = board.kinds.filter((one) => one !== kind && (one !== 'announcement' || isStaff(ctx.actor)))
  return { topic: { id, kind, slug, title }, kinds }
})

export const action = act({ POST: convertTopic, PUT: convertTopic }, ({ input }) =>
  paths.topicNumber(Number(input.topicId)),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'topicKind.title')

/** Question, discussion, idea or announcement, as far as the board takes it. */
export default function TopicKind() {
  const t = useWords()
  const { topic, kinds } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  const word = (kind: string) => {
    const key = `post.kind.${kind}`
    return isWordKey(key) ? t(key) : kind
  }
  return (
    <div className="stack column">
      <PageHead title={t('topicKind.title')} lead={topic.title} />
      <ErrorSummary errors={summary} />
      <Form method="post" className="stack">
        {kinds.length === 0 ? (
          <p>{t('topicKind.none')}</p>
        ) : (
          <RadioGroup
            id="kind"
            name="kind"
            label={t('topicKind.kind')}
            errors={errors('kind')}
            defaultValue={value('kind', kinds[0])}
            options={kinds.map((kind) => ({
              value: kind,
              label: word(kind),
              hint: t(kind === 'question' ? 'topicKind.hint.question' : 'topicKind.hint.other'),
            }))}
          />
        )}
        <div className="button-row">
          {kinds.length > 0 && <Button tone="primary">{t('topicKind.send')}</Button>}
          <ButtonLink to={paths.topic(topic)}>{t('form.cancel')}</ButtonLink>
        </div>
      </Form>
    </div>
  )
}
