import { inArray } from 'drizzle-orm'
import { reviewItems } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { BoardId, ReviewItemId } from '#server/core/ids.ts'

export type ItemPlace = { boardId: BoardId | null; language: string }

/** Board and language of items, for whoever announces that something happened to them: never what. */
export async function itemPlaces(
  ctx: Pick<Ctx, 'db'>,
  itemIds: readonly ReviewItemId[],
): Promise<ReadonlyMap<string, ItemPlace>> {
  if (itemIds.length === 0) return new Map()
  const found = await ctx.db
    .select({ id: reviewItems.id, boardId: reviewItems.boardId, language: reviewItems.language })
    .from(reviewItems)
    .where(inArray(reviewItems.id, [...itemIds]))
  return new Map(found.map(({ id, ...place }) => [id, place]))
}
