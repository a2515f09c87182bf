import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { importReads, type ImportedRead } from '#server/forum/index.ts'
import { recordDays } from '#server/identity/index.ts'
import { votesOf } from './ballots.ts'
import { known } from './known.ts'
import { luck } from './luck.ts'
import { members } from './members.ts'
import { before } from './moments.ts'
import type { People } from './people.ts'
import type { Told } from './telling.ts'
import type { DemoTopic } from './types.ts'

const dayOf = (at: Date) => at.toISOString().slice(0, 10)
const day = 86_400_000

/** When members were here and what they read: who voted or wrote had read it, and who writes often looks in between. */
export async function visit(
  ctx: Ctx,
  { people, told }: { people: People; told: Told },
  topics: readonly DemoTopic[],
) {
  const reads = topics.flatMap((topic) => readsOf(ctx, { people, told }, topic))
  const once = new Map(reads.map((read) => [`${read.memberId}/${read.topicId}`, read]))
  await importReads(ctx, [...once.values()])
  const looked = members.flatMap(({ handle, joinedDaysAgo }) => {
    const { memberId } = known(people, handle)
    const habit = 0.08 + 0.5 * luck(`${handle}/habit`)
    return Array.from({ length: joinedDaysAgo }, (_, ago) => new Date(ctx.now.getTime() - ago * day))
      .filter((at) => luck(`${handle}/${dayOf(at)}`) < habit)
      .map((at) => ({ memberId, day: dayOf(at) }))
  })
  const days = [...looked, ...reads.map(({ memberId, at }) => ({ memberId, day: dayOf(at) }))]
  const eachOnce = new Map(days.map((one) => [`${one.memberId}/${one.day}`, one]))
  // house: silent change — having been here is no news
  await change(ctx, (tx) => recordDays(tx, [...eachOnce.values()]))
}

type Place = { people: People; told: Told }

function readsOf(ctx: Ctx, { people, told }: Place, topic: DemoTopic): ImportedRead[] {
  const { topicId } = known(told.topics, topic.key)
  const number = 1 + topic.posts.length
  const voted = [topic, ...topic.posts].flatMap((words) =>
    votesOf(ctx.now, { topic, words, postId: known(told.posts, words) }, people).map(({ memberId, at }) => ({
      ...{ memberId, topicId, number, at },
    })),
  )
  const wrote = topic.posts.map(({ by, ago }) => ({
    ...{ memberId: known(people, by).memberId, topicId, number, at: before(ctx.now, ago) },
  }))
  return [...voted, ...wrote]
}
