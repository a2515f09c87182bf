import { Form, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import type { TopicPage } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { useWords } from '#app/lib/words.ts'
import { KeptComposer } from '../post/composer.tsx'
import { ShownAt } from '../post/shown-at.tsx'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/field.tsx'
import { useCleared } from './cleared.ts'

type Visibility = 'public' | 'private' | 'note'

/** The answer or reply to a topic, at its end; staff and asker choose who reads it, and the button says so. */
export function ReplyBox({
  topic,
  back,
}: {
  topic: TopicPage
  /** The page to stay on after sending, where it is not the topic itself. */
  back?: string
}) {
  const t = useWords()
  const choices = choicesOf(topic)
  const first = choices[0] ?? 'public'
  const [visibility, setVisibility] = useState<Visibility>(first)
  const navigation = useNavigation()
  const action = paths.replies(topic.id, back)
  const busy = navigation.formAction === action
  // a reset asks nobody: the button has to say again who reads the next one
  const form = useCleared(busy, () => setVisibility(first))
  if (choices.length === 0) return null
  return (
    <section id="reply" className="stack gap-3" aria-labelledby="reply-title">
      <h2 id="reply-title">{t(titleKey(topic, choices))}</h2>
      <Form
        method="post"
        action={action}
        className="stack gap-3"
        ref={form}
        onChange={(event) => setVisibility(chosen(event.currentTarget))}
      >
        <ShownAt />
        <KeptComposer
          name="body"
          id="reply-body"
          label={t('reply.body')}
          required
          rows={7}
          visibility={visibility}
          reply
        />
        {choices.length > 1 && (
          <RadioGroup
            name="visibility"
            label={t('reply.who')}
            defaultValue={first}
            options={choices.map((value) => ({
              value,
              label: t(`reply.who.${value}`),
              hint: t(`reply.who.${value}.hint`),
            }))}
          />
        )}
        {choices.length === 1 && <input type="hidden" name="visibility" value={first} />}
        <div className="button-row">
          <Button tone="primary" busy={busy}>
            {t(`reply.send.${visibility}`)}
          </Button>
        </div>
      </Form>
    </section>
  )
}

/** Where nothing but a note may be written, the box does not promise an answer. */
const titleKey = (topic: TopicPage, choices: readonly Visibility[]) =>
  choices.every((choice) => choice === 'note')
    ? 'reply.who.note'
    : topic.kind === 'question'
      ? 'reply.answer'
      : 'reply.title'

const chosen = (form: HTMLFormElement): Visibility => {
  const value = new FormData(form).get('visibility')
  return value === 'private' || value === 'note' ? value : 'public'
}

const choicesOf = (topic: TopicPage): Visibility[] => [
  ...(topic.can.reply ? (['public'] as const) : []),
  ...(topic.can.writePrivately && topic.kind === 'question' ? (['private'] as const) : []),
  ...(topic.can.writeNotes ? (['note'] as const) : []),
]
