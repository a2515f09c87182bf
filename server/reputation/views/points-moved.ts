import { sql } from 'drizzle-orm'
import type { Ctx } from '#server/core/ctx.ts'
import { rows } from '#server/core/rows.ts'
import type { Rules } from '../rules.ts'
import { counted } from './earned.ts'

/** So many members, those with the most reputation, are worked out for a preview. */
const most = 500
const shownAtMost = 20

type MovedByPoints = { handle: string; name: string; from: number; to: number }

/** How reputations would be by other rules: how many of those looked at would rise or fall, and who most. */
export async function pointsMoved({ db }: Pick<Ctx, 'db'>, rules: Rules) {
  const found = await rows<MovedByPoints>(
    db,
    sql`with looked as materialized (select id, handle, display_name, reputation from members
        where ghost_of is null and deactivated_at is null order by reputation desc, id limit ${most}),
      scope as materialized (select id as member_id, '-infinity'::timestamptz as since, 'infinity'::timestamptz as until
        from looked),
      summed as (select member_id, sum(amount)::int as amount from (${counted(rules)}) c group by 1)
      select l.handle, l.display_name as name, l.reputation as "from",
        greatest(1, 1 + coalesce(s.amount, 0))::int as "to"
      from looked l left join summed s on s.member_id = l.id
      order by abs(greatest(1, 1 + coalesce(s.amount, 0)) - l.reputation) desc, l.handle`,
  )
  const moved = found.filter(({ from, to }) => from !== to)
  return {
    looked: found.length,
    rise: moved.filter(({ from, to }) => to > from).length,
    fall: moved.filter(({ from, to }) => to < from).length,
    moved: moved.slice(0, shownAtMost),
  }
}
