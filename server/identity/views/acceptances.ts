import { and, eq, exists, isNull, or, type SQL, sql } from 'drizzle-orm'
import { boardRoles, languageRoles, members } from '#db/schema/identity.ts'
import { isAdmin } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { permit } from '#server/core/permit.ts'

type Audience = 'members' | 'staff'

/** How many people a text for this audience binds: ghosts, machines and closed accounts are left out. For admins. */
export async function peopleConcerned(ctx: Ctx, { audience }: { audience: Audience }): Promise<number> {
  permit(isAdmin(ctx.actor))
  return ctx.db.$count(members, concerned(ctx, audience))
}

/** The condition on members behind it. */
export const concerned = (ctx: Pick<Ctx, 'db'>, audience: Audience): SQL | undefined =>
  and(
    isNull(members.ghostOf),
    isNull(members.deactivatedAt),
    eq(members.bot, false),
    audience === 'members'
      ? undefined
      : or(
          sql`cardinality(${members.roles}) > 0`,
          exists(ctx.db.select().from(boardRoles).where(eq(boardRoles.memberId, members.id))),
          exists(ctx.db.select().from(languageRoles).where(eq(languageRoles.memberId, members.id))),
        ),
  )
