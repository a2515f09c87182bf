import { sql } from 'drizzle-orm'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { MemberId, PostId, TopicId } from '#server/core/ids.ts'
import { rows } from '#server/core/rows.ts'
import { inScope, type Scope } from './own-posts.ts'

/**
 * When these members are to be looked at again though nothing happens: when a further day of theirs is over, as days count,
 * or when the days of grace of a failing term are.
 */
export const lookAgain = (tx: Tx, scope: Scope) =>
  tx.db.execute(sql`
    insert into standing_due (member_id, due_at)
    select m.id, least(
      (select min(r.mend_by) from member_ranks r where r.member_id = m.id and r.mend_by > now.at),
      coalesce(since.at + (floor(extract(epoch from now.at - since.at) / 86400) + 1) * interval '24 hours', now.at + interval '24 hours'))
    from members m cross join (select ${tx.now.toISOString()}::timestamptz as at) now
      cross join lateral (select coalesce(m.email_verified_at, case when m.ghost_of is not null then m.joined_at end) as at) since
    where ${inScope(scope, sql`m.id`)} and not m.bot order by m.id
    on conflict (member_id) do update set due_at = excluded.due_at, origin = null`)

/** Everybody who wrote in a topic, shares its problem or saved of it: what happens to it touches them all. */
export async function touchedIn(ctx: Pick<Ctx | Tx, 'db'>, topicId: TopicId): Promise<MemberId[]> {
  const found = await rows<{ id: MemberId }>(
    ctx.db,
    sql`select author_id as id from posts where topic_id = ${topicId} and author_id is not null
      union select member_id from same_problems where topic_id = ${topicId}
      union select s.member_id from saves s join posts p on p.id = s.post_id where p.topic_id = ${topicId}`,
  )
  return found.map(({ id }) => id)
}

/** Whose words a post is, if anybody's. */
export async function authorOf(ctx: Pick<Ctx | Tx, 'db'>, postId: PostId): Promise<MemberId | null> {
  const [post] = await rows<{ id: MemberId | null }>(
    ctx.db,
    sql`select author_id as id from posts where id = ${postId}`,
  )
  return post?.id ?? null
}

/** Members who read something within these seconds, or are here for the first time today: neither is ever told. */
export async function readersOf(ctx: Ctx | Tx, seconds: number): Promise<MemberId[]> {
  const since = new Date(ctx.now.getTime() - seconds * 1000).toISOString()
  const today = ctx.now.toISOString().slice(0, 10)
  const found = await rows<{ id: MemberId }>(
    ctx.db,
    sql`select member_id as id from topic_reads where at > ${since}::timestamptz
      union select d.member_id from member_days d join member_measures m on m.member_id = d.member_id
        where d.day = ${today}::date and m.measured_at < ${today}::date at time zone 'UTC'`,
  )
  return found.map(({ id }) => id)
}

/** Members whom nobody has looked at yet, at most so many. */
export async function unlooked(ctx: Pick<Ctx | Tx, 'db'>, limit: number): Promise<MemberId[]> {
  const found = await rows<{ id: MemberId }>(
    ctx.db,
    sql`select m.id from members m left join standing_due d on d.member_id = m.id
      where d.member_id is null and not m.bot order by m.id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}
