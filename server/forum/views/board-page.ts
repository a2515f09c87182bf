import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { LineColour } from '#db/schema/index.ts'
import { isAdmin, memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { rows } from '#server/core/rows.ts'
import { boardInView } from './finding.ts'
import { boardRef } from '../input.ts'
import { canStart } from '../policy.ts'

type Figures = {
  questions: number
  solved: number
  median_seconds: number | null
  level: string | null
  folded: boolean | null
  group: { slug: string; title: string; line: LineColour | null } | null
  successor: { slug: string; title: string } | null
  owner: { handle: string; name: string } | null
}

/** A board's sign: what it is for, how well it answers (last 90 days, median in seconds), whether one follows it. */
export async function boardPage(ctx: Ctx, input: z.input<typeof boardRef>) {
  const ref = parse(boardRef, input)
  const board = await boardInView(ctx, ref)
  const own = memberIdOf(ctx.actor)
  const since = new Date(ctx.now.getTime() - 90 * 86_400_000).toISOString()
  const [figures] = await rows<Figures>(
    ctx.db,
    sql`select count(*)::int as questions, count(solved_at)::int as solved,
          percentile_cont(0.5) within group (order by extract(epoch from answered_at - created_at))::float as median_seconds,
          (select level from watches where member_id = ${own}::uuid and subject_kind = 'board' and subject_id = ${board.id}) as level,
          (select json_build_object('slug', slug, 'title', title, 'line', line) from board_groups where id = ${board.groupId}) as "group",
          (select json_build_object('slug', slug, 'title', title) from boards where id = ${board.successorId} and archived_at is null) as successor,
          (select json_build_object('handle', handle, 'name', display_name) from members where id = ${board.ownerId}) as owner,
          (select at >= (select max(pinned_at) from topics where board_id = ${board.id} and pinned_at is not null)
            from pin_folds where member_id = ${own}::uuid and board_id = ${board.id}) as folded
        from topics where board_id = ${board.id} and kind = 'question' and created_at > ${since}::timestamptz
          and hidden_at is null and withdrawn_at is null and held_at is null`,
  )
  return {
    ...board,
    figures: {
      questions: figures?.questions ?? 0,
      solved: figures?.solved ?? 0,
      medianSeconds: figures?.median_seconds ?? null,
    },
    group: figures?.group ?? null,
    line: board.line ?? figures?.group?.line ?? null,
    owner: figures?.owner ?? null,
    /** Where one goes on, of an archived board. */
    successor: figures?.successor ?? null,
    level: figures?.level ?? null,
    /** This member has folded the pinned topics away, and none was pinned since. */
    pinsFolded: figures?.folded ?? false,
    can: {
      start: board.archivedAt === null ? board.kinds.filter((kind) => canStart(ctx.actor, kind)) : [],
      follow: own !== null,
      change: isAdmin(ctx.actor),
    },
  }
}
