import type { BoardId, KeyId, MemberId } from './ids.ts'

/** Roles a member may hold; the same person may hold several. */
export const roles = ['moderator', 'engineer', 'product', 'admin'] as const
export type Role = (typeof roles)[number]

/** What reputation opens (reference-numbers.md 3.3); thresholds are settings. */
export const abilities = [
  'comment',
  'voteUp',
  'voteDown',
  'flag',
  'manyLinks',
  'createTag',
  'editFreely',
  'close',
  'tagSynonyms',
  'seeVoteSplit',
] as const
export type Ability = (typeof abilities)[number]

export type Guest = { kind: 'guest' }

export type Member = {
  kind: 'member'
  memberId: MemberId
  handle: string
  displayName: string
  roles: readonly Role[]
  /** Roles held on single boards only, by board id. */
  boardRoles: Readonly<Record<string, readonly Role[]>>
  reputation: number
  abilities: ReadonlySet<Ability>
  approvedPosts: number
  vouched: boolean
  joinedAt: Date
  emailVerified: boolean
  /** False while the address is unverified, must-accept terms are unaccepted, or while suspended. */
  mayWrite: boolean
  termsDue: { document: string; version: number } | null
  suspendedUntil: Date | null
  /** The key that acts for this member, if one does (X-Act-As). */
  viaKey: KeyId | null
  timeZone: string | null
  locale: string
}

export type ApiKey = {
  kind: 'key'
  keyId: KeyId
  name: string
  role: Role | 'member'
  scopes: readonly string[]
}

export type System = { kind: 'system'; name: string }

/** Who acts: a union, never a nullable member, so that a job is an honest actor. */
export type Actor = Guest | Member | ApiKey | System

export const guest: Guest = { kind: 'guest' }
export const system = (name: string): System => ({ kind: 'system', name })

const holds = (actor: Actor, role: Role, boardId?: BoardId) => {
  if (actor.kind === 'system') return true
  if (actor.kind === 'key') return actor.role === 'admin' || actor.role === role
  if (actor.kind === 'guest') return false
  return (
    actor.roles.includes(role) || (boardId !== undefined && (actor.boardRoles[boardId] ?? []).includes(role))
  )
}

export const isAdmin = (actor: Actor) => holds(actor, 'admin')

/** Moderator everywhere, or of this board. An admin moderates everywhere. */
export const moderates = (actor: Actor, boardId?: BoardId) =>
  holds(actor, 'moderator', boardId) || isAdmin(actor)

/** Moderator everywhere or of some board. */
export const moderatesSomewhere = (actor: Actor) =>
  moderates(actor) ||
  (actor.kind === 'member' && Object.values(actor.boardRoles).some((held) => held.includes('moderator')))

export const isEngineer = (actor: Actor) => holds(actor, 'engineer')

/** Moderator, engineer, product or admin, everywhere or on some board. */
export const isStaff = (actor: Actor): boolean => {
  if (actor.kind === 'system') return true
  if (actor.kind === 'key') return actor.role !== 'member'
  if (actor.kind === 'guest') return false
  return actor.roles.length > 0 || Object.values(actor.boardRoles).some((held) => held.length > 0)
}

export const isMember = (actor: Actor): actor is Member => actor.kind === 'member'

export const memberIdOf = (actor: Actor): MemberId | null => (actor.kind === 'member' ? actor.memberId : null)

/** Reputation or a role opens an ability; rank never does (REP-03). */
export const able = (actor: Actor, ability: Ability) =>
  actor.kind === 'system' ||
  isAdmin(actor) ||
  moderates(actor) ||
  (isMember(actor) && actor.abilities.has(ability))
