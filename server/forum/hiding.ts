import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { posts, topics } from '#db/schema/index.ts'
import { memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { postWithTopic } from './views/finding.ts'
import { hiding, postRef } from './input.ts'
import { canHide } from './policy.ts'
import { recount } from './writing.ts'

/** A moderator hides a post under a clause with a reason; a stub names the clause (MOD-22). An opening hides its topic. */
export async function hidePost(ctx: Ctx, input: z.input<typeof hiding>) {
  const wanted = parse(hiding, input)
  return change(ctx, async (tx) => {
    const { post, topic } = await postWithTopic(tx, wanted)
    permit(canHide(tx.actor, topic))
    if (post.hiddenAt) return { topicId: topic.id }
    await tx.db
      .update(posts)
      .set({
        hiddenAt: tx.now,
        hiddenBy: memberIdOf(tx.actor),
        hiddenClause: wanted.clause,
        hiddenReason: wanted.reason,
      })
      .where(eq(posts.id, post.id))
    const at = { topicId: topic.id, boardId: topic.boardId }
    if (post.id === topic.openingId) {
      await tx.db.update(topics).set({ hiddenAt: tx.now }).where(eq(topics.id, topic.id))
      tx.tell({ type: 'topic.hidden', ...at, clause: wanted.clause })
    } else await recount(tx, topic.id)
    tx.tell({
      type: 'post.hidden',
      ...at,
      postId: post.id,
      authorId: post.authorId,
      clause: wanted.clause,
      kind: post.kind,
    })
    return { topicId: topic.id }
  })
}

/** Shown again, as it was. */
export async function restorePost(ctx: Ctx, input: z.input<typeof postRef>) {
  const ref = parse(postRef, input)
  return change(ctx, async (tx) => {
    const { post, topic } = await postWithTopic(tx, ref)
    permit(canHide(tx.actor, topic))
    if (!post.hiddenAt) return { topicId: topic.id }
    await tx.db
      .update(posts)
      .set({ hiddenAt: null, hiddenBy: null, hiddenClause: null, hiddenReason: null })
      .where(eq(posts.id, post.id))
    const at = { topicId: topic.id, boardId: topic.boardId }
    if (post.id === topic.openingId) {
      await tx.db.update(topics).set({ hiddenAt: null }).where(eq(topics.id, topic.id))
      tx.tell({ type: 'topic.restored', ...at })
    } else await recount(tx, topic.id)
    tx.tell({ type: 'post.restored', ...at, postId: post.id, authorId: post.authorId, kind: post.kind })
    return { topicId: topic.id }
  })
}
