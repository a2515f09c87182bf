import { and, arrayContains, arrayOverlaps, eq, exists, isNull, not, or, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { boardRoles, languageRoles, members, reviewWishes } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { BoardId, MemberId } from '#server/core/ids.ts'
import { usualWishes } from '../wishes.ts'
import { rolesAsleep } from '#server/terms/index.ts'

type Placed = { boardId: BoardId | null; language: string }
/** The same as values or as columns of a query, and the members' table by the name it has there. */
type Ground = {
  boardId: BoardId | AnyPgColumn | null
  language: string
  member: Pick<typeof members, 'id' | 'roles' | 'joinedAt' | 'deactivatedAt' | 'moderationActions'>
}

/**
 * Members who moderate a place and work its queue, their role awake: everywhere, its board or its language. Admins do
 * everywhere.
 */
const moderatesGround = (ctx: Pick<Ctx, 'db' | 'now'>, { boardId, language, member }: Ground) =>
  and(
    isNull(member.deactivatedAt),
    not(rolesAsleep(member, ctx.now)),
    or(
      isNull(member.moderationActions),
      arrayContains(member.moderationActions, ['queue']),
      arrayContains(member.roles, ['admin']),
    ),
    or(
      arrayOverlaps(member.roles, ['moderator', 'admin']),
      boardId
        ? exists(
            ctx.db
              .select({ one: sql`1` })
              .from(boardRoles)
              .where(
                and(
                  eq(boardRoles.memberId, member.id),
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
              eq(languageRoles.memberId, member.id),
              eq(languageRoles.language, language),
              eq(languageRoles.role, 'moderator'),
            ),
          ),
      ),
    ),
  )

const moderatesPlace = (ctx: Pick<Ctx, 'db' | 'now'>, { boardId, language }: Placed) =>
  moderatesGround(ctx, { boardId, language, member: members })

/** Whether a row's member moderates the board of that row; with no board, everywhere. Of nobody it is null. */
export const moderatesBoardOf = (
  ctx: Pick<Ctx, 'db' | 'now'>,
  { boardId, member }: Omit<Ground, 'language'>,
) => moderatesGround(ctx, { boardId, member, language: '' })

/** Whether somebody works the queue of an item's place. */
export const moderatesThere = async (
  ctx: Pick<Ctx, 'db' | 'now'>,
  { memberId, item }: { memberId: MemberId; item: Placed },
): Promise<boolean> =>
  (await ctx.db.$count(members, and(eq(members.id, memberId), moderatesPlace(ctx, item)))) > 0

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
      alertPush: reviewWishes.alertPush,
    })
    .from(members)
    .leftJoin(reviewWishes, eq(reviewWishes.memberId, members.id))
    .where(moderatesPlace(ctx, item))
  return found.map(({ memberId, alertFrom, alertPage, alertMail, alertPush }) => ({
    memberId,
    alertFrom: alertFrom ?? usualWishes.alertFrom,
    alertPage: alertPage ?? usualWishes.alertPage,
    alertMail: alertMail ?? usualWishes.alertMail,
    alertPush: alertPush ?? usualWishes.alertPush,
  }))
}
