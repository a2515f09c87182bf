import type { SanctionKind, StatementKind } from '#db/schema/moderation.ts'
import {
  type Actor,
  groundsModerated,
  isMember,
  mayModerate,
  memberIdOf,
  type ModerationAction,
  type Role,
} from '#server/core/actor.ts'
import type { BoardId, KeyId, MemberId } from '#server/core/ids.ts'

/** The action behind each step of the ladder (MOD-25). */
export const actionFor = {
  note: 'warn',
  warning: 'warn',
  limit: 'limit',
  suspension: 'suspend',
} as const satisfies Record<SanctionKind, ModerationAction>

type Person = { memberId: MemberId; roles: readonly Role[]; onBoards: boolean }

const rankOf = (roles: readonly Role[], onBoards: boolean) =>
  roles.includes('admin') ? 3 : roles.includes('moderator') ? 2 : roles.length > 0 || onBoards ? 1 : 0

function rankOfActor(actor: Actor) {
  if (actor.kind === 'system') return 4
  if (actor.kind === 'key') return actor.role === 'member' ? 0 : rankOf([actor.role], false)
  if (actor.kind === 'guest') return -1
  return rankOf(
    actor.roles,
    Object.values(actor.boardRoles).some((held) => held.length > 0),
  )
}

/** Nobody sanctions themselves, nor who stands beside or above them: a moderator of one board stands below those of all. */
export const standsAbove = (actor: Actor, person: Person) =>
  rankOfActor(actor) > rankOf(person.roles, person.onBoards)

export const isSelf = (actor: Actor, person: { memberId: MemberId }) => memberIdOf(actor) === person.memberId

/** A suspension is for moderators of the whole site; what is smaller, also for those of the board it happened on. */
export const maySanction = (actor: Actor, kind: SanctionKind, boardId: BoardId | null) =>
  mayModerate(actor, actionFor[kind]) ||
  (kind !== 'suspension' && boardId !== null && mayModerate(actor, actionFor[kind], { boardId }))

/** Its member, and moderators of its place. */
export const canReadStatement = (actor: Actor, statement: Stated) =>
  memberIdOf(actor) === statement.memberId || mayModerate(actor, 'queue', statement)

type Stated = { memberId: MemberId; boardId: BoardId | null; lang: string | null }

const appealable: readonly StatementKind[] = ['removal', 'closure', 'warning', 'limit', 'suspension']

/** Once, by whom it was sent to; what hides a post until a moderator has looked is no decision yet (MOD-15). */
export const canAppeal = (
  actor: Actor,
  statement: { memberId: MemberId; kind: StatementKind },
  { appealed, standing }: { appealed: boolean; standing: boolean },
) => isSelf(actor, statement) && appealable.includes(statement.kind) && !appealed && standing

/** Somebody else than whoever decided, and never in one's own matter (MOD-15). */
export const canDecideAppeal = (actor: Actor, statement: Stated & { byId: MemberId | KeyId | null }) =>
  mayModerate(actor, 'appeals', statement) &&
  !isSelf(actor, statement) &&
  !(isMember(actor) && actor.memberId === statement.byId)

/** Who decides appeals anywhere reads them; each those of their places. */
export const canReadAppeals = (actor: Actor) => holdsSomewhere(actor, 'appeals')

/** Everybody's file for who holds the action everywhere; for others what of a file falls into their places (MOD-03, MOD-10). */
export const canOpenFiles = (actor: Actor) => holdsSomewhere(actor, 'file')

/** Moderators of any place read the log; each of their places. */
export const canReadLog = (actor: Actor) => holdsSomewhere(actor, 'queue')

const holdsSomewhere = (actor: Actor, action: ModerationAction) =>
  mayModerate(actor, action) ||
  boardsWith(actor, action).length > 0 ||
  languagesWith(actor, action).length > 0

/** The boards on which an actor holds an action, for who does not hold it everywhere. */
export const boardsWith = (actor: Actor, action: ModerationAction): BoardId[] =>
  groundsModerated(actor).boards.filter((boardId) => mayModerate(actor, action, { boardId }))

/** The same of languages. */
export const languagesWith = (actor: Actor, action: ModerationAction): string[] =>
  groundsModerated(actor).languages.filter((lang) => mayModerate(actor, action, { boardId: null, lang }))
