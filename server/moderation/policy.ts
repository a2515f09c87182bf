import { inArray, type SQL, sql } from 'drizzle-orm'
import { reviewItems } from '#db/schema/moderation.ts'
import { able, type Actor, isMember, mayModerate, memberIdOf, moderates } from '#server/core/actor.ts'
import type { BoardId, MemberId } from '#server/core/ids.ts'

type Concerned = { boardId: BoardId | null; memberId: MemberId | null; secondFrom: MemberId | null }
type Flaggable = {
  authorId: MemberId | null
  visibility: string
  hiddenAt: Date | null
  withdrawnAt: Date | null
  heldAt: Date | null
}

const boardsModerated = (actor: Actor): BoardId[] =>
  isMember(actor)
    ? Object.entries(actor.boardRoles).flatMap(([id, held]) =>
        held.includes('moderator') ? [id as BoardId] : [],
      )
    : []

/** Whether there is a queue for this actor at all. */
export const reviews = (actor: Actor) =>
  mayModerate(actor, 'queue') ||
  boardsModerated(actor).some((boardId) => mayModerate(actor, 'queue', boardId))

/** Items of this actor's boards, and none else: seen, counted and alerted alike (MOD-10). */
export function visibleItems(actor: Actor): SQL | undefined {
  if (moderates(actor)) return undefined
  const moderated = boardsModerated(actor)
  return moderated.length > 0 ? inArray(reviewItems.boardId, moderated) : sql`false`
}

/** A moderator of the place; never in their own matter, and not who asked for somebody else's look. */
export const canDecide = (actor: Actor, item: Concerned) =>
  mayModerate(actor, 'decide', item.boardId ?? undefined) &&
  !concerns(actor, item) &&
  !askedForSecond(actor, item)

const concerns = (actor: Actor, item: Concerned) =>
  isMember(actor) && item.memberId !== null && actor.memberId === item.memberId

const askedForSecond = (actor: Actor, item: Concerned) =>
  item.secondFrom !== null && memberIdOf(actor) === item.secondFrom

/** Public posts that stand, of others (MOD-01). */
export const canFlag = (actor: Actor, post: Flaggable) =>
  isMember(actor) &&
  able(actor, 'flag') &&
  post.authorId !== actor.memberId &&
  post.visibility === 'public' &&
  post.hiddenAt === null &&
  post.withdrawnAt === null &&
  post.heldAt === null
