import type { Ctx } from '#server/core/ctx.ts'
import type { FactType } from '#server/core/events.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import { reaction, reactionAlsoOnImport } from '#server/core/reaction.ts'
import { reckonPosts } from './ledger.ts'
import { recomputeReputation } from './recomputing.ts'
import { reckonScores } from './scores.ts'
import { postsOf } from './views/touched.ts'

/** Facts after which what one post earned may be another. */
type OfPost = Extract<
  FactType,
  | 'vote.cast'
  | 'counts.shown'
  | 'vote.voided'
  | 'vote.restored'
  | 'suggestion.decided'
  | 'post.converted'
  | 'answer.accepted'
  | 'acceptance.withdrawn'
  | 'post.hidden'
  | 'post.restored'
  | 'post.withdrawn'
>
/** Facts after which that holds for every post of a topic. */
type OfTopic = Extract<
  FactType,
  | 'topic.hidden'
  | 'topic.restored'
  | 'topic.withdrawn'
  | 'topic.converted'
  | 'topic.split'
  | 'topic.merged'
  | 'topic.unmerged'
  | 'topic.imported'
>

/** Points follow a post: what counts is read from votes and acceptances, never from the fact. */
export const reckonPost = reaction<OfPost>('reputation.reckonPost', (ctx, { payload }) =>
  reckonBoth(ctx, [payload.postId]),
)

/** The same for a whole topic, also when an import has finished it. */
export const reckonTopic = reactionAlsoOnImport<OfTopic>('reputation.reckonTopic', async (ctx, { payload }) =>
  reckonBoth(ctx, (await Promise.all(topicsIn(payload).map((id) => postsOf(ctx, id)))).flat()),
)

/** A split or a merge is about two topics. */
export const topicsIn = (payload: { topicId: TopicId; fromTopicId?: TopicId; newTopicId?: TopicId }) =>
  [payload.topicId, payload.fromTopicId, payload.newTopicId].flatMap((id) => id ?? [])

const weighty: readonly string[] = ['pointPreset', 'points', 'abuseClauses']

/** The points were changed: every ledger is worked out anew, a batch of members at a time. */
export const reckonAll = reaction<'settings.changed'>('reputation.reckonAll', async (ctx, { payload }) => {
  if (payload.keys.some((key) => weighty.includes(key))) await recomputeReputation(ctx)
})

async function reckonBoth(ctx: Ctx, postIds: PostId[]) {
  await reckonScores(ctx, postIds)
  await reckonPosts(ctx, postIds)
}
