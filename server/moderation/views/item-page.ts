import { and, asc, count, desc, eq, inArray, isNull, lt, ne, sql } from 'drizzle-orm'
import {
  appeals,
  boards,
  flags,
  members,
  postRevisions,
  posts,
  reviewDecisions,
  reviewItems,
  reviewNotes,
  statements,
  suggestions,
  topics,
} from '#db/schema/index.ts'
import { memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { wordDiff } from '#server/core/diff.ts'
import { NotFound } from '#server/core/errors.ts'
import { htmlToMarkdown } from '#server/core/markdown.ts'
import type { MemberId, ReviewItemId, TopicId } from '#server/core/ids.ts'
import { permit } from '#server/core/permit.ts'
import { withCited } from '#server/terms/index.ts'
import { deedsFor } from '../deeds.ts'
import type { Item } from '../items.ts'
import { canDecide, reviews, visibleItems } from '../policy.ts'
import { mayOpenFileOf } from './member-file.ts'
import { itemInView } from './item-in-view.ts'
import { personStanding } from './person.ts'
import { precedents } from './precedents.ts'
import { queueRow } from './queue.ts'

const around = 2
const pastShown = 5

/**
 * One item with what a decision needs: the post between its neighbours, the difference where it is an edit, whom it
 * concerns with their past, who reported it and how often they were right, notes and history. Nothing of the CRM.
 */
export async function reviewItem(
  ctx: Ctx,
  { itemId, clause }: { itemId: ReviewItemId; clause?: string | null | undefined },
) {
  permit(reviews(ctx.actor), 'moderation.moderatorsOnly')
  const item = await itemInView(ctx, { itemId })
  const row = await queueRow(ctx, itemId)
  if (!row) throw new NotFound('review item')
  const post = item.postId ? await postOf(ctx, item.postId) : null
  const reported = await flagsOf(ctx, item)
  const appeal = item.appealOf ? await appealOf(ctx, item.appealOf) : null
  const cited = [...reported.map((flag) => flag.clause), ...(appeal?.clause ? [appeal.clause] : [])]
  const under = clause ? [clause] : [...new Set(cited)]
  return {
    ...row,
    post,
    context: post ? await contextOf(ctx, post) : [],
    change: await changeOf(ctx, item, post),
    closed: item.kind === 'reopen' && item.topicId ? await closingOf(ctx, item.topicId) : null,
    person: item.memberId ? await personOf(ctx, item.memberId, item.id) : null,
    flags: reported,
    appeal,
    precedents: { under, decisions: await precedents(ctx, { clause: under, except: itemId }) },
    notes: await notesOf(ctx, itemId),
    history: await historyOf(ctx, itemId),
    actions: Object.keys(deedsFor(item)) as (keyof ReturnType<typeof deedsFor>)[],
    can: { decide: item.state === 'open' && canDecide(ctx.actor, item) },
  }
}

export type ReviewItemPage = Awaited<ReturnType<typeof reviewItem>>

async function postOf(ctx: Ctx, postId: NonNullable<Item['postId']>) {
  const [row] = await ctx.db
    .select({
      id: posts.id,
      topicId: posts.topicId,
      number: posts.number,
      kind: posts.kind,
      html: posts.html,
      source: posts.source,
      sourceFormat: posts.sourceFormat,
      editCount: posts.editCount,
      createdAt: posts.createdAt,
      heldAt: posts.heldAt,
      hiddenAt: posts.hiddenAt,
      hiddenReason: posts.hiddenReason,
      withdrawnAt: posts.withdrawnAt,
      opening: sql<boolean>`${posts.id} = ${topics.openingId}`,
      title: topics.title,
      tags: topics.tagSlugs,
      board: boards.slug,
      topicKind: topics.kind,
    })
    .from(posts)
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .where(eq(posts.id, postId))
  if (!row) return null
  const { sourceFormat, ...post } = row
  return { ...post, source: sourceFormat === 'html' ? htmlToMarkdown(row.source) : row.source }
}

type Post = NonNullable<Awaited<ReturnType<typeof postOf>>>

/** Two posts before and two after, as others read them. */
async function contextOf(ctx: Ctx, post: Post) {
  const columns = {
    id: posts.id,
    number: posts.number,
    html: posts.html,
    name: sql<string>`coalesce(${members.displayName}, ${posts.authorName}, '')`,
    createdAt: posts.createdAt,
  }
  const beside = (where: ReturnType<typeof lt>, order: ReturnType<typeof asc>) =>
    ctx.db
      .select(columns)
      .from(posts)
      .leftJoin(members, eq(members.id, posts.authorId))
      .where(
        and(
          eq(posts.topicId, post.topicId),
          eq(posts.visibility, 'public'),
          isNull(posts.heldAt),
          isNull(posts.hiddenAt),
          isNull(posts.withdrawnAt),
          ne(posts.id, post.id),
          where,
        ),
      )
      .orderBy(order)
      .limit(around)
  const [before, after] = [
    await beside(lt(posts.number, post.number), desc(posts.number)),
    await beside(sql`${posts.number} > ${post.number}`, asc(posts.number)),
  ]
  return [...before.reverse(), ...after]
}

/** What a suggestion would change, or what the author has changed since the topic was closed. */
async function changeOf(ctx: Ctx, item: Item, post: Post | null) {
  if (item.suggestionId && post) {
    const [wanted] = await ctx.db.select().from(suggestions).where(eq(suggestions.id, item.suggestionId))
    if (!wanted) return null
    return {
      title: wanted.title !== null && wanted.title !== post.title ? wordDiff(post.title, wanted.title) : null,
      body: wordDiff(post.source, wanted.source),
      tags: wanted.tagSlugs ? tagChange(post.tags, wanted.tagSlugs) : null,
      reason: wanted.reason,
      proposer: await nameOf(ctx, wanted.proposerId),
      conflict: item.state === 'open' && wanted.basedOn !== post.editCount,
      wanted: { title: wanted.title, source: wanted.source, tags: wanted.tagSlugs },
    }
  }
  if (item.kind !== 'reopen' || !item.topicId) return null
  const [topic] = await ctx.db
    .select({ openingId: topics.openingId, closedAt: topics.closedAt, source: posts.source })
    .from(topics)
    .innerJoin(posts, eq(posts.id, topics.openingId))
    .where(eq(topics.id, item.topicId))
  if (!topic?.closedAt) return null
  const [then] = await ctx.db
    .select({ source: postRevisions.source })
    .from(postRevisions)
    .where(and(eq(postRevisions.postId, topic.openingId), lt(postRevisions.at, topic.closedAt)))
    .orderBy(desc(postRevisions.number))
    .limit(1)
  const body = wordDiff(then?.source ?? topic.source, topic.source)
  return { title: null, body, tags: null, reason: '', proposer: null, conflict: false, wanted: null }
}

const tagChange = (had: readonly string[], has: readonly string[]) => ({
  added: has.filter((tag) => !had.includes(tag)),
  removed: had.filter((tag) => !has.includes(tag)),
})

async function nameOf(ctx: Ctx, memberId: MemberId) {
  const person = await personStanding(ctx, memberId)
  return person && { handle: person.handle, name: person.name }
}

async function closingOf(ctx: Ctx, topicId: TopicId) {
  const [row] = await ctx.db
    .select({ reason: topics.closedReason, note: topics.closedNote, at: topics.closedAt })
    .from(topics)
    .where(eq(topics.id, topicId))
  return row?.at ? row : null
}

/** Whom it concerns: how long here, how known, and what was decided about them before. */
async function personOf(ctx: Ctx, memberId: MemberId, except: ReviewItemId) {
  const person = await personStanding(ctx, memberId)
  if (!person) return null
  const [written] = await ctx.db.select({ count: count() }).from(posts).where(eq(posts.authorId, memberId))
  const past = await ctx.db
    .select({
      id: reviewItems.id,
      kind: reviewItems.kind,
      outcome: reviewItems.outcome,
      decidedAt: reviewItems.decidedAt,
      title: topics.title,
    })
    .from(reviewItems)
    .leftJoin(topics, eq(topics.id, reviewItems.topicId))
    .where(
      and(
        eq(reviewItems.memberId, memberId),
        eq(reviewItems.state, 'decided'),
        ne(reviewItems.id, except),
        visibleItems(ctx.actor),
      ),
    )
    .orderBy(desc(reviewItems.decidedAt))
    .limit(pastShown)
  const { handle, name, joinedAt, reputation, approvedPosts, suspendedUntil } = person
  return {
    handle,
    name,
    joinedAt,
    reputation,
    approvedPosts,
    suspendedUntil,
    posts: written?.count ?? 0,
    past,
    can: { file: await mayOpenFileOf(ctx, { memberId }) },
  }
}

/** What was decided and told, and why its member thinks that wrong: what the decision about an appeal is about. */
async function appealOf(ctx: Ctx, appealId: NonNullable<Item['appealOf']>) {
  const [row] = await ctx.db
    .select({
      text: appeals.text,
      at: appeals.at,
      statementId: statements.id,
      kind: statements.kind,
      clause: statements.clause,
      reason: statements.reason,
      message: statements.message,
      decidedAt: statements.at,
      by: members.displayName,
      byMe: sql<boolean>`coalesce(${statements.byId} = ${memberIdOf(ctx.actor)}::uuid, false)`,
    })
    .from(appeals)
    .innerJoin(statements, eq(statements.id, appeals.statementId))
    .leftJoin(members, eq(members.id, statements.byId))
    .where(eq(appeals.id, appealId))
  return row ?? null
}

async function flagsOf(ctx: Ctx, item: Item) {
  if (item.kind !== 'flags') return []
  const found = await ctx.db
    .select({
      id: flags.id,
      clause: flags.clause,
      termsVersion: flags.termsVersion,
      note: flags.note,
      at: flags.at,
      upheld: flags.upheld,
      linkedPosts: flags.linkedPosts,
      handle: members.handle,
      name: members.displayName,
      judged: sql<number>`(select count(*) from ${flags} j where j.flagger_id = "flags"."flagger_id" and j.judged_at is not null)::int`,
      right: sql<number>`(select count(*) from ${flags} j where j.flagger_id = "flags"."flagger_id" and j.upheld)::int`,
    })
    .from(flags)
    .innerJoin(members, eq(members.id, flags.flaggerId))
    .where(and(eq(flags.itemId, item.id), isNull(flags.withdrawnAt)))
    .orderBy(asc(flags.at))
    .limit(100)
  const linked = [...new Set(found.flatMap((flag) => flag.linkedPosts))]
  const shown =
    linked.length === 0
      ? []
      : await ctx.db
          .select({ id: posts.id, number: posts.number, html: posts.html, topicId: posts.topicId })
          .from(posts)
          .where(inArray(posts.id, linked))
  return (await withCited(ctx, found)).map((flag) => ({
    ...flag,
    linkedPosts: shown.filter((post) => flag.linkedPosts.includes(post.id)),
  }))
}

const notesOf = (ctx: Ctx, itemId: ReviewItemId) =>
  ctx.db
    .select({ id: reviewNotes.id, text: reviewNotes.text, at: reviewNotes.at, name: members.displayName })
    .from(reviewNotes)
    .innerJoin(members, eq(members.id, reviewNotes.authorId))
    .where(eq(reviewNotes.itemId, itemId))
    .orderBy(asc(reviewNotes.at))

const historyOf = async (ctx: Ctx, itemId: ReviewItemId) =>
  withCited(
    ctx,
    await ctx.db
      .select({
        id: reviewDecisions.id,
        action: reviewDecisions.action,
        clause: reviewDecisions.clause,
        termsVersion: reviewDecisions.termsVersion,
        reason: reviewDecisions.reason,
        message: reviewDecisions.message,
        at: reviewDecisions.at,
        name: members.displayName,
        byKind: reviewDecisions.byKind,
      })
      .from(reviewDecisions)
      .leftJoin(members, eq(members.id, reviewDecisions.byId))
      .where(eq(reviewDecisions.itemId, itemId))
      .orderBy(desc(reviewDecisions.id))
      .limit(50),
  )
