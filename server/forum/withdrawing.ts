import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { boards, posts, topics } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { memberIdOf, moderates } from '#server/core/actor.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { postWithTopic } from './views/finding.ts'
import { postRef } from './input.ts'
import { canWithdraw, wrote } from './policy.ts'
import { recount } from './writing.ts'

/** The author takes a post back, leaving a quiet place; withdrawing the opening withdraws the topic. */
export async function withdrawPost(ctx: Ctx, input: z.input<typeof postRef>) {
  const ref = parse(postRef, input)
  return change(ctx, async (tx) => {
    const { post, topic } = await postWithTopic(tx, ref)
    permit(canWithdraw(tx.actor, post, topic), 'forum.withdraw.refused')
    if (post.withdrawnAt) return
    await tx.db
      .update(posts)
      .set({ withdrawnAt: tx.now, withdrawnBy: memberIdOf(tx.actor) })
      .where(eq(posts.id, post.id))
    const at = { topicId: topic.id, boardId: topic.boardId }
    if (post.id === topic.openingId) {
      await tx.db.update(topics).set({ withdrawnAt: tx.now }).where(eq(topics.id, topic.id))
      await tx.db
        .update(boards)
        .set({ topicCount: sql`${boards.topicCount} - 1` })
        .where(eq(boards.id, topic.boardId))
      tx.tell({ type: 'topic.withdrawn', ...at })
    } else await recount(tx, topic.id)
    tx.tell({ type: 'post.withdrawn', ...at, postId: post.id, authorId: post.authorId, kind: post.kind })
  })
}

/** Brought back: by whoever withdrew it, or by a moderator. */
export async function restoreWithdrawn(ctx: Ctx, input: z.input<typeof postRef>) {
  const ref = parse(postRef, input)
  return change(ctx, async (tx) => {
    const { post, topic } = await postWithTopic(tx, ref)
    permit(wrote(tx.actor, post) || moderates(tx.actor, topic))
    if (!post.withdrawnAt) return
    await tx.db.update(posts).set({ withdrawnAt: null, withdrawnBy: null }).where(eq(posts.id, post.id))
    const at = { topicId: topic.id, boardId: topic.boardId }
    if (post.id === topic.openingId) {
      await tx.db.update(topics).set({ withdrawnAt: null }).where(eq(topics.id, topic.id))
      await tx.db
        .update(boards)
        .set({ topicCount: sql`${boards.topicCount} + 1` })
        .where(eq(boards.id, topic.boardId))
      tx.tell({ type: 'topic.restored', ...at })
    } else await recount(tx, topic.id)
    tx.tell({ type: 'post.restored', ...at, postId: post.id, authorId: post.authorId, kind: post.kind })
  })
}
