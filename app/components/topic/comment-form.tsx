import { Form, useNavigation } from '@remix-run/react'
import { useEffect } from 'react'
import type { PostShown, TopicPage } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { useWords } from '#app/lib/words.ts'
import { Composer } from '../post/composer.tsx'
import { ShownAt } from '../post/shown-at.tsx'
import { Button } from '../ui/button.tsx'
import { useCleared } from './cleared.ts'

/** A short remark, with the focus in it as soon as it stands. */
export function CommentForm({ topic, post }: { topic: Pick<TopicPage, 'id'>; post: PostShown }) {
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
