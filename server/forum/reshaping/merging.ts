import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { branchReaders, events, postPlaces, posts, topicDeeds, topics } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Invalid, isMoved, NotFound } from '#server/core/errors.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { rows } from '#server/core/rows.ts'
import { topicInView, type TopicInView } from '../views/finding.ts'
import { merging, topicRef } from '../input.ts'
import { canKeep } from '../policy.ts'
import { lockTopics } from '../standing.ts'
import { recount } from '../writing.ts'
import { carryPosts } from './carrying.ts'
import { topicToKeep, writeDeed } from './deeds.ts'
import { countTopic } from './moving.ts'
import { disunite, unite } from './uniting.ts'

const undoDays = 30

/**
 * All posts of one topic go into another of its kind, behind the posts there, so that no address of the other changes;
 * authors, dates, votes and accepted answers stay with them. The emptied topic's address leads to the other (MOD-24).
 */
export async function mergeTopics(ctx: Ctx, input: z.input<typeof merging>) {
  const wanted = parse(merging, input)
  return change(ctx, async (tx) => {
    if (wanted.topicId === wanted.into) throw wrongTarget('forum.merge.itself')
    await lockTopics(tx, [wanted.topicId, wanted.into])
    const from = await topicToKeep(tx, wanted)
    const into = await target(tx, wanted.into)
    await mustFit(tx, from, into)
    const postIds = await postsOf(tx, from.id)
    const escalated = from.escalatedAt !== null || into.escalatedAt !== null
    const deedId = await writeDeed(tx, {
      topicId: into.id,
      kind: 'merged',
      otherId: from.id,
      details: { posts: from.postCount, escalated },
    })
    await carryPosts(tx, { from: from.id, into, postIds, deedId, as: 'joining' })
    await standUnder(tx, from, into)
    await unite(tx, { from, into, deedId })
    await tx.db
      .update(topics)
      .set({ mergedInto: into.id, withdrawnAt: tx.now, pinnedAt: null })
      .where(eq(topics.id, from.id))
    await tx.db.update(topics).set({ duplicateOf: into.id }).where(eq(topics.duplicateOf, from.id))
    // solved by what came with the merge: from now on, not from when the other topic was solved
    await tx.db
      .update(topics)
      .set({ solvedAt: sql`coalesce(${topics.solvedAt}, ${tx.now.toISOString()}::timestamptz)` })
      .where(eq(topics.id, into.id))
    await recount(tx, into.id)
    await countTopic(tx, { boardId: from.boardId, by: -1 })
    tx.tell({
      type: 'topic.merged',
      topicId: into.id,
      boardId: into.boardId,
      fromTopicId: from.id,
      fromBoardId: from.boardId,
      posts: postIds.length,
    })
    return { id: into.id, kind: into.kind, slug: into.slug }
  })
}

const wrongTarget = (key: string) => new Invalid([{ path: 'into', key }])

async function target(tx: Tx, topicId: TopicId): Promise<TopicInView> {
  const into = await topicInView(tx, { topicId }).catch((error: unknown) => {
    if (error instanceof NotFound) throw wrongTarget('forum.merge.unknown')
    if (isMoved(error)) throw wrongTarget('forum.merge.moved')
    throw error
  })
  permit(canKeep(tx.actor, into), 'forum.keep.moderators')
  return into
}

async function mustFit(tx: Tx, from: TopicInView, into: TopicInView) {
  if (from.kind !== into.kind) throw new Conflict('forum.merge.kinds')
  if (into.archivedAt) throw new Conflict('forum.board.archived')
  if ([from, into].some((topic) => topic.hiddenAt ?? topic.heldAt ?? topic.withdrawnAt))
    throw new Conflict('forum.merge.hidden')
  // the asker of the other topic would read what was written to this one's in private
  const branch = and(eq(posts.topicId, from.id), eq(posts.visibility, 'private'))
  const invited = eq(branchReaders.topicId, from.id)
  if ((await tx.db.$count(posts, branch)) > 0 || (await tx.db.$count(branchReaders, invited)) > 0)
    throw new Conflict('forum.merge.private')
}

const postsOf = async (tx: Tx, topicId: TopicId): Promise<PostId[]> =>
  (await tx.db.select({ id: posts.id }).from(posts).where(eq(posts.topicId, topicId))).map(({ id }) => id)

/** What opened the other topic is a comment on this question, or a reply; unless it has only come home. */
async function standUnder(tx: Tx, from: TopicInView, into: TopicInView) {
  const asked = into.kind === 'question'
  await tx.db
    .update(posts)
    .set({ kind: asked ? 'comment' : 'reply', parentId: asked ? into.openingId : null })
    .where(and(eq(posts.id, from.openingId), eq(posts.kind, from.kind)))
}

/**
 * A merge undone within 30 days: the posts go back to their places, with what was written under them since. Not once
 * engineers had either topic in hand: their case then speaks of both, and a split is the honest way.
 */
export async function unmergeTopic(ctx: Ctx, input: z.input<typeof topicRef>) {
  const ref = parse(topicRef, input)
  return change(ctx, async (tx) => {
    const [there] = await tx.db
      .select({ mergedInto: topics.mergedInto })
      .from(topics)
      .where(eq(topics.id, ref.topicId))
    if (!there?.mergedInto) {
      await topicToKeep(tx, ref)
      return
    }
    await lockTopics(tx, [ref.topicId, there.mergedInto])
    const from = await mergedTopic(tx, { topicId: ref.topicId, into: there.mergedInto })
    if (!from) return
    permit(canKeep(tx.actor, from), 'forum.keep.moderators')
    const into = await survivor(tx, there.mergedInto)
    const merge = await mergeOf(tx, { from, into })
    const postIds = await comeAndTheirs(tx, { from, into })
    if (!postIds.includes(from.openingId)) throw new Conflict('forum.unmerge.opening')
    const details = { posts: from.postCount }
    const deedId = await writeDeed(tx, { topicId: into.id, kind: 'unmerged', otherId: from.id, details })
    await writeDeed(tx, { topicId: from.id, kind: 'unmerged', otherId: into.id, details })
    await carryPosts(tx, { from: into.id, into: from, postIds, deedId, as: 'own' })
    await disunite(tx, { from, into, deedId: merge.id, mergedAt: merge.at })
    await tx.db.update(topics).set({ mergedInto: null, withdrawnAt: null }).where(eq(topics.id, from.id))
    await recount(tx, from.id)
    await recount(tx, into.id)
    await countTopic(tx, { boardId: from.boardId, by: 1 })
    tx.tell({
      type: 'topic.unmerged',
      topicId: into.id,
      boardId: into.boardId,
      fromTopicId: from.id,
      fromBoardId: from.boardId,
      posts: postIds.length,
    })
  })
}

/** The merged topic's own row, read under the lock; null when somebody else has just undone it. */
async function mergedTopic(tx: Tx, { topicId, into }: { topicId: TopicId; into: TopicId }) {
  const [row] = await tx.db
    .select()
    .from(topics)
    .where(and(eq(topics.id, topicId), eq(topics.mergedInto, into)))
  return row ? { ...row, acceptedLimit: Number.MAX_SAFE_INTEGER } : null
}

const survivor = (tx: Tx, topicId: TopicId) =>
  topicToKeep(tx, { topicId }).catch((error: unknown) => {
    throw isMoved(error) ? new Conflict('forum.unmerge.later') : error
  })

async function mergeOf(tx: Tx, { from, into }: { from: { id: TopicId }; into: TopicInView }) {
  const [merge] = await tx.db
    .select()
    .from(topicDeeds)
    .where(
      and(eq(topicDeeds.topicId, into.id), eq(topicDeeds.kind, 'merged'), eq(topicDeeds.otherId, from.id)),
    )
    .orderBy(desc(topicDeeds.at), desc(topicDeeds.id))
    .limit(1)
  if (!merge || merge.at.getTime() < tx.now.getTime() - undoDays * 86_400_000)
    throw new Conflict('forum.unmerge.late', { days: undoDays })
  if (merge.details.escalated || (await escalatedSince(tx, into.id, merge.at)))
    throw new Conflict('forum.unmerge.escalated')
  return merge
}

const escalatedSince = async (tx: Tx, topicId: TopicId, since: Date) =>
  (await tx.db.$count(
    events,
    and(
      eq(events.topicId, topicId),
      inArray(events.type, ['escalation.opened', 'escalation.moved']),
      gte(events.at, since),
    ),
  )) > 0

/** The posts that came with the merge and still stand here, and whatever was written under them. */
async function comeAndTheirs(tx: Tx, { from, into }: { from: { id: TopicId }; into: { id: TopicId } }) {
  const found = await rows<{ id: PostId }>(
    tx.db,
    sql`with recursive back as (
          select p.id from ${posts} p join ${postPlaces} place on place.post_id = p.id and place.topic_id = ${from.id}
            where p.topic_id = ${into.id}
          union select p.id from ${posts} p join back on p.parent_id = back.id where p.topic_id = ${into.id}
        ) select id from back`,
  )
  return found.map(({ id }) => id)
}
