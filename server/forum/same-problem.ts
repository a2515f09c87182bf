import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { posts, sameProblems } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Forbidden } from '#server/core/errors.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { topicInView } from './views/finding.ts'
import { sameProblem, topicRef } from './input.ts'
import { wrote } from './policy.ts'
import { asAuthor } from './topics.ts'

/** "I have this too", with the version: counts affected people and moves nothing in any queue. */
export async function confirmSameProblem(ctx: Ctx, input: z.input<typeof sameProblem>) {
  const wanted = parse(sameProblem, input)
  return change(ctx, async (tx) => {
    const member = asAuthor(tx)
    const topic = await topicInView(tx, wanted)
    if (topic.kind !== 'question') throw new Conflict('forum.problem.question')
    if (wrote(member, topic)) throw new Forbidden('forum.problem.own')
    const row = { topicId: topic.id, memberId: member.memberId, version: wanted.version, at: tx.now }
    await tx.db
      .insert(sameProblems)
      .values(row)
      .onConflictDoUpdate({
        target: [sameProblems.topicId, sameProblems.memberId],
        set: { version: wanted.version },
      })
    await recountProblems(tx, topic)
    tx.tell({ type: 'problem.shared', topicId: topic.id, boardId: topic.boardId, memberId: member.memberId })
  })
}

export async function withdrawSameProblem(ctx: Ctx, input: z.input<typeof topicRef>) {
  const ref = parse(topicRef, input)
  return change(ctx, async (tx) => {
    const member = asAuthor(tx)
    const topic = await topicInView(tx, ref)
    const gone = await tx.db
      .delete(sameProblems)
      .where(and(eq(sameProblems.topicId, topic.id), eq(sameProblems.memberId, member.memberId)))
      .returning({ topicId: sameProblems.topicId })
    if (gone.length === 0) return
    await recountProblems(tx, topic)
    tx.tell({
      type: 'problem.withdrawn',
      topicId: topic.id,
      boardId: topic.boardId,
      memberId: member.memberId,
    })
  })
}

const recountProblems = (tx: Tx, topic: { id: TopicId; openingId: PostId }) =>
  tx.db
    .update(posts)
    .set({
      sameProblem: sql`(select count(*)::int from ${sameProblems} where ${sameProblems.topicId} = ${topic.id})`,
    })
    .where(eq(posts.id, topic.openingId))
