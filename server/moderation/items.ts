import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import {
  type ReviewReason,
  reviewDecisions,
  reviewItems,
  type ReviewKind,
  type Standing,
} from '#db/schema/moderation.ts'
import { memberIdOf } from '#server/core/actor.ts'
import type { Tx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import { type DecisionId, type KeyId, type MemberId, newId, type ReviewItemId } from '#server/core/ids.ts'
import { certain } from '#server/core/rows.ts'
import { lockTopic } from '#server/forum/index.ts'
import { log } from './logging.ts'
import { placeOf, type Subject, subjectName } from './views/subject.ts'

export type Item = typeof reviewItems.$inferSelect

type Opening = {
  kind: ReviewKind
  subject: Subject
  reasons: readonly ReviewReason[]
  score: number
  category?: string | null
  publishAt?: Date | null
  /** Who may not decide it. */
  notBy?: MemberId | KeyId | null
  /** A rule caught the post: it is not published by itself. */
  caught?: true
}

/**
 * Puts something before the moderators. What is open already for the subject and kind is joined: reasons are added, the
 * score is the higher one. Tells `review.opened` once. A post that spam rules caught is no longer published by itself.
 */
export async function openItem(tx: Tx, wanted: Opening): Promise<{ id: ReviewItemId; opened: boolean }> {
  const subject = subjectName(wanted.subject)
  const place = await placeOf(tx, wanted.subject)
  const id = newId<ReviewItemId>()
  const [made] = await tx.db
    .insert(reviewItems)
    .values({
      id,
      kind: wanted.kind,
      subject,
      ...place,
      suggestionId: 'suggestion' in wanted.subject ? wanted.subject.suggestion : null,
      appealOf: 'appeal' in wanted.subject ? wanted.subject.appeal : null,
      score: wanted.score,
      reasons: [...wanted.reasons],
      state: 'open',
      category: wanted.category ?? null,
      publishAt: wanted.publishAt ?? null,
      secondFrom: (wanted.notBy ?? null) as MemberId | null,
      openedAt: tx.now,
      version: 1,
    })
    .onConflictDoNothing()
    .returning({ id: reviewItems.id })
  if ((wanted.kind === 'spam' || wanted.caught) && place.postId) await keepFromPublishing(tx, place.postId)
  if (made) {
    tx.tell({ type: 'review.opened', itemId: id, kind: wanted.kind, postId: place.postId })
    return { id, opened: true }
  }
  const item = certain(await itemOf(tx, wanted), 'the open item')
  await changeItem(tx, item, {
    reasons: joined(item.reasons, wanted.reasons),
    score: Math.max(item.score, wanted.score),
  })
  return { id: item.id, opened: false }
}

/** The open item of a kind about a subject, under its lock. */
export async function itemOf(
  tx: Tx,
  { kind, subject }: { kind: ReviewKind; subject: Parameters<typeof subjectName>[0] },
): Promise<Item | null> {
  const [item] = await tx.db
    .select()
    .from(reviewItems)
    .where(
      and(
        eq(reviewItems.kind, kind),
        eq(reviewItems.subject, subjectName(subject)),
        eq(reviewItems.state, 'open'),
      ),
    )
    .for('update')
  return item ?? null
}

/** The same key twice is one reason, with the newer words in it. */
function joined(before: readonly ReviewReason[], added: readonly ReviewReason[]): ReviewReason[] {
  const byKey = new Map(before.map((reason) => [reason.key, reason]))
  for (const reason of added) byKey.set(reason.key, reason)
  return [...byKey.values()]
}

const keepFromPublishing = (tx: Tx, postId: NonNullable<Item['postId']>) =>
  tx.db
    .update(reviewItems)
    .set({ publishAt: null })
    .where(
      and(eq(reviewItems.postId, postId), eq(reviewItems.kind, 'first-post'), eq(reviewItems.state, 'open')),
    )

/** An item under its lock; the topic's is taken first, as every writer in a topic does. */
export async function lockItem(tx: Tx, itemId: ReviewItemId): Promise<Item> {
  const [place] = await tx.db
    .select({ topicId: reviewItems.topicId })
    .from(reviewItems)
    .where(eq(reviewItems.id, itemId))
  if (!place) throw new NotFound('review item')
  if (place.topicId) await lockTopic(tx, place.topicId)
  const [item] = await tx.db.select().from(reviewItems).where(eq(reviewItems.id, itemId)).for('update')
  return certain(item, 'the review item')
}

/** Writes what changed of an item without deciding it, and tells the queue. */
export async function changeItem(tx: Tx, item: Pick<Item, 'id' | 'kind'>, to: Partial<Item>) {
  if (Object.keys(to).length > 0) await tx.db.update(reviewItems).set(to).where(eq(reviewItems.id, item.id))
  tx.tell({ type: 'review.changed', itemId: item.id, kind: item.kind })
}

/** Kinds that ask whether a post may stand; what is suggested for its words, or said against a decision, is another matter. */
const aboutPosts: readonly ReviewKind[] = ['flags', 'first-post', 'spam', 'other']
export const judgesPost = ({ kind }: Pick<Item, 'kind'>) => aboutPosts.includes(kind)

/** Open items about the same post besides this one: one decision about a post settles them all. */
export const openBeside = (
  tx: Tx,
  item: { id: ReviewItemId | null; postId: Item['postId'] },
): Promise<Item[]> =>
  item.postId === null
    ? Promise.resolve([])
    : tx.db
        .select()
        .from(reviewItems)
        .where(
          and(
            eq(reviewItems.postId, item.postId),
            item.id ? ne(reviewItems.id, item.id) : undefined,
            eq(reviewItems.state, 'open'),
            inArray(reviewItems.kind, [...aboutPosts]),
          ),
        )
        .orderBy(reviewItems.id)
        .for('update')

export type Recorded = {
  action: string
  clause?: string | null
  termsVersion?: number | null | undefined
  reason?: string
  message?: string
  before?: Standing
  after?: Standing
  undoes?: DecisionId
}

/** One row of an item's history. */
export async function record(tx: Tx, itemId: ReviewItemId, step: Recorded): Promise<DecisionId> {
  const id = newId<DecisionId>()
  const { actor } = tx
  await tx.db.insert(reviewDecisions).values({
    id,
    itemId,
    action: step.action,
    clause: step.clause ?? null,
    termsVersion: step.termsVersion ?? null,
    reason: step.reason ?? '',
    message: step.message ?? '',
    byKind: actor.kind === 'key' ? 'key' : actor.kind === 'member' ? 'member' : 'system',
    byId: byIdOf(tx),
    at: tx.now,
    undoes: step.undoes ?? null,
    before: step.before ?? {},
    after: step.after ?? {},
  })
  if (!passing.includes(step.action)) await logStep(tx, itemId, step)
  return id
}

/** Who looks at what next is no deed. */
const passing: readonly string[] = ['skip', 'snooze']

async function logStep(tx: Tx, itemId: ReviewItemId, { action, clause, termsVersion, ...step }: Recorded) {
  const [item] = await tx.db.select().from(reviewItems).where(eq(reviewItems.id, itemId))
  const { memberId, postId, topicId, boardId, openedAt } = certain(item, 'the review item')
  const seconds = Math.round((tx.now.getTime() - openedAt.getTime()) / 1000)
  await log(tx, {
    action: `decision.${action}`,
    ...{ memberId, postId, topicId, boardId },
    clause: clause ?? null,
    termsVersion: termsVersion ?? null,
    reason: step.reason ?? '',
    before: step.before ?? {},
    after: { ...step.after, item: itemId, seconds },
  })
}

export const byIdOf = ({ actor }: Pick<Tx, 'actor'>): MemberId | KeyId | null =>
  actor.kind === 'key' ? actor.keyId : memberIdOf(actor)

/** Ends an item: conditional on its being open, so that of two at once one finds it taken. */
export async function endItem(
  tx: Tx,
  item: Pick<Item, 'id'>,
  { state, outcome }: { state: Exclude<Item['state'], 'open'>; outcome: string },
) {
  await tx.db
    .update(reviewItems)
    .set({
      state,
      outcome,
      decidedAt: tx.now,
      decidedBy: byIdOf(tx),
      claimedBy: null,
      claimedUntil: null,
      snoozedUntil: null,
      version: sql`${reviewItems.version} + 1`,
    })
    .where(and(eq(reviewItems.id, item.id), eq(reviewItems.state, 'open')))
}
