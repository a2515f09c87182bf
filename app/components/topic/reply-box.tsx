import { Form, Link, useNavigation } from '@remix-run/react'
import { type MouseEvent, useEffect, useRef, useState } from 'react'
import type { PostShown, TopicPage } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { useWords } from '#app/lib/words.ts'
import { Composer } from '../post/composer.tsx'
import { ShownAt } from '../post/shown-at.tsx'
import { Button } from '../ui/button.tsx'
import { Banner } from '../ui/feedback.tsx'
import { RadioGroup } from '../ui/field.tsx'

type Visibility = 'public' | 'private' | 'note'

/** The answer or reply to a topic, at its end; staff and asker choose who reads it, and the button says so. */
export function ReplyBox({
  topic,
  signedIn,
  back,
}: {
  topic: TopicPage
  signedIn: boolean
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
  if (!signedIn)
    return (
      <Banner>
        <Link to={paths.signIn(`${paths.topic(topic)}#reply`)}>{t('reply.signIn')}</Link>
      </Banner>
    )
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
        <Composer name="body" label={t('reply.body')} required rows={7} visibility={visibility} reply />
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

/** Once what was sent has arrived the box is empty again. */
function useCleared(busy: boolean, onCleared?: () => void) {
  const form = useRef<HTMLFormElement>(null)
  const was = useRef(false)
  useEffect(() => {
    if (was.current && !busy) {
      form.current?.reset()
      onCleared?.()
    }
    was.current = busy
  })
  return form
}

/**
 * A short remark under a post. Only a link until it is wanted, since a page may hold hundreds of posts: it opens in place,
 * and without script through the address.
 */
export function CommentBox({
  topic,
  post,
  initiallyOpen,
}: {
  topic: Pick<TopicPage, 'id'>
  post: PostShown
  initiallyOpen: boolean
}) {
  const t = useWords()
  const [open, setOpen] = useState(initiallyOpen)
  if (open) return <CommentForm topic={topic} post={post} />
  const show = (event: MouseEvent) => {
    event.preventDefault()
    setOpen(true)
  }
  return (
    <a className="comment-open" href={`?comment=${post.id}#comment`} onClick={show}>
      {t('comment.add')}
    </a>
  )
}

function CommentForm({ topic, post }: { topic: Pick<TopicPage, 'id'>; post: PostShown }) {
  const t = useWords()
  const navigation = useNavigation()
  const action = paths.topicPart(topic.id, 'posts')
  const busy = navigation.formAction === action && navigation.formData?.get('parentId') === post.id
  const form = useCleared(busy)
  useEffect(() => form.current?.querySelector('textarea')?.focus(), [form])
  return (
    <Form method="post" action={action} className="comment-box stack gap-2" ref={form} id="comment">
      <input type="hidden" name="parentId" value={post.id} />
      <ShownAt />
      <Composer name="body" label={t('comment.body')} required rows={3} brief />
      <div className="button-row">
        <Button busy={busy}>{t('comment.send')}</Button>
      </div>
    </Form>
  )
}
