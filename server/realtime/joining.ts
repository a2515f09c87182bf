import { z } from 'zod'
import { type Actor, groundsModerated, isStaff, memberIdOf, moderates } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { isDomainError } from '#server/core/errors.ts'
import { type TopicId, topicNumber } from '#server/core/ids.ts'
import { canSeePrivate, topicInView } from '#server/forum/index.ts'
import { reviews } from '#server/moderation/index.ts'

const mostRooms = 60
const room = z.string().regex(/^(topic:[1-9]\d{0,9}|board:[0-9a-f-]{36}|lists|console|queue)$/)

/** What a page may ask to listen to; anything else is not understood, and nothing is joined. */
export const wishes = z.array(room).max(mostRooms)

/** The rooms an actor may really be in for a wish: one topic has a room each for readers, staff and private branch. */
export async function roomsOf(ctx: Ctx, wish: string): Promise<string[]> {
  if (wish === 'console') return isStaff(ctx.actor) ? ['console'] : []
  if (wish === 'queue') return queueOf(ctx.actor)
  if (!wish.startsWith('topic:')) return [wish]
  const topic = await inView(ctx, topicNumber.parse(wish.slice('topic:'.length)))
  if (!topic) return []
  return [
    wish,
    ...(isStaff(ctx.actor) ? [`${wish}:staff`] : []),
    ...(canSeePrivate(ctx.actor, topic) ? [`${wish}:branch`] : []),
  ]
}

/** The whole queue, or one's boards and languages of it (MOD-10). */
function queueOf(actor: Actor): string[] {
  if (!reviews(actor)) return []
  if (moderates(actor)) return ['queue']
  const { boards, languages } = groundsModerated(actor)
  return [
    ...boards.map((boardId) => `queue:board:${boardId}`),
    ...languages.map((language) => `queue:language:${language}`),
  ]
}

/** One's own news, without asking. */
export function ownRoom({ actor }: Pick<Ctx, 'actor'>): string[] {
  const memberId = memberIdOf(actor)
  return memberId ? [`member:${memberId}`] : []
}

async function inView(ctx: Ctx, topicId: TopicId) {
  try {
    return await topicInView(ctx, { topicId })
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}
