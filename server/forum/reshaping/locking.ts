import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { topics } from '#db/schema/index.ts'
import { memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { locking, topicRef } from '../input.ts'
import { canLock } from '../policy.ts'
import { topicToKeep, writeDeed } from './deeds.ts'

/**
 * Nobody writes in public any more, staff included, for a reason everybody reads; the private branch and notes stay open.
 * Locking is not answering: clocks run on (E18).
 */
export async function lockWriting(ctx: Ctx, input: z.input<typeof locking>) {
  const wanted = parse(locking, input)
  return change(ctx, async (tx) => {
    const topic = await topicToKeep(tx, wanted, canLock)
    if (topic.lockedAt) return
    await tx.db
      .update(topics)
      .set({ lockedAt: tx.now, lockedBy: memberIdOf(tx.actor), lockedReason: wanted.reason })
      .where(eq(topics.id, topic.id))
    await writeDeed(tx, { topicId: topic.id, kind: 'locked', details: { reason: wanted.reason } })
    tx.tell({ type: 'topic.locked', topicId: topic.id, boardId: topic.boardId })
  })
}

export async function unlockWriting(ctx: Ctx, input: z.input<typeof topicRef>) {
  const ref = parse(topicRef, input)
  return change(ctx, async (tx) => {
    const topic = await topicToKeep(tx, ref, canLock)
    if (!topic.lockedAt) return
    await tx.db
      .update(topics)
      .set({ lockedAt: null, lockedBy: null, lockedReason: null })
      .where(eq(topics.id, topic.id))
    await writeDeed(tx, { topicId: topic.id, kind: 'unlocked' })
    tx.tell({ type: 'topic.unlocked', topicId: topic.id, boardId: topic.boardId })
  })
}
