import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { judgeNote, postNotes, proposeNote } from '#server/forum/index.ts'
import { NoteRow } from '#app/components/post/note-row.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { Textarea } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import '#app/lib/words-of-upkeep.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(({ ctx, params }) => postNotes(ctx, { postId: params.postId ?? '' }))

type Judged = Parameters<typeof judgeNote>[1]
const judge = async (ctx: Ctx, input: Judged) => {
  const { postId } = await judgeNote(ctx, input)
  return { postId }
}

export const action = act<{ postId: string }>({ POST: proposeNote, PUT: judge }, ({ result }) =>
  paths.postPart(result.postId, 'notes'),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'notes.title')

/** The community notes of one post: what stands, what was proposed, and what became of it. */
export default function PostNotes() {
  const t = useWords()
  const { topic, post, notes, can } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  return (
    <div className="stack column">
      <Breadcrumb
        trail={[{ label: topic.title, href: paths.post(topic, post.number) }, { label: t('notes.title') }]}
      />
      <PageHead title={t('notes.title')} lead={t('notes.lead')} />
      <ErrorSummary errors={summary} />
      {notes.length === 0 && <EmptyState kind="first" title={t('notes.none')} />}
      {notes.map((note) => (
        <NoteRow key={note.id} note={note} action={paths.postPart(post.id, 'notes')} />
      ))}
      {can.propose && (
        <Form method="post" className="stack">
          <Textarea
            id="body"
            name="body"
            label={t('notes.body')}
            hint={t('notes.body.hint')}
            errors={errors('body')}
            defaultValue={value('body')}
            rows={4}
            maxLength={1000}
          />
          <div className="button-row">
            <Button tone="primary">{t('notes.send')}</Button>
            <ButtonLink to={paths.post(topic, post.number)}>{t('form.cancel')}</ButtonLink>
          </div>
        </Form>
      )}
    </div>
  )
}
