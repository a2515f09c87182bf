import { actingAs, type Ctx } from '#server/core/ctx.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import { known } from './known.ts'
import type { Handle } from './members.ts'
import type { People } from './people.ts'
import type { DemoComment, DemoTopic } from './types.ts'

type Started = { topicId: TopicId; slug: string; kind: string; openingId: PostId }

/** What stands in the forum already, by the keys and words of the sample. */
export type Told = { topics: Map<string, Started>; posts: Map<DemoComment | DemoTopic, PostId> }

export const nothingTold = (): Told => ({ topics: new Map(), posts: new Map() })

/** One thing that happened, at its time. */
export type Step = { at: Date; run: (ctx: Ctx) => Promise<unknown> }

/** The same place and moment for a member of the community. */
export type As = (ctx: Ctx, handle: Handle) => Ctx

/** What every step needs to know. */
export type Telling = { loadedAt: Date; people: People; told: Told; as: As }

export const tellingOf = (loadedAt: Date, people: People, told: Told): Telling => ({
  loadedAt,
  people,
  told,
  as: (ctx, handle) => actingAs(ctx, known(people, handle)),
})

const recent = 4 * 86_400_000

/** Runs the past in its order. What is older than four days is nobody's news any more, and told as an import. */
export async function relive(ctx: Ctx, steps: readonly Step[]) {
  const { origin: _, ...present } = ctx
  for (const { at, run } of [...steps].sort((a, b) => a.at.getTime() - b.at.getTime()))
    await run(ctx.now.getTime() - at.getTime() < recent ? { ...present, now: at } : { ...ctx, now: at })
}
