import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { boards, posts, topics, watches } from '#db/schema/index.ts'
import { isAdmin, isMember, isStaff, type Member } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Forbidden, Invalid } from '#server/core/errors.ts'
import { type BoardId, newId, type PostId, type TopicId } from '#server/core/ids.ts'
import { plainText } from '#server/core/markdown.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { preparedInsert } from '#server/core/prepared.ts'
import { hidesCountsUntil } from './herding.ts'
import { boardNamed } from './views/finding.ts'
import { newTopic } from './input.ts'
import { holdsPosts, mustBeUnrestricted } from './limits.ts'
import { canStart } from './policy.ts'
import { setTags } from './tags.ts'
import { tellScreened, vet } from './vetting.ts'
import { slugOf } from './writing.ts'

/** A member asks, or starts a discussion, idea or announcement, on a board that takes that kind (ASK-01). */
export async function startTopic(ctx: Ctx, input: z.input<typeof newTopic>) {
  const wanted = parse(newTopic, input)
  return change(ctx, async (tx) => {
    const author = asAuthor(tx)
    mustBeUnrestricted(tx, 'topics')
    const board = await boardNamed(tx, wanted)
    if (!board.kinds.includes(wanted.kind))
      throw new Invalid([
        { path: 'kind', key: `forum.board.refuses.${wanted.kind}`, params: { board: board.title } },
      ])
    permit(canStart(tx.actor, wanted.kind), 'forum.start.staff')
    if (wanted.createdAt && !mayDate(author)) throw new Forbidden('forum.start.dated')

    const at = wanted.createdAt ?? tx.now
    const vetted = await vet(tx, { ...wanted, author, boardId: board.id, as: 'topic' })
    const title = vetted.title ?? wanted.title
    const heldAt = vetted.held || (await holdsPosts(tx, author)) ? tx.now : null
    const { html } = vetted
    const openingId = newId<PostId>()
    const countsHiddenUntil =
      heldAt || wanted.createdAt ? null : await hidesCountsUntil(tx, { ...board, kind: wanted.kind })
    const [topic] = await tx.db
      .insert(topics)
      .values({
        boardId: board.id,
        kind: wanted.kind,
        title,
        slug: slugOf(title),
        excerpt: plainText(html, 180),
        authorId: author.memberId,
        authorAffiliation: author.affiliation,
        lastAuthorId: author.memberId,
        lastAffiliation: author.affiliation,
        openingId,
        createdAt: at,
        activeAt: at,
        heldAt,
        countsHiddenUntil,
        lang: author.locale.split('-')[0] ?? null,
      })
      .returning({ id: topics.id, slug: topics.slug, kind: topics.kind })
    if (!topic) throw new Error('a topic was written without an answer')
    await tx.db.insert(posts).values({
      id: openingId,
      topicId: topic.id,
      number: 1,
      kind: wanted.kind,
      authorId: author.memberId,
      source: vetted.body,
      html,
      official: isStaff(author),
      affiliation: author.affiliation,
      createdAt: at,
      visibleAt: heldAt ? null : at,
      heldAt,
      countsHiddenUntil,
    })
    await placeInLists(tx, {
      topicId: topic.id,
      boardId: board.id,
      tags: wanted.tags,
      allowed: board.allowedTags,
    })
    await watchOwn(tx, author, topic.id)
    tx.tell({
      type: 'topic.started',
      topicId: topic.id,
      boardId: board.id,
      postId: openingId,
      authorId: author.memberId,
      kind: wanted.kind,
      held: heldAt !== null,
    })
    const of = { topicId: topic.id, boardId: board.id, postId: openingId, authorId: author.memberId }
    tellScreened(tx, of, vetted)
    return { ...topic, openingId, held: heldAt !== null }
  })
}

/** What is written bears a person's name: a key that acts for nobody writes nothing. */
export function asAuthor(tx: Tx): Member {
  if (!isMember(tx.actor)) throw new Forbidden('forum.author.member')
  return tx.actor
}

/** Only a program with an admin's key gives a topic another date than now. */
const mayDate = (author: Member) => author.viaKey !== null || isAdmin(author)

type Placing = {
  topicId: TopicId
  boardId: BoardId
  tags: readonly string[]
  allowed: readonly string[] | null
}

async function placeInLists(tx: Tx, { topicId, boardId, tags, allowed }: Placing) {
  const tagSlugs = await setTags(tx, { topicId, slugs: tags, allowed })
  if (tagSlugs.length > 0) await tx.db.update(topics).set({ tagSlugs }).where(eq(topics.id, topicId))
  await tx.db
    .update(boards)
    .set({ topicCount: sql`${boards.topicCount} + 1` })
    .where(eq(boards.id, boardId))
}

/** Whoever writes in a topic follows it, unless they said otherwise before. */
export async function watchOwn(tx: Tx, author: Member, topicId: TopicId) {
  await insertWatch(tx, {
    memberId: author.memberId,
    subjectKind: 'topic',
    subjectId: String(topicId),
    level: 'watched',
    at: tx.now,
  })
}

const insertWatch = preparedInsert(watches, {
  columns: ['memberId', 'subjectKind', 'subjectId', 'level', 'at'],
  unlessThere: true,
})
