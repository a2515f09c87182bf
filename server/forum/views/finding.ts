import { and, eq, getTableColumns, inArray, type Placeholder, sql } from 'drizzle-orm'
import { boardGroups, boards, branchReaders, members, postPlaces, posts, topics } from '#db/schema/index.ts'
import { type Actor, moderates } from '#server/core/actor.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Gone, Invalid, Moved, NotFound } from '#server/core/errors.ts'
import type { MemberId, PostId, TopicId } from '#server/core/ids.ts'
import { anybody, isAnybody, prepared, value } from '#server/core/prepared.ts'
import { rows } from '#server/core/rows.ts'
import { visiblePosts, visibleTopics, wrote } from '../policy.ts'

/** A board's own set of tags, else that of its product line. */
const allowedTagsHere = sql<
  string[] | null
>`coalesce(${boards.allowedTags}, (select allowed_tags from board_groups g where g.id = ${boards.groupId}))`

const readersOf = sql<
  MemberId[]
>`(select coalesce(array_agg(member_id), '{}') from ${branchReaders} where ${branchReaders.topicId} = ${topics.id})`

const topicColumns = {
  id: topics.id,
  boardId: topics.boardId,
  lang: topics.lang,
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
  mergedInto: topics.mergedInto,
  questionSince: topics.questionSince,
  pinnedAt: topics.pinnedAt,
  lockedAt: topics.lockedAt,
  acceptedLimit: boards.acceptedLimit,
  allowedTags: allowedTagsHere,
  archivedAt: boards.archivedAt,
  countsAfterHours: boards.countsAfterHours,
  countsAfterVotes: boards.countsAfterVotes,
  readers: readersOf,
  askerSeenAt: members.lastSeenAt,
}

/**
 * The topic as this actor may have it, or `NotFound`; `Gone` or `Moved` where saying what happened is no secret. Inside a
 * change the topic's row is locked first, so that what is read next in it is the newest (a lock refreshes only its own row).
 */
export async function topicInView(ctx: Ctx | Tx, input: { topicId: TopicId }) {
  // sent together over the transaction's one connection: the topic is read once its row is locked
  const [, [topic]] = await Promise.all([
    'tell' in ctx ? lockForWriting(ctx, { id: input.topicId }) : null,
    isAnybody(ctx.actor)
      ? topicForAnybody(ctx, { id: input.topicId, own: ctx.actor.memberId })
      : selectTopic(ctx.db, { actor: ctx.actor, id: input.topicId }),
  ])
  if (!topic) throw await whyNot(ctx, input.topicId)
  if (topic.mergedInto) throw await movedFrom(ctx, input.topicId)
  return topic
}

const lockForWriting = prepared('lock-topic', (db) =>
  db
    .select({ id: topics.id })
    .from(topics)
    .where(eq(topics.id, value('id')))
    .for('update'),
)

const topicForAnybody = prepared('topic-in-view', (db) =>
  selectTopic(db, { actor: anybody, id: value('id') }),
)

const selectTopic = (db: Ctx['db'], { actor, id }: { actor: Actor; id: TopicId | Placeholder }) =>
  db
    .select(topicColumns)
    .from(topics)
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(members, eq(members.id, topics.authorId))
    .where(and(eq(topics.id, id), visibleTopics(actor)))

export type TopicInView = Awaited<ReturnType<typeof topicInView>>

/** Why a topic is not shown: merged (sent on), withdrawn or hidden in public (410), or held, and so never public (404). */
export async function whyNot(ctx: Ctx | Tx, topicId: TopicId) {
  const [topic] = await ctx.db
    .select({
      hiddenAt: topics.hiddenAt,
      heldAt: topics.heldAt,
      withdrawnAt: topics.withdrawnAt,
      mergedInto: topics.mergedInto,
    })
    .from(topics)
    .where(eq(topics.id, topicId))
  if (topic?.mergedInto) return movedFrom(ctx, topicId)
  if (!topic || (topic.heldAt && !topic.withdrawnAt)) return new NotFound('topic')
  return new Gone(topic.withdrawnAt ? 'forum.topic.withdrawn' : 'forum.topic.hidden')
}

/** Where the posts of a merged topic stand now, however often that one was merged in turn. */
export async function movedFrom(ctx: Pick<Ctx | Tx, 'db'>, topicId: TopicId): Promise<Moved> {
  const [last] = await rows<{ id: TopicId }>(
    ctx.db,
    sql`with recursive way as (
          select id, merged_into, 0 as step from topics where id = ${topicId}
          union all select t.id, t.merged_into, step + 1 from topics t join way on t.id = way.merged_into where step < 50
        ) select id from way order by step desc limit 1`,
  )
  return new Moved({ from: topicId, to: last?.id ?? topicId })
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
  countsHiddenUntil: posts.countsHiddenUntil,
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
  if (!place || !(await belongs(ctx, input, place.topicId))) throw new NotFound('post')
  const topic = await topicInView(ctx, { topicId: place.topicId })
  const [post] = await ctx.db
    .select(postColumns)
    .from(posts)
    .where(and(eq(posts.id, input.postId), visiblePosts(ctx.actor)))
  if (!post) throw new NotFound('post')
  const removed = post.hiddenAt !== null || post.withdrawnAt !== null
  if (removed && !wrote(ctx.actor, post) && !moderates(ctx.actor, topic)) throw new NotFound('post')
  return { topic, post: { ...post, boardId: topic.boardId, lang: topic.lang } }
}

/** A post is found under its topic's number, and under that of one it has left: forms and programs may be older. */
async function belongs(ctx: Ctx | Tx, input: { postId: PostId; topicId?: TopicId }, topicId: TopicId) {
  if (input.topicId === undefined || input.topicId === topicId) return true
  const left = and(eq(postPlaces.postId, input.postId), eq(postPlaces.topicId, input.topicId))
  const found = await ctx.db.select({ number: postPlaces.number }).from(postPlaces).where(left)
  return found.length > 0
}

/** The same where the board is the only table asked. */
const allowedTagsOf = sql<
  string[] | null
>`coalesce(boards.allowed_tags, (select g.allowed_tags from board_groups g where g.id = boards.group_id))`

/** A board by slug or id; an archived one only where reading is enough. */
export async function boardInView(ctx: Ctx | Tx, input: { board: string }) {
  const byId = /^[0-9a-f-]{36}$/i.test(input.board)
  const [board] = await ctx.db
    .select({ ...getTableColumns(boards), allowedTags: allowedTagsOf })
    .from(boards)
    .where(byId ? sql`${boards.id} = ${input.board}::uuid` : eq(boards.slug, input.board.toLowerCase()))
  if (!board) throw new NotFound('board')
  return board
}

/** A product line by its slug. */
export async function groupInView(ctx: Ctx | Tx, input: { group: string }) {
  const [group] = await ctx.db
    .select()
    .from(boardGroups)
    .where(eq(boardGroups.slug, input.group.toLowerCase()))
  if (!group) throw new NotFound('board group')
  return group
}

/** The board that a field names: an unknown one is a fault of the field, not a page that is missing. */
export const boardOfField = (ctx: Ctx | Tx, input: { board: string }) =>
  boardInView(ctx, input).catch((error: unknown) => {
    if (error instanceof NotFound) throw new Invalid([{ path: 'board', key: 'forum.board.unknown' }])
    throw error
  })

/** The same to write in: none that was archived. */
export async function boardNamed(ctx: Ctx | Tx, input: { board: string }) {
  const board = await boardOfField(ctx, input)
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
