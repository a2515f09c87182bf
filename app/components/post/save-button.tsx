import { useFetcher } from '@remix-run/react'
import { createContext, useContext } from 'react'
import * as paths from '#server/core/paths.ts'
import { useWords } from '#app/lib/words.ts'
import { Button } from '../ui/button.tsx'
import { InlineStatus } from '../ui/feedback.tsx'

/** Which posts of this page the reader saved; null where there is nobody to save for. */
export const SavedPosts = createContext<ReadonlySet<string> | null>(null)

/** Saves a post or takes it out again: shown at once, put back with the reason when the server refuses. */
export function SaveButton({ postId }: { postId: string }) {
  const t = useWords()
  const saved = useContext(SavedPosts)
  const fetcher = useFetcher<{ error?: string } | null>()
  if (!saved) return null
  const sent = fetcher.formData?.get('_method')
  const pressed = sent ? sent === 'PUT' : saved.has(postId)
  const failed = fetcher.state === 'idle' ? fetcher.data?.error : undefined
  return (
    <fetcher.Form method="post" action={paths.postPart(postId, 'save')} preventScrollReset>
      <input type="hidden" name="_method" value={pressed ? 'DELETE' : 'PUT'} />
      <Button tone="quiet" icon="save" aria-pressed={pressed}>
        {t('post.save')}
      </Button>
      {failed && <InlineStatus tone="danger">{failed}</InlineStatus>}
    </fetcher.Form>
  )
}
