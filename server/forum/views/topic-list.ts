import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { boards, tags, topicReads, topics, topicTags } from '#db/schema/index.ts'
import { memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { topicFilter } from '../input.ts'
import { listedTopics, visibleTopics } from '../policy.ts'
import { lotOf } from './lots.ts'
import {
  author,
  lastAuthor,
  momentOf,
  personOf,
  readCursor,
  rowColumns,
  standing,
  writeCursor,
} from './parts.ts'

type Filter = z.output<typeof topicFilter>

/** Topics of the whole site or of a board, tag or author, filtered and sorted, a page at a time. One query. */
export async function topicList(ctx: Ctx, input: z.input<typeof topicFilter> = {}) {
  const filter = parse(topicFilter, input)
  const own = memberIdOf(ctx.actor)
  const found = await ctx.db
    .select({
      ...rowColumns,
      boardId: topics.boardId,
      boardSlug: boards.slug,
      boardTitle: boards.title,
      authorHandle: author.handle,
      authorDisplay: author.displayName,
      lastHandle: lastAuthor.handle,
      lastDisplay: lastAuthor.displayName,
      readNumber: own ? topicReads.number : sql<number | null>`null`,
    })
    .from(topics)
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(author, eq(author.id, topics.authorId))
    .leftJoin(lastAuthor, eq(lastAuthor.id, topics.lastAuthorId))
    .leftJoin(
      topicReads,
      own ? and(eq(topicReads.topicId, topics.id), eq(topicReads.memberId, own)) : sql`false`,
    )
    .where(and(scope(ctx, filter), ...conditions(filter), after(filter)))
    .orderBy(...order(filter))
    .limit(filter.limit + 1)
  const shown = found.slice(0, filter.limit)
  const last = shown.at(-1)
  return {
    items: drawn(ctx, filter, shown).map(toRow),
    next:
      found.length > filter.limit && last ? writeCursor({ at: sortedBy(filter, last), id: last.id }) : null,
  }
}

export type TopicList = Awaited<ReturnType<typeof topicList>>
export type TopicRow = TopicList['items'][number]

/** Hidden topics are listed for those who may see them, and only when asked for by that flag. */
const scope = (ctx: Ctx, filter: Filter) =>
  filter.state === 'hidden'
    ? and(isNull(topics.withdrawnAt), visibleTopics(ctx.actor))
    : listedTopics(ctx.actor)

function conditions(filter: Filter): (SQL | undefined)[] {
  const state = filter.unanswered ? 'unanswered' : filter.state
  return [
    filter.board ? boardIs(filter.board) : undefined,
    filter.kind ? eq(topics.kind, filter.kind) : undefined,
    filter.author
      ? sql`${topics.authorId} = (select id from members where lower(handle) = lower(${filter.author}))`
      : undefined,
    filter.tag ? taggedWith(filter.tag) : undefined,
    state ? states[state] : undefined,
    filter.ids ? inArray(topics.id, filter.ids) : undefined,
    filter.pinned === undefined
      ? undefined
      : filter.pinned
        ? isNotNull(topics.pinnedAt)
        : isNull(topics.pinnedAt),
  ]
}

const boardIs = (board: string) =>
  /^[0-9a-f-]{36}$/i.test(board)
    ? sql`${topics.boardId} = ${board}::uuid`
    : eq(topics.boardId, sql`(select id from boards where slug = ${board.toLowerCase()})`)

/** A synonym finds what its master is about. */
const taggedWith = (slug: string) =>
  inArray(
    topics.id,
    sql`(select ${topicTags.topicId} from ${topicTags} where ${topicTags.tagId} = (select coalesce(${tags.synonymOf}, ${tags.id}) from ${tags} where ${tags.slug} = ${slug}))`,
  )

const question = eq(topics.kind, 'question')

const states: Record<NonNullable<Filter['state']>, SQL | undefined> = {
  open: and(isNull(topics.answeredAt), isNull(topics.solvedAt)),
  answered: and(isNotNull(topics.answeredAt), isNull(topics.solvedAt)),
  solved: isNotNull(topics.solvedAt),
  unsolved: and(question, isNull(topics.solvedAt), isNull(topics.closedAt)),
  unanswered: and(question, eq(topics.replyCount, 0), isNull(topics.closedAt)),
  closed: isNotNull(topics.closedAt),
  duplicate: eq(topics.closedReason, 'duplicate'),
  'needs-detail': eq(topics.closedReason, 'needs-detail'),
  escalated: isNotNull(topics.escalatedAt),
  hidden: isNotNull(topics.hiddenAt),
  review: and(isNotNull(topics.closedAt), isNotNull(topics.reviewAskedAt)),
}

const sortedBy = (filter: Filter, row: { activeAt: Date; createdAt: Date; score: number }) =>
  filter.sort === 'votes'
    ? row.score
    : filter.sort === 'active'
      ? row.activeAt.toISOString()
      : row.createdAt.toISOString()

/** Row comparison over an index that holds both columns, so that a page deep in the list costs as much as the first. */
function after(filter: Filter): SQL | undefined {
  const cursor = readCursor(filter.cursor)
  if (!cursor) return undefined
  if (filter.sort === 'votes')
    return sql`(${topics.score}, ${topics.id}) < (${Number(cursor.at)}::int, ${cursor.id}::int)`
  const at = momentOf(cursor).toISOString()
  if (filter.sort === 'oldest')
    return sql`(${topics.createdAt}, ${topics.id}) > (${at}::timestamptz, ${cursor.id}::int)`
  const column = filter.sort === 'new' ? topics.createdAt : topics.activeAt
  return sql`(${column}, ${topics.id}) < (${at}::timestamptz, ${cursor.id}::int)`
}

function order(filter: Filter): SQL[] {
  if (filter.sort === 'oldest') return [sql`${topics.createdAt} asc`, sql`${topics.id} asc`]
  const column =
    filter.sort === 'votes' ? topics.score : filter.sort === 'new' ? topics.createdAt : topics.activeAt
  return [sql`${column} desc`, sql`${topics.id} desc`]
}

type Found = {
  [Column in keyof typeof rowColumns]: (typeof rowColumns)[Column]['_']['notNull'] extends true
    ? (typeof rowColumns)[Column]['_']['data']
    : (typeof rowColumns)[Column]['_']['data'] | null
} & {
  boardId: string
  boardSlug: string
  boardTitle: string
  authorHandle: string | null
  authorDisplay: string | null
  lastHandle: string | null
  lastDisplay: string | null
  readNumber: number | null
}

/** By votes, ideas whose counts are hidden trade places among themselves, by the lots this viewer drew. */
function drawn(ctx: Ctx, { sort }: Filter, rows: Found[]): Found[] {
  if (sort !== 'votes') return rows
  const lots = rows.filter((row) => row.countsHiddenUntil)
  lots.sort((a, b) => lotOf(ctx, a.id) - lotOf(ctx, b.id))
  return rows.map((row) => (row.countsHiddenUntil ? (lots.shift() ?? row) : row))
}

function toRow(row: Found) {
  const {
    authorHandle,
    authorDisplay,
    authorAffiliation,
    authorName,
    lastHandle,
    lastDisplay,
    lastAffiliation,
    lastAuthorName,
    readNumber,
    ...topic
  } = row
  return {
    ...topic,
    /** Null while the counts of an idea are hidden (REP-21). */
    score: row.countsHiddenUntil ? null : row.score,
    ...standing(row),
    author: personOf({
      handle: authorHandle,
      name: authorDisplay,
      stored: authorName,
      affiliation: authorAffiliation,
    }),
    last: personOf({
      handle: lastHandle,
      name: lastDisplay,
      stored: lastAuthorName,
      affiliation: lastAffiliation,
    }),
    /** Posts that came since this member read it; 0 where it was never opened. */
    newCount: readNumber === null ? 0 : Math.max(0, row.postCount - readNumber),
  }
}
