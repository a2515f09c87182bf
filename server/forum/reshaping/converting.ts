import { and, desc, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { boards, type DeedDetails, posts, topicDeeds, topics } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Invalid, NotFound } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { postWithTopic, type TopicInView } from '../views/finding.ts'
import { conversion, postConversion } from '../input.ts'
import { canKeep, canStart, isOpening } from '../policy.ts'
import { recount } from '../writing.ts'
import { topicToKeep, writeDeed } from './deeds.ts'

/**
 * A question becomes a discussion, an idea or an announcement, or one of them a question, where the board takes it. Answers
 * and comments become replies and, as their parents stay, find back to what they were.
 */
export async function convertTopic(ctx: Ctx, input: z.input<typeof conversion>) {
  const wanted = parse(conversion, input)
  return change(ctx, async (tx) => {
    const topic = await topicToKeep(tx, wanted)
    if (topic.kind === wanted.kind) return
    await mustBeTaken(tx, topic, wanted.kind)
    permit(canStart(tx.actor, wanted.kind), 'forum.start.staff')
    const details: DeedDetails = { from: topic.kind, to: wanted.kind }
    if (topic.kind === 'question') details.accepted = await putAcceptancesAside(tx, topic)
    await tx.db
      .update(topics)
      .set({ kind: wanted.kind, questionSince: questionSince(topic, wanted.kind, tx.now) })
      .where(eq(topics.id, topic.id))
    await rename(tx, topic, wanted.kind)
    if (wanted.kind === 'question') await acceptAgain(tx, topic)
    await recount(tx, topic.id)
    await writeDeed(tx, { topicId: topic.id, kind: 'converted', details })
    tx.tell({
      type: 'topic.converted',
      topicId: topic.id,
      boardId: topic.boardId,
      from: topic.kind,
      kind: wanted.kind,
    })
  })
}

async function mustBeTaken(tx: Tx, topic: TopicInView, kind: TopicInView['kind']) {
  const [board] = await tx.db
    .select({ kinds: boards.kinds, title: boards.title })
    .from(boards)
    .where(eq(boards.id, topic.boardId))
  if (!board?.kinds.includes(kind))
    throw new Invalid([
      { path: 'kind', key: `forum.board.refuses.${kind}`, params: { board: board?.title ?? '' } },
    ])
}

/** A promise counts from the asking; what was not asked as a question counts from when it became one. */
const questionSince = (topic: TopicInView, kind: TopicInView['kind'], now: Date) => {
  if (topic.questionSince) return topic.questionSince
  return topic.kind === 'question' ? topic.createdAt : kind === 'question' ? now : null
}

async function rename(tx: Tx, topic: TopicInView, kind: TopicInView['kind']) {
  await tx.db.update(posts).set({ kind }).where(eq(posts.id, topic.openingId))
  const asked = kind === 'question'
  await tx.db
    .update(posts)
    .set({
      kind: asked
        ? sql`case when ${posts.parentId} is null and ${posts.visibility} = 'public' then 'answer' else 'comment' end`
        : 'reply',
    })
    .where(and(eq(posts.topicId, topic.id), ne(posts.id, topic.openingId), ne(posts.kind, 'note')))
}

/** Only a question is solved; what was accepted is kept in the deed, for the way back. */
async function putAcceptancesAside(tx: Tx, topic: TopicInView) {
  const accepted = await tx.db
    .select({
      postId: posts.id,
      authorId: posts.authorId,
      at: posts.acceptedAt,
      by: posts.acceptedBy,
      validFor: posts.validFor,
    })
    .from(posts)
    .where(and(eq(posts.topicId, topic.id), isNotNull(posts.acceptedAt)))
  for (const { postId, authorId } of accepted) {
    await tx.db
      .update(posts)
      .set({ acceptedAt: null, acceptedBy: null, validFor: '' })
      .where(eq(posts.id, postId))
    tx.tell({ type: 'acceptance.withdrawn', topicId: topic.id, boardId: topic.boardId, postId, authorId })
  }
  return accepted.map(({ postId, at, by, validFor }) => ({
    postId,
    at: (at ?? tx.now).toISOString(),
    by,
    validFor,
  }))
}

/** Back as a question: what had been accepted when it last was one is accepted again, where it still stands. */
async function acceptAgain(tx: Tx, topic: TopicInView) {
  const [last] = await tx.db
    .select({ details: topicDeeds.details })
    .from(topicDeeds)
    .where(
      and(
        eq(topicDeeds.topicId, topic.id),
        eq(topicDeeds.kind, 'converted'),
        sql`${topicDeeds.details} ->> 'from' = 'question'`,
      ),
    )
    .orderBy(desc(topicDeeds.at), desc(topicDeeds.id))
    .limit(1)
  const aside = last?.details.accepted ?? []
  if (aside.length === 0) return
  const standing = await tx.db
    .select({ id: posts.id, authorId: posts.authorId })
    .from(posts)
    .where(
      and(
        eq(posts.topicId, topic.id),
        inArray(
          posts.id,
          aside.map(({ postId }) => postId),
        ),
      ),
    )
  for (const { postId, at, by, validFor } of aside) {
    const post = standing.find(({ id }) => id === postId)
    if (!post) continue
    await tx.db
      .update(posts)
      .set({ acceptedAt: new Date(at), acceptedBy: by, validFor })
      .where(eq(posts.id, postId))
    tx.tell({
      type: 'answer.accepted',
      topicId: topic.id,
      boardId: topic.boardId,
      postId,
      authorId: post.authorId,
      acceptedBy: by,
    })
  }
}

/** In a question, an answer that is a remark becomes a comment under the question or another post; a comment that answers, an answer. */
export async function convertPost(ctx: Ctx, input: z.input<typeof postConversion>) {
  const wanted = parse(postConversion, input)
  return change(ctx, async (tx) => {
    const { post, topic } = await postWithTopic(tx, wanted)
    permit(canKeep(tx.actor, topic), 'forum.keep.moderators')
    if (topic.kind !== 'question' || post.visibility !== 'public' || isOpening(post.kind))
      throw new Conflict('forum.convert.post')
    if (post.kind === wanted.kind) return
    if (post.acceptedAt) throw new Conflict('forum.convert.accepted')
    const parentId =
      wanted.kind === 'answer'
        ? null
        : await parentFor(tx, { topic, parentId: wanted.parentId, postId: post.id })
    await tx.db.update(posts).set({ kind: wanted.kind, parentId }).where(eq(posts.id, post.id))
    await recount(tx, topic.id)
    const details = { from: post.kind, to: wanted.kind, number: post.number }
    await writeDeed(tx, { topicId: topic.id, kind: 'converted', details })
    tx.tell({
      type: 'post.converted',
      topicId: topic.id,
      boardId: topic.boardId,
      postId: post.id,
      authorId: post.authorId,
      from: post.kind,
      kind: wanted.kind,
    })
  })
}

type Under = {
  topic: TopicInView
  parentId: TopicInView['openingId'] | null | undefined
  postId: TopicInView['openingId']
}

/** A comment hangs on the question unless another post is named: a public one, and none that hangs on it. */
async function parentFor(tx: Tx, { topic, parentId, postId }: Under) {
  if (!parentId) return topic.openingId
  const { post: parent } = await postWithTopic(tx, { postId: parentId, topicId: topic.id })
  if (parent.id === postId || parent.visibility !== 'public' || parent.kind === 'comment')
    throw new NotFound('post')
  return parent.id
}
