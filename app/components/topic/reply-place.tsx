import { Link } from '@remix-run/react'
import type { TopicPage } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { later, onServer } from '#app/lib/later.tsx'
import { useWords } from '#app/lib/words.ts'
import { Banner } from '../ui/feedback.tsx'
import { ReplyBox as BoxNow } from './reply-box.tsx'

const ReplyBox = later(onServer ? BoxNow : null, async () => (await import('./reply-box.tsx')).ReplyBox)

/** The end of a topic: where a member answers, and where a visitor is asked to sign in first. */
export function ReplyPlace({ topic, signedIn }: { topic: TopicPage; signedIn: boolean }) {
  const t = useWords()
  if (signedIn) return <ReplyBox topic={topic} />
  return (
    <Banner>
      <Link to={paths.signIn(`${paths.topic(topic)}#reply`)}>{t('reply.signIn')}</Link>
    </Banner>
  )
}
