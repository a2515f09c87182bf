import { Link } from '@remix-run/react'
import { useWords } from '#app/lib/words.ts'
import { Banner } from '../ui/feedback.tsx'
import { PostBody } from './post-body.tsx'

/** What members put beside a disputed post, directly above its text, and the way to where it came from (MOD-21). */
export function CommunityNote({ html, history }: { html: string; history?: string }) {
  const t = useWords()
  return (
    <aside className="post-note" aria-label={t('post.note.title')}>
      <Banner tone="signal" title={t('post.note.title')}>
        <PostBody html={html} />
        {history && <Link to={history}>{t('post.note.history')}</Link>}
      </Banner>
    </aside>
  )
}
