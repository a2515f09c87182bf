import { and, eq, inArray, notExists, sql } from 'drizzle-orm'
import { events, importRefs } from '#db/schema/core.ts'
import { posts, topics } from '#db/schema/forum.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { MemberId, PostId, TopicId } from '#server/core/ids.ts'

/** Topics of this source whose `topic.imported` was never told: new ones, and those a broken run left behind. */
export async function unfinishedTopics(
  ctx: Ctx,
  { source }: { source: string },
): Promise<Map<PostId, TopicId>> {
  const told = ctx.db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.topicId, topics.id), eq(events.type, 'topic.imported')))
  const found = await ctx.db
    .select({ id: topics.id, openingId: topics.openingId })
    .from(importRefs)
    .innerJoin(topics, eq(topics.id, sql`${importRefs.ourId}::int`))
    .where(and(eq(importRefs.source, source), eq(importRefs.kind, 'topic'), notExists(told)))
  return new Map(found.map((row) => [row.openingId, row.id]))
}

export type ImportedAcceptance = { postId: PostId; at: Date | null; by: MemberId | null }
export type ImportedClosing = {
  topicId: TopicId
  at: Date
  by: MemberId | null
  reason: string
  note: string | null
  duplicateOf: TopicId | null
}
export type Finishing = {
  topicIds: TopicId[]
  acceptances: ImportedAcceptance[]
  closings: ImportedClosing[]
}

/**
 * The end of an import, some hundred topics at a time, once all their posts and votes are there: accepted answers,
 * closings, Markdown sources, counts; and the one fact that search and reputation follow. Run for unfinished topics only.
 */
export async function finishTopics(ctx: Ctx, { topicIds, acceptances, closings }: Finishing) {
  if (topicIds.length === 0) return
  await change(ctx, async (tx) => {
    for (const { postId, at, by } of acceptances) await accept(tx, { postId, at, by })
    for (const { topicId, at, by, reason, note, duplicateOf } of closings)
      await tx.db
        .update(topics)
        .set({ closedAt: at, closedBy: by, closedReason: reason, closedNote: note, duplicateOf })
        .where(eq(topics.id, topicId))
    await takeMarkdown(tx, topicIds)
    await countUp(tx, topicIds)
    const boards = await tx.db
      .select({ id: topics.id, boardId: topics.boardId })
      .from(topics)
      .where(inArray(topics.id, topicIds))
    for (const { id, boardId } of boards) tx.tell({ type: 'topic.imported', topicId: id, boardId })
  })
}

/** Accept votes carry a day only, so the moment is never before the answer was written. */
const accept = ({ db }: Tx, { postId, at, by }: ImportedAcceptance) =>
  db
    .update(posts)
    .set({
      acceptedAt: sql`greatest(${posts.createdAt}, ${at?.toISOString() ?? null}::timestamptz)`,
      acceptedBy: by,
    })
    .where(eq(posts.id, postId))

/** A post with a history is edited in the Markdown of its newest version; what is shown stays what was shown there. */
const takeMarkdown = ({ db }: Tx, topicIds: TopicId[]) =>
  db.execute(sql`update posts p set source = r.source, source_format = 'markdown', edit_count = r.number - 1
    from (select distinct on (v.post_id) v.post_id, v.source, v.number from post_revisions v
          join posts q on q.id = v.post_id where ${inArray(sql`q.topic_id`, topicIds)}
          order by v.post_id, v.number desc) r
    where p.id = r.post_id and r.source <> ''`)

/** The same counts as `recount` keeps, for many topics at once. */
async function countUp({ db }: Tx, topicIds: TopicId[]) {
  await db.execute(sql`update topics t set
      score = n.score, reply_count = n.replies, post_count = n.posts, accepted_count = n.accepted,
      answered_at = n.answered_at, solved_at = n.solved_at, active_at = n.active_at,
      last_author_id = n.last_id, last_author_name = n.last_name
    from (select topic_id,
        max(score) filter (where number = 1) as score,
        count(*) filter (where kind = 'answer') as replies,
        count(*) as posts,
        count(accepted_at) as accepted,
        min(created_at) filter (where kind = 'answer') as answered_at,
        min(accepted_at) as solved_at,
        max(created_at) as active_at,
        (array_agg(author_id order by created_at desc, number desc))[1] as last_id,
        (array_agg(author_name order by created_at desc, number desc))[1] as last_name
      from posts where ${inArray(sql`topic_id`, topicIds)} group by topic_id) n
    where t.id = n.topic_id`)
  await db.execute(sql`update topic_tags g set active_at = t.active_at
    from topics t where t.id = g.topic_id and ${inArray(sql`t.id`, topicIds)}`)
}

/** The topics whose openings these posts are. */
export async function topicsOpenedBy(ctx: Ctx, postIds: PostId[]): Promise<Map<PostId, TopicId>> {
  if (postIds.length === 0) return new Map()
  const found = await ctx.db
    .select({ id: topics.id, openingId: topics.openingId })
    .from(topics)
    .where(inArray(topics.openingId, postIds))
  return new Map(found.map((row) => [row.openingId, row.id]))
}
