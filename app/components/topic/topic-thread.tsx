import { useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { PostShown, TopicPage } from '#server/forum/index.ts'
import { useWords } from '#app/lib/words.ts'
import { threadOf } from './post-place.ts'
import { Stop, ThreadItem, ThreadLine } from './thread-line.tsx'
import { type Order, ThreadStops } from './thread-stops.tsx'

type Props = {
  topic: TopicPage
  posts: readonly PostShown[]
  order: Order
  /** What may come: the reply box, at the end of the line. */
  coming?: ReactNode
}

/** The opening and what hangs on it, on one line. */
export function TopicThread({ topic, posts, order, coming }: Props) {
  const t = useWords()
  const [asked] = useSearchParams()
  return (
    <ThreadLine label={t('thread.posts')}>
      <ThreadStops
        topic={threadOf(topic)}
        posts={posts}
        order={order}
        commenting={asked.get('comment')}
        end={coming ? 'future' : 'end'}
      />
      {coming && (
        <ThreadItem segment="end" stop={<Stop kind="future" />}>
          {coming}
        </ThreadItem>
      )}
    </ThreadLine>
  )
}
