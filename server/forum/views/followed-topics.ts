import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { WatchSubject } from '#db/schema/index.ts'
import { memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { MemberId, TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { rows } from '#server/core/rows.ts'
import { paging } from '../input.ts'
import { type Cursor, momentOf, readCursor, writeCursor } from './parts.ts'
import { type TopicList, topicList } from './topic-list.ts'

const filter = z.object(paging)

/**
 * Topics that the reader follows, by themselves, by who started or answered them, by a tag or by their board, the latest
 * first. Each source gives no more than a page from its own index, so that it costs the same however much is followed and
 * however much there is; a muted topic stays out.
 */
export async function followedTopics(ctx: Ctx, input: z.input<typeof filter> = {}): Promise<TopicList> {
  const { cursor, limit } = parse(filter, input)
  const own = memberIdOf(ctx.actor)
  if (!own) return { items: [], next: null }
  const found = await rows<{ id: TopicId; at: string }>(
    ctx.db,
    followed({ own, after: readCursor(cursor), most: limit + 1 }),
  )
  const page = found.slice(0, limit)
  const last = page.at(-1)
  if (!last) return { items: [], next: null }
  const { items } = await topicList(ctx, { ids: page.map(({ id }) => id), limit })
  const next = found.length > limit ? writeCursor({ at: new Date(last.at).toISOString(), id: last.id }) : null
  return { items, next }
}

/** Tags keep their topics' moments for an order of their own; after a change of tags it runs ahead for a while. */
const ahead = 20

function followed({ own, after, most }: { own: MemberId; after: Cursor | null; most: number }): SQL {
  const wished = (kind: WatchSubject, as: SQL, levels: SQL = sql`('watched', 'tracked')`) =>
    sql`materialized (select subject_id::${as} as id from watches
      where member_id = ${own} and subject_kind = ${kind} and level in ${levels})`
  const listed = sql`t.hidden_at is null and t.held_at is null and t.withdrawn_at is null
    and not exists (select from muted m where m.id = t.id)
    ${after ? sql`and (t.active_at, t.id) < (${momentOf(after).toISOString()}::timestamptz, ${after.id}::int)` : sql``}`
  const latest = sql`order by t.active_at desc, t.id desc limit ${most}`
  return sql`
    with muted as ${wished('topic', sql`int`, sql`('muted')`)}, watched as ${wished('topic', sql`int`)},
      followed_boards as ${wished('board', sql`uuid`)}, followed_tags as ${wished('tag', sql`uuid`)},
      people as ${wished('member', sql`uuid`)},
    found as (
      select t.id, t.active_at from watched w join topics t on t.id = w.id where ${listed}
      union select x.* from followed_boards b cross join lateral (
        select t.id, t.active_at from topics t where t.board_id = b.id and ${listed} ${latest}) x
      union select x.* from followed_tags g cross join lateral (
        select t.id, t.active_at from topic_tags of join topics t on t.id = of.topic_id where of.tag_id = g.id and ${listed}
        order by of.active_at desc, of.topic_id desc limit ${most + ahead}) x
      union select x.* from people p cross join lateral (
        select t.id, t.active_at from topics t where t.author_id = p.id and ${listed} ${latest}) x
      union select x.* from people p cross join lateral (
        select t.id, t.active_at from posts a join topics t on t.id = a.topic_id
        where a.author_id = p.id and a.kind = 'answer' and a.visibility = 'public' and a.hidden_at is null
          and a.held_at is null and a.withdrawn_at is null and ${listed} ${latest}) x)
    select id, active_at as at from found order by active_at desc, id desc limit ${most}`
}
