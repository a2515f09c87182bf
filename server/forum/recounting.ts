import { and, asc, gt, inArray, sql } from 'drizzle-orm'
import { posts, topics } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'

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
    const of = inArray(
      posts.topicId,
      locked.map(({ id }) => id),
    )
    await tx.db.execute(sql`update ${posts} as p set up = n.up, down = n.down, score = n.up - n.down
      from (select ${posts.id} as id, coalesce(sum(greatest(v.value, 0)), 0)::int as up,
          coalesce(sum(greatest(-v.value, 0)), 0)::int as down
        from ${posts} left join votes v on v.post_id = ${posts.id} and v.voided_at is null
        where ${of} group by 1) n
      where p.id = n.id and (p.up, p.down, p.score) is distinct from (n.up, n.down, n.up - n.down)`)
    await tx.db.execute(sql`update ${topics} as t set score = ${posts.score} from ${posts}
      where ${of} and ${posts.id} = t.opening_id and t.score <> ${posts.score}`)
    const found = await tx.db.select({ id: posts.id }).from(posts).where(of)
    return { postIds: found.map(({ id }) => id), last }
  })
}
