import { eq } from 'drizzle-orm'
import { boardRoles, members } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'

/** What moderation must know of a member to weigh them: nothing of the CRM is here, and nothing may be (PRIV-08). */
export async function personStanding(ctx: Pick<Ctx, 'db'>, memberId: MemberId) {
  const [row] = await ctx.db
    .select({
      id: members.id,
      handle: members.handle,
      name: members.displayName,
      roles: members.roles,
      boardRole: boardRoles.role,
      reputation: members.reputation,
      vouchedAt: members.vouchedAt,
      joinedAt: members.joinedAt,
      approvedPosts: members.approvedPosts,
      suspendedUntil: members.suspendedUntil,
      restrictions: members.restrictions,
    })
    .from(members)
    .leftJoin(boardRoles, eq(boardRoles.memberId, members.id))
    .where(eq(members.id, memberId))
    .limit(1)
  if (!row) return null
  const restrictions = row.restrictions.map((held) => ({ ...held, until: new Date(held.until) }))
  return { ...row, restrictions, staff: row.roles.length > 0 || row.boardRole !== null }
}

/** The language a member reads in; undefined for nobody. */
export async function languageOf(ctx: Pick<Ctx, 'db'>, memberId: MemberId): Promise<string | undefined> {
  const [row] = await ctx.db.select({ locale: members.locale }).from(members).where(eq(members.id, memberId))
  return row?.locale
}
