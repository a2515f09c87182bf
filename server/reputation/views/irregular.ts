import { type SQL, sql } from 'drizzle-orm'
import type { FindingCause } from '#db/schema/irregularities.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { MemberId, PostId } from '#server/core/ids.ts'
import { rows } from '#server/core/rows.ts'

/** Votes or acceptances that one member gave another, found by one rule; `postIds` stand beside `subjectIds`. */
export type Irregular = {
  cause: FindingCause
  rule: string
  giverId: MemberId
  receiverId: MemberId
  subjectIds: string[]
  postIds: PostId[]
  evidence: Record<string, number>
}

/** How far back a night looks: reciprocity is judged over it, and older votes have had their thirty looks. */
const days = 30
const half = 0.5
/** A ring's votes go nearly all to those who vote back; regulars of a small forum vote for others too. */
const ring = { pair: 3, votes: 10, share: 0.8 }
const concentrated = { votes: 3, share: 0.8 }
const swap = { pair: 3, share: 0.6 }

/** What nobody dismissed counts towards a rule, whether set aside already or not; only what is new makes a finding. */
const counting = (since: string): SQL => sql`
  cast_votes as materialized (
    select v.id, v.post_id, v.member_id as giver, p.author_id as receiver, sign(v.value)::int as way, v.at, part.finding_id is null as fresh
    from votes v join posts p on p.id = v.post_id
      left join vote_finding_parts part on part.kind = 'vote' and part.subject_id = v.id
      left join vote_findings f on f.id = part.finding_id
    where v.at >= ${since}::timestamptz and v.member_id is not null and p.author_id is not null
      and p.author_id <> v.member_id and f.dismissed_at is null)`

const found = (cause: FindingCause, rule: string, evidence: SQL): SQL => sql`
  select ${cause} as cause, ${rule} as rule, giver as "giverId", receiver as "receiverId",
    array_agg(id order by at, id) as "subjectIds", array_agg(post_id order by at, id) as "postIds", ${evidence} as evidence
  from judged where fresh group by giver, receiver order by giver, receiver`

/** At least so many votes one way from one member to another within 24 hours, half or more of all that they cast then. */
const serial = (since: string, least: number): SQL => sql`
  with ${counting(since)},
  runs as (select *,
      count(*) over (partition by giver, receiver, way order by at range between interval '24 hours' preceding and current row) as run,
      count(*) over (partition by giver order by at range between interval '24 hours' preceding and current row) as cast_then
    from cast_votes),
  judged as (select * from (select *, max(run) filter (where run >= ${least}::int and run >= cast_then * ${half}::float) over
      (partition by giver, receiver, way order by at range between current row and interval '24 hours' following) as longest
    from runs) r where longest is not null)
  ${found('serial', 'serial', sql`jsonb_build_object('votes', max(longest))`)}`

/** Votes that go nearly all to people who vote back as much: a ring, however it spreads them over the days. */
const ringed = (since: string): SQL => sql`
  with ${counting(since)},
  pairs as (select giver, receiver, count(*)::int as votes from cast_votes where way > 0 group by 1, 2),
  mutual as (select a.giver, a.receiver, a.votes from pairs a join pairs b on b.giver = a.receiver and b.receiver = a.giver
    where a.votes >= ${ring.pair} and b.votes >= ${ring.pair}),
  members_of_it as (select giver from (select giver, sum(votes) as given from mutual group by 1) m
    join (select giver, sum(votes) as cast_in_all from pairs group by 1) every using (giver)
    where given >= ${ring.votes} and given >= cast_in_all * ${ring.share}::float),
  judged as (select v.* from cast_votes v join mutual using (giver, receiver)
    where v.way > 0 and v.giver in (table members_of_it) and v.receiver in (table members_of_it))
  ${found('serial', 'ring', sql`jsonb_build_object('votes', count(*), 'people', (select count(*) from members_of_it))`)}`

/** One mailbox under two spellings: what follows a plus sign is the owner's own, and some hosts ignore dots. */
const mailbox = sql`case when split_part(lower(email), '@', 2) in ('gmail.com', 'googlemail.com')
  then replace(split_part(split_part(lower(email), '@', 1), '+', 1), '.', '') || '@gmail.com'
  else split_part(split_part(lower(email), '@', 1), '+', 1) || '@' || split_part(lower(email), '@', 2) end`

const mailboxes = sql`
  boxes as materialized (select id, ${mailbox} as box from members where email is not null and email_verified_at is not null
    and ghost_of is null and not bot),
  linked as materialized (select a.id as one, b.id as other from boxes a join boxes b on b.box = a.box and b.id <> a.id)`

/** Votes between sign-ins of one mailbox, and the later of two such votes on the same post. */
const sameMailbox = (since: string): SQL => sql`
  with ${counting(since)}, ${mailboxes},
  judged as (select v.* from cast_votes v join linked on linked.one = v.giver and linked.other = v.receiver
    union select v.* from cast_votes v join linked on linked.one = v.giver
      join cast_votes w on w.post_id = v.post_id and w.giver = linked.other and (w.at, w.id) < (v.at, v.id))
  ${found('linked', 'mailbox', sql`jsonb_build_object('votes', count(*))`)}`

/**
 * A member who accepted the terms in the same network as the author, and whose votes go nearly all to that author. Either
 * alone is an office, or an admirer; both together are one person's second sign-in.
 */
const sameNetwork = (since: string): SQL => sql`
  with ${counting(since)},
  networks as materialized (select distinct member_id, network from acceptances where network is not null),
  pairs as (select giver, receiver, count(*)::int as votes from cast_votes where way > 0 group by 1, 2),
  given as (select giver, sum(votes) as cast_in_all from pairs group by 1),
  puppets as (select giver, receiver from pairs join given using (giver)
    where votes >= ${concentrated.votes} and votes >= cast_in_all * ${concentrated.share}::float
      and exists (select from networks a join networks b using (network) where a.member_id = giver and b.member_id = receiver)),
  judged as (select v.* from cast_votes v join puppets using (giver, receiver) where v.way > 0)
  ${found('linked', 'network', sql`jsonb_build_object('votes', count(*))`)}`

/** Two members who accept each other's answers, three or more each way, and hardly anybody else's. */
const swapped = (since: string): SQL => sql`
  with accepted as materialized (
    select p.id, p.id as post_id, t.author_id as giver, p.author_id as receiver, p.accepted_at as at, part.finding_id is null as fresh
    from posts p join topics t on t.id = p.topic_id
      left join vote_finding_parts part on part.kind = 'acceptance' and part.subject_id = p.id
      left join vote_findings f on f.id = part.finding_id
    where p.accepted_at >= ${since}::timestamptz and t.author_id is not null and p.author_id is not null
      and p.author_id <> t.author_id and p.accepted_by = t.author_id and f.dismissed_at is null),
  pairs as (select giver, receiver, count(*)::int as times from accepted group by 1, 2),
  given as (select giver, sum(times) as in_all from pairs group by 1),
  swaps as (select a.giver, a.receiver from pairs a join pairs b on b.giver = a.receiver and b.receiver = a.giver
      join given ga on ga.giver = a.giver join given gb on gb.giver = b.giver
    where a.times >= ${swap.pair} and b.times >= ${swap.pair}
      and a.times >= ga.in_all * ${swap.share}::float and b.times >= gb.in_all * ${swap.share}::float),
  judged as (select a.* from accepted a join swaps using (giver, receiver))
  ${found('swapped', 'swapped', sql`jsonb_build_object('answers', count(*))`)}`

/** Everything irregular of the last 30 days that no finding holds yet, rule by rule; nothing of the CRM is read. */
export async function irregularVotes(
  ctx: Pick<Ctx, 'db' | 'now'>,
  { serialVotes }: { serialVotes: number },
): Promise<Irregular[]> {
  const since = new Date(ctx.now.getTime() - days * 86_400_000).toISOString()
  const rules = [
    serial(since, serialVotes),
    ringed(since),
    sameMailbox(since),
    sameNetwork(since),
    swapped(since),
  ]
  const all: Irregular[] = []
  for (const rule of rules) all.push(...(await rows<Irregular>(ctx.db, rule)))
  return all
}
