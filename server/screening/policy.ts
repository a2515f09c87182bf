import { type Actor, mayModerate } from '#server/core/actor.ts'
import type { BoardId } from '#server/core/ids.ts'

/** Rules of the whole site need the action everywhere, rules of boards on each of them (MOD-18, MOD-25). */
export const mayKeepRules = (actor: Actor, boards: readonly BoardId[] | null) =>
  boards === null
    ? mayModerate(actor, 'rules')
    : boards.every((boardId) => mayModerate(actor, 'rules', boardId))
