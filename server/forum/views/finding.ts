import { and, eq, inArray, sql } from 'drizzle-orm'
import { boards, branchReaders, members, posts, topics } from '#db/schema/index.ts'
import { moderates } from '#server/core/actor.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Gone, Invalid, NotFound } from '#server/core/errors.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import { visiblePosts, visibleTopics, wrote } from '../policy.ts'

const topicColumns = {
  id: topics.id,
  boardId: topics.boardId,
  kind: topics.kind,
  title: topics.title,
  slug: topics.slug,
  tagSlugs: topics.tagSlugs,
  authorId: topics.authorId,
  openingId: topics.openingId,
  replyCount: topics.replyCount,
  postCount: topics.postCount,
  acceptedCount: topics.acceptedCount,
  createdAt: topics.createdAt,
  answeredAt: topics.answeredAt,
  solvedAt: topics.solvedAt,
  markedSolvedAt: topics.markedSolvedAt,
  unsolvedAt: topics.unsolvedAt,
  escalatedAt: topics.escalatedAt,
  closedAt: topics.closedAt,
  closedBy: topics.closedBy,
  closedReason: topics.closedReason,
  reviewAskedAt: topics.reviewAskedAt,
  heldAt: topics.heldAt,
  hiddenAt: topics.hiddenAt,
  withdrawnAt: topics.withdrawnAt,
  acceptedLimit: boards.acceptedLimit,
  allowedTags: boards.allowedTags,
  archivedAt: boards.archivedAt,
  askerSeenAt: members.lastSeenAt,
}

/**
 * The topic as this actor may have it, or `NotFound`; `Gone` where saying what happened is no secret. Inside a change
 * the topic's row is locked first, so that what is read next in it is the newest (a lock refreshes only its own row).
 */
export async function topicInView(ctx: Ctx | Tx, input: { topicId: TopicId }) {
  if ('tell' in ctx)
    await ctx.db.select({ id: topics.id }).from(topics).where(eq(topics.id, input.topicId)).for('update')
  const [topic] = await ctx.db
    .select(topicColumns)
    .from(topics)
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(members, eq(members.id, topics.authorId))
    .where(and(eq(topics.id, input.topicId), visibleTopics(ctx.actor)))
  if (!topic) throw await whyNot(ctx, input.topicId)
  const readers = await ctx.db
    .select({ memberId: branchReaders.memberId })
    .from(branchReaders)
    .where(eq(branchReaders.topicId, input.topicId))
  return { ...topic, readers: readers.map((row) => row.memberId) }
}

export type TopicInView = Awaited<ReturnType<typeof topicInView>>

/** A withdrawn or hidden public topic says so (410); a held one was never public (404). */
async function whyNot(ctx: Ctx | Tx, topicId: TopicId) {
  const [topic] = await ctx.db
    .select({ hiddenAt: topics.hiddenAt, heldAt: topics.heldAt, withdrawnAt: topics.withdrawnAt })
    .from(topics)
    .where(eq(topics.id, topicId))
  if (!topic || topic.heldAt) return new NotFound('topic')
  return new Gone(topic.withdrawnAt ? 'forum.topic.withdrawn' : 'forum.topic.hidden')
}

const postColumns = {
  id: posts.id,
  topicId: posts.topicId,
  number: posts.number,
  kind: posts.kind,
  parentId: posts.parentId,
  authorId: posts.authorId,
  authorName: posts.authorName,
  source: posts.source,
  sourceFormat: posts.sourceFormat,
  visibility: posts.visibility,
  official: posts.official,
  score: posts.score,
  acceptedAt: posts.acceptedAt,
  acceptedBy: posts.acceptedBy,
  createdAt: posts.createdAt,
  visibleAt: posts.visibleAt,
  editedAt: posts.editedAt,
  editCount: posts.editCount,
  heldAt: posts.heldAt,
  hiddenAt: posts.hiddenAt,
  hiddenReason: posts.hiddenReason,
  withdrawnAt: posts.withdrawnAt,
}

/** A post with its topic, both as this actor may have them. Inside a change the topic is locked. */
export async function postWithTopic(ctx: Ctx | Tx, input: { postId: PostId; topicId?: TopicId }) {
  const [place] = await ctx.db
    .select({ topicId: posts.topicId })
    .from(posts)
    .where(eq(posts.id, input.postId))
  if (!place || (input.topicId !== undefined && input.topicId !== place.topicId)) throw new NotFound('post')
  const topic = await topicInView(ctx, { topicId: place.topicId })
  const [post] = await ctx.db
    .select(postColumns)
    .from(posts)
    .where(and(eq(posts.id, input.postId), visiblePosts(ctx.actor)))
  if (!post) throw new NotFound('post')
  const removed = post.hiddenAt !== null || post.withdrawnAt !== null
  if (removed && !wrote(ctx.actor, post) && !moderates(ctx.actor, topic.boardId)) throw new NotFound('post')
  return { topic, post: { ...post, boardId: topic.boardId } }
}

/** A board by slug or id; an archived one only where reading is enough. */
export async function boardInView(ctx: Ctx | Tx, input: { board: string }) {
  const byId = /^[0-9a-f-]{36}$/i.test(input.board)
  const [board] = await ctx.db
    .select()
    .from(boards)
    .where(byId ? sql`${boards.id} = ${input.board}::uuid` : eq(boards.slug, input.board.toLowerCase()))
  if (!board) throw new NotFound('board')
  return board
}

/** The board that a form names: an unknown one is a fault of the field, not a page that is missing. */
export async function boardNamed(ctx: Ctx | Tx, input: { board: string }) {
  const board = await boardInView(ctx, input).catch((error: unknown) => {
    if (error instanceof NotFound) throw new Invalid([{ path: 'board', key: 'forum.board.unknown' }])
    throw error
  })
  if (board.archivedAt) throw new Invalid([{ path: 'board', key: 'forum.board.archived' }])
  return board
}

/** Handles that exist among those a text mentions: only they become links. */
export async function knownHandles(ctx: Ctx | Tx, handles: readonly string[]): Promise<Set<string>> {
  if (handles.length === 0) return new Set()
  const found = await ctx.db
    .select({ handle: sql<string>`lower(${members.handle})` })
    .from(members)
    .where(inArray(sql`lower(${members.handle})`, [...handles]))
  return new Set(found.map((row) => row.handle))
}
