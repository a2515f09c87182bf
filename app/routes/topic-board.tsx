import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { boardList, moveTopic, topicPage } from '#server/forum/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Select } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, params }) => {
  const [topic, boards] = await Promise.all([
    topicPage(ctx, { topicId: Number(params.topicId) }),
    boardList(ctx),
  ])
  if (!topic.can.keep) throw new Forbidden()
  const fitting = boards.filter((board) => board.kinds.includes(topic.kind) && board.id !== topic.boardId)
  return {
    topic: { id: topic.id, kind: topic.kind, slug: topic.slug, title: topic.title },
    boards: fitting.map(({ slug, title }) => ({ slug, title })),
  }
})

export const action = act({ POST: moveTopic, PUT: moveTopic }, ({ input }) =>
  paths.topicNumber(Number(input.topicId)),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'move.title')

export default function TopicBoard() {
  const t = useWords()
  const { topic, boards } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  return (
    <div className="stack column">
      <PageHead title={t('move.title')} lead={topic.title} />
      <ErrorSummary errors={summary} />
      <Form method="post" className="stack">
        <Select
          id="board"
          name="board"
          label={t('move.board')}
          errors={errors('board')}
          defaultValue={value('board')}
          options={boards.map((board) => ({ value: board.slug, label: board.title }))}
        />
        <div className="button-row">
          <Button tone="primary">{t('move.send')}</Button>
          <ButtonLink to={paths.topic(topic)}>{t('form.cancel')}</ButtonLink>
        </div>
      </Form>
    </div>
  )
}
