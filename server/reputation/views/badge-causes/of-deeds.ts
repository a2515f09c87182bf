import { sql } from 'drizzle-orm'
import { inScope, standsOpen } from '../own-posts.ts'
import { lines, nth, type Statement } from './lines.ts'

export const tag: Statement<'tag'> = (wanted, { scope }) => sql`
  select b.badge, b.once, s.member_id, g.slug, null::uuid, s.last_at::timestamp at time zone 'UTC'
  from tag_scores s join tags g on g.id = s.tag_id
    join ${lines(wanted, ['votes', 'answers'])} on s.votes >= b.votes and s.answers >= b.answers
  where ${inScope(scope, sql`s.member_id`)}`

/** Among the tags with most topics. */
export const breadth: Statement<'breadth'> = (wanted, { scope, now }) => sql`
  select b.badge, b.once, d.member_id, '', null::uuid, ${now.toISOString()}::timestamptz
  from ${lines(wanted, ['votes', 'tags', 'of'])} cross join lateral (
    select s.member_id from tag_scores s
    where s.votes >= b.votes and ${inScope(scope, sql`s.member_id`)}
      and s.tag_id in (select id from tags where synonym_of is null order by topic_count desc, id limit b.of)
    group by s.member_id having count(*) >= b.tags) d`

/** Others' answers that one voted up where one had a liked answer of one's own. */
export const sport: Statement<'sport'> = (wanted, { scope }) => sql`
  select b.badge, b.once, d.member_id, '', null::uuid, d.at from ${lines(wanted, ['times'])} cross join lateral (
    select member_id, ${nth(sql`b.times`)} as at from (
      select v.member_id, v.at from votes v join posts p on p.id = v.post_id and p.kind = 'answer'
      where v.value > 0 and v.voided_at is null and ${inScope(scope, sql`v.member_id`)} and v.member_id is not null
        and exists (select from own o where o.member_id = v.member_id and o.topic_id = p.topic_id and o.kind = 'answer' and o.score > 0)) one
    group by member_id having count(*) >= b.times) d`

/** Edits of what had been left alone. */
export const oldEdit: Statement<'oldEdit'> = (wanted, { scope }) => sql`
  select b.badge, b.once, d.member_id, '', null::uuid, d.at from ${lines(wanted, ['days', 'times'])} cross join lateral (
    select member_id, ${nth(sql`b.times`)} as at from (
      select r.author_id as member_id, r.at from post_revisions r
        join post_revisions before on before.post_id = r.post_id and before.number = r.number - 1
      where r.number > 1 and r.author_id is not null and ${inScope(scope, sql`r.author_id`)}
        and r.at >= before.at + b.days * interval '24 hours') one
    group by member_id having count(*) >= b.times) d`

export const reviews: Statement<'reviews'> = (wanted, { scope }) => sql`
  select b.badge, b.once, d.member_id, d.queue, null::uuid, d.at from ${lines(wanted, ['times'])} cross join lateral (
    select member_id, coalesce(queue, '') as queue, ${nth(sql`b.times`)} as at from standing_deeds
    where kind = 'review' and outcome >= 0 and ${inScope(scope, sql`member_id`)}
    group by 1, 2 having count(*) >= b.times) d`

export const flags: Statement<'flags'> = (wanted, { scope }) => sql`
  select b.badge, b.once, d.member_id, '', null::uuid, d.at from ${lines(wanted, ['times'])} cross join lateral (
    select member_id, ${nth(sql`b.times`)} as at from standing_deeds
    where kind = 'flag' and outcome >= 0 and ${inScope(scope, sql`member_id`)} group by 1 having count(*) >= b.times) d`

/** The longest run of days without a gap. */
export const visitsInRow: Statement<'visitsInRow'> = (wanted, { scope }) => sql`
  select b.badge, b.once, d.member_id, '', null::uuid, min(d.at) from ${lines(wanted, ['days'])} join (
    select member_id, day::timestamp at time zone 'UTC' as at, row_number() over (partition by member_id, run order by day) as long
    from (select member_id, day, day - (row_number() over (partition by member_id order by day))::int as run
      from member_days where ${inScope(scope, sql`member_id`)}) runs) d on d.long >= b.days
  group by 1, 2, 3`

export const votingDays: Statement<'votingDays'> = (wanted, { scope }) => sql`
  select b.badge, b.once, d.member_id, '', null::uuid, d.at from ${lines(wanted, ['votes', 'days'])} cross join lateral (
    select member_id, ${nth(sql`b.days`)} as at from (
      select v.member_id, date_trunc('day', v.at at time zone 'UTC') at time zone 'UTC' as at from votes v
      where v.value > 0 and v.voided_at is null and v.member_id is not null and ${inScope(scope, sql`v.member_id`)}
      group by 1, 2 having count(*) >= b.votes) one
    group by member_id having count(*) >= b.days) d`

/** A post of anybody's, while everybody can read it. */
export const shared: Statement<'shared'> = (wanted, { scope }) => sql`
  select b.badge, b.once, s.member_id, s.post_id::text as subject, s.post_id, s.at
  from shares s join posts p on p.id = s.post_id join topics t on t.id = p.topic_id
    join ${lines(wanted, ['visitors'])} on s.visitors >= b.visitors
  where ${inScope(scope, sql`s.member_id`)} and ${standsOpen}`
