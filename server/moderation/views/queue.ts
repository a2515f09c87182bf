import {
  aliasedTable,
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { z } from 'zod'
import { boards, flags, members, posts, reviewDecisions, reviewItems, topics } from '#db/schema/index.ts'
import type { ReviewKind } from '#db/schema/moderation.ts'
import { memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import type { ReviewItemId } from '#server/core/ids.ts'
import { plainText } from '#server/core/markdown.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { certain } from '#server/core/rows.ts'
import { say } from '#server/core/words.ts'
import { queueInput, type QueueView } from '../input.ts'
import { reviews, visibleItems } from '../policy.ts'
import { floorOf, priorityOf } from '../scoring.ts'
import { ownWishes, type Wishes } from '../wishes.ts'

const kindsOf: Readonly<Partial<Record<QueueView, readonly ReviewKind[]>>> = {
  flags: ['flags'],
  'first-posts': ['first-post'],
  edits: ['edit'],
  spam: ['spam'],
  appeals: ['appeal'],
  reopen: ['reopen', 'other'],
}

const author = aliasedTable(members, 'author')
const claimant = aliasedTable(members, 'claimant')
const assignee = aliasedTable(members, 'assignee')

/** As the indexes stand, which drizzle writes with nulls last. */
const byWeight = [sql`${reviewItems.score} desc nulls last`, asc(reviewItems.openedAt), asc(reviewItems.id)]

const skippedFor = 12 * 3_600_000

/**
 * What waits for this moderator, heavier first and then what waits longer: an order that anybody can follow, since each
 * row says its reasons (MOD-05). One page with the counts of all views; two queries, however many items wait.
 */
export async function reviewQueue(ctx: Ctx, input: z.input<typeof queueInput>) {
  permit(reviews(ctx.actor), 'moderation.moderatorsOnly')
  const wanted = parse(queueInput, input)
  const wishes = await ownWishes(ctx)
  const done = wanted.view === 'done'
  const found = await rowsOf(ctx)
    .where(and(inView(ctx, wanted.view, wishes), beyond(wanted.cursor, done)))
    .orderBy(...(done ? [desc(reviewItems.decidedAt), desc(reviewItems.id)] : byWeight))
    .limit(wanted.limit + 1)
  const page = found.slice(0, wanted.limit)
  const last = page.at(-1)?.item
  return {
    view: wanted.view,
    rows: page.map((row) => shownRow(ctx, row)),
    next:
      found.length > wanted.limit && last
        ? cursorOf([
            done ? (last.decidedAt?.toISOString() ?? '') : last.score,
            last.openedAt.toISOString(),
            last.id,
          ])
        : null,
    counts: await countsOf(ctx, wishes),
    wishes,
  }
}

/** How many items wait for this moderator, for the rail; null where there is no queue for them. */
export async function queueCount(ctx: Ctx): Promise<number | null> {
  if (!reviews(ctx.actor)) return null
  return ctx.db.$count(reviewItems, waiting(ctx, await ownWishes(ctx)))
}

/**
 * What comes next in a view after an item: not what others are on, nor what this moderator skipped within twelve hours,
 * asked somebody else to look at, or is concerned by.
 */
export async function nextItem(
  ctx: Ctx,
  { view, after }: { view: QueueView; after: ReviewItemId | null },
): Promise<ReviewItemId | null> {
  const [next] = await nextItems(ctx, { view, except: after ? [after] : [], most: 1 })
  return next ?? null
}

/** The same, several at once and none of those that whoever asks has already. */
export async function nextItems(
  ctx: Ctx,
  { view, except, most }: { view: QueueView; except: readonly ReviewItemId[]; most: number },
): Promise<ReviewItemId[]> {
  const own = memberIdOf(ctx.actor)
  const found = await ctx.db
    .select({ id: reviewItems.id })
    .from(reviewItems)
    .where(
      and(
        inView(ctx, view === 'done' ? 'all' : view, await ownWishes(ctx)),
        except.length > 0 ? notInArray(reviewItems.id, [...except]) : undefined,
        own
          ? and(
              or(
                isNull(reviewItems.claimedBy),
                eq(reviewItems.claimedBy, own),
                lte(reviewItems.claimedUntil, ctx.now),
              ),
              or(isNull(reviewItems.secondFrom), ne(reviewItems.secondFrom, own)),
              or(isNull(reviewItems.memberId), ne(reviewItems.memberId, own)),
              notSkipped(ctx, own),
            )
          : undefined,
      ),
    )
    .orderBy(...byWeight)
    .limit(most)
  return found.map(({ id }) => id)
}

const notSkipped = (ctx: Ctx, own: string) => sql`not exists (select from ${reviewDecisions} s
  where s.item_id = ${reviewItems.id} and s.by_id = ${own} and s.action = 'skip'
    and s.at > ${new Date(ctx.now.getTime() - skippedFor).toISOString()}::timestamptz)`

/** Open, awake, of this moderator's grounds, and at or above their own minimum; what was hidden by itself always is. */
const waiting = (ctx: Ctx, { minimum }: Wishes): SQL | undefined =>
  and(
    eq(reviewItems.state, 'open'),
    or(isNull(reviewItems.snoozedUntil), lte(reviewItems.snoozedUntil, ctx.now)),
    minimum === 'low'
      ? undefined
      : or(gte(reviewItems.score, floorOf(minimum)), isNotNull(reviewItems.autoHiddenAt), isMine(ctx)),
    visibleItems(ctx.actor),
  )

const isMine = (ctx: Ctx) => {
  const own = memberIdOf(ctx.actor)
  return own ? eq(reviewItems.assigneeId, own) : sql`false`
}

function inView(ctx: Ctx, view: QueueView, wishes: Wishes): SQL | undefined {
  if (view === 'done') {
    const since = new Date(ctx.now.getTime() - 7 * 86_400_000)
    return and(ne(reviewItems.state, 'open'), gt(reviewItems.decidedAt, since), visibleItems(ctx.actor))
  }
  const kinds = kindsOf[view]
  return and(
    waiting(ctx, wishes),
    kinds ? inArray(reviewItems.kind, [...kinds]) : undefined,
    view === 'mine' ? isMine(ctx) : undefined,
  )
}

async function countsOf(ctx: Ctx, wishes: Wishes): Promise<Record<Exclude<QueueView, 'done'>, number>> {
  const of = (...kinds: ReviewKind[]) =>
    sql<number>`count(*) filter (where ${inArray(reviewItems.kind, kinds)})::int`
  const [row] = await ctx.db
    .select({
      all: sql<number>`count(*)::int`,
      flags: of('flags'),
      'first-posts': of('first-post'),
      edits: of('edit'),
      spam: of('spam'),
      appeals: of('appeal'),
      reopen: of('reopen', 'other'),
      mine: sql<number>`count(*) filter (where ${isMine(ctx)})::int`,
    })
    .from(reviewItems)
    .where(waiting(ctx, wishes))
  return certain(row, 'counts')
}

const rowsOf = (ctx: Ctx) =>
  ctx.db
    .select({
      item: reviewItems,
      title: topics.title,
      topicKind: topics.kind,
      topicSlug: topics.slug,
      board: boards.title,
      postKind: posts.kind,
      html: sql<string | null>`left(${posts.html}, 2000)`,
      author: { handle: author.handle, name: author.displayName },
      claimant: { handle: claimant.handle, name: claimant.displayName },
      assignee: { handle: assignee.handle, name: assignee.displayName },
      decisionId: sql<
        string | null
      >`(select d.id from ${reviewDecisions} d where d.item_id = ${reviewItems.id}
        and d.action = ${reviewItems.outcome} order by d.id desc limit 1)`,
      decidedBy: sql<
        string | null
      >`(select display_name from ${members} m where m.id = ${reviewItems.decidedBy})`,
      clauses: sql<
        string[]
      >`array(select distinct f.clause from ${flags} f where f.item_id = ${reviewItems.id}
        and f.withdrawn_at is null order by 1)`,
    })
    .from(reviewItems)
    .leftJoin(posts, eq(posts.id, reviewItems.postId))
    .leftJoin(topics, eq(topics.id, reviewItems.topicId))
    .leftJoin(boards, eq(boards.id, reviewItems.boardId))
    .leftJoin(author, eq(author.id, reviewItems.memberId))
    .leftJoin(claimant, eq(claimant.id, reviewItems.claimedBy))
    .leftJoin(assignee, eq(assignee.id, reviewItems.assigneeId))

type Row = Awaited<ReturnType<typeof rowsOf>>[number]
export type QueueRow = ReturnType<typeof shownRow>

/** A row as moderators read it: words for its weight, never the number. */
function shownRow({ actor, now }: Ctx, { item, ...row }: Row) {
  const locale = actor.kind === 'member' ? actor.locale : 'en'
  const taken = item.claimedBy !== null && item.claimedUntil !== null && item.claimedUntil > now
  return {
    id: item.id,
    kind: item.kind,
    priority: priorityOf(item.score),
    reasons: item.reasons.map(({ key, params }) => say(locale, key, params)),
    topic:
      item.topicId !== null && row.title !== null
        ? { id: item.topicId, title: row.title, kind: row.topicKind ?? 'question', slug: row.topicSlug ?? '' }
        : null,
    board: row.board,
    postId: item.postId,
    postKind: row.postKind,
    excerpt: plainText((row.html ?? '').replace(/<[^>]*$/, ''), 240),
    author: row.author?.handle ? row.author : null,
    clauses: row.clauses,
    openedAt: item.openedAt,
    autoHiddenAt: item.autoHiddenAt,
    publishAt: item.publishAt,
    claim: taken
      ? { by: row.claimant, until: item.claimedUntil, mine: item.claimedBy === memberIdOf(actor) }
      : null,
    assignee: row.assignee?.handle ? row.assignee : null,
    category: item.category,
    second: item.secondFrom !== null && item.kind !== 'appeal',
    state: item.state,
    outcome: item.outcome,
    decidedAt: item.decidedAt,
    decidedBy: row.decidedBy,
    decisionId: row.decisionId,
    undoable:
      item.state === 'decided' &&
      item.decidedBy !== null &&
      item.decidedAt !== null &&
      now.getTime() - item.decidedAt.getTime() <= 86_400_000,
    version: item.version,
  }
}

/** One item as a row, whatever its state. */
export async function queueRow(ctx: Ctx, itemId: ReviewItemId): Promise<QueueRow | null> {
  const [row] = await rowsOf(ctx).where(and(eq(reviewItems.id, itemId), visibleItems(ctx.actor)))
  return row ? shownRow(ctx, row) : null
}

const cursorOf = (parts: (string | number)[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')

function beyond(cursor: string | null | undefined, done: boolean): SQL | undefined {
  if (!cursor) return undefined
  const [first, at, id] = partsOf(cursor)
  if (done)
    return sql`(${reviewItems.decidedAt}, ${reviewItems.id}) < (${String(first)}::timestamptz, ${id}::uuid)`
  return sql`(${reviewItems.score} < ${Number(first)}::real or (${reviewItems.score} = ${Number(first)}::real
    and (${reviewItems.openedAt}, ${reviewItems.id}) > (${at}::timestamptz, ${id}::uuid)))`
}

function partsOf(cursor: string): [string | number, string, string] {
  try {
    const [first, at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    const whole = typeof first === 'number' || (typeof first === 'string' && !Number.isNaN(Date.parse(first)))
    if (whole && !Number.isNaN(Date.parse(String(at))) && /^[0-9a-f-]{36}$/.test(String(id)))
      return [first, String(at), String(id)]
  } catch {
    // falls through to the refusal below
  }
  throw new Invalid([{ path: 'cursor', key: 'invalid.cursor' }])
}
