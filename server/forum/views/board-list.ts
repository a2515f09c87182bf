import { asc, isNull } from 'drizzle-orm'
import { boards } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'

/** Every open board in its order: what the directory, the ask form and the home page show. */
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
    })
    .from(boards)
    .where(isNull(boards.archivedAt))
    .orderBy(asc(boards.position), asc(boards.title))
}
