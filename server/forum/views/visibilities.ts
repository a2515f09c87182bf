import { inArray } from 'drizzle-orm'
import { posts, type Visibility } from '#db/schema/forum.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { PostId } from '#server/core/ids.ts'

/** Which of these posts are public, private or notes: for whoever announces that something happened to one. */
export async function visibilitiesOf(
  ctx: Ctx,
  ids: readonly PostId[],
): Promise<ReadonlyMap<PostId, Visibility>> {
  if (ids.length === 0) return new Map()
  const found = await ctx.db
    .select({ id: posts.id, visibility: posts.visibility })
    .from(posts)
    .where(inArray(posts.id, [...ids]))
  return new Map(found.map((post) => [post.id, post.visibility]))
}
