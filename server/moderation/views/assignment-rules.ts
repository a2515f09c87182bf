import { aliasedTable, and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { boards, members, reviewRuleHits, reviewRules } from '#db/schema/index.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { BoardId } from '#server/core/ids.ts'
import { permit } from '#server/core/permit.ts'
import { mayKeepAssignments, reviews } from '../policy.ts'
import { moderatesBoardOf } from './moderators.ts'

/** The closest first: of a board before those of all, under a clause before those of any, then the higher number. */
const closestFirst = [
  sql`${reviewRules.boardId} is null`,
  sql`${reviewRules.clause} is null`,
  desc(reviewRules.flagCount),
  asc(reviewRules.at),
  asc(reviewRules.id),
]

/** Rules that hold for the place of an item, in the order in which they apply. */
export const rulesFor = (tx: Tx, { boardId }: { boardId: BoardId | null }) =>
  tx.db
    .select()
    .from(reviewRules)
    .where(
      and(
        isNull(reviewRules.endedAt),
        or(isNull(reviewRules.boardId), boardId ? eq(reviewRules.boardId, boardId) : undefined),
      ),
    )
    .orderBy(...closestFirst)

const assignee = aliasedTable(members, 'assignee')

/**
 * Every assignment rule in the order in which they apply, for moderators: with how many items it met, whether its board
 * rests, and whether whom it names still moderates there.
 */
export async function assignmentRules(ctx: Ctx) {
  permit(reviews(ctx.actor), 'moderation.moderatorsOnly')
  const found = await ctx.db
    .select({
      rule: reviewRules,
      board: { slug: boards.slug, title: boards.title, archivedAt: boards.archivedAt },
      assignee: { handle: assignee.handle, name: assignee.displayName },
      moderates: sql<boolean>`coalesce((${moderatesBoardOf(ctx, { member: assignee, boardId: reviewRules.boardId })}), false)`,
      by: members.displayName,
      met: sql<number>`(select count(*) from ${reviewRuleHits} h where h.rule_id = ${reviewRules.id})::int`,
    })
    .from(reviewRules)
    .leftJoin(boards, eq(boards.id, reviewRules.boardId))
    .leftJoin(assignee, eq(assignee.id, reviewRules.assigneeId))
    .leftJoin(members, eq(members.id, reviewRules.byId))
    .where(isNull(reviewRules.endedAt))
    .orderBy(...closestFirst)
  return found.map(({ rule: { id, clause, flagCount, category, boardId, at, changedAt }, ...row }) => ({
    ...{ id, clause, flagCount, category },
    board: row.board?.slug ? row.board : null,
    assignee: row.assignee?.handle ? { ...row.assignee, moderates: row.moderates } : null,
    met: row.met,
    by: row.by,
    changedAt: changedAt ?? at,
    can: { change: mayKeepAssignments(ctx.actor, boardId) },
  }))
}

export type AssignmentRuleShown = Awaited<ReturnType<typeof assignmentRules>>[number]
