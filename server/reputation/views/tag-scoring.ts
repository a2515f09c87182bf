import { sql } from 'drizzle-orm'
import { answersToOthers, inScope, ownPosts, type Scope } from './own-posts.ts'

/** An accepted answer is worth as much as this many votes. */
const votesPerAccepted = 2

/**
 * What these members are worth in each tag, from the votes on their answers to others and from those accepted (REP-18),
 * in one statement; a tag they no longer answered in goes.
 */
export const tagScoring = (scope: Scope) => sql`
  with ${ownPosts(scope)}, ${answersToOthers},
  worth as (
    select a.member_id, tt.tag_id, sum(a.score)::int as votes, count(*)::int as answers,
      count(*) filter (where a.accepted_at is not null and a.accepted_by is distinct from a.member_id)::int as accepted,
      max(a.created_at at time zone 'UTC')::date as last_at
    from answered a join topic_tags tt on tt.topic_id = a.topic_id group by 1, 2),
  gone as (
    delete from tag_scores s where ${inScope(scope, sql`s.member_id`)}
      and not exists (select from worth w where w.member_id = s.member_id and w.tag_id = s.tag_id))
  insert into tag_scores as s (member_id, tag_id, score, votes, answers, accepted, last_at)
  select member_id, tag_id, votes + ${sql.raw(String(votesPerAccepted))} * accepted, votes, answers, accepted, last_at from worth
  order by member_id, tag_id
  on conflict (member_id, tag_id) do update set score = excluded.score, votes = excluded.votes, answers = excluded.answers,
    accepted = excluded.accepted, last_at = excluded.last_at
  where (s.votes, s.answers, s.accepted, s.last_at) is distinct from (excluded.votes, excluded.answers, excluded.accepted, excluded.last_at)`
