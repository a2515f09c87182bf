import { and, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { apiKeys, members } from '#db/schema/identity.ts'
import type { ApiKey, Member, Role } from '#server/core/actor.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden, NotFound } from '#server/core/errors.ts'
import type { KeyId, MemberId } from '#server/core/ids.ts'
import { prepared, value } from '#server/core/prepared.ts'
import { abilitiesAt, type Settings, settingsOf } from '#server/settings/index.ts'
import { standingOf } from '#server/terms/index.ts'
import { affiliationOf } from './affiliating.ts'
import { recordDays } from './days.ts'
import { sha256 } from './secrets.ts'
import { type MemberRow, memberColumns, validateSession } from './sessions.ts'

const seenEvery = 5 * 60_000
const usedEvery = 60_000

/** Who a session cookie stands for. `hash` names the session without opening it; `setCookie` is to be sent when given. */
export type SignedIn = { actor: Member; hash: string; sessionId: string; prolonged: boolean }

/** The member whose session this Cookie header holds, or null: a guest. One query, settings from the ctx. */
export async function actorFromSession(
  ctx: Ctx,
  cookie: string | null | undefined,
): Promise<SignedIn | null> {
  const session = await validateSession(ctx, cookie)
  if (!session || session.row.deactivatedAt) return null
  const actor = memberActor(session.row, { settings: await settingsOf(ctx), now: ctx.now, viaKey: null })
  await touchSeen(ctx, session.row)
  return { actor, hash: session.hash, sessionId: session.id, prolonged: session.prolonged }
}

export type KeyBearer = {
  actor: ApiKey | Member
  keyId: KeyId
  name: string
  role: Role | 'member'
  scopes: readonly string[]
}

/**
 * Who a bearer key stands for, or null when it is unknown, revoked or expired. With `actAs` an admin key yields that
 * member, with that member's permissions and limits, and the key noted beside it; a key with an owner and the role
 * `member` always acts for its owner.
 */
export async function actorFromKey(
  ctx: Ctx,
  { key, actAs }: { key: string; actAs?: string | null },
): Promise<KeyBearer | null> {
  const named = actAs?.trim().toLowerCase() ?? ''
  const [found] = await keyByHash(ctx, { hash: sha256(key), named, now: ctx.now })
  if (!found || found.ownerGone) return null
  const { id: keyId, name, role, scopes, ownerId } = found.key
  await touchUsed(ctx, found.key)
  if (actAs && role !== 'admin') throw new Forbidden('identity.key.actAs')
  const held = { keyId, name, role, scopes }
  if (actAs) return { ...held, actor: await actorOfRow(ctx, found, keyId) }
  if (role === 'member' && ownerId)
    return { ...held, actor: await actorOfMember(ctx, { memberId: ownerId, viaKey: keyId }) }
  return { ...held, actor: { kind: 'key', keyId, name, role, scopes } }
}

const memberById = prepared('member', (db) =>
  db
    .select(memberColumns(value('now')))
    .from(members)
    .where(eq(members.id, value('id'))),
)

const memberByHandle = prepared('member-by-handle', (db) =>
  db
    .select(memberColumns(value('now')))
    .from(members)
    .where(eq(sql`lower(${members.handle})`, value('handle'))),
)

const owner = alias(members, 'owner')

/** A key with the member it is to act for, by handle, if there is one. */
const keyByHash = prepared('api-key', (db) =>
  db
    .select({ key: apiKeys, ownerGone: owner.deactivatedAt, ...memberColumns(value('now')) })
    .from(apiKeys)
    .leftJoin(owner, eq(owner.id, apiKeys.ownerId))
    .leftJoin(members, eq(sql`lower(${members.handle})`, value('named')))
    .where(
      and(
        eq(apiKeys.keyHash, value('hash')),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, value('now'))),
      ),
    ),
)

type WhoActs = ({ handle: string } | { memberId: MemberId }) & { viaKey?: KeyId | null }

/** A member as the actor that a request of theirs would make; for acting keys, commands and sockets. */
export async function actorOfMember(ctx: Ctx, who: WhoActs): Promise<Member> {
  const { now } = ctx
  const [row] =
    'memberId' in who
      ? await memberById(ctx, { now, id: who.memberId })
      : await memberByHandle(ctx, { now, handle: who.handle.trim().toLowerCase() })
  return actorOfRow(ctx, row, who.viaKey ?? null)
}

type Loaded = Omit<MemberRow, keyof typeof members.$inferSelect> & {
  member: typeof members.$inferSelect | null
}

async function actorOfRow(ctx: Ctx, row: Loaded | undefined, viaKey: KeyId | null): Promise<Member> {
  if (!row?.member || row.member.deactivatedAt) throw new NotFound('member')
  const { member, heldOnBoards, heldForLanguages, owed } = row
  const whole = { ...member, heldOnBoards, heldForLanguages, owed }
  return memberActor(whole, { settings: await settingsOf(ctx), now: ctx.now, viaKey })
}

type Beside = { settings: Settings; now: Date; viaKey: KeyId | null }

/**
 * Row, settings and moment make the actor; pure. A ghost owes no terms until it is claimed (decision 1). Roles sleep until
 * the staff's texts are accepted (TERMS-10): here, once, so that every policy follows.
 */
export function memberActor(row: MemberRow, { settings, now, viaKey }: Beside): Member {
  const boardRoles: Record<string, Role[]> = {}
  for (const { boardId, role } of row.heldOnBoards) (boardRoles[boardId] ??= []).push(role)
  const languageRoles: Record<string, Role[]> = {}
  for (const { language, role } of row.heldForLanguages) (languageRoles[language] ??= []).push(role)
  const held = row.roles.length + row.heldOnBoards.length + row.heldForLanguages.length > 0
  const owed = row.ghostOf === null ? row.owed : []
  const standing = standingOf(held ? owed : owed.filter(({ audience }) => audience === 'members'), {
    now,
    joinedAt: row.joinedAt,
  })
  const asleep = held && standing.staffDue ? { roles: allRoles(row), until: standing.staffDue } : null
  const termsDue = standing.due
  const suspended = row.suspendedUntil !== null && row.suspendedUntil > now
  const emailVerified = row.emailVerifiedAt !== null || row.ghostOf !== null || row.bot
  return {
    kind: 'member',
    memberId: row.id,
    handle: row.handle,
    displayName: row.displayName,
    roles: asleep ? [] : row.roles,
    boardRoles: asleep ? {} : boardRoles,
    languageRoles: asleep ? {} : languageRoles,
    reputation: row.reputation,
    abilities: abilitiesAt(settings, row.reputation),
    approvedPosts: row.approvedPosts,
    vouched: row.vouchedAt !== null,
    joinedAt: row.joinedAt,
    emailVerified,
    mayWrite: emailVerified && !suspended && termsDue === null && row.deactivatedAt === null,
    termsDue,
    termsAhead: standing.ahead,
    asleep,
    affiliation: affiliationOf({ ...row, roles: allRoles(row) }, settings),
    suspendedUntil: row.suspendedUntil,
    restrictions: row.restrictions
      .map((held) => ({ ...held, until: new Date(held.until) }))
      .filter(({ until }) => until > now),
    moderationActions: row.moderationActions,
    viaKey,
    timeZone: row.timeZone,
    locale: row.locale,
  }
}

const allRoles = ({ roles, heldOnBoards, heldForLanguages }: MemberRow): Role[] => [
  ...new Set([...roles, ...[...heldOnBoards, ...heldForLanguages].map(({ role }) => role)]),
]

/** When a member was last here, kept to five minutes: a write then, not one for each request. */
async function touchSeen(ctx: Ctx, { id, lastSeenAt }: { id: MemberId; lastSeenAt: Date | null }) {
  const before = new Date(ctx.now.getTime() - seenEvery)
  if (lastSeenAt && lastSeenAt > before) return
  // house: silent change — being here is no news, and would be told every five minutes
  await changeUngated(ctx, async (tx) => {
    await tx.db
      .update(members)
      .set({ lastSeenAt: tx.now })
      .where(and(eq(members.id, id), or(isNull(members.lastSeenAt), lt(members.lastSeenAt, tx.now))))
    await recordDays(tx, [{ memberId: id, day: tx.now.toISOString().slice(0, 10) }])
  })
}

/** When a key was last used, kept to a minute (API-03). */
async function touchUsed(ctx: Ctx, { id, lastUsedAt }: { id: KeyId; lastUsedAt: Date | null }) {
  if (lastUsedAt && lastUsedAt.getTime() > ctx.now.getTime() - usedEvery) return
  // house: silent change — using a key is no news, and would be told every minute
  await changeUngated(ctx, async (tx) => {
    await tx.db.update(apiKeys).set({ lastUsedAt: tx.now }).where(eq(apiKeys.id, id))
  })
}
