import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { type PostKind, posts, topics } from '#db/schema/index.ts'
import { type Affiliation, isEngineer, moderates } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Forbidden, isMoved, NotFound } from '#server/core/errors.ts'
import { newId, type PostId, type TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { preparedInsert } from '#server/core/prepared.ts'
import { hidesCountsUntil } from './herding.ts'
import { postWithTopic, topicInView, type TopicInView } from './views/finding.ts'
import { newPost } from './input.ts'
import { holdsPosts } from './limits.ts'
import { canComment, canReply, canWriteAs } from './policy.ts'
import { asAuthor, watchOwn } from './topics.ts'
import { mustTakeWords } from './reading-only.ts'
import { tellScreened, vet } from './vetting.ts'
import { nextNumber, recount, rendered } from './writing.ts'

/**
 * An answer, a comment, a reply, a private word or a note, by where it is written: in a question a post without a
 * parent is an answer and one with a parent a comment, elsewhere both are replies (decision 8).
 */
export async function addPost(ctx: Ctx, input: z.input<typeof newPost>): Promise<Added> {
  const wanted = parse(newPost, input)
  return write(ctx, wanted).catch((error: unknown) => {
    // the topic was merged while this was being written: the words go where the others went
    if (!isMoved(error)) throw error
    return write(ctx, { ...wanted, topicId: error.to })
  })
}

/** The post as it was stored: rules may have replaced some of its words. */
export type Added = {
  id: PostId
  topicId: TopicId
  number: number
  kind: PostKind
  parentId: PostId | null
  source: string
  html: string
  visibility: Manner['visibility']
  affiliation: Affiliation | null
  createdAt: Date
  countsHiddenUntil: Date | null
  held: boolean
}

const write = (ctx: Ctx, wanted: z.output<typeof newPost>): Promise<Added> =>
  change(ctx, async (tx) => {
    const author = asAuthor(tx)
    // what does not wait for each other travels to the database together
    const [topic, number] = await Promise.all([topicInView(tx, wanted), nextNumber(tx, wanted.topicId)])
    const parent = wanted.parentId ? await parentOf(tx, { postId: wanted.parentId, topicId: topic.id }) : null
    mayWrite(tx, topic, { visibility: wanted.visibility, parent })

    const kind = kindOf(topic, { visibility: wanted.visibility, nested: parent !== null })
    const vetted =
      wanted.visibility === 'public'
        ? await vet(tx, { author, boardId: topic.boardId, title: null, body: wanted.body, as: 'reply' })
        : null
    const heldAt = vetted && (vetted.held || (await holdsPosts(tx, author))) ? tx.now : null
    const post = {
      id: newId<PostId>(),
      topicId: topic.id,
      number,
      kind,
      parentId: parent?.id ?? null,
      authorId: author.memberId,
      source: vetted?.body ?? wanted.body,
      html: vetted?.html ?? (await rendered(tx, wanted.body)),
      visibility: wanted.visibility,
      official: moderates(author, topic) || isEngineer(author),
      affiliation: author.affiliation,
      createdAt: tx.now,
      visibleAt: heldAt ? null : tx.now,
      heldAt,
      countsHiddenUntil: heldAt ? null : await hidesCountsUntil(tx, { ...topic, kind }),
    }
    // in this order, over one connection: the counting sees the post
    await Promise.all([
      insertPost(tx, post),
      wanted.visibility === 'public' ? recount(tx, topic.id) : null,
      wanted.visibility !== 'note' ? watchOwn(tx, author, topic.id) : null,
    ])
    tellPosted(tx, topic, { ...post, held: heldAt !== null })
    const of = { topicId: topic.id, boardId: topic.boardId, postId: post.id, authorId: author.memberId }
    if (vetted) tellScreened(tx, of, vetted)
    return { ...post, held: heldAt !== null }
  })

const insertPost = preparedInsert(posts, {
  columns: [
    'id',
    'topicId',
    'number',
    'kind',
    'parentId',
    'authorId',
    'source',
    'html',
    'visibility',
    'official',
    'affiliation',
    'createdAt',
    'visibleAt',
    'heldAt',
    'countsHiddenUntil',
  ],
})

/** What is answered to must be public and standing; a comment on a comment joins the same exchange. */
async function parentOf(tx: Tx, ref: { postId: PostId; topicId: TopicInView['id'] }) {
  const { post } = await postWithTopic(tx, ref)
  if (post.hiddenAt || post.withdrawnAt) throw new NotFound('post')
  return post
}

type Manner = {
  visibility: 'public' | 'private' | 'note'
  parent: Awaited<ReturnType<typeof parentOf>> | null
}

function mayWrite(tx: Tx, topic: TopicInView, { visibility, parent }: Manner) {
  mustTakeWords(topic)
  if (topic.withdrawnAt) throw new Conflict('forum.topic.withdrawn')
  permit(
    canWriteAs(tx.actor, visibility, topic),
    visibility === 'note' ? 'forum.note.staff' : 'forum.private.readers',
  )
  if (visibility !== 'public') return
  if (parent && parent.visibility !== 'public') throw new Forbidden('forum.private.parent')
  if (!canReply(tx.actor, topic))
    throw new Forbidden(topic.lockedAt ? 'forum.reply.locked' : 'forum.reply.closed')
  if (parent && topic.kind === 'question')
    permit(canComment(tx.actor, topic, parent), 'forum.comment.ability')
}

function kindOf(
  topic: TopicInView,
  { visibility, nested }: { visibility: Manner['visibility']; nested: boolean },
): PostKind {
  if (visibility === 'note') return 'note'
  if (topic.kind !== 'question') return 'reply'
  return nested || visibility === 'private' ? 'comment' : 'answer'
}

type Posted = {
  id: PostId
  kind: PostKind
  parentId: PostId | null
  authorId: TopicInView['authorId']
  official: boolean
  held: boolean
  visibility: Manner['visibility']
}

function tellPosted(tx: Tx, topic: TopicInView, post: Posted) {
  const of = { topicId: topic.id, boardId: topic.boardId, postId: post.id, authorId: post.authorId }
  if (post.visibility === 'note') return tx.tell({ type: 'note.posted', ...of })
  if (post.visibility === 'private')
    return tx.tell({ type: 'private.posted', ...of, official: post.official })
  const mark = { official: post.official, held: post.held }
  if (post.kind === 'answer') return tx.tell({ type: 'answer.posted', ...of, ...mark })
  if (post.kind === 'comment')
    return tx.tell({ type: 'comment.posted', ...of, ...mark, parentId: post.parentId ?? topic.openingId })
  return tx.tell({ type: 'reply.posted', ...of, ...mark })
}

/** A held post becomes public: by review, or by itself when nobody reviewed it. */
export async function approvePost(ctx: Ctx, input: { postId: PostId }) {
  return change(ctx, async (tx) => {
    const { post, topic } = await postWithTopic(tx, input)
    permit(moderates(tx.actor, topic))
    if (!post.heldAt) return
    const countsHiddenUntil = await hidesCountsUntil(tx, { ...topic, kind: post.kind })
    await tx.db
      .update(posts)
      .set({ heldAt: null, visibleAt: tx.now, countsHiddenUntil })
      .where(eq(posts.id, post.id))
    if (post.id === topic.openingId)
      await tx.db
        .update(topics)
        .set({ heldAt: null, activeAt: tx.now, countsHiddenUntil })
        .where(eq(topics.id, topic.id))
    await recount(tx, topic.id)
    tx.tell({
      type: 'post.approved',
      topicId: topic.id,
      boardId: topic.boardId,
      postId: post.id,
      authorId: post.authorId,
      kind: post.kind,
      official: post.official,
    })
  })
}

/** A post waits for review again, out of everybody's sight: an approval that was taken back. */
export async function holdPost(ctx: Ctx, input: { postId: PostId }) {
  return change(ctx, async (tx) => {
    const { post, topic } = await postWithTopic(tx, input)
    permit(moderates(tx.actor, topic))
    if (post.heldAt) return
    await tx.db.update(posts).set({ heldAt: tx.now, visibleAt: null }).where(eq(posts.id, post.id))
    if (post.id === topic.openingId)
      await tx.db.update(topics).set({ heldAt: tx.now }).where(eq(topics.id, topic.id))
    await recount(tx, topic.id)
    const { authorId, kind } = post
    tx.tell({ type: 'post.held', topicId: topic.id, boardId: topic.boardId, postId: post.id, authorId, kind })
  })
}
