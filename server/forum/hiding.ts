import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { posts, topics } from '#db/schema/index.ts'
import { memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { PostId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { clauseCited } from '#server/terms/index.ts'
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
    if (post.hiddenAt && post.hiddenReason !== null) return { topicId: topic.id }
    await hide(tx, { post, topic }, { clause: wanted.clause, reason: wanted.reason, pending: false })
    return { topicId: topic.id }
  })
}

/**
 * The weight of flags hides a post until a moderator rules, who then gives the reason (MOD-06). `termsVersion` where it is
 * hidden again as it was.
 */
export async function hidePending(
  ctx: Ctx,
  input: { postId: PostId; clause: string; termsVersion?: number | undefined },
) {
  return change(ctx, async (tx) => {
    const { post, topic } = await postWithTopic(tx, input)
    permit(canHide(tx.actor, topic))
    if (post.hiddenAt || post.withdrawnAt) return { hidden: false }
    const { clause, termsVersion } = input
    await hide(tx, { post, topic }, { clause, termsVersion, reason: null, pending: true })
    return { hidden: true }
  })
}

type Found = Awaited<ReturnType<typeof postWithTopic>>
type Ground = { clause: string; termsVersion?: number | undefined; reason: string | null; pending: boolean }

/** Keeps the clause with the version of the terms it stands in now, so that its words can be read later (TERMS-08). */
async function hide(tx: Tx, { post, topic }: Found, { clause, reason, pending, ...cited }: Ground) {
  const { version: termsVersion } = await clauseCited(tx, { key: clause, version: cited.termsVersion })
  await tx.db
    .update(posts)
    .set({
      hiddenAt: tx.now,
      hiddenBy: memberIdOf(tx.actor),
      hiddenClause: clause,
      hiddenTermsVersion: termsVersion,
      hiddenReason: reason,
    })
    .where(eq(posts.id, post.id))
  const at = { topicId: topic.id, boardId: topic.boardId }
  if (post.id === topic.openingId) {
    await tx.db.update(topics).set({ hiddenAt: tx.now }).where(eq(topics.id, topic.id))
    tx.tell({ type: 'topic.hidden', ...at, clause, termsVersion })
  } else await recount(tx, topic.id)
  tx.tell({
    type: 'post.hidden',
    ...at,
    postId: post.id,
    authorId: post.authorId,
    ...{ clause, termsVersion },
    kind: post.kind,
    pending,
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
      .set({
        hiddenAt: null,
        hiddenBy: null,
        hiddenClause: null,
        hiddenTermsVersion: null,
        hiddenReason: null,
      })
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
