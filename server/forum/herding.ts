import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import { type PostKind, posts, topics } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { BoardId, MemberId, PostId, TopicId } from '#server/core/ids.ts'
import { settingsOf } from '#server/settings/index.ts'

const hour = 3_600_000
const atOnce = 200

/** What a board says of counts; null where it goes by the site. */
type OfBoard = { countsAfterHours: number | null; countsAfterVotes: number | null }

/** After how many hours, or how many votes if sooner, counts show on a board (REP-21). */
export async function countsShowAfter(tx: Tx, board: OfBoard): Promise<{ hours: number; votes: number }> {
  const site = await settingsOf(tx)
  return {
    hours: board.countsAfterHours ?? site.countsAfterHours,
    votes: board.countsAfterVotes ?? site.countsAfterVotes,
  }
}

/** Until when a new post keeps its counts to itself, by its board or the site; null where it shows them from the start. */
export async function hidesCountsUntil(
  tx: Tx,
  { kind, ...board }: { kind: PostKind } & OfBoard,
): Promise<Date | null> {
  if (kind !== 'answer' && kind !== 'idea') return null
  const { hours } = await countsShowAfter(tx, board)
  return hours === 0 ? null : new Date(tx.now.getTime() + hours * hour)
}

type Countable = { id: PostId; topicId: TopicId; boardId: BoardId; authorId: MemberId | null }

/** From now on everybody sees the counts, lists go by them, and the author's reputation follows: once for all. */
export async function showCounts(tx: Tx, { id, topicId, boardId, authorId }: Countable) {
  const [shown] = await tx.db
    .update(posts)
    .set({ countsHiddenUntil: null })
    .where(eq(posts.id, id))
    .returning({ score: posts.score })
  await tx.db
    .update(topics)
    .set({ countsHiddenUntil: null, score: shown?.score ?? 0 })
    .where(and(eq(topics.id, topicId), eq(topics.openingId, id)))
  tx.tell({ type: 'counts.shown', topicId, boardId, postId: id, authorId })
}

/** Shows counts whose time has come, some hundred at a time; several workers share them. Answers how many. */
export async function showDueCounts(ctx: Ctx): Promise<number> {
  let shown = 0
  for (;;) {
    const batch = await showBatch(ctx)
    shown += batch
    if (batch < atOnce) return shown
  }
}

const showBatch = (ctx: Ctx): Promise<number> =>
  change(ctx, async (tx) => {
    const due = await tx.db
      .select({ id: posts.id, topicId: posts.topicId, authorId: posts.authorId })
      .from(posts)
      .where(lte(posts.countsHiddenUntil, tx.now))
      .orderBy(asc(posts.countsHiddenUntil))
      .limit(atOnce)
      .for('update', { skipLocked: true })
    if (due.length === 0) return 0
    const placed = await tx.db
      .select({ id: topics.id, boardId: topics.boardId })
      .from(topics)
      .where(
        inArray(
          topics.id,
          due.map(({ topicId }) => topicId),
        ),
      )
    const boardOf = new Map(placed.map(({ id, boardId }) => [id, boardId]))
    for (const post of due) {
      const boardId = boardOf.get(post.topicId)
      if (boardId) await showCounts(tx, { ...post, boardId })
    }
    return due.length
  })
