import { inArray, or, type SQL, sql } from 'drizzle-orm'
import { reviewItems } from '#db/schema/moderation.ts'
import {
  able,
  type Actor,
  groundsModerated,
  isAdmin,
  isMember,
  mayModerate,
  memberIdOf,
  moderates,
  moderatesSomewhere,
  type ModerationAction,
} from '#server/core/actor.ts'
import type { BoardId, MemberId } from '#server/core/ids.ts'

type Concerned = {
  kind: string
  boardId: BoardId | null
  language: string
  memberId: MemberId | null
  secondFrom: MemberId | null
}
type Flaggable = {
  authorId: MemberId | null
  visibility: string
  hiddenAt: Date | null
  withdrawnAt: Date | null
  heldAt: Date | null
}

/** Whether there is a queue for this actor at all: on every ground, or on theirs. */
export const reviews = (actor: Actor) => moderatesSomewhere(actor) && holdsAction(actor, 'queue')

const holdsAction = (actor: Actor, action: ModerationAction) =>
  !isMember(actor) || isAdmin(actor) || (actor.moderationActions?.includes(action) ?? true)

/** Rules that assign reports of all boards need the action everywhere, those of one board there (MOD-12, MOD-25). */
export const mayKeepAssignments = (actor: Actor, boardId: BoardId | null) =>
  boardId === null ? mayModerate(actor, 'rules') : mayModerate(actor, 'rules', boardId)

/** Items of this actor's boards and languages, and none else: seen, counted and alerted alike (MOD-10). */
export function visibleItems(actor: Actor): SQL | undefined {
  if (moderates(actor)) return undefined
  const { boards, languages } = groundsModerated(actor)
  return (
    or(
      boards.length > 0 ? inArray(reviewItems.boardId, boards) : undefined,
      languages.length > 0 ? inArray(reviewItems.language, languages) : undefined,
    ) ?? sql`false`
  )
}

/** A moderator of the place; never in their own matter, and not who asked for somebody else's look. */
export const canDecide = (actor: Actor, item: Concerned) =>
  mayModerate(actor, item.kind === 'appeal' ? 'appeals' : 'decide', {
    boardId: item.boardId,
    lang: item.language,
  }) &&
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
