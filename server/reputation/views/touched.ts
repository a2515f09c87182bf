import { sql } from 'drizzle-orm'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { MemberId, PostId, TopicId } from '#server/core/ids.ts'
import { rows } from '#server/core/rows.ts'
import type { Rules } from '../rules.ts'

/** A member's day (UTC, `2026-03-04`), or all of them. */
export type MemberDay = { memberId: MemberId; day: string | null }

/** Whose days these posts have a part in: by what stands in the ledger, and by what is true now. */
export async function daysTouchedBy(
  tx: Tx,
  { postIds, rules: { points } }: { postIds: readonly PostId[]; rules: Rules },
): Promise<MemberDay[]> {
  const of = sql`any(${sql.param([...postIds])}::uuid[])`
  const found = await rows<MemberDay>(
    tx.db,
    sql`select member_id as "memberId", day::text from reputation_entries where post_id = ${of} and source_kind <> 'member'
      union select p.author_id, (v.at at time zone 'UTC')::date::text from posts p join votes v on v.post_id = p.id
        where p.id = ${of} and p.author_id is not null
      union select v.member_id, (v.at at time zone 'UTC')::date::text from votes v
        where v.post_id = ${of} and v.member_id is not null and v.value < 0
      union select who, (p.accepted_at at time zone 'UTC')::date::text from posts p join topics t on t.id = p.topic_id
        cross join lateral (values (p.author_id), (t.author_id)) as of(who)
        where p.id = ${of} and p.accepted_at is not null and who is not null
      union select p.author_id, (p.visible_at at time zone 'UTC')::date::text from posts p
        where p.id = ${of} and p.kind = 'answer' and p.author_id is not null and p.visible_at is not null
      union select p.author_id, (p.hidden_at at time zone 'UTC')::date::text from posts p
        where p.id = ${of} and p.author_id is not null and p.hidden_at is not null
      union select coalesce(b.member_id, p.author_id), (b.at at time zone 'UTC')::date::text
        from post_bounties b join posts p on p.id = b.post_id
        where p.id = ${of} and coalesce(b.member_id, p.author_id) is not null
      union select r.author_id, case when ${points.edit}::int * (select count(*) from post_revisions a
          where a.author_id = r.author_id and a.approved_at is not null) <= ${points.editsInAll}::int
          then (r.approved_at at time zone 'UTC')::date::text end
        from post_revisions r where r.post_id = ${of} and r.author_id is not null and r.approved_at is not null
      order by 1, 2`,
  )
  // edits beyond their limit make room for each other on any day: then all days of that member are looked at
  const whole = new Set(found.flatMap(({ memberId, day }) => (day === null ? memberId : [])))
  return found.filter(({ memberId, day }) => day === null || !whole.has(memberId))
}

/** Every post of a topic, for facts about the whole of it. */
export async function postsOf({ db }: Pick<Ctx, 'db'>, topicId: TopicId): Promise<PostId[]> {
  const found = await rows<{ id: PostId }>(db, sql`select id from posts where topic_id = ${topicId}`)
  return found.map(({ id }) => id)
}
