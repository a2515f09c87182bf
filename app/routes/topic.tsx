import { redirect, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useMemo } from 'react'
import { isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { topicPromise } from '#server/escalation/index.ts'
import { markRead, type PostShown, topicPage } from '#server/forum/index.ts'
import { removalStatements } from '#server/moderation/index.ts'
import { rankSigns } from '#server/reputation/index.ts'
import { TopicPromises as PromisesNow } from '#app/components/escalation/promise.tsx'
import { ReplyPlace } from '#app/components/topic/reply-place.tsx'
import { TopicHead } from '#app/components/topic/topic-head.tsx'
import { TopicNotices, TopicSide } from '#app/components/topic/topic-side.tsx'
import { TopicThread } from '#app/components/topic/topic-thread.tsx'
import { useWentAnchors } from '#app/components/topic/went-anchors.ts'
import { ConnectionStrip, NewPill } from '#app/components/ui/feedback.tsx'
import { page } from '#app/lib/handler.ts'
import { later, onServer } from '#app/lib/later.tsx'
import { useArrivals, useLive, useSpokenCount } from '#app/lib/live.ts'
import { titledBy } from '#app/lib/meta.ts'
import { fromTable, toTable } from '#app/lib/table.ts'
import { withoutTexts } from '#app/lib/texts.tsx'
import { useWords } from '#app/lib/words.ts'

const TopicPromises = later(
  onServer ? PromisesNow : null,
  async () => (await import('#app/components/escalation/promise.tsx')).TopicPromises,
)

export const loader = page(async ({ ctx, params, url, context }) => {
  const topic = await topicPage(ctx, {
    topicId: Number(params.topicId),
    after: Number(url.searchParams.get('after') ?? 0),
    from: url.searchParams.get('from') ?? undefined,
  })
  const address = paths.topic(topic)
  // the browser's script would send a form again after a 308, as after any redirect that keeps the method
  if (url.pathname !== address) throw redirect(address + url.search, context.scripted ? 302 : 308)
  context.showed(`topic:${topic.id}`)
  const last = topic.posts.at(-1)?.number ?? 1
  if (isMember(ctx.actor) && (topic.readNumber ?? 0) < last)
    await markRead(ctx, { topicId: topic.id, number: last })
  const order: 'votes' | 'time' = url.searchParams.get('order') === 'time' ? 'time' : 'votes'
  const asksPromise = isMember(ctx.actor) && topic.kind === 'question'
  const [posts, promise] = await Promise.all([
    presented(ctx, topic.posts),
    asksPromise ? topicPromise(ctx, { topicId: topic.id }) : null,
  ])
  return {
    topic: { ...topic, posts: toTable(context.scripted ? posts : withoutTexts(posts, context.texts)) },
    order,
    promise,
    now: ctx.now,
    signedIn: isMember(ctx.actor),
    description: topic.excerpt.slice(0, 160),
  }
})

/**
 * The forum knows no ranks: they are set beside its authors here. Nor does it know statements: a hidden post leads to its
 * own, for whoever may read that.
 */
async function presented(ctx: Ctx, posts: readonly PostShown[]) {
  const [signs, stated] = await Promise.all([
    rankSigns(
      ctx,
      posts.flatMap(({ authorId }) => authorId ?? []),
    ),
    removalStatements(
      ctx,
      posts.flatMap(({ id, stub }) => (stub === 'hidden' ? id : [])),
    ),
  ])
  return posts.map((post) => {
    const sign = post.authorId && signs.get(post.authorId)
    const author = sign && post.author ? { ...post.author, ...sign } : post.author
    return { ...post, author, statementId: stated.get(post.id) ?? null }
  })
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  titledBy(matches, data?.topic.title, data?.description)

export default function Topic() {
  const t = useWords()
  const { topic: sent, order, promise, now, signedIn } = useLoaderData<typeof loader>()
  const topic = useMemo(() => ({ ...sent, posts: fromTable(sent.posts) }), [sent])
  const { lost } = useLive([`topic:${topic.id}`])
  useWentAnchors()
  const arrivals = useArrivals(topic.posts, { of: topic.id, isOwn: (post) => post.mine })
  useSpokenCount(arrivals.count, (count) => t('live.replies', { count }))
  const came = (post: (typeof topic.posts)[number]) => arrivals.isNew(post) && !post.mine
  const posts = arrivals.shown.some(came)
    ? arrivals.shown.map((post) => (came(post) ? { ...post, isNew: true } : post))
    : arrivals.shown
  return (
    <div className="with-side">
      <div className="stack">
        <ConnectionStrip lost={lost} />
        <TopicHead topic={topic} />
        <TopicNotices topic={topic} />
        <TopicThread
          topic={topic}
          posts={posts}
          order={order}
          coming={
            <>
              {topic.postsNext !== null && (
                <Link to={`${paths.topic(topic)}?after=${topic.postsNext}`}>{t('thread.further')}</Link>
              )}
              <NewPill count={arrivals.count} kind="replies" onShow={arrivals.show} />
              <ReplyPlace topic={topic} signedIn={signedIn} />
            </>
          }
        />
      </div>
      <TopicSide
        topic={topic}
        clock={promise && <TopicPromises promise={promise} topicId={topic.id} now={now} />}
      />
    </div>
  )
}
