import type { BoardId, KeyId, MemberId } from './ids.ts'

/** Roles a member may hold; the same person may hold several. */
export const roles = ['moderator', 'engineer', 'product', 'admin'] as const
export type Role = (typeof roles)[number]

/** What reputation opens, in the order of reference-numbers.md 3.3; thresholds are settings. */
export const abilities = [
  'participate',
  'flag',
  'comment',
  'voteUp',
  'manyLinks',
  'message',
  'proposeDuplicate',
  'offerBounty',
  'voteDown',
  'createTag',
  'invite',
  'review',
  'writeArticle',
  'seeVoteSplit',
  'editFreely',
  'tagSynonyms',
  'close',
  'approveTagText',
  'approveNotes',
  'protect',
  'seeFigures',
] as const
export type Ability = (typeof abilities)[number]

/** What a moderator may do, each given alone (MOD-25). Who holds the role without a list holds all of them. */
export const moderationActions = [
  'queue',
  'decide',
  'hide',
  'close',
  'move',
  'edit',
  'warn',
  'limit',
  'suspend',
  'file',
  'rules',
  'appeals',
] as const
export type ModerationAction = (typeof moderationActions)[number]

/** What a sanction closes for a time (MOD-16); a suspension closes all writing. */
export const restrictionKinds = ['suspension', 'review', 'topics', 'votes'] as const
export type RestrictionKind = (typeof restrictionKinds)[number]

/** In force until its moment and no longer, whoever forgets to lift it; `statementId` is where it is explained. */
export type Restriction = { kind: RestrictionKind; until: Date; clause: string; statementId: string }

export type Guest = { kind: 'guest' }

/** A published text by name and version. */
export type TermsRef = { document: string; version: number }
/** A text that has to be accepted from a moment on: the notice of the grace period (TERMS-04). */
export type TermsAhead = TermsRef & { audience: 'members' | 'staff'; from: Date; changes: number }

/** Whom somebody writes for: the house that runs this site, or a partner of it by name (TERMS-11). */
export type Affiliation = { kind: 'employee' | 'partner'; company: string | null }

export type Member = {
  kind: 'member'
  memberId: MemberId
  handle: string
  displayName: string
  roles: readonly Role[]
  /** Roles held on single boards only, by board id. */
  boardRoles: Readonly<Record<string, readonly Role[]>>
  /** Roles held for what is written in single languages only, by language tag. */
  languageRoles: Readonly<Record<string, readonly Role[]>>
  reputation: number
  abilities: ReadonlySet<Ability>
  approvedPosts: number
  vouched: boolean
  joinedAt: Date
  emailVerified: boolean
  /** False while the address is unverified, must-accept terms are unaccepted, or while suspended. */
  mayWrite: boolean
  termsDue: TermsRef | null
  termsAhead: TermsAhead | null
  /** Roles held and without effect until a text for staff is accepted (TERMS-10); then `roles` and `boardRoles` are empty. */
  asleep: { roles: readonly Role[]; until: TermsRef } | null
  /** What posts remember of their author as they are written; a role counts, awake or not. */
  affiliation: Affiliation | null
  suspendedUntil: Date | null
  /** Those in force at the moment the actor was made, a suspension among them. */
  restrictions: readonly Restriction[]
  /** The only actions of a moderator who holds not all; null where the role brings every one. */
  moderationActions: readonly ModerationAction[] | null
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

/** Where something stands: a board, and the language it is written in where that is known. */
export type Ground = BoardId | { boardId: BoardId | null; lang?: string | null }

const holds = (actor: Actor, role: Role, ground?: Ground) => {
  if (actor.kind === 'system') return true
  if (actor.kind === 'key') return actor.role === 'admin' || actor.role === role
  if (actor.kind === 'guest') return false
  if (actor.roles.includes(role)) return true
  const { boardId, lang } = typeof ground === 'object' ? ground : { boardId: ground, lang: null }
  return (
    (boardId != null && (actor.boardRoles[boardId] ?? []).includes(role)) ||
    (lang != null && (actor.languageRoles[lang] ?? []).includes(role))
  )
}

export const isAdmin = (actor: Actor) => holds(actor, 'admin')

/** Moderator everywhere, of this board, or of this language. An admin moderates everywhere. */
export const moderates = (actor: Actor, ground?: Ground) =>
  holds(actor, 'moderator', ground) || isAdmin(actor)

/** The boards and languages that an actor moderates, who does not moderate everywhere. */
export const groundsModerated = (actor: Actor): { boards: BoardId[]; languages: string[] } => {
  if (actor.kind !== 'member') return { boards: [], languages: [] }
  const moderated = (held: Member['boardRoles']) =>
    Object.keys(held).filter((name) => held[name]?.includes('moderator'))
  return { boards: moderated(actor.boardRoles) as BoardId[], languages: moderated(actor.languageRoles) }
}

/** Moderator everywhere, of some board or of some language. */
export const moderatesSomewhere = (actor: Actor) => {
  const { boards, languages } = groundsModerated(actor)
  return moderates(actor) || boards.length > 0 || languages.length > 0
}

/** Moderates here and holds this action. Admins, keys and the system hold every one. */
export const mayModerate = (actor: Actor, action: ModerationAction, ground?: Ground) =>
  moderates(actor, ground) &&
  (!isMember(actor) ||
    actor.moderationActions === null ||
    isAdmin(actor) ||
    actor.moderationActions.includes(action))

/** The restriction of this kind that holds for the actor at a moment, or null. */
export const restrictedBy = (actor: Actor, kind: RestrictionKind, now: Date): Restriction | null =>
  isMember(actor) ? (actor.restrictions.find((held) => held.kind === kind && held.until > now) ?? null) : null

export const isEngineer = (actor: Actor) => holds(actor, 'engineer')

/**
 * A moderator whose actions were given singly and who holds no other role need not be an employee, and gets nothing that
 * comes from the CRM (MOD-25).
 */
export const isVolunteer = (actor: Actor) =>
  isMember(actor) &&
  actor.moderationActions !== null &&
  [
    ...actor.roles,
    ...Object.values(actor.boardRoles).flat(),
    ...Object.values(actor.languageRoles).flat(),
  ].every((role) => role === 'moderator')

/** Sees promises and cases of others: engineers, and moderators who belong to the house. */
export const followsCases = (actor: Actor, ground?: Ground) =>
  isEngineer(actor) || (moderates(actor, ground) && !isVolunteer(actor))

/** Moderator, engineer, product or admin, everywhere or on some board. */
export const isStaff = (actor: Actor): boolean => {
  if (actor.kind === 'system') return true
  if (actor.kind === 'key') return actor.role !== 'member'
  if (actor.kind === 'guest') return false
  const single = [...Object.values(actor.boardRoles), ...Object.values(actor.languageRoles)]
  return actor.roles.length > 0 || single.some((held) => held.length > 0)
}

export const isMember = (actor: Actor): actor is Member => actor.kind === 'member'

export const memberIdOf = (actor: Actor): MemberId | null => (actor.kind === 'member' ? actor.memberId : null)

/** Abilities that are also moderators' actions: the role opens them only to who holds the action. */
const actionBehind: Partial<Record<Ability, ModerationAction>> = { close: 'close', editFreely: 'edit' }

const opensByRole = (actor: Actor, ability: Ability) => {
  const action = actionBehind[ability]
  return action === undefined ? moderates(actor) : mayModerate(actor, action)
}

/** Reputation or a role opens an ability; rank never does (REP-03). */
export const able = (actor: Actor, ability: Ability) =>
  actor.kind === 'system' ||
  isAdmin(actor) ||
  opensByRole(actor, ability) ||
  (isMember(actor) && actor.abilities.has(ability))
