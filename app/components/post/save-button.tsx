import { useFetcher } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { useWords } from '#app/lib/words.ts'
import { Button } from '../ui/button.tsx'
import { InlineStatus } from '../ui/feedback.tsx'

/** Saves a post or takes it out again: shown at once, put back with the reason when the server refuses. */
export function SaveButton({ postId, saved }: { postId: string; saved: boolean }) {
  const t = useWords()
  const fetcher = useFetcher<{ error?: string } | null>()
  const sent = fetcher.formData?.get('_method')
  const pressed = sent ? sent === 'PUT' : saved
  const failed = fetcher.state === 'idle' ? fetcher.data?.error : undefined
  return (
    <fetcher.Form method="post" action={paths.postPart(postId, 'save')} preventScrollReset>
      <input type="hidden" name="_method" value={pressed ? 'DELETE' : 'PUT'} />
      <Button tone="quiet" icon="save" aria-pressed={pressed}>
        <span className="post-save-word">{t('post.save')}</span>
      </Button>
      {failed && <InlineStatus tone="danger">{failed}</InlineStatus>}
    </fetcher.Form>
  )
}
