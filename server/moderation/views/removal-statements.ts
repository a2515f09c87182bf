import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { posts, statements, topics } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { PostId, StatementId } from '#server/core/ids.ts'
import { canReadStatement } from '../sanction-policy.ts'
import { siteLanguage } from './subject.ts'

/** The statement behind each hidden post, for its author and moderators of the place (TERMS-12); others get none. */
export async function removalStatements(
  ctx: Ctx,
  postIds: readonly PostId[],
): Promise<ReadonlyMap<PostId, StatementId>> {
  if (postIds.length === 0) return new Map()
  const found = await ctx.db
    .select({
      id: statements.id,
      postId: posts.id,
      memberId: statements.memberId,
      boardId: statements.boardId,
      lang: sql<string>`coalesce(${topics.lang}, ${siteLanguage})`,
    })
    .from(statements)
    .innerJoin(posts, and(eq(posts.id, statements.postId), eq(posts.hiddenAt, statements.at)))
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .where(and(inArray(statements.postId, [...postIds]), inArray(statements.kind, ['removal', 'pending'])))
    .orderBy(desc(statements.at))
  return new Map(
    found.filter((row) => canReadStatement(ctx.actor, row)).map(({ postId, id }) => [postId, id]),
  )
}
