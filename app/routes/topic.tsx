import { redirect, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { isMember } from '#server/core/actor.ts'
import { plainText } from '#server/core/markdown.ts'
import * as paths from '#server/core/paths.ts'
import { markRead, topicPage } from '#server/forum/index.ts'
import { ReplyBox } from '#app/components/topic/reply-box.tsx'
import { TopicHead } from '#app/components/topic/topic-head.tsx'
import { TopicNotices, TopicSide } from '#app/components/topic/topic-side.tsx'
import { TopicThread } from '#app/components/topic/topic-thread.tsx'
import { page } from '#app/lib/handler.ts'
import { titledBy } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, params, url, context }) => {
  const topic = await topicPage(ctx, { topicId: Number(params.topicId), after: Number(url.searchParams.get('after') ?? 0) })
  const address = paths.topic(topic)
  if (url.pathname !== address) throw redirect(address + url.search, 308)
  context.showed(`topic:${topic.id}`)
  const last = topic.posts.at(-1)?.number ?? 1
  if (isMember(ctx.actor) && (topic.readNumber ?? 0) < last) await markRead(ctx, { topicId: topic.id, number: last })
  const order: 'votes' | 'time' = url.searchParams.get('order') === 'time' ? 'time' : 'votes'
  return { topic, order, signedIn: isMember(ctx.actor), description: plainText(topic.posts[0]?.html ?? '', 160) }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => titledBy(matches, data?.topic.title, data?.description)

export default function Topic() {
  const t = useWords()
  const { topic, order, signedIn } = useLoaderData<typeof loader>()
  return (
    <div className="with-side">
      <div className="stack">
        <TopicHead topic={topic} />
        <TopicNotices topic={topic} />
        <TopicThread topic={topic} order={order} />
        {topic.postsNext !== null && <Link to={`${paths.topic(topic)}?after=${topic.postsNext}`}>{t('thread.further')}</Link>}
        <ReplyBox topic={topic} signedIn={signedIn} />
      </div>
      <TopicSide topic={topic} />
    </div>
  )
}
