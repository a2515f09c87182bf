import { eq } from 'drizzle-orm'
import { boards } from '#db/schema/forum.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { type BoardId, newId } from '#server/core/ids.ts'

/** The board an import fills: the one of that slug, made when there is none. It takes questions. */
export async function importBoard(
  ctx: Ctx,
  { slug, title }: { slug: string; title: string },
): Promise<BoardId> {
  const [found] = await ctx.db.select({ id: boards.id }).from(boards).where(eq(boards.slug, slug))
  if (found) return found.id
  return change(ctx, async (tx) => {
    const id = newId<BoardId>()
    await tx.db
      .insert(boards)
      .values({ id, slug, title, kinds: ['question', 'discussion'], createdAt: tx.now })
    tx.tell({ type: 'board.created', boardId: id })
    return id
  })
}
