import { sql } from 'drizzle-orm'
import { shippedLadders } from '../../shipped-ladders.ts'
import { asSql, figuresOf } from '../../formulas/as-sql.ts'
import { derivedOf } from '../../formulas/formula.ts'
import { parseFormula } from '../../formulas/parsing.ts'
import { inScope } from '../own-posts.ts'
import { lines, type Statement } from './lines.ts'

/** Sums of a ladder in a badge's formula are those of the ladder as shipped: badges do not move with an admin's weights. */
const derived = derivedOf(shippedLadders.contributors.score)

/** By what was counted, as kept a moment before. */
export const formula: Statement<'formula'> = (wanted, { scope, now }) => {
  const verdicts = wanted.map(
    ({ key, once, cause }) =>
      sql`(${key}::text, ${sql.raw(String(once))}, ${asSql(parseFormula(cause.formula))})`,
  )
  return sql`
    select b.badge, b.once, m.member_id, '' as subject, null::uuid as post_id, ${now.toISOString()}::timestamptz as at
    from member_measures m cross join ${figuresOf(sql`m.values`, derived)}
      cross join lateral (values ${sql.join(verdicts, sql`, `)}) as b(badge, once, had)
    where b.had and ${inScope(scope, sql`m.member_id`)}`
}

export const profile: Statement<'profile'> = (wanted, { scope }) => sql`
  select b.badge, b.once, m.id, '', null::uuid, m.joined_at from members m cross join ${lines(wanted)}
  where char_length(m.about) >= 20 and not m.bot and m.deactivated_at is null and ${inScope(scope, sql`m.id`)}`

export const guidelines: Statement<'guidelines'> = (wanted, { scope }) => sql`
  select b.badge, b.once, a.member_id, '', null::uuid, min(a.at) from acceptances a cross join ${lines(wanted)}
  where a.document = 'guidelines' and ${inScope(scope, sql`a.member_id`)} group by 1, 2, 3`

/** What was won in each year since joining; the point everybody begins with is not won. */
export const year: Statement<'year'> = (wanted, { scope, now }) => sql`
  select b.badge, b.once, y.member_id, y.year::text, null::uuid, y.over
  from ${lines(wanted, ['reputation'])} cross join lateral (
    select m.id as member_id, n.year, m.joined_at + n.year * interval '1 year' as over
    from members m cross join lateral generate_series(1, extract(year from age(${now.toISOString()}::timestamptz, m.joined_at))::int) n(year)
    where not m.bot and ${inScope(scope, sql`m.id`)}) y
  where (select sum(e.amount) from reputation_entries e where e.member_id = y.member_id and e.reason <> 'joined'
    and e.day >= (y.over - interval '1 year')::date and e.day < y.over::date) >= b.reputation`

/** Days on which votes brought as much as a day can bring. */
export const cap: Statement<'cap'> = (wanted, { scope, dailyCap }) => sql`
  select b.badge, b.once, d.member_id, '', null::uuid, d.at from ${lines(wanted, ['days'])} cross join lateral (
    select member_id, (array_agg(at order by at))[b.days] as at from (
      select e.member_id, e.day::timestamp at time zone 'UTC' as at from reputation_entries e
      where ${dailyCap}::int > 0 and ${inScope(scope, sql`e.member_id`)}
        and e.reason in ('answerUp', 'questionUp', 'ideaUp', 'otherUp', 'postDown', 'answerPosted')
      group by e.member_id, e.day having sum(e.amount) >= ${dailyCap}::int) full_days
    group by member_id having count(*) >= b.days) d`

/**
 * The most helpful of those who joined in the month that ended last, by the votes they received in it; earlier months are
 * settled and stay as they were.
 */
export const newcomer: Statement<'newcomer'> = (wanted, { scope, now }) => sql`
  select b.badge, b.once, one.member_id, '', null::uuid, one.over
  from ${lines(wanted, ['best'])} join (
    select m.id as member_id, e.ended as over, rank() over (order by sum(v.value) desc, m.joined_at, m.id) as place
    from (select date_trunc('month', ${now.toISOString()}::timestamptz at time zone 'UTC') at time zone 'UTC' as ended) e
      join members m on m.joined_at >= e.ended - interval '1 month' and m.joined_at < e.ended and m.ghost_of is null and not m.bot
      join posts p on p.author_id = m.id and p.hidden_at is null and p.withdrawn_at is null and p.held_at is null
      join votes v on v.post_id = p.id and v.value > 0 and v.voided_at is null and v.at < e.ended
    group by m.id, m.joined_at, e.ended) one on one.place <= b.best
  where ${inScope(scope, sql`one.member_id`)}
  union all
  select b.badge, b.once, a.member_id, a.subject, a.post_id, a.at from ${lines(wanted)} join badge_awards a on a.badge = b.badge
  where a.at < date_trunc('month', ${now.toISOString()}::timestamptz at time zone 'UTC') at time zone 'UTC'
    and ${inScope(scope, sql`a.member_id`)}`

/** Events that were heard and not revoked. */
export const event: Statement<'event'> = (wanted, { scope }) => sql`
  select b.badge, b.once, e.member_id, '', null::uuid, min(e.occurred_at) from badge_events e join ${lines(wanted)} on e.badge = b.badge
  where e.revoked_at is null and e.member_id is not null and ${inScope(scope, sql`e.member_id`)} group by 1, 2, 3`
