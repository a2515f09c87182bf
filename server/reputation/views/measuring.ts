import { type SQL, sql } from 'drizzle-orm'
import type { MeasureName } from '../measures.ts'
import {
  answersToOthers,
  atMostThree,
  cheers,
  inScope,
  ownPosts,
  type Scope,
  standsOpen,
} from './own-posts.ts'

type Asked = { scope: Scope; now: Date }

const postsADay = 10
const answersForRate = 10

/** The value of each measure, over the relations below; whatever has no row there is 0. */
const values: Readonly<Record<MeasureName, SQL>> = {
  verified: sql`(since is not null)::int`,
  tenure: sql`greatest(coalesce(extract(day from present - since), 0), 0)`,
  active: sql`days`,
  read: sql`topics_read`,
  SOL: sql`solved`,
  SOL30: sql`solved30`,
  SOL365: sql`solved365`,
  rate: sql`case when rated >= ${sql.raw(String(answersForRate))} then round(100.0 * rated_solved / rated, 1) end`,
  people: sql`people`,
  answers: sql`answers`,
  HV: sql`helpful`,
  supporters: sql`supporters`,
  WM: sql`0`,
  liked: sql`liked`,
  liked2: sql`liked2`,
  liked5: sql`liked5`,
  unthanked: sql`unthanked`,
  questions: sql`questions`,
  GQ: sql`good_questions`,
  GQdays: sql`good_days`,
  sameProblem: sql`same_problem`,
  accepts: sql`accepts`,
  used: sql`coalesce(own_solved, 0) + coalesce(shared_solved, 0)`,
  saves: sql`saves`,
  savers: sql`savers`,
  PO: sql`posts`,
  comments: sql`comments`,
  upVotes: sql`up_votes`,
  downVotes: sql`down_votes`,
  questionVotes: sql`question_votes`,
  edits: sql`coalesce(edited, 0) + coalesce(suggested, 0)`,
  suggestions: sql`suggested`,
  reviews: sql`reviews`,
  flagsUpheld: sql`flags_upheld`,
  RV: sql`coalesce(review_outcome, 0) + coalesce(flag_outcome, 0)`,
  FG: sql`guided`,
  AR: sql`0`,
  IP: sql`0`,
  outdated: sql`0`,
  flags30: sql`flags30`,
  flags60: sql`flags60`,
  flags90: sql`flags90`,
  flags180: sql`flags180`,
}

const columns = sql.join(
  Object.entries(values).map(([name, value]) =>
    // a rate is the one thing that may be "not yet"
    name === 'rate' ? sql`${value} as "rate"` : sql`coalesce(${value}, 0) as ${sql.raw(`"${name}"`)}`,
  ),
  sql`, `,
)

const written = sql`
  written as (
    select member_id, sum(least(times, ${sql.raw(String(postsADay))}))::int as posts, sum(remarks)::int as comments
    from (select member_id, date_trunc('day', created_at at time zone 'UTC') as day, count(*) as times,
        count(*) filter (where kind = 'comment') as remarks
      from own group by 1, 2) by_day
    group by member_id)`

/** Solved questions of others, and how many of one's answers solved them in the year before the newest ripe one. */
const solving = ({ now }: Asked) => sql`
  accepted as (
    select member_id, coalesce(asker_id, id) as other, id, accepted_at as at, coalesce(asker_id::text, asker_name, id::text) as person
    from answered where accepted_at is not null and accepted_by is distinct from member_id),
  ${atMostThree(sql`accepted`, sql`solved`)},
  solving as (
    select member_id, count(*)::int as solved, count(distinct person)::int as people,
      count(*) filter (where at > ${now.toISOString()}::timestamptz - interval '30 days')::int as solved30,
      count(*) filter (where at > ${now.toISOString()}::timestamptz - interval '365 days')::int as solved365
    from solved group by member_id),
  ripe as (
    select member_id, id, created_at, max(created_at) over (partition by member_id) as newest
    from answered where created_at <= ${now.toISOString()}::timestamptz - interval '7 days'),
  rating as (
    select r.member_id, count(*)::int as rated, count(s.id)::int as rated_solved
    from ripe r left join solved s on s.id = r.id where r.created_at > r.newest - interval '365 days' group by r.member_id),
  answering as (
    select member_id, count(*)::int as answers from answered group by member_id)`

/** Helpful votes, and what was liked how much. */
const helping = sql`
  helped as (select * from cheered where kind <> 'question'),
  ${atMostThree(sql`helped`, sql`thanked`)},
  helping as (
    select member_id, sum(value)::int as helpful, count(distinct voter)::int as supporters from thanked group by member_id),
  liked_posts as (
    select member_id, post_id, kind, min(created_at) as created_at, sum(value) as times from cheered group by 1, 2, 3),
  liking as (
    select member_id, count(*)::int as liked, count(*) filter (where times >= 2)::int as liked2,
      count(*) filter (where times >= 5)::int as liked5
    from liked_posts group by member_id),
  thankless as (
    select a.member_id, count(*)::int as unthanked from answered a
    where a.accepted_at is not null and a.score = 0
      and not exists (select from liked_posts l where l.member_id = a.member_id and l.post_id = a.id)
    group by a.member_id)`

const asking = ({ scope }: Asked) => sql`
  good as (
    select o.member_id, o.created_at from own o left join liked_posts l on l.member_id = o.member_id and l.post_id = o.id
    where o.kind = 'question' and (o.same_problem > 0 or l.post_id is not null)),
  good_asking as (
    select member_id, count(*)::int as good_questions, count(distinct (created_at at time zone 'UTC')::date)::int as good_days
    from good group by member_id),
  asking as (
    select t.author_id as member_id, count(*)::int as questions, count(*) filter (where t.accepted_count > 0)::int as accepts,
      count(*) filter (where t.solved_at is not null)::int as own_solved, sum(p.same_problem)::int as same_problem
    from topics t join posts p on p.id = t.opening_id
    where t.kind = 'question' and ${inScope(scope, sql`t.author_id`)} and ${standsOpen} group by t.author_id),
  sharing as (
    select s.member_id, count(*)::int as shared_solved from same_problems s join topics t on t.id = s.topic_id
    where ${inScope(scope, sql`s.member_id`)} and t.solved_at is not null and t.hidden_at is null and t.withdrawn_at is null
    group by s.member_id)`

const saving = ({ scope }: Asked) => sql`
  saving as (
    select s.member_id, count(*)::int as saves from saves s join posts p on p.id = s.post_id join topics t on t.id = p.topic_id
    where ${inScope(scope, sql`s.member_id`)} and p.author_id is distinct from s.member_id and ${standsOpen} group by s.member_id),
  saved as (
    select o.member_id, count(distinct s.member_id)::int as savers from own o join saves s on s.post_id = o.id
    where s.member_id <> o.member_id and not o.shared group by o.member_id)`

const beingHere = ({ scope }: Asked) => sql`
  here as (
    select member_id, count(*)::int as days from (
      select member_id, day from member_days where ${inScope(scope, sql`member_id`)}
      union select member_id, (created_at at time zone 'UTC')::date from own) d group by member_id),
  reading as (
    select member_id, count(*)::int as topics_read from topic_reads where ${inScope(scope, sql`member_id`)} group by member_id)`

const taking = ({ scope, now }: Asked) => sql`
  voting as (
    select v.member_id, count(*) filter (where v.value > 0)::int as up_votes,
      count(*) filter (where v.value < 0)::int as down_votes, count(*) filter (where p.kind = 'question')::int as question_votes
    from votes v join posts p on p.id = v.post_id
    where v.member_id is not null and v.voided_at is null and ${inScope(scope, sql`v.member_id`)} group by v.member_id),
  editing as (
    select r.author_id as member_id, count(*)::int as edited from post_revisions r join posts p on p.id = r.post_id
    where r.number > 1 and r.author_id is not null and ${inScope(scope, sql`r.author_id`)}
      and p.author_id is distinct from r.author_id group by r.author_id),
  judged as (
    select member_id,
      count(*) filter (where kind = 'suggestion' and outcome = 1)::int as suggested,
      count(*) filter (where kind = 'review')::int as reviews,
      sum(outcome) filter (where kind = 'review')::int as review_outcome,
      count(*) filter (where kind = 'flag' and outcome = 1)::int as flags_upheld,
      sum(outcome) filter (where kind = 'flag')::int as flag_outcome,
      count(distinct other_id) filter (where kind = 'guided')::int as guided,
      ${sql.join(
        [30, 60, 90, 180].map(
          (days) => sql`count(*) filter (where kind = 'flagged' and outcome = 1
            and at > ${now.toISOString()}::timestamptz - interval '${sql.raw(String(days))} days')::int as ${sql.raw(`flags${days}`)}`,
        ),
        sql`, `,
      )}
    from standing_deeds where ${inScope(scope, sql`member_id`)} group by member_id)`

/**
 * Counts everything about these members from what is true now, in one statement over whole sets, and keeps it. Machines
 * are counted nowhere. Answers nothing: ranks and badges read what was kept.
 */
export const measuring = (asked: Asked) => sql`
  with recursive ${ownPosts(asked.scope)}, ${answersToOthers}, ${cheers},
    ${written}, ${solving(asked)}, ${helping}, ${asking(asked)}, ${saving(asked)}, ${beingHere(asked)}, ${taking(asked)},
  crowd as (
    select m.id as member_id, ${asked.now.toISOString()}::timestamptz as present,
      coalesce(m.email_verified_at, case when m.ghost_of is not null then m.joined_at end) as since
    from members m where ${inScope(asked.scope, sql`m.id`)} and not m.bot)
  insert into member_measures (member_id, values, measured_at)
  select member_id, to_jsonb(counted) - 'member_id', ${asked.now.toISOString()}::timestamptz
  from (select member_id, ${columns} from crowd
    left join written using (member_id) left join solving using (member_id) left join rating using (member_id)
    left join answering using (member_id) left join helping using (member_id) left join liking using (member_id)
    left join thankless using (member_id) left join good_asking using (member_id) left join asking using (member_id)
    left join sharing using (member_id) left join here using (member_id) left join reading using (member_id)
    left join saving using (member_id) left join saved using (member_id)
    left join voting using (member_id) left join editing using (member_id) left join judged using (member_id)) counted
  order by member_id
  on conflict (member_id) do update set values = excluded.values, measured_at = excluded.measured_at`
