import { type SQL, sql } from 'drizzle-orm'
import type { MemberId } from '#server/core/ids.ts'

/** Whose standing is looked at: these members, or everybody where null. */
export type Scope = readonly MemberId[] | null

/** True of a column of members in scope; a list lets an index find them, and everybody needs no condition. */
export const inScope = (scope: Scope, column: SQL): SQL =>
  scope === null ? sql`true` : sql`${column} = any(${sql.param([...scope])}::uuid[])`

/** A post and its topic stand in the open: nothing hidden, withdrawn or held, no private words. */
export const standsOpen = sql`p.visibility = 'public' and p.hidden_at is null and p.withdrawn_at is null and p.held_at is null
  and t.hidden_at is null and t.withdrawn_at is null and t.held_at is null`

/**
 * What members wrote in the open, with whose topic it stands in: `own`. What the community owns counts as written, and
 * earns nothing else (`shared`).
 */
export const ownPosts = (scope: Scope) => sql`
  own as materialized (
    select p.id, p.author_id as member_id, p.kind, p.topic_id, p.number, p.created_at,
      case when p.acceptance_voided_at is null then p.accepted_at end as accepted_at, p.accepted_by,
      p.same_problem, case when p.counts_hidden_until is null then p.score else 0 end as score,
      p.counts_hidden_until is not null as blind, p.community_at is not null as shared,
      t.author_id as asker_id, t.author_name as asker_name
    from posts p join topics t on t.id = p.topic_id
    where p.author_id is not null and ${inScope(scope, sql`p.author_id`)} and ${standsOpen})`

/** Answers to other people's questions. */
export const answersToOthers = sql`
  answered as materialized (
    select * from own where kind = 'answer' and not shared and asker_id is distinct from member_id)`

/** Up votes by others on own posts; one without a voter came with an import and may stand for several. */
export const cheers = sql`
  cheered as materialized (
    select o.member_id, o.id as post_id, o.kind, o.created_at, v.id, coalesce(v.member_id, v.id) as other, v.member_id as voter,
      v.value, v.at
    from own o join votes v on v.post_id = o.id
    where not o.shared and not o.blind and v.value > 0 and v.voided_at is null and v.member_id is distinct from o.member_id)`

/**
 * Of `(member_id, other, id, at)` in the relation named, those that count: from one person to another at most three in any
 * 30 days (REP-24), the earliest first. Pairs that never come so close are taken whole; the others are walked in order.
 * A walk carries all it needs of its pair (for each place, the first one 30 days later), since a join would look through
 * every pair at every step.
 */
export const atMostThree = (events: SQL, as: SQL) => sql`
  ${as}_numbered as materialized (
    select *, row_number() over pair as place, lag(at, 3) over pair as third
    from ${events} window pair as (partition by member_id, other order by at, id)),
  ${as}_close as materialized (
    select distinct member_id, other from ${as}_numbered where third > at - interval '30 days'),
  ${as}_lines as materialized (
    select member_id, other, array_agg(later order by place) as laters, count(*) as many from (
      select n.member_id, n.other, n.place, min(n.place) over (partition by n.member_id, n.other order by n.at
        range between interval '30 days' following and unbounded following) as later
      from ${as}_numbered n join ${as}_close using (member_id, other)) spaced
    group by member_id, other),
  ${as}_walk as (
    select member_id, other, laters, many, 1::bigint as first, 2::bigint as second, 3::bigint as place from ${as}_lines
    union all
    select member_id, other, laters, many, second, place, greatest(place + 1, laters[first])
    from ${as}_walk where greatest(place + 1, laters[first]) <= many and laters[first] is not null),
  ${as} as materialized (
    select n.* from ${as}_numbered n
    where not exists (select from ${as}_close c where c.member_id = n.member_id and c.other = n.other)
      or n.place <= 3 or (n.member_id, n.other, n.place) in (select member_id, other, place from ${as}_walk))`
