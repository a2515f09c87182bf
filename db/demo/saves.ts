import { actingAs, type Ctx } from '#server/core/ctx.ts'
import { savePost } from '#server/forum/index.ts'
import { known } from './known.ts'
import { luck } from './luck.ts'
import type { People } from './people.ts'
import type { Told } from './telling.ts'
import type { DemoTopic } from './types.ts'

/** How much of what others wrote somebody keeps: a few of the many. */
const share = 0.012
const note = 'For the next time somebody asks.'

/** What members put aside to find again, one in five with a note. */
export async function keepSome(
  ctx: Ctx,
  { people, told }: { people: People; told: Told },
  topics: readonly DemoTopic[],
) {
  for (const [handle, member] of people)
    for (const topic of topics) {
      const drawn = luck(`${handle} saves ${topic.key}`)
      if (topic.by === handle || drawn > share) continue
      const { openingId } = known(told.topics, topic.key)
      const more = drawn < share / 5 ? { note } : {}
      await savePost(actingAs(ctx, member), { postId: openingId, ...more })
    }
}
