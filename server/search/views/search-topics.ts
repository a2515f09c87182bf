import { and, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { boards, members, posts, topics } from '#db/schema/index.ts'
import type { Affiliation } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { rows } from '#server/core/rows.ts'
import { flagsOf, listedTopics, stateOf, visiblePosts } from '#server/forum/index.ts'
import { searchInput } from '../input.ts'
import { parseQuery, type Query } from '../query.ts'

type Found = {
  id: number
  kind: string
  title: string
  slug: string
  excerpt: string
  tags: string[]
  score: number | null
  reply_count: number
  created_at: string
  solved_at: string | null
  answered_at: string | null
  closed_at: string | null
  closed_reason: string | null
  escalated_at: string | null
  hidden_at: string | null
  board_slug: string
  board_title: string
  author_handle: string | null
  author_name: string | null
  author_affiliation: Affiliation | null
  snippet: string | null
  snippet_accepted: boolean | null
}

const deepest = 500

/**
 * Topics that hold the words in their title or in a post the actor may read, best first: words in the title count most,
 * a solved topic goes before its like. Without words, the newest that fit the operators. `next` is an offset kept small:
 * nobody reads past some hundred hits.
 */
export async function searchTopics(ctx: Ctx, input: z.input<typeof searchInput>) {
  const { q, cursor, limit } = parse(searchInput, input)
  const query = parseQuery(q)
  const from = offsetOf(cursor)
  const hits = q === '' ? [] : await found(ctx, query, { from, limit: limit + 1 })
  return {
    query,
    items: hits.slice(0, limit).map(toHit),
    next: hits.length > limit && from + limit < deepest ? String(from + limit) : null,
  }
}

function offsetOf(cursor: string | null | undefined): number {
  if (!cursor) return 0
  const offset = Number(cursor)
  if (!Number.isInteger(offset) || offset < 0 || offset > deepest)
    throw new Invalid([{ path: 'cursor', key: 'invalid.cursor' }])
  return offset
}

function found(ctx: Ctx, query: Query, page: { from: number; limit: number }): Promise<Found[]> {
  const words = query.text ? sql`websearch_to_tsquery('english', ${query.text})` : null
  const where = and(listedTopics(ctx.actor), ...conditions(ctx, query))
  const source = words
    ? matching(ctx, words, where)
    : sql`(select ${topics.id} as id, extract(epoch from ${topics.createdAt}) as rank, null::uuid as post_id from ${topics} where ${where} order by ${topics.createdAt} desc limit ${deepest}) as hit`
  const mark = sql`'StartSel=«mark», StopSel=«/mark», MaxWords=32, MinWords=12, MaxFragments=1'`
  return rows<Found>(
    ctx.db,
    sql`select ${topics.id} as id, ${topics.kind} as kind, ${topics.title} as title, ${topics.slug} as slug, ${topics.excerpt} as excerpt,
          ${topics.tagSlugs} as tags, case when ${topics.countsHiddenUntil} is null then ${topics.score} end as score, ${topics.replyCount} as reply_count, ${topics.createdAt} as created_at,
          ${topics.solvedAt} as solved_at, ${topics.answeredAt} as answered_at, ${topics.closedAt} as closed_at,
          ${topics.closedReason} as closed_reason, ${topics.escalatedAt} as escalated_at, ${topics.hiddenAt} as hidden_at,
          ${boards.slug} as board_slug, ${boards.title} as board_title, ${members.handle} as author_handle,
          coalesce(${members.displayName}, ${topics.authorName}) as author_name, ${topics.authorAffiliation} as author_affiliation,
          ${words ? sql`case when ${posts.id} is not null then ts_headline('english', left(${posts.source}, 4000), ${words}, ${mark}) end` : sql`null`} as snippet,
          (${posts.acceptedAt} is not null) as snippet_accepted
        from (select * from ${source} order by rank desc, id desc limit ${page.limit} offset ${page.from}) as best
        join ${topics} on ${topics.id} = best.id
        join ${boards} on ${boards.id} = ${topics.boardId}
        left join ${members} on ${members.id} = ${topics.authorId}
        left join ${posts} on ${posts.id} = best.post_id
        order by best.rank desc, best.id desc`,
  )
}

/** Hits in titles and in posts, one row a topic with its best post. A title counts fourfold, solved by half more. */
function matching(ctx: Ctx, words: SQL, where: SQL | undefined): SQL {
  return sql`(
    select hit.id, max(hit.rank) as rank, (array_agg(hit.post_id order by hit.rank desc) filter (where hit.post_id is not null))[1] as post_id
    from (
      select ${topics.id} as id, 4 * ts_rank(${topics.searchTitle}, ${words}) * (case when ${topics.solvedAt} is null then 1 else 1.5 end) as rank, null::uuid as post_id
      from ${topics} where ${topics.searchTitle} @@ ${words} and ${where ?? sql`true`}
      union all
      (select ${topics.id}, ts_rank(${posts.searchBody}, ${words}) * (case when ${topics.solvedAt} is null then 1 else 1.5 end)
        * (case when ${posts.acceptedAt} is null then 1 else 1.5 end), ${posts.id}
      from ${posts} join ${topics} on ${topics.id} = ${posts.topicId}
      where ${posts.searchBody} @@ ${words} and ${posts.visibility} = 'public'
        and ${and(isNull(posts.hiddenAt), isNull(posts.heldAt), isNull(posts.withdrawnAt), visiblePosts(ctx.actor)) ?? sql`true`}
        and ${where ?? sql`true`}
      limit 5000)
    ) as hit group by hit.id
  ) as hit`
}

const states: Record<Query['is'][number], SQL | undefined> = {
  open: and(isNull(topics.answeredAt), isNull(topics.solvedAt)),
  answered: and(isNotNull(topics.answeredAt), isNull(topics.solvedAt)),
  solved: isNotNull(topics.solvedAt),
  unsolved: and(eq(topics.kind, 'question'), isNull(topics.solvedAt)),
  unanswered: and(eq(topics.kind, 'question'), eq(topics.replyCount, 0)),
  closed: isNotNull(topics.closedAt),
  duplicate: eq(topics.closedReason, 'duplicate'),
  escalated: isNotNull(topics.escalatedAt),
}

function conditions(ctx: Ctx, query: Query): (SQL | undefined)[] {
  const { since, until } = query
  const from =
    since === null
      ? null
      : 'days' in since
        ? new Date(ctx.now.getTime() - since.days * 86_400_000).toISOString()
        : since.day
  return [
    ...query.is.map((state) => states[state]),
    query.kind ? eq(topics.kind, query.kind) : undefined,
    query.board ? sql`${topics.boardId} = (select id from boards where slug = ${query.board})` : undefined,
    query.tags.length > 0 ? sql`${topics.tagSlugs} @> ${sql.param([...query.tags])}::text[]` : undefined,
    query.author
      ? sql`${topics.authorId} = (select id from members where lower(handle) = lower(${query.author}))`
      : undefined,
    query.accepted ? sql`${topics.acceptedCount} > 0` : undefined,
    from ? sql`${topics.createdAt} >= ${from}::timestamptz` : undefined,
    until ? sql`${topics.createdAt} < ${until.day}::timestamptz + interval '1 day'` : undefined,
  ]
}

const moment = (text: string | null) => (text === null ? null : new Date(text))

function toHit(row: Found) {
  const standing = {
    solvedAt: moment(row.solved_at),
    answeredAt: moment(row.answered_at),
    closedAt: moment(row.closed_at),
    closedReason: row.closed_reason,
    escalatedAt: moment(row.escalated_at),
    hiddenAt: moment(row.hidden_at),
  }
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    slug: row.slug,
    tags: row.tags,
    score: row.score,
    replyCount: row.reply_count,
    createdAt: new Date(row.created_at),
    state: stateOf(standing),
    flags: flagsOf(standing),
    board: { slug: row.board_slug, title: row.board_title },
    author:
      row.author_name === null
        ? null
        : {
            handle: row.author_handle,
            name: row.author_name,
            staff: row.author_affiliation?.kind === 'employee',
            affiliation: row.author_affiliation,
          },
    /** Pieces of the best post, those in `hit` being the words asked for; without one, the topic's first line. */
    snippet: row.snippet === null ? [{ text: row.excerpt, hit: false }] : pieces(row.snippet),
    fromAccepted: row.snippet_accepted === true,
  }
}

const pieces = (headline: string) =>
  headline.split(/(«mark».*?«\/mark»)/s).flatMap((text) => {
    const hit = text.startsWith('«mark»')
    const plain = text.replace(/«\/?mark»/g, '')
    return plain ? [{ text: plain, hit }] : []
  })
