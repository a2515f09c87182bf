import { asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { boardGroups, boards, type LineColour, members } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'

/** Every open board in its order, with its line and who answers for it: what the directory, the ask form and the home page show. */
export function boardList(ctx: Ctx) {
  return ctx.db
    .select({
      id: boards.id,
      slug: boards.slug,
      title: boards.title,
      purpose: boards.purpose,
      kinds: boards.kinds,
      productCode: boards.productCode,
      topicCount: boards.topicCount,
      group: boardGroups.slug,
      line: sql<LineColour | null>`coalesce(${boards.line}, ${boardGroups.line})`,
      owner: members.handle,
    })
    .from(boards)
    .leftJoin(boardGroups, eq(boardGroups.id, boards.groupId))
    .leftJoin(members, eq(members.id, boards.ownerId))
    .where(isNull(boards.archivedAt))
    .orderBy(asc(boards.position), asc(boards.title))
}

/** Boards that rest: their addresses go on working, and an admin finds the way back here. */
export const archivedBoards = (ctx: Ctx) =>
  ctx.db
    .select({ slug: boards.slug, title: boards.title })
    .from(boards)
    .where(isNotNull(boards.archivedAt))
    .orderBy(asc(boards.title))
