import { reactions } from '#jobs/reactions.ts'
import { events, notices } from '#db/schema/index.ts'
import { asc } from 'drizzle-orm'
import { system } from '#server/core/actor.ts'
import type { FactType, StoredFact } from '#server/core/events.ts'
import type { Reaction } from '#server/core/reaction.ts'
import { createBoard, startTopic } from '#server/forum/index.ts'
import type { World } from '#tests/world.ts'

/** Runs the reactions of one room to every fact told so far, as the worker would; facts already followed are skipped. */
export function follower(world: World, room: string) {
  const followed = new Set<string>()
  return async ({ again = false } = {}) => {
    if (again) followed.clear()
    for (let round = 0; round < 4; round++) {
      const facts = (await world.db.select().from(events).orderBy(asc(events.id))) as unknown as StoredFact[]
      for (const fact of facts.filter(({ id }) => !followed.has(id))) {
        followed.add(fact.id)
        for (const reaction of reactions[fact.type] as readonly Reaction<FactType>[])
          if (reaction.name.startsWith(`${room}.`) && (fact.origin !== 'import' || reaction.onImport))
            await reaction.run(
              { ...world.as(system(reaction.name)), cause: { eventId: fact.id, depth: fact.depth } },
              fact,
            )
      }
    }
  }
}

/** A board and a question by Nia, with what everybody was told so far. */
export async function askedBy(world: World, body = 'It is **cold** every morning.') {
  const { ada, nia } = world.cast
  const board = await createBoard(world.as(ada), {
    slug: 'api',
    title: 'API',
    kinds: ['question', 'discussion'],
  })
  const topic = await startTopic(world.as(nia), {
    board: 'api',
    title: 'Why is the cache cold?',
    body,
    tags: 'cache',
  })
  return { board, topic }
}

export const noticesOf = (world: World) =>
  world.db.select().from(notices).orderBy(asc(notices.at), asc(notices.id))
