import { and, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type BoardRow, posts, topics, watches } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Invalid } from '#server/core/errors.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import { plainText } from '#server/core/markdown.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { certain, rows } from '#server/core/rows.ts'
import { boardInView, boardNamed, type TopicInView } from '../views/finding.ts'
import { splitting } from '../input.ts'
import { canStart } from '../policy.ts'
import { setTags } from '../tags.ts'
import { recount, slugOf } from '../writing.ts'
import { carryPosts } from './carrying.ts'
import { topicToKeep, writeDeed } from './deeds.ts'
import { countTopic, mustTake } from './moving.ts'

/**
 * Posts that are another matter become a topic of their own, with what hangs on them. The earliest opens it: its author
 * is the asker, its date the topic's. Their old places stay in the topic they left, as signs to where they are.
 */
export async function splitTopic(ctx: Ctx, input: z.input<typeof splitting>) {
  const wanted = parse(splitting, input)
  return change(ctx, async (tx) => {
    const source = await topicToKeep(tx, wanted)
    const board = wanted.board ? await boardNamed(tx, { board: wanted.board }) : await sameBoard(tx, source)
    const kind = wanted.kind ?? source.kind
    mustTake(board, kind)
    permit(canStart(tx.actor, kind), 'forum.start.staff')
    const { opening, postIds } = await chosen(tx, source, wanted.postIds)
    const made = await begin(tx, { board, kind, opening, title: wanted.title })
    const details = { posts: postIds.length }
    const deedId = await writeDeed(tx, { topicId: source.id, kind: 'split', otherId: made.id, details })
    await writeDeed(tx, { topicId: made.id, kind: 'splitOff', otherId: source.id, details })
    await carryPosts(tx, {
      from: source.id,
      into: { id: made.id, boardId: board.id, acceptedLimit: board.acceptedLimit },
      postIds,
      deedId,
      as: 'own',
    })
    await settleIn(tx, { topicId: made.id, opening, kind })
    await tagLike(tx, { topicId: made.id, slugs: source.tagSlugs, allowed: board.allowedTags })
    await watchedByAuthors(tx, made.id)
    await countTopic(tx, { boardId: board.id, by: 1 })
    await recount(tx, source.id)
    await recount(tx, made.id)
    tx.tell({
      type: 'topic.split',
      topicId: source.id,
      boardId: source.boardId,
      newTopicId: made.id,
      newBoardId: board.id,
      posts: postIds.length,
    })
    return made
  })
}

async function sameBoard(tx: Tx, source: TopicInView) {
  if (source.archivedAt) throw new Conflict('forum.board.archived')
  return boardInView(tx, { board: source.boardId })
}

type Chosen = { id: PostId; number: number; visibility: string; apart: boolean }

/** The ticked posts and the public ones below them; private words stay with the branch they were written in. */
async function chosen(tx: Tx, source: TopicInView, ticked: readonly PostId[]) {
  const found = await rows<Chosen>(
    tx.db,
    sql`with recursive along as (
          select id from ${posts} where topic_id = ${source.id} and id = any(${sql.param([...ticked])}::uuid[])
          union select p.id from ${posts} p join along on p.parent_id = along.id
            where p.topic_id = ${source.id} and p.visibility <> 'private'
        )
        select p.id, p.number, p.visibility,
          (p.held_at is not null or p.hidden_at is not null or p.withdrawn_at is not null) as apart
        from ${posts} p join along using (id) order by p.number`,
  )
  const refuse = (key: string) => {
    throw new Invalid([{ path: 'postIds', key }])
  }
  if (ticked.some((id) => !found.some((post) => post.id === id))) refuse('forum.split.foreign')
  if (found.some((post) => post.id === source.openingId)) refuse('forum.split.opening')
  if (found.some((post) => post.visibility === 'private')) refuse('forum.split.private')
  const first = found.find((post) => post.visibility === 'public')
  if (!first || first.apart) return refuse('forum.split.first')
  const [opening] = await tx.db.select().from(posts).where(eq(posts.id, first.id))
  return { opening: certain(opening, 'a post of the topic'), postIds: found.map(({ id }) => id) }
}

type Beginning = {
  board: BoardRow
  kind: TopicInView['kind']
  opening: typeof posts.$inferSelect
  title: string
}

async function begin(tx: Tx, { board, kind, opening, title }: Beginning) {
  const [made] = await tx.db
    .insert(topics)
    .values({
      boardId: board.id,
      kind,
      title,
      slug: slugOf(title),
      excerpt: plainText(opening.html, 180),
      authorId: opening.authorId,
      authorName: opening.authorName,
      openingId: opening.id,
      createdAt: opening.createdAt,
      activeAt: opening.createdAt,
      questionSince: kind === 'question' ? tx.now : null,
    })
    .returning({ id: topics.id, slug: topics.slug, kind: topics.kind })
  return certain(made, 'a topic just written')
}

type Settling = { topicId: TopicId; opening: { id: PostId }; kind: TopicInView['kind'] }

/** In its new topic each post is what it would have been there: without a parent that came along it stands for itself. */
async function settleIn(tx: Tx, { topicId, opening, kind }: Settling) {
  const here = eq(posts.topicId, topicId)
  await tx.db.execute(sql`
    update ${posts} as p set parent_id = null
    where p.parent_id is not null and p.topic_id <> coalesce((select topic_id from ${posts} o where o.id = p.parent_id), 0)
      and (p.topic_id = ${topicId} or p.parent_id in (select id from ${posts} where topic_id = ${topicId}))`)
  await tx.db.update(posts).set({ kind, parentId: null, exchangeOf: null }).where(eq(posts.id, opening.id))
  const others = and(here, ne(posts.id, opening.id), eq(posts.visibility, 'public'))
  await tx.db
    .update(posts)
    .set({
      kind:
        kind === 'question'
          ? sql`case when ${posts.parentId} is null then 'answer' else 'comment' end`
          : 'reply',
    })
    .where(others)
}

const tagLike = async (
  tx: Tx,
  { topicId, slugs, allowed }: { topicId: TopicId; slugs: readonly string[]; allowed: string[] | null },
) => {
  const fitting = slugs.filter((slug) => !allowed || allowed.includes(slug))
  const tagSlugs = await setTags(tx, { topicId, slugs: fitting, allowed })
  await tx.db.update(topics).set({ tagSlugs }).where(eq(topics.id, topicId))
}

async function watchedByAuthors(tx: Tx, topicId: TopicId) {
  const authors = await tx.db
    .selectDistinct({ memberId: posts.authorId })
    .from(posts)
    .where(and(eq(posts.topicId, topicId), isNotNull(posts.authorId), inArray(posts.visibility, ['public'])))
  const wishes = authors.flatMap(({ memberId }) =>
    memberId
      ? [
          {
            memberId,
            subjectKind: 'topic' as const,
            subjectId: String(topicId),
            level: 'watched' as const,
            at: tx.now,
          },
        ]
      : [],
  )
  if (wishes.length > 0) await tx.db.insert(watches).values(wishes).onConflictDoNothing()
}
