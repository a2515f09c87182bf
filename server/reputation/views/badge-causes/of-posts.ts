import { type SQL, sql } from 'drizzle-orm'
import { inScope, standsOpen } from '../own-posts.ts'
import { lines, nth, type Statement } from './lines.ts'

const post = (at: SQL = sql`o.created_at`) =>
  sql`b.badge, b.once, o.member_id, o.id::text as subject, o.id as post_id, ${at} as at`

const kinds = {
  question: sql`o.kind = 'question'`,
  answer: sql`o.kind = 'answer'`,
  post: sql`o.kind in ('discussion', 'idea', 'announcement', 'reply')`,
}

/** Posts that others find good. */
export const score: Statement<'score'> = (wanted) =>
  sql.join(
    (['question', 'answer', 'post'] as const).flatMap((of) => {
      const these = wanted.filter(({ cause }) => cause.of === of)
      return these.length > 0
        ? [
            sql`select ${post()} from own o join ${lines(these, ['least'])} on o.score >= b.least where ${kinds[of]}`,
          ]
        : []
    }),
    sql` union all `,
  )

export const views: Statement<'views'> = (wanted) => sql`
  select ${post()} from own o join topics t on t.id = o.topic_id join ${lines(wanted, ['least'])} on t.views >= b.least
  where o.kind = 'question'`

/** Saved by others; what its author saves is not counted. */
export const saved: Statement<'saved'> = (wanted) => sql`
  select ${post(nth(sql`b.least`))} from saves s join own o on o.id = s.post_id and o.member_id <> s.member_id
    cross join ${lines(wanted, ['least'])}
  where o.kind = 'question' group by b.badge, b.once, b.least, o.member_id, o.id having count(*) >= b.least`

/** Accepted by somebody else; the first of its question where no answer in the open is older. */
export const accepted: Statement<'accepted'> = (wanted) => sql`
  select ${post(sql`o.accepted_at`)} from own o
    join (select l.*, l.badge = any(${sql.param(wanted.filter(({ cause }) => cause.first).map(({ key }) => key))}::text[]) as first
      from (select * from ${lines(wanted, ['least'])}) l) b on o.score >= b.least
  where o.kind = 'answer' and o.accepted_at is not null and o.asker_id is distinct from o.member_id
    and (not b.first or not exists (select from posts p where p.topic_id = o.topic_id and p.kind = 'answer'
      and p.number < o.number and p.visibility = 'public' and p.hidden_at is null and p.withdrawn_at is null and p.held_at is null))`

export const late: Statement<'late'> = (wanted) => sql`
  select ${post()} from own o join topics t on t.id = o.topic_id join ${lines(wanted, ['days', 'least'])} on o.score >= b.least
    and o.created_at >= t.created_at + b.days * interval '24 hours'
  where o.kind = 'answer' and o.asker_id is distinct from o.member_id`

/** How low the question once stood, from its votes in their order. */
export const rescue: Statement<'rescue'> = (wanted) => sql`
  select ${post()} from own o join ${lines(wanted, ['least', 'low', 'now'])} on o.score >= b.least
    join topics t on t.id = o.topic_id join posts q on q.id = t.opening_id and q.score >= b.now
    cross join lateral (select min(sum) as lowest from (select sum(v.value) over (order by v.at, v.id) as sum
      from votes v where v.post_id = q.id and v.voided_at is null) r) low
  where o.kind = 'answer' and o.asker_id is distinct from o.member_id and low.lowest <= b.low`

export const reversal: Statement<'reversal'> = (wanted) => sql`
  select ${post()} from own o join ${lines(wanted, ['least', 'low'])} on o.score >= b.least
    join topics t on t.id = o.topic_id join posts q on q.id = t.opening_id and q.score <= b.low
  where o.kind = 'answer' and o.asker_id is distinct from o.member_id`

export const selfAnswer: Statement<'selfAnswer'> = (wanted) => sql`
  select ${post()} from own o join ${lines(wanted, ['least'])} on o.score >= b.least
  where o.kind = 'answer' and o.asker_id = o.member_id`

/** Taken back by its author though others liked it: the one thing that is had for what no longer stands. */
export const deleted: Statement<'deleted'> = (wanted, { scope }) => sql`
  select b.badge, b.once, p.author_id, p.id::text, p.id, p.withdrawn_at from posts p join ${lines(wanted, ['least'])} on p.score >= b.least
  where p.withdrawn_by = p.author_id and p.hidden_at is null and p.visibility = 'public' and ${inScope(scope, sql`p.author_id`)}`

/** Edited and answered within hours, a question of somebody else, with an answer that was liked. */
export const editAndAnswer: Statement<'editAndAnswer'> = (wanted) => sql`
  select b.badge, b.once, d.member_id, '' as subject, null::uuid as post_id, d.at
  from ${lines(wanted, ['hours', 'times'])} cross join lateral (
    select member_id, (array_agg(at order by at))[b.times] as at from (
      select o.member_id, o.topic_id, min(greatest(o.created_at, r.at)) as at
      from own o join topics t on t.id = o.topic_id join posts p on p.id = t.opening_id
        join post_revisions r on r.post_id = p.id and r.number > 1 and r.author_id = o.member_id
      where o.kind = 'answer' and o.score > 0 and o.asker_id is distinct from o.member_id and ${standsOpen}
        and abs(extract(epoch from r.at - o.created_at)) <= b.hours * 3600
      group by 1, 2) one group by member_id having count(*) >= b.times) d`
