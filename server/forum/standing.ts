import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, max, ne, sql } from 'drizzle-orm'
import { boards, events, posts, topics } from '#db/schema/index.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import type { BoardId, MemberId, PostId, TopicId } from '#server/core/ids.ts'
import { rows } from '#server/core/rows.ts'
import { movedFrom } from './views/finding.ts'

/** What a clock must know of a topic; nothing here is limited to what an actor may see. */
export type TopicStanding = {
  id: TopicId
  boardId: BoardId
  kind: string
  title: string
  slug: string
  authorId: MemberId | null
  createdAt: Date
  solvedAt: Date | null
  unsolvedAt: Date | null
  closedAt: Date | null
  closedReason: string | null
  closedNote: string | null
  duplicateOf: TopicId | null
  hiddenAt: Date | null
  withdrawnAt: Date | null
  escalatedAt: Date | null
  mergedInto: TopicId | null
  /** Another topic was merged into it. */
  hasMerged: boolean
  /** When it became a question, where it was not asked as one. */
  questionSince: Date | null
}

/** A topic whose posts stand in another one now, directly or by a further merge, and since when. */
export type MergedTopic = { id: TopicId; authorId: MemberId | null; mergedAt: Date }

/** A visible public answer or comment of a topic, in the order in which others could first read them. */
export type ReplyFact = {
  postId: PostId
  authorId: MemberId | null
  kind: 'answer' | 'comment'
  official: boolean
  bot: boolean
  visibleAt: Date
  /** Came by a merge: when, and from the topic it was written in. */
  joinedAt: Date | null
  joinedFrom: TopicId | null
  /** The first words as written, enough to tell an answer from "me too". */
  words: string
}

/** Locks a topic until the transaction ends: its replies and clocks then stand still. `NotFound` when there is none. */
export async function lockTopic(tx: Tx, topicId: TopicId) {
  const found = await tx.db.select({ id: topics.id }).from(topics).where(eq(topics.id, topicId)).for('update')
  if (found.length === 0) throw new NotFound('topic')
}

/** Several at once, in the order of their numbers, so that nobody waits crosswise. */
export async function lockTopics(tx: Tx, topicIds: readonly TopicId[]) {
  await tx.db
    .select({ id: topics.id })
    .from(topics)
    .where(inArray(topics.id, [...topicIds]))
    .orderBy(asc(topics.id))
    .for('update')
}

/** Locks those of the topics that nobody else holds, without waiting; a sweep takes the rest next time. */
export async function lockFreeTopics(tx: Tx, topicIds: readonly TopicId[]): Promise<Set<TopicId>> {
  if (topicIds.length === 0) return new Set()
  const free = await tx.db
    .select({ id: topics.id })
    .from(topics)
    .where(inArray(topics.id, [...topicIds]))
    .orderBy(asc(topics.id))
    .for('update', { skipLocked: true })
  return new Set(free.map(({ id }) => id))
}

export async function topicStanding(ctx: Pick<Ctx, 'db'>, topicId: TopicId): Promise<TopicStanding | null> {
  const [row] = await ctx.db
    .select({
      id: topics.id,
      boardId: topics.boardId,
      kind: topics.kind,
      title: topics.title,
      slug: topics.slug,
      authorId: topics.authorId,
      createdAt: topics.createdAt,
      solvedAt: topics.solvedAt,
      markedSolvedAt: topics.markedSolvedAt,
      unsolvedAt: topics.unsolvedAt,
      closedAt: topics.closedAt,
      closedReason: topics.closedReason,
      closedNote: topics.closedNote,
      duplicateOf: topics.duplicateOf,
      hiddenAt: topics.hiddenAt,
      withdrawnAt: topics.withdrawnAt,
      escalatedAt: topics.escalatedAt,
      mergedInto: topics.mergedInto,
      hasMerged: sql<boolean>`exists (select from topics as other where other.merged_into = topics.id)`,
      questionSince: topics.questionSince,
    })
    .from(topics)
    .where(eq(topics.id, topicId))
  if (!row) return null
  const { markedSolvedAt, ...standing } = row
  return { ...standing, solvedAt: standing.solvedAt ?? markedSolvedAt }
}

/** Candidates for a qualifying reply: visible, approved, public; whether they qualify is escalation's to say. */
export async function replyFacts(ctx: Pick<Ctx, 'db'>, topicId: TopicId): Promise<ReplyFact[]> {
  const found = await ctx.db
    .select({
      postId: posts.id,
      authorId: posts.authorId,
      kind: posts.kind,
      official: posts.official,
      bot: posts.bot,
      visibleAt: posts.visibleAt,
      joinedAt: posts.joinedAt,
      joinedFrom: posts.joinedFrom,
      words: sql<string>`left(${posts.source}, 200)`,
    })
    .from(posts)
    .where(
      and(
        eq(posts.topicId, topicId),
        inArray(posts.kind, ['answer', 'comment']),
        eq(posts.visibility, 'public'),
        isNotNull(posts.visibleAt),
        isNull(posts.heldAt),
        isNull(posts.hiddenAt),
        isNull(posts.withdrawnAt),
        // what opened a merged topic asks, whoever wrote it; it answers nothing
        sql`not exists (select from ${topics} as merged where merged.opening_id = ${posts.id})`,
      ),
    )
    .orderBy(asc(posts.visibleAt), asc(posts.number))
  return found as ReplyFact[]
}

/** Every topic whose posts stand in this one now, however often they were merged on the way. */
export async function mergedTopics(ctx: Pick<Ctx, 'db'>, topicId: TopicId): Promise<MergedTopic[]> {
  const found = await rows<{ id: TopicId; author: MemberId | null; at: string }>(
    ctx.db,
    sql`with recursive within as (
          select id, author_id, withdrawn_at from ${topics} where merged_into = ${topicId}
          union select t.id, t.author_id, t.withdrawn_at from ${topics} t join within on t.merged_into = within.id
        ) select id, author_id as author, withdrawn_at as at from within order by id`,
  )
  return found.map(({ id, author, at }) => ({ id, authorId: author, mergedAt: new Date(at) }))
}

/** Those of the topics that were merged, with the topic in which their posts stand now. */
export async function mergedAmong(
  ctx: Pick<Ctx, 'db'>,
  topicIds: readonly TopicId[],
): Promise<Map<TopicId, TopicId>> {
  const found = await ctx.db
    .select({ id: topics.id })
    .from(topics)
    .where(and(inArray(topics.id, [...topicIds]), isNotNull(topics.mergedInto)))
  const into = new Map<TopicId, TopicId>()
  for (const { id } of found) into.set(id, await standingTopic(ctx, id))
  return into
}

/** The topic in which this one's posts stand now: itself, unless it was merged. */
export const standingTopic = async (ctx: Pick<Ctx, 'db'>, topicId: TopicId): Promise<TopicId> =>
  (await movedFrom(ctx, topicId)).to

/** When moderators had the topic hidden pending review, from the log; the last span may still be open. */
export async function hiddenSpans(
  ctx: Pick<Ctx, 'db'>,
  topicId: TopicId,
): Promise<{ from: Date; to: Date | null }[]> {
  const log = await ctx.db
    .select({ type: events.type, at: events.at })
    .from(events)
    .where(and(eq(events.topicId, topicId), inArray(events.type, ['topic.hidden', 'topic.restored'])))
    .orderBy(asc(events.at), asc(events.id))
  const spans: { from: Date; to: Date | null }[] = []
  for (const { type, at } of log) {
    const last = spans.at(-1)
    if (type === 'topic.hidden' && (!last || last.to)) spans.push({ from: at, to: null })
    if (type === 'topic.restored' && last && !last.to) last.to = at
  }
  return spans
}

/** How many questions the author had asked before this one, for policies that cover only the first. */
export async function earlierQuestions(
  ctx: Pick<Ctx, 'db'>,
  topic: Pick<TopicStanding, 'id' | 'authorId' | 'createdAt'>,
) {
  if (!topic.authorId) return 0
  return ctx.db.$count(
    topics,
    and(
      eq(topics.authorId, topic.authorId),
      eq(topics.kind, 'question'),
      ne(topics.id, topic.id),
      lt(topics.createdAt, topic.createdAt),
    ),
  )
}

/** Questions asked after `since` with an author who can be asked about, from `after` on by number: a repair sweep's walk. */
export async function questionsSince(
  ctx: Pick<Ctx, 'db'>,
  { since, after, limit, authorId }: { since: Date; after: number; limit: number; authorId?: MemberId },
): Promise<{ id: TopicId; authorId: MemberId }[]> {
  const found = await ctx.db
    .select({ id: topics.id, authorId: topics.authorId })
    .from(topics)
    .where(
      and(
        gt(topics.id, after as TopicId),
        gt(topics.createdAt, since),
        eq(topics.kind, 'question'),
        authorId ? eq(topics.authorId, authorId) : isNotNull(topics.authorId),
        isNull(topics.sourceUrl),
        isNull(topics.solvedAt),
        isNull(topics.withdrawnAt),
      ),
    )
    .orderBy(asc(topics.id))
    .limit(limit)
  return found as { id: TopicId; authorId: MemberId }[]
}

/** The product that a board is about, by its code in the CRM. */
export async function productCodeOf(ctx: Pick<Ctx, 'db'>, boardId: BoardId): Promise<string | null> {
  const [row] = await ctx.db.select({ code: boards.productCode }).from(boards).where(eq(boards.id, boardId))
  return row?.code ?? null
}

/**
 * When each author last wrote something in the topic that the asker can read, private words included; `officialAt` is the
 * last of them that was written as moderator or engineer.
 */
export async function lastWords(
  ctx: Pick<Ctx, 'db'>,
  topicId: TopicId,
): Promise<{ authorId: MemberId; at: Date; officialAt: Date | null }[]> {
  const officially = sql`case when ${posts.official} then ${posts.visibleAt} end`
  const found = await ctx.db
    .select({
      authorId: posts.authorId,
      at: max(posts.visibleAt),
      officialAt: sql<Date | null>`max(${officially})`.mapWith(posts.visibleAt),
    })
    .from(posts)
    .where(
      and(
        eq(posts.topicId, topicId),
        gt(posts.number, 1),
        ne(posts.visibility, 'note'),
        isNotNull(posts.visibleAt),
        isNull(posts.heldAt),
        isNull(posts.hiddenAt),
        isNull(posts.withdrawnAt),
      ),
    )
    .groupBy(posts.authorId)
  return found.flatMap(({ authorId, at, officialAt }) =>
    authorId && at ? [{ authorId, at, officialAt }] : [],
  )
}

/** Whether this member has answered or replied in the topic in public, and it stands. */
export const answersIn = async (
  ctx: Pick<Ctx, 'db'>,
  { topicId, memberId }: { topicId: TopicId; memberId: MemberId },
): Promise<boolean> =>
  (await ctx.db.$count(
    posts,
    and(
      eq(posts.topicId, topicId),
      eq(posts.authorId, memberId),
      gt(posts.number, 1),
      eq(posts.visibility, 'public'),
      isNull(posts.withdrawnAt),
    ),
  )) > 0
