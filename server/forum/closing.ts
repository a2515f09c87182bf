import { and, eq, isNull, lte } from 'drizzle-orm'
import type { z } from 'zod'
import { topics } from '#db/schema/index.ts'
import { memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Invalid, NotFound } from '#server/core/errors.ts'
import type { TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { topicInView } from './views/finding.ts'
import { closing, topicRef } from './input.ts'
import { canClose, canReopen } from './policy.ts'

/** No more answers, for a reason in plain words; the author reads what would open it again (ASK-14). */
export async function closeTopic(ctx: Ctx, input: z.input<typeof closing>) {
  const wanted = parse(closing, input)
  return change(ctx, async (tx) => {
    const topic = await topicInView(tx, wanted)
    permit(canClose(tx.actor, topic, wanted.reason), 'forum.close.ability')
    if (topic.closedAt) return
    if (wanted.duplicateOf) await mustExist(tx, wanted.duplicateOf)
    await tx.db
      .update(topics)
      .set({
        closedAt: tx.now,
        closedBy: memberIdOf(tx.actor),
        closedReason: wanted.reason,
        closedNote: wanted.note || null,
        duplicateOf: wanted.reason === 'duplicate' ? (wanted.duplicateOf ?? null) : null,
        reviewAskedAt: null,
      })
      .where(eq(topics.id, topic.id))
    tx.tell({
      type: 'topic.closed',
      topicId: topic.id,
      boardId: topic.boardId,
      reason: wanted.reason,
      duplicateOf: wanted.duplicateOf ?? null,
    })
  })
}

async function mustExist(tx: Tx, topicId: TopicId) {
  await topicInView(tx, { topicId }).catch((error: unknown) => {
    if (error instanceof NotFound) throw new Invalid([{ path: 'duplicateOf', key: 'forum.close.unknown' }])
    throw error
  })
}

/** Open again for answers. */
export async function reopenTopic(ctx: Ctx, input: z.input<typeof topicRef>) {
  const ref = parse(topicRef, input)
  return change(ctx, async (tx) => {
    const topic = await topicInView(tx, ref)
    permit(canReopen(tx.actor, topic), 'forum.close.ability')
    if (!topic.closedAt) return
    const open = {
      closedAt: null,
      closedBy: null,
      closedReason: null,
      closedNote: null,
      duplicateOf: null,
      reviewAskedAt: null,
      reopensAt: null,
    }
    await tx.db.update(topics).set(open).where(eq(topics.id, topic.id))
    tx.tell({ type: 'topic.reopened', topicId: topic.id, boardId: topic.boardId })
  })
}

/** The weight of flags closes a topic for some hours, so that tempers cool; it opens again by itself. */
export async function closeForNow(ctx: Ctx, { topicId, until }: { topicId: TopicId; until: Date }) {
  return change(ctx, async (tx) => {
    const topic = await topicInView(tx, { topicId })
    permit(canClose(tx.actor, topic))
    if (topic.closedAt) return
    await tx.db
      .update(topics)
      .set({ closedAt: tx.now, closedReason: 'cooling', reopensAt: until })
      .where(and(eq(topics.id, topicId), isNull(topics.closedAt)))
    tx.tell({ type: 'topic.closed', topicId, boardId: topic.boardId, reason: 'cooling', duplicateOf: null })
  })
}

/** Topics whose time of rest is over, opened again; a sweep by the minute. */
export async function reopenDue(ctx: Ctx) {
  const due = await ctx.db
    .select({ id: topics.id })
    .from(topics)
    .where(lte(topics.reopensAt, ctx.now))
    .limit(100)
  for (const { id } of due) await reopenTopic(ctx, { topicId: id })
}
