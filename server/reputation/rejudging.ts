import { sql } from 'drizzle-orm'
import { climbed, placesIn } from './climbing.ts'
import { figuresOf } from './formulas/as-sql.ts'
import type { Ladder } from './ladder.ts'

const keys = ({ steps }: Ladder) => ['', ...steps.map(({ key }) => key)]

/**
 * Everybody under another version of their ladder: the step held until now, the one held then, and whether that is another.
 * What absence alone takes away is not asked of who holds the step already. A simulation and an activation read the same.
 */
export function rejudging(before: Ladder, after: Ladder) {
  const { earned, kept } = climbed(after)
  const array = (values: readonly (string | number)[], type: string) =>
    sql`${sql.param(values.map(String))}::text[]::${sql.raw(type)}[]`
  return sql`
    select judged.member_id as "memberId", held, step, up, (${array(keys(before), 'text')})[held + 1] <> (${array(keys(after), 'text')})[step + 1] as moved
    from (select member_id, held, greatest(earned, least(place, kept)) as step, greatest(earned, least(place, kept)) > place as up
      from (select m.member_id, coalesce(r.step, 0) as held, (${array(placesIn(before, after), 'int')})[coalesce(r.step, 0) + 1] as place,
          ${earned} as earned, ${kept} as kept
        from member_measures m cross join ${figuresOf(sql`m.values`, after.derived)}
          left join member_ranks r on r.member_id = m.member_id and r.ladder = ${after.ladder} offset 0) placed) judged`
}
