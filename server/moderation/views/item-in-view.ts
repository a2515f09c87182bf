import { and, eq } from 'drizzle-orm'
import { reviewItems } from '#db/schema/moderation.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import type { ReviewItemId } from '#server/core/ids.ts'
import { type Item, lockItem } from '../items.ts'
import { visibleItems } from '../policy.ts'

/** An item of this actor's boards, or `NotFound`. Inside a change it is locked, and its topic before it. */
export async function itemInView(ctx: Ctx | Tx, { itemId }: { itemId: ReviewItemId }): Promise<Item> {
  const [item] = await ctx.db
    .select()
    .from(reviewItems)
    .where(and(eq(reviewItems.id, itemId), visibleItems(ctx.actor)))
  if (!item) throw new NotFound('review item')
  return 'tell' in ctx ? lockItem(ctx, itemId) : item
}
