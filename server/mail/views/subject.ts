import { and, eq } from 'drizzle-orm'
import { posts, topics } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'

/** The topic and post a notice is about, as they are now; `number` and words only where there is a post. */
export async function subjectOf(ctx: Ctx, { topicId, postId }: { topicId: TopicId; postId: PostId | null }) {
  const [row] = await ctx.db
    .select({
      id: topics.id,
      slug: topics.slug,
      kind: topics.kind,
      title: topics.title,
      openingId: topics.openingId,
      number: posts.number,
      source: posts.source,
      visibility: posts.visibility,
      affiliation: posts.affiliation,
      authorId: posts.authorId,
    })
    .from(topics)
    .leftJoin(posts, and(eq(posts.topicId, topics.id), eq(posts.id, postId ?? topics.openingId)))
    .where(eq(topics.id, topicId))
  return row ?? null
}
