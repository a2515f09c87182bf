import { type SQL, sql } from 'drizzle-orm'
import type { Rules } from '../rules.ts'

/** What can be read counts; what was hidden, withdrawn or is held earns nothing until it stands again. */
const readable = sql`p.visibility = 'public' and p.hidden_at is null and p.withdrawn_at is null and p.held_at is null
  and t.hidden_at is null and t.withdrawn_at is null and t.held_at is null`

/** Votes reach the reputation of author and voter when the counts of the post show, not before (REP-21). */
const shown = sql`p.counts_hidden_until is null`

/** From the moment a post belongs to the community it earns nobody anything; what it had earned stays. */
const owned = (at: SQL) => sql`(p.community_at is null or ${at} < p.community_at)`

const within = (at: SQL) => sql`${at} >= s.since and ${at} < s.until`

/** Suggested edits of others' posts that were let stand, numbered: they earn up to a limit in all, whatever the day. */
const approvedEdits = sql`
  select r.id, r.author_id, r.approved_at, r.post_id,
    (row_number() over (partition by r.author_id order by r.approved_at, r.id))::int as place
  from (select distinct member_id from scope) whose
    join post_revisions r on r.author_id = whose.member_id and r.approved_at is not null
    join posts p on p.id = r.post_id join topics t on t.id = p.topic_id
  where ${readable} and p.author_id is distinct from r.author_id`

/**
 * Everything that members earned by the truth of this moment, before the daily limit, as columns source_kind, source_id,
 * member_id, reason, full_points, at, by_id, post_id, limited. It wants a CTE `scope(member_id, since, until)`.
 */
export const earned = ({ points, abuseClauses }: Rules): SQL => sql`
  select 'vote' as source_kind, v.id as source_id, p.author_id as member_id, r.reason, v.at, v.member_id as by_id,
    p.id as post_id, r.points * abs(v.value) as full_points, true as limited
  from scope s join posts p on p.author_id = s.member_id join topics t on t.id = p.topic_id
    join votes v on v.post_id = p.id and v.voided_at is null
    cross join lateral (select case
        when v.value < 0 then 'postDown' when p.kind = 'answer' then 'answerUp' when p.kind = 'question' then 'questionUp'
        when p.kind = 'idea' then 'ideaUp' else 'otherUp' end as reason,
      case
        when v.value < 0 then ${points.postDown}::int when p.kind = 'answer' then ${points.answerUp}::int
        when p.kind = 'question' then ${points.questionUp}::int when p.kind = 'idea' then ${points.ideaUp}::int
        else ${points.otherUp}::int end as points) r
  where ${within(sql`v.at`)} and p.kind not in ('comment', 'note') and ${shown} and ${readable} and ${owned(sql`v.at`)}
  union all
  select 'vote', v.id, v.member_id, 'voterDown', v.at, v.member_id, p.id, ${points.voterDown}::int, false
  from scope s join votes v on v.member_id = s.member_id and v.value < 0 and v.voided_at is null
    join posts p on p.id = v.post_id join topics t on t.id = p.topic_id
  where ${within(sql`v.at`)} and p.kind = 'answer' and ${shown} and ${readable} and ${owned(sql`v.at`)}
  union all
  select 'acceptance', p.id, p.author_id, 'accepted', p.accepted_at, p.accepted_by, p.id, ${points.accepted}::int, false
  from scope s join posts p on p.author_id = s.member_id join topics t on t.id = p.topic_id
  where ${within(sql`p.accepted_at`)} and p.acceptance_voided_at is null and ${readable} and ${owned(sql`p.accepted_at`)}
    and t.author_id is distinct from p.author_id and p.accepted_by is distinct from p.author_id
  union all
  select 'acceptance', p.id, t.author_id, 'accepting', p.accepted_at, p.accepted_by, p.id, ${points.accepting}::int, false
  from scope s join topics t on t.author_id = s.member_id join posts p on p.topic_id = t.id
  where ${within(sql`p.accepted_at`)} and p.acceptance_voided_at is null and ${readable} and p.accepted_by = t.author_id
    and p.author_id is distinct from t.author_id
  union all
  select 'post', p.id, p.author_id, 'answerPosted', p.visible_at, p.author_id, p.id, ${points.answerPosted}::int, true
  from scope s join posts p on p.author_id = s.member_id join topics t on t.id = p.topic_id
  where ${points.answerPosted}::int <> 0 and ${within(sql`p.visible_at`)} and p.kind = 'answer' and ${readable}
    and t.author_id is distinct from p.author_id and ${owned(sql`p.visible_at`)}
  union all
  select 'edit', r.id, r.author_id, 'edit', r.approved_at, null::uuid, r.post_id,
    least(${points.edit}::int, ${points.editsInAll}::int - (r.place - 1) * ${points.edit}::int), true
  from scope s join (${approvedEdits}) r on r.author_id = s.member_id
  where ${within(sql`r.approved_at`)} and (r.place - 1) * ${points.edit}::int < ${points.editsInAll}::int
  union all
  select 'decision', p.id, p.author_id, 'abuse', p.hidden_at, p.hidden_by, p.id, ${points.abuse}::int, false
  from scope s join posts p on p.author_id = s.member_id
  where ${within(sql`p.hidden_at`)} and p.hidden_reason is not null
    and p.hidden_clause = any(${sql.param([...abuseClauses])}::text[])
  union all
  select 'bounty', b.id, b.member_id, 'bountyOffered', b.at, b.member_id, b.post_id, -b.amount, false
  from scope s join post_bounties b on b.member_id = s.member_id
  where b.kind = 'offered' and ${within(sql`b.at`)}
  union all
  select 'bounty', b.id, p.author_id, 'bountyAwarded', b.at, null::uuid, b.post_id, b.amount, false
  from scope s join posts p on p.author_id = s.member_id join post_bounties b on b.post_id = p.id
  where b.kind = 'awarded' and ${within(sql`b.at`)}`

/**
 * The same with what counts after the daily limit, and the day (UTC). Within a day the order is that of time: the sum of
 * what is limited runs up to the limit and is held there, and can grow again after a loss.
 */
export const counted = (rules: Rules): SQL => sql`
  select *, case when limited and ${rules.points.dailyCap}::int > 0
      then running - over - coalesce(lag(running - over) over (partition by member_id, day, limited order by at, source_id, reason), 0)
      else full_points end as amount
  from (select *, max(greatest(0, running - ${rules.points.dailyCap}::int))
        over (partition by member_id, day, limited order by at, source_id, reason) as over
    from (select *, sum(full_points) over (partition by member_id, day, limited order by at, source_id, reason) as running
      from (select *, (at at time zone 'UTC')::date as day from (${earned(rules)}) e
        where full_points <> 0) dayed) summed) held`
