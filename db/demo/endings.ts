import { acceptAnswer, addPost, closeTopic } from '#server/forum/index.ts'
import { known } from './known.ts'
import { before } from './moments.ts'
import type { Step, Telling } from './telling.ts'
import type { DemoPost, DemoTopic } from './types.ts'
import { addressOf } from './wording.ts'

const minute = 60_000

/** The asker accepts when saying that it worked, else some hours after the answer. */
export function acceptance({ loadedAt, told, as }: Telling, topic: DemoTopic, post: DemoPost): Step {
  const thanks = post.comments?.findLast((comment) => comment.by === topic.by)
  const at = thanks
    ? before(loadedAt, thanks.ago).getTime() + 2 * minute
    : before(loadedAt, post.ago).getTime() + 300 * minute
  return {
    at: new Date(Math.min(at, loadedAt.getTime())),
    run: (ctx) => {
      const { topicId } = known(told.topics, topic.key)
      return acceptAnswer(as(ctx, topic.by), { topicId, postId: known(told.posts, post) })
    },
  }
}

/** Closed for a reason; a duplicate is proposed in a comment first, and closed when nobody says more. */
export function closing({ loadedAt, told, as }: Telling, topic: DemoTopic): Step[] {
  const { closed, duplicateOf } = topic
  const here = () => known(told.topics, topic.key)
  if (closed) {
    const { reason, by, note, ago } = closed
    const run: Step['run'] = (ctx) => closeTopic(as(ctx, by), { topicId: here().topicId, reason, note })
    return [{ at: before(loadedAt, ago), run }]
  }
  if (!duplicateOf) return []
  const { key, by, note, ago } = duplicateOf
  const proposedAt = before(loadedAt, ago)
  return [
    {
      at: proposedAt,
      run: (ctx) => {
        const body = `${note} ([the other question](${addressOf(told, key)}))`
        return addPost(as(ctx, by), { topicId: here().topicId, parentId: here().openingId, body })
      },
    },
    {
      at: new Date(lastWord(loadedAt, topic, proposedAt) + 30 * minute),
      run: (ctx) => {
        const { topicId: original } = known(told.topics, key)
        return closeTopic(as(ctx, by), {
          topicId: here().topicId,
          reason: 'duplicate',
          duplicateOf: original,
          note,
        })
      },
    },
  ]
}

function lastWord(loadedAt: Date, { comments = [], posts }: DemoTopic, notBefore: Date): number {
  const words = [...comments, ...posts, ...posts.flatMap((post) => post.comments ?? [])]
  return Math.max(notBefore.getTime(), ...words.map(({ ago }) => before(loadedAt, ago).getTime()))
}
