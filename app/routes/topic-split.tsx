import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Forbidden } from '#server/core/errors.ts'
import { plainText } from '#server/core/markdown.ts'
import * as paths from '#server/core/paths.ts'
import { boardList, splitTopic, topicPage } from '#server/forum/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Checkbox, FieldErrors, Select, TextField } from '#app/components/ui/field.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { dayText } from '#app/lib/format.ts'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import '#app/lib/words-of-upkeep.ts'
import { isWordKey, usePlace, useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, params, url }) => {
  const [topic, boards] = await Promise.all([
    topicPage(ctx, { topicId: Number(params.topicId) }),
    boardList(ctx),
  ])
  if (!topic.can.keep) throw new Forbidden()
  const { id, kind, slug, title, openingId } = topic
  const movable = topic.posts.filter((post) => post.visibility === 'public' && post.id !== openingId)
  return {
    topic: { id, kind, slug, title },
    ticked: url.searchParams.getAll('post'),
    boards: boards.map((board) => ({ slug: board.slug, title: board.title })),
    kinds: [...new Set(boards.flatMap((board) => board.kinds))],
    posts: movable.map((post) => ({
      id: post.id,
      number: post.number,
      by: post.author?.name ?? '',
      at: post.createdAt,
      start: plainText(post.html, 160),
    })),
  }
})

export const action = act({ POST: splitTopic }, ({ result }) => paths.topic(result))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'split.title')

/** The posts of a topic to tick, and what their own topic is to be called. */
export default function TopicSplit() {
  const t = useWords()
  const place = usePlace()
  const { topic, posts, boards, kinds, ticked } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  const chosen = new Set([...ticked, ...value('postIds').split(' ')])
  const word = (kind: string) => {
    const key = `post.kind.${kind}`
    return isWordKey(key) ? t(key) : kind
  }
  return (
    <div className="stack column">
      <PageHead title={t('split.title')} lead={topic.title} />
      <p>{t('split.lead')}</p>
      <ErrorSummary errors={summary} />
      {posts.length === 0 ? (
        <EmptyState
          kind="first"
          title={t('split.none')}
          action={<ButtonLink to={paths.topic(topic)}>{t('form.cancel')}</ButtonLink>}
        />
      ) : (
        <Form method="post" className="stack">
          <fieldset className="field-group" id="postIds">
            <legend>{t('split.posts')}</legend>
            <FieldErrors id="postIds-error" errors={errors('postIds')} />
            {posts.map((post) => (
              <Checkbox
                key={post.id}
                name="postIds"
                value={post.id}
                defaultChecked={chosen.has(post.id)}
                label={`${post.number}. ${t('split.post', { author: post.by, when: dayText(post.at, place) })}`}
                hint={<span dir="auto">{post.start}</span>}
              />
            ))}
          </fieldset>
          <TextField
            id="title"
            name="title"
            label={t('split.name')}
            errors={errors('title')}
            defaultValue={value('title')}
            dir="auto"
          />
          <Select
            id="board"
            name="board"
            label={t('split.board')}
            placeholder={t('split.board.same')}
            errors={errors('board')}
            defaultValue={value('board')}
            options={boards.map((board) => ({ value: board.slug, label: board.title }))}
          />
          <Select
            id="kind"
            name="kind"
            label={t('split.kind')}
            placeholder={t('split.kind.same')}
            errors={errors('kind')}
            defaultValue={value('kind')}
            options={kinds.map((kind) => ({ value: kind, label: word(kind) }))}
          />
          <div className="button-row">
            <Button tone="primary">{t('split.send')}</Button>
            <ButtonLink to={paths.topic(topic)}>{t('form.cancel')}</ButtonLink>
          </div>
        </Form>
      )}
    </div>
  )
}
