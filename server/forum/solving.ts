import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { topics } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Conflict } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { topicInView } from './views/finding.ts'
import { topicRef } from './input.ts'
import { wrote } from './policy.ts'
import { recount } from './writing.ts'

/** The asker says it is solved, without naming an answer. */
export async function markSolved(ctx: Ctx, input: z.input<typeof topicRef>) {
  const ref = parse(topicRef, input)
  return change(ctx, async (tx) => {
    const topic = await topicInView(tx, ref)
    permit(wrote(tx.actor, topic), 'forum.solve.asker')
    if (topic.kind !== 'question') throw new Conflict('forum.solve.question')
    if (topic.markedSolvedAt) return
    await tx.db
      .update(topics)
      .set({ markedSolvedAt: tx.now, unsolvedAt: null })
      .where(eq(topics.id, topic.id))
    await recount(tx, topic.id)
    tx.tell({ type: 'topic.markedSolved', topicId: topic.id, boardId: topic.boardId })
  })
}

/** The asker says it is not: stands beside a staff member's acceptance, and sets the clocks going again (ASK-06, E31). */
export async function markUnsolved(ctx: Ctx, input: z.input<typeof topicRef>) {
  const ref = parse(topicRef, input)
  return change(ctx, async (tx) => {
    const topic = await topicInView(tx, ref)
    permit(wrote(tx.actor, topic), 'forum.solve.asker')
    if (topic.kind !== 'question') throw new Conflict('forum.solve.question')
    await tx.db
      .update(topics)
      .set({ markedSolvedAt: null, unsolvedAt: tx.now })
      .where(eq(topics.id, topic.id))
    await recount(tx, topic.id)
    tx.tell({ type: 'topic.markedUnsolved', topicId: topic.id, boardId: topic.boardId })
  })
}
