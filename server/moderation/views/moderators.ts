import { and, arrayOverlaps, eq, exists, isNull, not, or, sql } from 'drizzle-orm'
import { boardRoles, languageRoles, members, reviewWishes } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { BoardId, MemberId } from '#server/core/ids.ts'
import { usualWishes } from '../wishes.ts'
import { rolesAsleep } from '#server/terms/index.ts'

type Placed = { boardId: BoardId | null; language: string }

/** Members who moderate a place, their role awake: everywhere, its board or its language. Admins moderate everywhere. */
const moderatesPlace = (ctx: Pick<Ctx, 'db' | 'now'>, { boardId, language }: Placed) =>
  and(
    isNull(members.deactivatedAt),
    not(rolesAsleep(members, ctx.now)),
    or(
      arrayOverlaps(members.roles, ['moderator', 'admin']),
      boardId
        ? exists(
            ctx.db
              .select({ one: sql`1` })
              .from(boardRoles)
              .where(
                and(
                  eq(boardRoles.memberId, members.id),
                  eq(boardRoles.boardId, boardId),
                  eq(boardRoles.role, 'moderator'),
                ),
              ),
          )
        : undefined,
      exists(
        ctx.db
          .select({ one: sql`1` })
          .from(languageRoles)
          .where(
            and(
              eq(languageRoles.memberId, members.id),
              eq(languageRoles.language, language),
              eq(languageRoles.role, 'moderator'),
            ),
          ),
      ),
    ),
  )

/** The moderator of an item's place that a handle names. */
export async function moderatorNamed(
  ctx: Pick<Ctx, 'db' | 'now'>,
  { handle, item }: { handle: string; item: Placed },
): Promise<MemberId | null> {
  const [row] = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(
      and(
        eq(sql`lower(${members.handle})`, handle.replace(/^@/, '').toLowerCase()),
        moderatesPlace(ctx, item),
      ),
    )
  return row?.id ?? null
}

/** Moderators of an item's place, each with how they want to be alerted. */
export async function moderatorsToAlert(ctx: Pick<Ctx, 'db' | 'now'>, item: Placed) {
  const found = await ctx.db
    .select({
      memberId: members.id,
      alertFrom: reviewWishes.alertFrom,
      alertPage: reviewWishes.alertPage,
      alertMail: reviewWishes.alertMail,
    })
    .from(members)
    .leftJoin(reviewWishes, eq(reviewWishes.memberId, members.id))
    .where(moderatesPlace(ctx, item))
  return found.map(({ memberId, alertFrom, alertPage, alertMail }) => ({
    memberId,
    alertFrom: alertFrom ?? usualWishes.alertFrom,
    alertPage: alertPage ?? usualWishes.alertPage,
    alertMail: alertMail ?? usualWishes.alertMail,
  }))
}
