import { and, eq, inArray, sql } from 'drizzle-orm'
import { boards, members, posts, topics } from '#db/schema/index.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'

const columns = {
  id: posts.id,
  number: posts.number,
  kind: posts.kind,
  authorId: posts.authorId,
  visibility: posts.visibility,
  hiddenAt: posts.hiddenAt,
  hiddenReason: posts.hiddenReason,
  hiddenClause: posts.hiddenClause,
  withdrawnAt: posts.withdrawnAt,
  html: posts.html,
  topicId: topics.id,
  topicKind: topics.kind,
  title: topics.title,
  slug: topics.slug,
  boardId: topics.boardId,
  board: boards.title,
  boardSlug: boards.slug,
}

/** Where a post stands, for whoever may see what was decided about it. */
export async function postPlace(ctx: Pick<Ctx | Tx, 'db'>, postId: PostId) {
  const [row] = await postPlaces(ctx, [postId])
  return row ?? null
}

export const postPlaces = (ctx: Pick<Ctx | Tx, 'db'>, postIds: readonly PostId[]) =>
  ctx.db
    .select(columns)
    .from(posts)
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .where(inArray(posts.id, [...postIds]))

/** Where a topic stands, with its opening. */
export async function topicPlace(ctx: Pick<Ctx | Tx, 'db'>, topicId: TopicId) {
  const [row] = await ctx.db
    .select({
      ...columns,
      authorId: topics.authorId,
      closedAt: topics.closedAt,
      closedBy: topics.closedBy,
      closedReason: topics.closedReason,
      closedNote: topics.closedNote,
    })
    .from(topics)
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .innerJoin(posts, and(eq(posts.topicId, topics.id), eq(posts.id, topics.openingId)))
    .where(eq(topics.id, topicId))
  return row ?? null
}

export type Doer = { handle: string | null; name: string } | null

/** Who did it, for moderators: a member's name and handle; a key's or the system's deed has nobody's. */
export const doerColumns = (kind: unknown, id: unknown) => sql<Doer>`case when ${kind} = 'member' then (
  select json_build_object('handle', m.handle, 'name', m.display_name) from ${members} m where m.id = ${id}) end`
