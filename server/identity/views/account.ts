import { and, desc, eq, gt, sql } from 'drizzle-orm'
import { apiKeys, members, sessions } from '#db/schema/identity.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { permit } from '#server/core/permit.ts'
import { canManageKeys, signedIn } from '../policy.ts'

/** One's own open sessions, newest first; `current` is the one with the hash given. Ids are hashes and open nothing. */
export async function sessionList(ctx: Ctx, { current }: { current?: string | undefined } = {}) {
  const { memberId } = signedIn(ctx)
  const found = await ctx.db
    .select({
      id: sessions.id,
      device: sessions.device,
      createdAt: sessions.createdAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.memberId, memberId),
        gt(sessions.expiresAt, sql`${ctx.now.toISOString()}::timestamptz`),
      ),
    )
    .orderBy(desc(sessions.createdAt))
  return found.map((session) => ({ ...session, current: session.id === current }))
}

/** One's own account, as the settings pages show it. */
export async function ownAccount(ctx: Ctx) {
  const { memberId } = signedIn(ctx)
  const [row] = await ctx.db
    .select({
      handle: members.handle,
      displayName: members.displayName,
      email: members.email,
      emailVerifiedAt: members.emailVerifiedAt,
      pendingEmail: members.pendingEmail,
      about: members.about,
      company: members.company,
      timeZone: members.timeZone,
      locale: members.locale,
      joinedAt: members.joinedAt,
    })
    .from(members)
    .where(eq(members.id, memberId))
  return row ?? null
}

/** Every key, newest first, without what opens anything (API-03). For admins. */
export async function keyList(ctx: Ctx) {
  permit(canManageKeys(ctx.actor))
  return ctx.db
    .select({
      keyId: apiKeys.id,
      name: apiKeys.name,
      role: apiKeys.role,
      scopes: apiKeys.scopes,
      owner: members.handle,
      createdAt: apiKeys.createdAt,
      expiresAt: apiKeys.expiresAt,
      lastUsedAt: apiKeys.lastUsedAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .leftJoin(members, eq(members.id, apiKeys.ownerId))
    .orderBy(desc(apiKeys.createdAt))
}
