import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { boardGroups, boards, members } from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { rows } from '#server/core/rows.ts'
import { groupRef } from '../input.ts'
import { groupInView } from './finding.ts'

type Figures = { questions: number; solved: number; median_seconds: number | null }

/** Every product line in its order. */
export const groupList = (ctx: Ctx) =>
  ctx.db
    .select({
      id: boardGroups.id,
      slug: boardGroups.slug,
      title: boardGroups.title,
      purpose: boardGroups.purpose,
      line: boardGroups.line,
    })
    .from(boardGroups)
    .orderBy(asc(boardGroups.position), asc(boardGroups.title))

/** A product line: its boards, who moderates them, and how well it answers (last 90 days, median in seconds). */
export async function groupPage(ctx: Ctx, input: z.input<typeof groupRef>) {
  const group = await groupInView(ctx, parse(groupRef, input))
  const own = await ctx.db
    .select({
      id: boards.id,
      slug: boards.slug,
      title: boards.title,
      purpose: boards.purpose,
      kinds: boards.kinds,
      topicCount: boards.topicCount,
      line: sql<typeof group.line>`coalesce(${boards.line}, ${group.line})`,
      archivedAt: boards.archivedAt,
    })
    .from(boards)
    .where(eq(boards.groupId, group.id))
    .orderBy(asc(boards.position), asc(boards.title))
  const people =
    group.moderators.length > 0
      ? await ctx.db
          .select({ handle: members.handle, name: members.displayName })
          .from(members)
          .where(inArray(members.id, group.moderators))
          .orderBy(asc(members.displayName))
      : []
  const { moderators: _, ...shown } = group
  return {
    ...shown,
    boards: own,
    moderators: people,
    figures: await figuresOf(ctx, group.id),
    can: { change: isAdmin(ctx.actor) },
  }
}

async function figuresOf(ctx: Ctx, groupId: string) {
  const since = new Date(ctx.now.getTime() - 90 * 86_400_000).toISOString()
  const [found] = await rows<Figures>(
    ctx.db,
    sql`select count(*)::int as questions, count(solved_at)::int as solved,
          percentile_cont(0.5) within group (order by extract(epoch from answered_at - t.created_at))::float as median_seconds
        from topics t join boards b on b.id = t.board_id
        where b.group_id = ${groupId} and t.kind = 'question' and t.created_at > ${since}::timestamptz
          and hidden_at is null and withdrawn_at is null and held_at is null`,
  )
  return {
    questions: found?.questions ?? 0,
    solved: found?.solved ?? 0,
    medianSeconds: found?.median_seconds ?? null,
  }
}
