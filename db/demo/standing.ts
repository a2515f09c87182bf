import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { setReputations } from '#server/identity/index.ts'
import { known } from './known.ts'
import type { Handle } from './members.ts'
import type { People } from './people.ts'
import { topics } from './topics/index.ts'

const points = { answerUp: 10, questionUp: 5, accepted: 15, accepting: 2, down: -2 }

/** Reputation as the votes and acceptances of the sample earned it, by the default points (reference-numbers.md 3.1). */
export async function earn(ctx: Ctx, people: People) {
  const earned = new Map<Handle, number>()
  const add = (handle: Handle, sum: number) => earned.set(handle, (earned.get(handle) ?? 1) + sum)
  for (const topic of topics) {
    const [up = 0, down = 0] = topic.votes ?? []
    add(topic.by, up * points.questionUp + down * points.down)
    for (const post of topic.posts) {
      const [liked = 0, disliked = 0] = post.votes ?? []
      add(post.by, liked * points.answerUp + disliked * points.down)
      if (!post.accepted || post.by === topic.by) continue
      add(post.by, points.accepted)
      add(topic.by, points.accepting)
    }
  }
  const list = [...earned].map(([handle, reputation]) => ({
    memberId: known(people, handle).memberId,
    reputation,
  }))
  // house: silent change — the points behind it are facts of their own
  await change(ctx, (tx) => setReputations(tx, list))
}
