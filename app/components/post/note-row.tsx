import { Form } from '@remix-run/react'
import type { postNotes } from '#server/forum/index.ts'
import '#app/lib/words-of-upkeep.ts'
import { Sentence, useWords } from '#app/lib/words.ts'
import { ActionButton, Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import { PostBody } from './post-body.tsx'

type Note = Awaited<ReturnType<typeof postNotes>>['notes'][number]

/** One note with who proposed it, who decided and why; and the decision, for those who may take it. */
export function NoteRow({ note, action }: { note: Note; action: string }) {
  const t = useWords()
  const open = note.state === 'proposed'
  return (
    <section className="stack gap-2" aria-label={t(`notes.state.${note.state}`)}>
      <p>
        <strong>{t(`notes.state.${note.state}`)}</strong>{' '}
        <span className="muted">
          <Sentence
            of="notes.by"
            params={{ by: note.proposer ?? '' }}
            parts={{ when: <TimeStamp at={note.at} /> }}
          />
          {note.decidedAt && (
            <>
              {' '}
              <Sentence
                of="notes.decided"
                params={{ by: note.judge ?? '' }}
                parts={{ when: <TimeStamp at={note.decidedAt} /> }}
              />
            </>
          )}
        </span>
      </p>
      <PostBody html={note.html} />
      {note.reason && (
        <p className="muted" dir="auto">
          {note.reason}
        </p>
      )}
      {note.can.judge && open && (
        <ActionButton
          action={action}
          method="PUT"
          fields={{ noteId: note.id, action: 'approve' }}
          tone="primary"
        >
          {t('notes.approve')}
        </ActionButton>
      )}
      {note.can.judge && (open || note.state === 'approved') && (
        <details>
          <summary>{t(open ? 'notes.reject' : 'notes.remove')}</summary>
          <Form method="post" action={action} className="stack gap-2">
            <input type="hidden" name="_method" value="PUT" />
            <input type="hidden" name="noteId" value={note.id} />
            <input type="hidden" name="action" value={open ? 'reject' : 'remove'} />
            <TextField name="reason" label={t('notes.reason')} required maxLength={500} />
            <Button>{t(open ? 'notes.reject' : 'notes.remove')}</Button>
          </Form>
        </details>
      )}
    </section>
  )
}
