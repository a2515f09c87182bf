import type { z } from 'zod'
import type { ReviewKind, Standing } from '#db/schema/moderation.ts'
import { system } from '#server/core/actor.ts'
import type { Tx } from '#server/core/ctx.ts'
import { Conflict, Invalid } from '#server/core/errors.ts'
import { certain } from '#server/core/rows.ts'
import {
  approvePost,
  moveTopic,
  reopenTopic,
  restorePost,
  revisePost,
  topicStanding,
} from '#server/forum/index.ts'
import { countApprovedPost } from '#server/identity/index.ts'
import { settleAppeal } from './appeal-effects.ts'
import type { decisionInput } from './input.ts'
import type { Item } from './items.ts'
import { liftSilence } from './silencing.ts'
import { removePost } from './statements.ts'
import { acceptEdit, rejectEdit } from './suggesting.ts'
import { postStanding } from './views/subject.ts'

export type Wanted = z.output<typeof decisionInput>
export type Ending = 'approve' | 'fix' | 'hide' | 'reject' | 'uphold'

/** What a decision did: enough to undo it; and what it says of the flags, null where it says nothing. */
export type Done = { before: Standing; after: Standing; upheld: boolean | null }
type Deed = (tx: Tx, item: Item, wanted: Wanted) => Promise<Done>

const post = (item: Item) => certain(item.postId, 'the post of an item')

/** It stands: shown again where flags had hidden it, published where it was held. */
const letStand: Deed = async (tx, item) => {
  await liftSilence(tx, item)
  if (!item.postId) return { before: {}, after: {}, upheld: false }
  return { ...(await show(tx, item)), upheld: false }
}

async function show(tx: Tx, item: Item): Promise<{ before: Standing; after: Standing }> {
  const found = certain(await postStanding(tx, post(item)), 'the post')
  const pending = found.hiddenAt !== null && found.hiddenReason === null
  if (pending) await restorePost(tx, { postId: found.id })
  if (found.heldAt) await publish(tx, { ...found, memberId: item.memberId })
  return {
    before: { held: found.heldAt !== null, pending, ...(pending ? groundOf(found) : { clause: null }) },
    after: { held: false, hidden: found.hiddenAt !== null && !pending },
  }
}

const groundOf = (found: { hiddenClause: string | null; hiddenTermsVersion: number | null }) => ({
  clause: found.hiddenClause,
  termsVersion: found.hiddenTermsVersion,
})

/** A held post appears and counts as approved; who guided a first post is told about (decision 2). */
export async function publish(
  tx: Tx,
  { id, memberId }: { id: NonNullable<Item['postId']>; memberId: Item['memberId'] },
) {
  await approvePost(tx, { postId: id })
  if (!memberId) return
  await countApprovedPost(tx, { memberId })
  if (tx.actor.kind === 'member')
    tx.tell({ type: 'firstPost.approved', postId: id, authorId: memberId, byId: tx.actor.memberId })
}

/** Corrected in place and let stand in one step; the author reads the diff (MOD-07). */
const correct: Deed = async (tx, item, wanted) => {
  const found = certain(await postStanding(tx, post(item)), 'the post')
  const { changed } = await revisePost(tx, {
    postId: found.id,
    body: wanted.body ?? found.source,
    title: found.opening ? wanted.title : undefined,
    tags: found.opening ? wanted.tags : undefined,
    reason: wanted.reason,
    basedOn: wanted.basedOn,
  })
  const moved = found.opening && wanted.board !== undefined && wanted.board !== found.boardId
  if (moved) await moveTopic(tx, { topicId: found.topicId, board: certain(wanted.board, 'board') })
  const shown = await show(tx, item)
  return {
    before: { ...shown.before, edits: found.editCount, board: moved ? found.boardId : null },
    after: { ...shown.after, edited: changed },
    upheld: true,
  }
}

/** Out of sight under a clause, with a stub in its place (MOD-22). */
const takeAway: Deed = async (tx, item, wanted) => {
  const found = certain(await postStanding(tx, post(item)), 'the post')
  const pending = found.hiddenAt !== null && found.hiddenReason === null
  await removePost(tx, {
    postId: found.id,
    clause: certain(wanted.clause, 'clause'),
    reason: wanted.reason || wanted.message,
    message: wanted.message,
  })
  return {
    before: { held: found.heldAt !== null, pending, ...groundOf(found) },
    after: { hidden: true },
    upheld: true,
  }
}

/** The report of a person holds; what follows for them is decided beside it. */
const agree: Deed = () => Promise.resolve({ before: {}, after: {}, upheld: true })

const openAgain: Deed = async (tx, item) => {
  const topicId = certain(item.topicId, 'the topic of an item')
  const found = certain(await topicStanding(tx, topicId), 'the topic')
  if (!found.closedAt) throw new Conflict('moderation.item.changed')
  await reopenTopic(tx, { topicId })
  return {
    before: { closed: found.closedReason, note: found.closedNote, duplicateOf: found.duplicateOf },
    after: { closed: null },
    upheld: null,
  }
}

const grant: Deed = async (tx, item, wanted) => {
  if (!(wanted.message || wanted.reason))
    throw new Invalid([{ path: 'message', key: 'moderation.message.missing' }])
  await settleAppeal(tx, item, { outcome: 'overturned', reason: wanted.message || wanted.reason })
  return { before: {}, after: { overturned: true }, upheld: null }
}

const turnDown: Deed = async (tx, item, wanted) => {
  await settleAppeal(tx, item, { outcome: 'upheld', reason: wanted.message || wanted.reason })
  return { before: {}, after: { overturned: false }, upheld: null }
}

const stayClosed: Deed = () => Promise.resolve({ before: {}, after: {}, upheld: null })

const ofPosts = { approve: letStand, fix: correct, hide: takeAway }

/** What can be decided of each kind, and what it does. */
export const deeds: Readonly<Record<ReviewKind, Readonly<Partial<Record<Ending, Deed>>>>> = {
  flags: ofPosts,
  'first-post': ofPosts,
  spam: ofPosts,
  other: ofPosts,
  edit: { approve: acceptEdit, fix: acceptEdit, reject: rejectEdit },
  reopen: { approve: openAgain, reject: stayClosed },
  appeal: { approve: grant, reject: turnDown },
}

const ofPersons = { approve: letStand, uphold: agree }

/** A topic that somebody passed on: a moderator has looked after it. */
const ofTopics = { approve: letStand }

/** A flagged person has no text to correct or hide, nor has a topic as a whole. */
export const deedsFor = (item: Pick<Item, 'kind' | 'postId'>): Readonly<Partial<Record<Ending, Deed>>> =>
  item.postId !== null || (item.kind !== 'flags' && item.kind !== 'other')
    ? deeds[item.kind]
    : item.kind === 'flags'
      ? ofPersons
      : ofTopics

/** The same place and moment, without anybody's deed in it. */
export const byClock = (tx: Tx, name: string): Tx => ({ ...tx, actor: system(name) })
