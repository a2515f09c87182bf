import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { suggestions } from '#db/schema/moderation.ts'
import { isMember, memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#server/core/errors.ts'
import { newId, type SuggestionId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { certain } from '#server/core/rows.ts'
import { applySuggestion, postInView } from '#server/forum/index.ts'
import type { Done, Wanted } from './deeds.ts'
import { suggestionInput, suggestionRef } from './input.ts'
import { endItem, type Item, itemOf, openItem } from './items.ts'
import { postStanding } from './views/subject.ts'

const baseScore = 2

/**
 * A member without the edit ability proposes a better text; it waits in the queue as a diff (ASK-18). One open
 * suggestion for each member and post: the next one takes its place.
 */
export async function proposeEdit(ctx: Ctx, input: z.input<typeof suggestionInput>) {
  const wanted = parse(suggestionInput, input)
  return change(ctx, async (tx) => {
    if (!isMember(tx.actor)) throw new Forbidden('moderation.member')
    const proposerId = tx.actor.memberId
    const post = await postInView(tx, wanted)
    if (post.can.revise) throw new Conflict('moderation.suggestion.own')
    const standing = post.visibility === 'public' && !post.hiddenAt && !post.withdrawnAt && !post.heldAt
    if (!standing) throw new NotFound('post')
    if (wanted.basedOn !== post.editCount) throw new Conflict('forum.revise.meanwhile')
    const opening = post.id === post.topic.openingId
    const words = {
      title: opening ? (wanted.title ?? post.topic.title) : null,
      tagSlugs: opening ? (wanted.tags ?? post.topic.tags) : null,
      source: wanted.body,
    }
    const same =
      words.source === post.source &&
      (!opening || (words.title === post.topic.title && String(words.tagSlugs) === String(post.topic.tags)))
    if (same) throw new Invalid([{ path: 'body', key: 'moderation.suggestion.same' }])

    await takeBackEarlier(tx, { postId: post.id, proposerId })
    const suggestionId = newId<SuggestionId>()
    await tx.db.insert(suggestions).values({
      id: suggestionId,
      postId: post.id,
      topicId: post.topicId,
      proposerId,
      ...words,
      reason: wanted.reason,
      basedOn: wanted.basedOn,
      state: 'open',
      at: tx.now,
    })
    const { id: itemId } = await openItem(tx, {
      kind: 'edit',
      subject: { suggestion: suggestionId, post: post.id },
      reasons: [{ key: 'moderation.reason.suggestion' }],
      score: baseScore,
    })
    tx.tell({ type: 'suggestion.proposed', suggestionId, postId: post.id, proposerId })
    return { suggestionId, itemId, topicId: post.topicId }
  })
}

/** The proposer takes an open suggestion back. */
export async function withdrawSuggestion(ctx: Ctx, input: z.input<typeof suggestionRef>) {
  const { suggestionId } = parse(suggestionRef, input)
  return change(ctx, async (tx) => {
    const [found] = await tx.db
      .select()
      .from(suggestions)
      .where(eq(suggestions.id, suggestionId))
      .for('update')
    if (!found || found.proposerId !== memberIdOf(tx.actor)) throw new NotFound('suggestion')
    if (found.state !== 'open') throw new Conflict('moderation.item.changed')
    await takeBackEarlier(tx, found)
  })
}

type Suggestion = typeof suggestions.$inferSelect

async function takeBackEarlier(tx: Tx, of: Pick<Suggestion, 'postId' | 'proposerId'>) {
  const earlier = await tx.db
    .update(suggestions)
    .set({ state: 'withdrawn', decidedAt: tx.now })
    .where(
      and(
        eq(suggestions.postId, of.postId),
        eq(suggestions.proposerId, of.proposerId),
        eq(suggestions.state, 'open'),
      ),
    )
    .returning({ id: suggestions.id })
  for (const { id } of earlier) {
    const item = await itemOf(tx, { kind: 'edit', subject: { suggestion: id } })
    if (!item) continue
    await endItem(tx, item, { state: 'withdrawn', outcome: 'withdraw' })
    tx.tell({ type: 'review.changed', itemId: item.id, kind: item.kind })
  }
}

const suggestionOf = async (tx: Tx, item: Item): Promise<Suggestion> => {
  const id = certain(item.suggestionId, 'the suggestion of an item')
  const [found] = await tx.db.select().from(suggestions).where(eq(suggestions.id, id)).for('update')
  return certain(found, 'the suggestion')
}

/** Its words, or corrected ones, become a version by the proposer. 409 when the post has changed meanwhile. */
export async function acceptEdit(tx: Tx, item: Item, wanted: Wanted): Promise<Done> {
  const suggestion = await suggestionOf(tx, item)
  const corrected = wanted.action === 'fix' && wanted.body !== undefined
  const post = await postStanding(tx, suggestion.postId)
  if (!corrected && post?.editCount !== suggestion.basedOn)
    throw new Conflict('moderation.suggestion.meanwhile')
  const basedOn = corrected ? (wanted.basedOn ?? suggestion.basedOn) : suggestion.basedOn
  const written = await applySuggestion(tx, {
    postId: suggestion.postId,
    proposerId: suggestion.proposerId,
    body: corrected ? certain(wanted.body, 'body') : suggestion.source,
    title: (corrected ? wanted.title : undefined) ?? suggestion.title ?? undefined,
    tags: (corrected ? wanted.tags : undefined) ?? suggestion.tagSlugs ?? undefined,
    reason: suggestion.reason,
    basedOn,
  })
  await settle(tx, suggestion, { state: 'approved', reason: wanted.message })
  return { before: { edits: basedOn, suggestion: 'open' }, after: { edited: written.changed }, upheld: null }
}

/** Turned down with a reason that the proposer reads. */
export async function rejectEdit(tx: Tx, item: Item, wanted: Wanted): Promise<Done> {
  await settle(tx, await suggestionOf(tx, item), { state: 'rejected', reason: wanted.message })
  return { before: { suggestion: 'open' }, after: {}, upheld: null }
}

async function settle(
  tx: Tx,
  suggestion: Suggestion,
  { state, reason }: { state: 'approved' | 'rejected'; reason: string },
) {
  await tx.db
    .update(suggestions)
    .set({ state, decidedAt: tx.now, decidedBy: memberIdOf(tx.actor), decisionReason: reason })
    .where(eq(suggestions.id, suggestion.id))
  tx.tell({
    type: 'suggestion.decided',
    suggestionId: suggestion.id,
    postId: suggestion.postId,
    proposerId: suggestion.proposerId,
    approved: state === 'approved',
  })
}

/** A decision about it was undone: it waits again. */
export const reopenSuggestion = (tx: Tx, suggestionId: SuggestionId) =>
  tx.db
    .update(suggestions)
    .set({ state: 'open', decidedAt: null, decidedBy: null, decisionReason: null })
    .where(eq(suggestions.id, suggestionId))
