import { type MouseEvent, useState } from 'react'
import type { PostShown, TopicPage } from '#server/forum/index.ts'
import { later, onServer } from '#app/lib/later.tsx'
import { useWords } from '#app/lib/words.ts'
import { CommentForm as FormNow } from './comment-form.tsx'

const CommentForm = later(
  onServer ? FormNow : null,
  async () => (await import('./comment-form.tsx')).CommentForm,
)

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
