import { and, asc, gt, inArray } from 'drizzle-orm'
import { posts, topics } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import { countVotes } from './voiding.ts'

/**
 * Counts the votes of the next topics anew, in the order of their numbers; for a recompute. Answers the posts it went
 * through and the number to go on after, null at the end.
 */
export async function recountVotes(
  ctx: Ctx,
  { after, limit }: { after: TopicId | null; limit: number },
): Promise<{ postIds: PostId[]; last: TopicId | null }> {
  // house: silent change — each vote was told when it was cast
  return change(ctx, async (tx) => {
    const locked = await tx.db
      .select({ id: topics.id })
      .from(topics)
      .where(after === null ? undefined : and(gt(topics.id, after)))
      .orderBy(asc(topics.id))
      .limit(limit)
      .for('update')
    const last = locked.at(-1)?.id ?? null
    if (last === null) return { postIds: [], last }
    const found = await tx.db
      .select({ id: posts.id })
      .from(posts)
      .where(
        inArray(
          posts.topicId,
          locked.map(({ id }) => id),
        ),
      )
    const postIds = found.map(({ id }) => id)
    await countVotes(tx, postIds)
    return { postIds, last }
  })
}
