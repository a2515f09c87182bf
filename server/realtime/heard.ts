import type { Ctx } from '#server/core/ctx.ts'
import type { FactType } from '#server/core/events.ts'
import type { PostId, ReviewItemId, TopicId } from '#server/core/ids.ts'
import { type ToldFact, toldFacts } from '#server/core/told.ts'
import { visibilitiesOf } from '#server/forum/index.ts'
import { type ItemPlace, itemPlaces } from '#server/moderation/index.ts'

/** A fact as far as its audience needs it: ids, and who may read the post it is about. */
export type HeardFact = {
  type: FactType
  topicId: TopicId | null
  payload: Readonly<Record<string, unknown>>
  visibility: 'public' | 'private' | 'note' | null
  /** Where the item of the queue stands that it is about. */
  item: ItemPlace | null
}

/** The facts of a notice. Imported ones are announced to nobody (decision 30). */
export async function heardFacts(ctx: Ctx, ids: readonly string[]): Promise<HeardFact[]> {
  const facts = (await toldFacts(ctx, ids)).filter(({ origin }) => origin !== 'import')
  const visibilities = await visibilitiesOf(ctx, facts.flatMap(postIds))
  const places = await itemPlaces(ctx, facts.flatMap(itemIds))
  return facts.map((fact) => {
    const [postId] = postIds(fact)
    const [itemId] = itemIds(fact)
    return {
      ...fact,
      visibility: (postId && visibilities.get(postId)) ?? null,
      item: (itemId && places.get(itemId)) ?? null,
    }
  })
}

const postIds = ({ payload }: ToldFact): PostId[] =>
  typeof payload.postId === 'string' ? [payload.postId as PostId] : []

const itemIds = ({ type, payload }: ToldFact): ReviewItemId[] =>
  type.startsWith('review.') && typeof payload.itemId === 'string' ? [payload.itemId as ReviewItemId] : []
