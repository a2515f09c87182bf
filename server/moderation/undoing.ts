import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { reviewDecisions, reviewItems, type Standing } from '#db/schema/moderation.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, NotFound } from '#server/core/errors.ts'
import type { DecisionId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { certain } from '#server/core/rows.ts'
import {
  closeTopic,
  hidePending,
  holdPost,
  moveTopic,
  restorePost,
  restoreRevision,
} from '#server/forum/index.ts'
import { countApprovedPost } from '#server/identity/index.ts'
import { byClock } from './deeds.ts'
import { decisionRef } from './input.ts'
import { type Item, record } from './items.ts'
import { judgeFlags } from './judging.ts'
import { canDecide, reviews } from './policy.ts'
import { reopenSuggestion } from './suggesting.ts'
import { itemInView } from './views/item-in-view.ts'

const undoableFor = 86_400_000
const endings: readonly string[] = ['approve', 'fix', 'hide', 'reject', 'uphold']

type Decision = typeof reviewDecisions.$inferSelect

/**
 * Within a day a decision is taken back from its row: what it did is undone, its flags are unjudged, and the item is open
 * again. The history keeps both.
 */
export async function undoDecision(ctx: Ctx, input: z.input<typeof decisionRef>) {
  permit(reviews(ctx.actor), 'moderation.moderatorsOnly')
  const { decisionId } = parse(decisionRef, input)
  return change(ctx, async (tx) => {
    const decision = await decisionOf(tx, decisionId)
    const item = await itemInView(tx, decision)
    permit(canDecide(tx.actor, { ...item, secondFrom: null }), 'moderation.item.own')
    await mustBeUndoable(tx, item, decision)
    await takeBack(tx, item, decision)
    await reopen(tx, item, decision)
    for (const beside of await decidedWith(tx, item, decisionId))
      await reopen(tx, await itemInView(tx, beside), beside)
    return { itemId: item.id }
  })
}

async function decisionOf(tx: Tx, decisionId: DecisionId): Promise<Decision> {
  const [decision] = await tx.db.select().from(reviewDecisions).where(eq(reviewDecisions.id, decisionId))
  if (!decision) throw new NotFound('decision')
  return decision
}

async function mustBeUndoable(tx: Tx, item: Item, decision: Decision) {
  const settledWith = 'with' in decision.after
  if (!endings.includes(decision.action) || settledWith || item.kind === 'appeal')
    throw new Conflict('moderation.undo.never')
  if (tx.now.getTime() - decision.at.getTime() > undoableFor) throw new Conflict('moderation.undo.late')
  const undone = await tx.db.$count(reviewDecisions, eq(reviewDecisions.undoes, decision.id))
  if (undone > 0 || item.state === 'open') throw new Conflict('moderation.item.changed')
  const newer = await tx.db.$count(
    reviewItems,
    and(
      eq(reviewItems.kind, item.kind),
      eq(reviewItems.subject, item.subject),
      eq(reviewItems.state, 'open'),
    ),
  )
  if (newer > 0) throw new Conflict('moderation.undo.newer')
}

/** What the decision did, step by step from what it noted. */
async function takeBack(tx: Tx, item: Item, { action, before, after }: Decision) {
  if (item.kind === 'reopen') {
    if (action === 'approve') await closeAgain(tx, item, before)
    return
  }
  if (item.suggestionId) await reopenSuggestion(tx, item.suggestionId)
  if (!item.postId) return
  const postId = item.postId
  if (after.hidden === true) await restorePost(tx, { postId })
  if (after.edited === true) await restoreRevision(tx, { postId, number: Number(before.edits) + 1 })
  if (typeof before.board === 'string' && item.topicId)
    await moveTopic(tx, { topicId: item.topicId, board: before.board })
  if (before.held === true && after.hidden !== true) {
    await holdPost(tx, { postId })
    if (item.memberId) await countApprovedPost(tx, { memberId: item.memberId, by: -1 })
  }
  if (before.pending === true)
    await hidePending(byClock(tx, 'moderation.undo'), {
      postId,
      clause: String(before.clause),
      termsVersion: typeof before.termsVersion === 'number' ? before.termsVersion : undefined,
    })
}

async function closeAgain(tx: Tx, item: Item, before: Standing) {
  await closeTopic(tx, {
    topicId: certain(item.topicId, 'the topic of an item'),
    reason: before.closed as 'other',
    note: String(before.note ?? ''),
    duplicateOf: before.duplicateOf === null ? undefined : Number(before.duplicateOf),
  })
}

async function reopen(tx: Tx, item: Item, decision: Decision) {
  const undo = await record(tx, item.id, { action: 'undo', undoes: decision.id })
  await tx.db
    .update(reviewItems)
    .set({
      state: 'open',
      outcome: null,
      decidedAt: null,
      decidedBy: null,
      version: sql`${reviewItems.version} + 1`,
    })
    .where(eq(reviewItems.id, item.id))
  await judgeFlags(tx, { itemId: item.id, upheld: null, decisionId: undo })
  tx.tell({
    type: 'review.undone',
    itemId: item.id,
    kind: item.kind,
    decisionId: decision.id,
    action: decision.action,
    postId: item.postId,
    authorId: item.memberId,
  })
}

/** What the same decision settled along the way: other items about the post. */
async function decidedWith(tx: Tx, item: Item, decisionId: DecisionId): Promise<Decision[]> {
  if (!item.postId) return []
  const found = await tx.db
    .select({ decision: reviewDecisions })
    .from(reviewDecisions)
    .innerJoin(reviewItems, eq(reviewItems.id, reviewDecisions.itemId))
    .where(and(eq(reviewItems.postId, item.postId), sql`${reviewDecisions.after} ->> 'with' = ${decisionId}`))
  return found.map(({ decision }) => decision)
}
