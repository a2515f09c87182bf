import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useRefused } from '#app/lib/forms.ts'
import { useWords } from '#app/lib/words.ts'
import { Composer } from '../post/composer.tsx'
import { ShownAt } from '../post/shown-at.tsx'
import { KeptMark, SignInFirst } from '../site/sign-in-first.tsx'
import { TagInput } from '../tag/tag-input.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Select, TextField } from '../ui/field.tsx'

type Props = {
  kind: 'question' | 'discussion' | 'announcement' | 'idea'
  boards: readonly { slug: string; title: string }[]
  prefill: { title: string; board: string; tags: string; body: string }
  /** Stands between title and body: similar topics. */
  children?: ReactNode
  onTitle?: (title: string) => void
}

/** Title, board, details, tags: one form for starting any topic. Refused, it keeps all that was typed. */
export function TopicForm({ kind, boards, prefill, children, onTitle }: Props) {
  const t = useWords()
  const { refusal, summary, errors, value } = useRefused()
  const busy = useNavigation().state === 'submitting'
  const asks = kind === 'question'
  return (
    <>
      <ErrorSummary errors={summary} />
      <SignInFirst refusal={refusal} />
      <Form method="post" className="stack">
        <KeptMark refusal={refusal} />
        <input type="hidden" name="kind" value={kind} />
        <ShownAt />
        <TextField
          id="title"
          name="title"
          label={t(asks ? 'ask.title.label' : 'start.title.label')}
          hint={asks ? t('ask.title.hint') : undefined}
          errors={errors('title')}
          defaultValue={value('title', prefill.title)}
          autoComplete="off"
          maxLength={200}
          dir="auto"
          onChange={(event) => onTitle?.(event.target.value)}
        />
        {children}
        <Select
          id="board"
          name="board"
          label={t('ask.board.label')}
          errors={errors('board')}
          placeholder={t('ask.board.choose')}
          defaultValue={value('board', boards.length === 1 ? (boards[0]?.slug ?? '') : prefill.board)}
          options={boards.map((board) => ({ value: board.slug, label: board.title }))}
        />
        <Composer
          id="body"
          name="body"
          label={t(asks ? 'ask.body.label' : 'start.body.label')}
          hint={asks ? t('ask.body.hint') : undefined}
          errors={errors('body')}
          defaultValue={value('body', prefill.body)}
          rows={12}
        />
        <TagInput
          id="tags"
          name="tags"
          label={t('ask.tags.label')}
          hint={t('ask.tags.hint')}
          optional
          errors={errors('tags')}
          defaultValue={value('tags', prefill.tags)}
        />
        <div className="button-row">
          <Button tone="primary" size="large" busy={busy}>
            {t(`start.send.${kind}`)}
          </Button>
        </div>
      </Form>
    </>
  )
}
