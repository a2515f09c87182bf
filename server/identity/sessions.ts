import { and, eq, ne, type Placeholder, sql } from 'drizzle-orm'
import { type Adapter, Lucia, TimeSpan } from 'lucia'
import { boardRoles, languageRoles, members, sessions } from '#db/schema/identity.ts'
import type { Role } from '#server/core/actor.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'
import { prepared, value } from '#server/core/prepared.ts'
import { type Owed, owedVersions } from '#server/terms/index.ts'
import { sha256 } from './secrets.ts'

/**
 * The only file that knows lucia. The table holds the SHA-256 of what the cookie holds, so a copy of the table opens
 * nothing. A session lives 30 days and is prolonged when half of them have passed.
 */
export const sessionCookieName = 'throughline_session'
const lifetime = new TimeSpan(30, 'd')

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaIn>
    UserId: MemberId
    DatabaseUserAttributes: MemberRow
    DatabaseSessionAttributes: { device: string; createdAt: Date }
  }
}

/** What stands in a member's row, with what else decides about writing and roles beside it. */
export type MemberRow = typeof members.$inferSelect & {
  heldOnBoards: { boardId: string; role: Role }[]
  heldForLanguages: { language: string; role: Role }[]
  owed: Owed[]
}

/** Named with its table, which drizzle leaves out of a select from one: inside a subquery `id` would be another's. */
const ownId = sql`${members}."id"`

/** The columns of a `MemberRow`, for a select from members. */
export const memberColumns = (now: Date | Placeholder) => ({
  member: members,
  heldOnBoards: sql<{ boardId: string; role: Role }[]>`coalesce((
    select json_agg(json_build_object('boardId', r.board_id, 'role', r.role))
    from ${boardRoles} r where r.member_id = ${ownId}), '[]'::json)`,
  heldForLanguages: sql<{ language: string; role: Role }[]>`coalesce((
    select json_agg(json_build_object('language', l.language, 'role', l.role))
    from ${languageRoles} l where l.member_id = ${ownId}), '[]'::json)`,
  owed: owedVersions(ownId, now),
})

export type OpenSession = { id: string; expiresAt: Date }

export async function createSession(
  tx: Tx,
  { memberId, device }: { memberId: MemberId; device: string },
): Promise<OpenSession> {
  const { id, expiresAt } = await luciaIn(tx).createSession(memberId, {
    device: device.slice(0, 300),
    createdAt: tx.now,
  })
  return { id, expiresAt }
}

/** Whose session this Cookie header holds; `prolonged` means the cookie has to be sent anew. */
export async function validateSession(ctx: Ctx, cookie: string | null | undefined) {
  const lucia = luciaIn(ctx)
  const id = lucia.readSessionCookie(cookie ?? '')
  if (!id) return null
  const { session, user } = await lucia.validateSession(id)
  return session
    ? { id, hash: sha256(id), expiresAt: session.expiresAt, prolonged: session.fresh, row: user.row }
    : null
}

/** Ends the sessions of a member, but for the one with this hash. */
export async function invalidateAll(
  tx: Tx,
  { memberId, keep }: { memberId: MemberId; keep?: string | undefined },
) {
  if (!keep) return luciaIn(tx).invalidateUserSessions(memberId)
  await tx.db.delete(sessions).where(and(eq(sessions.memberId, memberId), ne(sessions.id, keep)))
}

/** Ends one session, named by its hash; true if there was one. */
export async function endSession(tx: Tx, { memberId, hash }: { memberId: MemberId; hash: string }) {
  const mine = and(eq(sessions.memberId, memberId), eq(sessions.id, hash))
  return (await tx.db.delete(sessions).where(mine).returning({ id: sessions.id })).length > 0
}

/** The Set-Cookie value that opens (an id) or ends (null) a session; `Secure` where the site is served by HTTPS. */
export function sessionCookie(ctx: Ctx, id: string | null): string {
  const lucia = luciaIn(ctx)
  return (id ? lucia.createSessionCookie(id) : lucia.createBlankSessionCookie()).serialize()
}

const luciaIn = (ctx: Ctx | Tx) =>
  new Lucia(tableOf(ctx), {
    sessionExpiresIn: lifetime,
    sessionCookie: {
      name: sessionCookieName,
      attributes: { secure: ctx.site.startsWith('https:'), sameSite: 'lax' as const },
    },
    getUserAttributes: (row: MemberRow) => ({ row }),
  })

const sessionAndMember = prepared('session', (db) =>
  db
    .select({ session: sessions, ...memberColumns(value('now')) })
    .from(sessions)
    .innerJoin(members, eq(sessions.memberId, members.id))
    .where(eq(sessions.id, value('hash'))),
)

/** Reads through the ctx and writes through `change`; every id is hashed on its way to the table. */
function tableOf(ctx: Ctx): Adapter {
  return {
    async getSessionAndUser(id) {
      const [found] = await sessionAndMember(ctx, { hash: sha256(id), now: ctx.now })
      if (!found) return [null, null]
      const { session, member, ...beside } = found
      return [stored(session, id), { id: member.id, attributes: { ...member, ...beside } }]
    },
    async getUserSessions(memberId) {
      const found = await ctx.db.select().from(sessions).where(eq(sessions.memberId, memberId))
      return found.map((session) => stored(session, session.id))
    },
    setSession: ({ id, userId, expiresAt, attributes }) =>
      // house: silent change — the verb around it tells
      changeUngated(ctx, async (tx) => {
        await tx.db.insert(sessions).values({ id: sha256(id), memberId: userId, expiresAt, ...attributes })
      }),
    updateSessionExpiration: (id, expiresAt) =>
      // house: silent change — the verb around it tells
      changeUngated(ctx, async (tx) => {
        await tx.db
          .update(sessions)
          .set({ expiresAt })
          .where(eq(sessions.id, sha256(id)))
      }),
    deleteSession: (id) =>
      // house: silent change — the verb around it tells
      changeUngated(ctx, async (tx) => {
        await tx.db.delete(sessions).where(eq(sessions.id, sha256(id)))
      }),
    deleteUserSessions: (memberId) =>
      // house: silent change — the verb around it tells
      changeUngated(ctx, async (tx) => {
        await tx.db.delete(sessions).where(eq(sessions.memberId, memberId))
      }),
    deleteExpiredSessions: () =>
      // house: silent change — the verb around it tells
      changeUngated(ctx, async (tx) => {
        await tx.db.delete(sessions).where(sql`${sessions.expiresAt} <= ${tx.now.toISOString()}`)
      }),
  }
}

/** Ends what has expired; called by a daily sweep. */
export const pruneSessions = (ctx: Ctx) => luciaIn(ctx).deleteExpiredSessions()

const stored = ({ memberId, expiresAt, device, createdAt }: typeof sessions.$inferSelect, id: string) => ({
  id,
  userId: memberId,
  expiresAt,
  attributes: { device, createdAt },
})
