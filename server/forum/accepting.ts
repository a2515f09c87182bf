import { and, count, eq, isNotNull } from 'drizzle-orm'
import type { z } from 'zod'
import { posts, topics } from '#db/schema/index.ts'
import { memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Forbidden } from '#server/core/errors.ts'
import type { TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { postWithTopic } from './views/finding.ts'
import { acceptance, answerRef } from './input.ts'
import { absentAfterDays } from './limits.ts'
import { canAccept, canWithdrawAcceptance } from './policy.ts'
import { mustTakeWords } from './reading-only.ts'
import { recount } from './writing.ts'

/**
 * The asker, or staff for an absent asker, marks what solved it: any reply at any depth. A comment becomes an answer
 * that remembers the exchange it came from (decision 42). By default a question has at most two.
 */
export async function acceptAnswer(ctx: Ctx, input: z.input<typeof acceptance>) {
  const wanted = parse(acceptance, input)
  return change(ctx, async (tx) => {
    const { post, topic } = await postWithTopic(tx, wanted)
    mustTakeWords(topic)
    permit(
      canAccept(tx.actor, topic, { now: tx.now, absentAfterDays: await absentAfterDays(tx) }),
      'forum.accept.refused',
    )
    if (
      post.visibility !== 'public' ||
      post.hiddenAt ||
      post.withdrawnAt ||
      post.heldAt ||
      post.id === topic.openingId
    )
      throw new Conflict('forum.accept.post')
    if (post.acceptedAt) return
    if ((await acceptedNow(tx, topic.id)) >= topic.acceptedLimit)
      throw new Conflict('forum.accept.limit', { limit: topic.acceptedLimit })

    await tx.db
      .update(posts)
      .set({
        acceptedAt: tx.now,
        acceptedBy: memberIdOf(tx.actor),
        validFor: wanted.validFor,
        ...(post.kind === 'comment'
          ? { kind: 'answer' as const, parentId: null, exchangeOf: post.parentId }
          : {}),
      })
      .where(eq(posts.id, post.id))
    await tx.db.update(topics).set({ unsolvedAt: null }).where(eq(topics.id, topic.id))
    await recount(tx, topic.id)
    tx.tell({
      type: 'answer.accepted',
      topicId: topic.id,
      boardId: topic.boardId,
      postId: post.id,
      authorId: post.authorId,
      acceptedBy: memberIdOf(tx.actor),
    })
  })
}

/** Counted from the posts, not the topic's counter, so that a third meets the limit whatever waited before it. */
async function acceptedNow(tx: Tx, topicId: TopicId): Promise<number> {
  const [row] = await tx.db
    .select({ accepted: count() })
    .from(posts)
    .where(and(eq(posts.topicId, topicId), isNotNull(posts.acceptedAt)))
  return row?.accepted ?? 0
}

/** Taken back: the topic reads unsolved again everywhere. A lifted comment stays an answer. */
export async function withdrawAcceptance(ctx: Ctx, input: z.input<typeof answerRef>) {
  const ref = parse(answerRef, input)
  return change(ctx, async (tx) => {
    const { post, topic } = await postWithTopic(tx, ref)
    if (!post.acceptedAt) return
    if (!canWithdrawAcceptance(tx.actor, topic, post)) throw new Forbidden('forum.accept.byStaff')
    await tx.db
      .update(posts)
      .set({ acceptedAt: null, acceptedBy: null, validFor: '' })
      .where(eq(posts.id, post.id))
    await recount(tx, topic.id)
    tx.tell({
      type: 'acceptance.withdrawn',
      topicId: topic.id,
      boardId: topic.boardId,
      postId: post.id,
      authorId: post.authorId,
    })
  })
}
