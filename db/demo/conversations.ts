import type { Ctx } from '#server/core/ctx.ts'
import {
  addPost,
  castVote,
  confirmSameProblem,
  countViews,
  importVotes,
  revisePost,
  startTopic,
} from '#server/forum/index.ts'
import { removePost } from '#server/moderation/index.ts'
import { viewsOf, votesOf } from './ballots.ts'
import { acceptance, closing } from './endings.ts'
import { known } from './known.ts'
import { before } from './moments.ts'
import { escalationSteps } from './support.ts'
import { relive, type Step, type Telling } from './telling.ts'
import type { DemoComment, DemoPost, DemoTopic } from './types.ts'
import { firstVersion, worded } from './wording.ts'

/** What was said in these topics, in the order in which it was said, each word by its author at its time. */
export async function converse(ctx: Ctx, telling: Telling, topics: readonly DemoTopic[]) {
  const { people, told } = telling
  await relive(
    ctx,
    topics.flatMap((topic) => stepsOf(telling, topic)),
  )
  const votes = topics.flatMap((topic) =>
    topic.posts.flatMap((words) =>
      votesOf(ctx.now, { topic, words, postId: known(told.posts, words) }, people),
    ),
  )
  await importVotes(ctx, { source: 'demo', votes })
  const views = topics.map(
    (topic) => [known(told.topics, topic.key).topicId, viewsOf(ctx.now, topic)] as const,
  )
  await countViews(ctx, new Map(views))
}

function stepsOf(telling: Telling, topic: DemoTopic): Step[] {
  const commentsUnder = (words: DemoTopic | DemoPost, parent: DemoTopic | DemoPost | null) =>
    (words.comments ?? []).flatMap((comment) => saying(telling, topic, { words: comment, parent }))
  return [
    asking(telling, topic),
    liking(telling, topic),
    ...changing(telling, topic, topic),
    ...commentsUnder(topic, topic),
    ...topic.posts.flatMap((post) => [
      ...saying(telling, topic, { words: post, parent: null }),
      ...commentsUnder(post, topic.kind === 'question' ? post : null),
      ...(post.accepted ? [acceptance(telling, topic, post)] : []),
    ]),
    ...closing(telling, topic),
    ...escalationSteps(telling, topic),
  ]
}

const asking = ({ loadedAt, told, as }: Telling, topic: DemoTopic): Step => ({
  at: before(loadedAt, topic.ago),
  async run(ctx) {
    const { board, kind, tags } = topic
    const title = worded(told, topic.title, ctx.now)
    const body = worded(told, firstVersion(topic), ctx.now)
    const { id, slug, openingId } = await startTopic(as(ctx, topic.by), { board, kind, tags, title, body })
    told.topics.set(topic.key, { topicId: id, slug, kind, openingId })
    told.posts.set(topic, openingId)
  },
})

type Saying = { words: DemoPost | DemoComment; parent: DemoTopic | DemoPost | null }

function saying(telling: Telling, topic: DemoTopic, { words, parent }: Saying): Step[] {
  const { loadedAt, told, as } = telling
  const say: Step = {
    at: before(loadedAt, words.ago),
    async run(ctx) {
      const { topicId } = known(told.topics, topic.key)
      const body = worded(told, firstVersion(words), before(loadedAt, topic.ago))
      const visibility = 'visibility' in words ? words.visibility : undefined
      const { id } = await addPost(as(ctx, words.by), {
        topicId,
        body,
        ...(parent ? { parentId: known(told.posts, parent) } : {}),
        ...(visibility ? { visibility } : {}),
      })
      told.posts.set(words, id)
    },
  }
  return [say, ...changing(telling, topic, words)]
}

/** Edits, and hiding by a moderator. */
function changing({ loadedAt, told, as }: Telling, topic: DemoTopic, words: DemoTopic | DemoComment): Step[] {
  const steps: Step[] = []
  const { edited } = words
  if (edited)
    steps.push({
      at: before(loadedAt, edited.ago),
      run: (ctx) =>
        revisePost(as(ctx, words.by), {
          postId: known(told.posts, words),
          body: worded(told, words.body, before(loadedAt, topic.ago)),
          reason: edited.reason,
        }),
    })
  const hidden = 'hidden' in words ? words.hidden : undefined
  if (hidden) {
    const { by, ago, clause, reason } = hidden
    steps.push({
      at: before(loadedAt, ago),
      run: (ctx) => removePost(as(ctx, by), { postId: known(told.posts, words), clause, reason }),
    })
  }
  return steps
}

/**
 * Votes on an opening, at once: what is said later counts them up with the topic. Where nothing is said they are cast
 * one by one. A third of those who liked a question have the same problem.
 */
const liking = ({ loadedAt, people, told, as }: Telling, topic: DemoTopic): Step => ({
  at: before(loadedAt, topic.ago),
  async run(ctx) {
    const { topicId, openingId } = known(told.topics, topic.key)
    const votes = votesOf(loadedAt, { topic, words: topic, postId: openingId }, people)
    const silent = topic.posts.length === 0 && !topic.comments && !topic.duplicateOf
    if (silent)
      for (const { handle, postId, value } of votes) await castVote(as(ctx, handle), { postId, value })
    else await importVotes(ctx, { source: 'demo', votes })
    if (topic.kind !== 'question') return
    for (const { handle } of votes.slice(0, Math.floor(votes.length / 3)).filter(({ early }) => early))
      await confirmSameProblem(as(ctx, handle), { topicId })
  },
})
