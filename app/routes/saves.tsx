import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { forgetSave, saveList, savePost } from '#server/forum/index.ts'
import { WrittenList } from '#app/components/post/written-list.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Pager } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { Sentence, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(({ ctx, url }) => saveList(ctx, { cursor: url.searchParams.get('cursor') }))

export const action = act<void>({ PUT: savePost, DELETE: forgetSave })

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'saves.title')

/** /saves: what one put aside, with notes to oneself; nobody else has this list. */
export default function Saves() {
  const t = useWords()
  const { items, next } = useLoaderData<typeof loader>()
  const { summary } = useRefused()
  return (
    <div className="stack column">
      <ErrorSummary errors={summary} />
      <PageHead title={t('saves.title')} lead={t('saves.lead')} />
      {items.length === 0 && (
        <EmptyState
          kind="first"
          title={t('saves.none')}
          action={<ButtonLink to={paths.questions()}>{t('questions.title')}</ButtonLink>}
        />
      )}
      <WrittenList
        label={t('saves.title')}
        posts={items}
        about={(post) =>
          t('saves.of', {
            kind: t(`post.kind.${post.kind}`),
            author: post.author?.name ?? t('saves.anonymous'),
          })
        }
        under={(post) => (
          <>
            {post.note !== '' && <p dir="auto">{post.note}</p>}
            <p className="small muted">
              <Sentence of="saves.at" parts={{ when: <TimeStamp at={post.savedAt} /> }} />
            </p>
            <Keeping postId={post.postId} title={post.title} note={post.note} />
          </>
        )}
      />
      <Pager older={next === null ? null : paths.saves(next)} />
    </div>
  )
}

function Keeping({ postId, title, note }: { postId: string; title: string; note: string }) {
  const t = useWords()
  return (
    <>
      <details>
        <summary>{t(note === '' ? 'saves.note.add' : 'saves.note.change')}</summary>
        <Form method="post" className="stack gap-2" key={note}>
          <input type="hidden" name="_method" value="PUT" />
          <input type="hidden" name="postId" value={postId} />
          <TextField
            id={`note-${postId}`}
            name="note"
            label={t('saves.note')}
            defaultValue={note}
            maxLength={500}
          />
          <div className="button-row">
            <Button>{t('saves.keep')}</Button>
          </div>
        </Form>
      </details>
      <Form method="post">
        <input type="hidden" name="_method" value="DELETE" />
        <input type="hidden" name="postId" value={postId} />
        <Button aria-label={t('saves.forget.what', { title })}>{t('saves.forget')}</Button>
      </Form>
    </>
  )
}
