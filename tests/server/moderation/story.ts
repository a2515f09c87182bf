import { eq } from 'drizzle-orm'
import { flags, reviewDecisions, reviewItems } from '#db/schema/index.ts'
import type { Member } from '#server/core/actor.ts'
import { system } from '#server/core/actor.ts'
import type { FactType } from '#server/core/events.ts'
import type { PostId, ReviewItemId } from '#server/core/ids.ts'
import type { Reaction } from '#server/core/reaction.ts'
import { claimItem, decideItem, flagPost } from '#server/moderation/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { storyOf } from '#tests/server/forum/story.ts'
import type { World } from '#tests/world.ts'

/** A board with questions, people who flag, and a moderator who decides. */
export async function moderationOf(world: World) {
  const { mo } = world.cast
  const forum = await storyOf(world, ['question', 'discussion'])
  const people = (count: number, reputation = 1): Promise<Member[]> =>
    Promise.all(
      Array.from({ length: count }, (_, n) =>
        memberOf(world, { handle: `flagger-${reputation}-${n}`, reputation }),
      ),
    )
  const flag = (who: Member, { postId }: { postId: PostId }, clause = 'no-spam', note = '') =>
    flagPost(world.as(who), { postId, clause, note })
  const items = () => world.db.select().from(reviewItems).orderBy(reviewItems.openedAt, reviewItems.id)
  const item = async (id: ReviewItemId) =>
    (await world.db.select().from(reviewItems).where(eq(reviewItems.id, id)))[0]!
  const itemFor = async ({ postId }: { postId: PostId }, kind = 'flags') =>
    (await items()).find((each) => each.postId === postId && each.kind === kind)!
  const decide = (
    itemId: ReviewItemId,
    wanted: Omit<Parameters<typeof decideItem>[1], 'itemId'>,
    who: Member = mo,
  ) => decideItem(world.as(who), { itemId, ...wanted })
  const claim = (who: Member, itemId: ReviewItemId) => claimItem(world.as(who), { itemId })
  const flagsOf = (itemId: ReviewItemId) => world.db.select().from(flags).where(eq(flags.itemId, itemId))
  const history = (itemId: ReviewItemId) =>
    world.db
      .select()
      .from(reviewDecisions)
      .where(eq(reviewDecisions.itemId, itemId))
      .orderBy(reviewDecisions.id)
  /** Lets a reaction hear every fact of a kind told so far, twice: delivery is at least once. */
  const hears = async <Type extends FactType>(reaction: Reaction<Type>, ...types: Type[]) => {
    for (const type of types)
      for (const fact of await world.told(type))
        for (const _ of [1, 2]) await reaction.run(world.as(system('test')), fact)
  }
  return { ...forum, people, flag, items, item, itemFor, decide, claim, flagsOf, history, hears }
}

export const spamHide = { action: 'hide', clause: 'no-spam', message: 'It advertises a shop.' } as const
