import { and, count, eq, isNotNull } from 'drizzle-orm'
import type { z } from 'zod'
import { boards, pinFolds, topics } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Conflict } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { boardInView } from '../views/finding.ts'
import { boardRef, topicRef } from '../input.ts'
import { asAuthor } from '../topics.ts'
import { topicToKeep, writeDeed } from './deeds.ts'

/** Pinned topics a board has room for (ux.md 5.2). */
export const mostPins = 3

/** Keeps a topic at the head of its board; a fourth waits until one is taken down. */
export async function pinTopic(ctx: Ctx, input: z.input<typeof topicRef>) {
  const ref = parse(topicRef, input)
  return change(ctx, async (tx) => {
    const topic = await topicToKeep(tx, ref)
    if (topic.pinnedAt) return
    if (topic.archivedAt) throw new Conflict('forum.board.archived')
    // the board is locked, so that two moderators cannot pin a third and a fourth at once
    await tx.db.select({ id: boards.id }).from(boards).where(eq(boards.id, topic.boardId)).for('update')
    const [pins] = await tx.db
      .select({ taken: count() })
      .from(topics)
      .where(and(eq(topics.boardId, topic.boardId), isNotNull(topics.pinnedAt)))
    if ((pins?.taken ?? 0) >= mostPins) throw new Conflict('forum.pin.full', { most: mostPins })
    await tx.db.update(topics).set({ pinnedAt: tx.now }).where(eq(topics.id, topic.id))
    await writeDeed(tx, { topicId: topic.id, kind: 'pinned' })
    tx.tell({ type: 'topic.pinned', topicId: topic.id, boardId: topic.boardId })
  })
}

export async function unpinTopic(ctx: Ctx, input: z.input<typeof topicRef>) {
  const ref = parse(topicRef, input)
  return change(ctx, async (tx) => {
    const topic = await topicToKeep(tx, ref)
    if (!topic.pinnedAt) return
    await tx.db.update(topics).set({ pinnedAt: null }).where(eq(topics.id, topic.id))
    await writeDeed(tx, { topicId: topic.id, kind: 'unpinned' })
    tx.tell({ type: 'topic.unpinned', topicId: topic.id, boardId: topic.boardId })
  })
}

/** Folds a board's pinned topics away for this member, until another one is pinned. */
export async function foldPins(ctx: Ctx, input: z.input<typeof boardRef>) {
  const ref = parse(boardRef, input)
  return change(ctx, async (tx) => {
    const { memberId } = asAuthor(tx)
    const board = await boardInView(tx, ref)
    await tx.db
      .insert(pinFolds)
      .values({ memberId, boardId: board.id, at: tx.now })
      .onConflictDoUpdate({ target: [pinFolds.memberId, pinFolds.boardId], set: { at: tx.now } })
    tx.tell({ type: 'watch.changed', memberId })
  })
}

export async function unfoldPins(ctx: Ctx, input: z.input<typeof boardRef>) {
  const ref = parse(boardRef, input)
  return change(ctx, async (tx) => {
    const { memberId } = asAuthor(tx)
    const board = await boardInView(tx, ref)
    await tx.db.delete(pinFolds).where(and(eq(pinFolds.memberId, memberId), eq(pinFolds.boardId, board.id)))
    tx.tell({ type: 'watch.changed', memberId })
  })
}
