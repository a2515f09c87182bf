import { and, asc, eq, gt, type Placeholder, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import {
  boards,
  communityNotes,
  members,
  postPlaces,
  posts,
  saves,
  topicReads,
  topics,
  votes,
  watches,
} from '#db/schema/index.ts'
import { type Actor, able, memberIdOf, moderates } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { type MemberId, type TopicId, topicNumber } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { anybody, isAnybody, prepared, value } from '#server/core/prepared.ts'
import { absentAfterDays, inviteLimits } from '../limits.ts'
import {
  canAccept,
  canClose,
  canComment,
  canHide,
  canInvite,
  canKeep,
  canLock,
  canProposeNote,
  canReopen,
  canReply,
  canRevise,
  canSeePrivate,
  canShare,
  canVote,
  canWithdraw,
  canWithdrawAcceptance,
  canWriteAs,
  visiblePosts,
  visibleTopics,
  wrote,
} from '../policy.ts'
import { type CitedClause, withCited } from '#server/terms/index.ts'
import { deedsOf, toDeed } from './deeds.ts'
import { movedFrom, whyNot } from './finding.ts'
import { lotOf } from './lots.ts'
import { author, personOf, rowColumns, standing } from './parts.ts'

/** A topic is shown whole up to this many posts; `after` goes on from there. */
export const postsPerPage = 500

const pageRef = z.object({
  topicId: topicNumber,
  after: z.coerce.number().int().min(0).default(0),
  /** A topic that was merged into this one: its posts then carry the numbers they had there. */
  from: topicNumber.optional().catch(undefined),
})

/** One topic as this actor sees it, with its posts in the order they were written. Two queries. */
export async function topicPage(ctx: Ctx, input: z.input<typeof pageRef>) {
  const ref = parse(pageRef, input)
  const [topic, found, days] = await Promise.all([
    topicRow(ctx, ref),
    postRows(ctx, ref),
    absentAfterDays(ctx),
  ])
  const at = { now: ctx.now, absentAfterDays: days }
  const grounds = await hiddenUnder(ctx, found.slice(0, postsPerPage))
  const one = sharer()
  const shown: readonly Shown[] = grounds.map(({ row, cited }) => {
    const post = toPost(ctx, { row, topic, at })
    return {
      ...post,
      author: one(post.author),
      can: one(post.can),
      hiddenUnder: cited,
    }
  })
  const { closedBy, authorId, deeds, ...rest } = topic
  return {
    ...rest,
    score: topic.countsHiddenUntil ? null : topic.score,
    deeds: deeds.map(toDeed),
    /** The merged topic whose numbers the anchors follow, where the reader came by one of its addresses. */
    from: ref.from ?? null,
    ...standing(topic),
    authorId,
    posts: shown,
    postsNext: found.length > postsPerPage ? (shown.at(-1)?.number ?? null) : null,
    acceptedPostIds: shown.filter((post) => post.acceptedAt).map((post) => post.id),
    mine: wrote(ctx.actor, topic),
    can: {
      reply: topic.archivedAt === null && canReply(ctx.actor, topic),
      writePrivately: canWriteAs(ctx.actor, 'private', topic),
      writeNotes: canWriteAs(ctx.actor, 'note', topic),
      close: topic.closedAt === null && canClose(ctx.actor, topic),
      reopen: topic.closedAt !== null && canReopen(ctx.actor, { ...topic, closedBy }),
      keep: topic.withdrawnAt === null && canKeep(ctx.actor, topic),
      handOver:
        memberIdOf(ctx.actor) !== null &&
        !wrote(ctx.actor, topic) &&
        shown.some(
          (post) => post.mine && post.number > 1 && post.visibility === 'public' && post.stub === null,
        ),
      lock: topic.withdrawnAt === null && canLock(ctx.actor, topic),
      markSolved: wrote(ctx.actor, topic) && topic.kind === 'question' && topic.solvedAt === null,
      markUnsolved:
        wrote(ctx.actor, topic) &&
        topic.kind === 'question' &&
        (topic.solvedAt !== null || topic.answeredAt !== null),
      shareProblem: topic.kind === 'question' && memberIdOf(ctx.actor) !== null && !wrote(ctx.actor, topic),
      invite: canInvite(ctx.actor, topic, { now: ctx.now, ...(await inviteLimits(ctx)) }),
      follow: memberIdOf(ctx.actor) !== null,
      voteUp: able(ctx.actor, 'voteUp'),
      voteDown: able(ctx.actor, 'voteDown'),
      seePrivate: canSeePrivate(ctx.actor, topic),
    },
  }
}

type Shown = ReturnType<typeof toPost> & {
  /** The rule it was hidden under, as it read then. */
  hiddenUnder: CitedClause | null
}

/** One object for all that say the same: a page of posts then travels as few of them. */
function sharer() {
  const known = new Map<string, unknown>()
  return <Value>(value: Value): Value => {
    const key = JSON.stringify(value)
    if (!known.has(key)) known.set(key, value)
    return known.get(key) as Value
  }
}

export type TopicPage = Awaited<ReturnType<typeof topicPage>>
export type PostShown = TopicPage['posts'][number]

async function topicRow(ctx: Ctx, ref: { topicId: number }) {
  const id = parse(topicNumber, ref.topicId)
  const [row] = isAnybody(ctx.actor)
    ? await topicForAnybody(ctx, { id, own: ctx.actor.memberId })
    : await selectTopic(ctx.db, { actor: ctx.actor, id })
  if (!row) throw await whyNot(ctx, id)
  if (row.mergedInto) throw await movedFrom(ctx, id)
  return row
}

const topicForAnybody = prepared('topic', (db) => selectTopic(db, { actor: anybody, id: value('id') }))

function selectTopic(db: Ctx['db'], { actor, id }: { actor: Actor; id: TopicId | Placeholder }) {
  const own = memberIdOf(actor)
  const mine = (table: string, column: string) =>
    own
      ? sql<
          string | null
        >`(select ${sql.raw(column)}::text from ${sql.raw(table)} where topic_id = ${topics.id} and member_id = ${own})`
      : sql<string | null>`null`
  return db
    .select({
      ...rowColumns,
      authorId: topics.authorId,
      openingId: topics.openingId,
      heldAt: topics.heldAt,
      withdrawnAt: topics.withdrawnAt,
      markedSolvedAt: topics.markedSolvedAt,
      unsolvedAt: topics.unsolvedAt,
      closedBy: topics.closedBy,
      closedNote: topics.closedNote,
      lockedAt: topics.lockedAt,
      lockedReason: topics.lockedReason,
      mergedInto: topics.mergedInto,
      deeds: deedsOf,
      duplicateOf: topics.duplicateOf,
      reviewAskedAt: topics.reviewAskedAt,
      sourceUrl: topics.sourceUrl,
      sourceLicence: topics.sourceLicence,
      boardId: topics.boardId,
      lang: topics.lang,
      boardSlug: boards.slug,
      boardTitle: boards.title,
      productCode: boards.productCode,
      acceptedLimit: boards.acceptedLimit,
      archivedAt: boards.archivedAt,
      askerSeenAt: author.lastSeenAt,
      closedByName: sql<
        string | null
      >`(select display_name from ${members} where ${members.id} = ${topics.closedBy})`,
      duplicateTitle: sql<
        string | null
      >`(select title from topics as d where d.id = ${topics.duplicateOf} and d.hidden_at is null and d.held_at is null and d.withdrawn_at is null)`,
      duplicateSlug: sql<string | null>`(select slug from topics as d where d.id = ${topics.duplicateOf})`,
      readers: sql<
        MemberId[]
      >`(select coalesce(array_agg(member_id), '{}') from branch_readers where topic_id = ${topics.id})`,
      readNumber: own ? topicReads.number : sql<number | null>`null`,
      level: own ? watches.level : sql<null>`null`,
      myProblem: mine('same_problems', "coalesce(nullif(version, ''), '-')"),
    })
    .from(topics)
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(author, eq(author.id, topics.authorId))
    .leftJoin(
      topicReads,
      own ? and(eq(topicReads.topicId, topics.id), eq(topicReads.memberId, own)) : sql`false`,
    )
    .leftJoin(
      watches,
      own
        ? and(
            eq(watches.memberId, own),
            eq(watches.subjectKind, 'topic'),
            eq(watches.subjectId, sql`${topics.id}::text`),
          )
        : sql`false`,
    )
    .where(and(eq(topics.id, id), visibleTopics(actor)))
}

const acceptor = alias(members, 'acceptor')

function postRows(ctx: Ctx, ref: { topicId: number; after: number; from?: number | undefined }) {
  const topicId = parse(topicNumber, ref.topicId)
  const earlier = ref.from === undefined ? null : parse(topicNumber, ref.from)
  return isAnybody(ctx.actor) && earlier === null
    ? postsForAnybody(ctx, { topicId, after: ref.after, own: ctx.actor.memberId })
    : selectPosts(ctx.db, { actor: ctx.actor, topicId, after: ref.after, earlier })
}

const postsForAnybody = prepared('posts', (db) =>
  selectPosts(db, { actor: anybody, topicId: value('topicId'), after: value('after'), earlier: null }),
)

type Asked = {
  actor: Actor
  topicId: TopicId | Placeholder
  after: number | Placeholder
  /** A topic that was merged into this one. */
  earlier: TopicId | null
}

function selectPosts(db: Ctx['db'], { actor, topicId, after, earlier }: Asked) {
  const own = memberIdOf(actor)
  return db
    .select({
      id: posts.id,
      number: posts.number,
      kind: posts.kind,
      parentId: posts.parentId,
      authorId: posts.authorId,
      authorHandle: author.handle,
      authorDisplay: author.displayName,
      authorStored: posts.authorName,
      html: posts.html,
      visibility: posts.visibility,
      official: posts.official,
      affiliation: posts.affiliation,
      bot: posts.bot,
      up: posts.up,
      down: posts.down,
      score: posts.score,
      countsHiddenUntil: posts.countsHiddenUntil,
      sameProblem: posts.sameProblem,
      acceptedAt: posts.acceptedAt,
      acceptedBy: posts.acceptedBy,
      acceptedByName: acceptor.displayName,
      validFor: posts.validFor,
      exchangeOf: posts.exchangeOf,
      createdAt: posts.createdAt,
      visibleAt: posts.visibleAt,
      editedAt: posts.editedAt,
      editCount: posts.editCount,
      heldAt: posts.heldAt,
      hiddenAt: posts.hiddenAt,
      hiddenClause: posts.hiddenClause,
      hiddenTermsVersion: posts.hiddenTermsVersion,
      hiddenReason: posts.hiddenReason,
      withdrawnAt: posts.withdrawnAt,
      myVote: own ? votes.value : sql<number | null>`null`,
      savedAt: own ? saves.at : sql<null>`null`,
      /** What members put beside it (MOD-21), approved. */
      noteHtml: communityNotes.html,
      noteAt: communityNotes.decidedAt,
      numberThere: earlier ? postPlaces.number : sql<number | null>`null`,
    })
    .from(posts)
    .leftJoin(author, eq(author.id, posts.authorId))
    .leftJoin(acceptor, eq(acceptor.id, posts.acceptedBy))
    .leftJoin(votes, own ? and(eq(votes.postId, posts.id), eq(votes.memberId, own)) : sql`false`)
    .leftJoin(saves, own ? and(eq(saves.postId, posts.id), eq(saves.memberId, own)) : sql`false`)
    .leftJoin(communityNotes, and(eq(communityNotes.postId, posts.id), eq(communityNotes.state, 'approved')))
    .leftJoin(
      postPlaces,
      earlier ? and(eq(postPlaces.postId, posts.id), eq(postPlaces.topicId, earlier)) : sql`false`,
    )
    .where(and(eq(posts.topicId, topicId), gt(posts.number, after), visiblePosts(actor)))
    .orderBy(asc(posts.number))
    .limit(postsPerPage + 1)
}

type Row = Awaited<ReturnType<typeof postRows>>[number]

const hiddenUnder = (ctx: Ctx, found: Row[]) =>
  withCited(
    ctx,
    found.map((row) => ({ row, clause: row.hiddenClause, termsVersion: row.hiddenTermsVersion })),
  )

type Topic = Awaited<ReturnType<typeof topicRow>>
type Setting = { row: Row; topic: Topic; at: { now: Date; absentAfterDays: number } }

/** A post as this actor may have it; of a hidden or withdrawn one a stub, unless it is theirs or they moderate. */
function toPost(ctx: Ctx, { row, topic, at }: Setting) {
  const { actor } = ctx
  const counted = row.countsHiddenUntil === null
  const split = counted && able(actor, 'seeVoteSplit')
  const gone = row.withdrawnAt ? 'withdrawn' : row.hiddenAt ? 'hidden' : null
  const mayRead = gone === null || moderates(actor, topic) || (gone === 'hidden' && wrote(actor, row))
  const placed = { ...row, boardId: topic.boardId }
  return {
    // named one by one: copying all but some costs more than everything else here
    id: row.id,
    number: row.number,
    numberThere: row.numberThere,
    kind: row.kind,
    parentId: row.parentId,
    authorId: row.authorId,
    author: personOf({
      handle: row.authorHandle,
      name: row.authorDisplay,
      stored: row.authorStored,
      affiliation: row.affiliation,
    }),
    html: mayRead ? row.html : '',
    visibility: row.visibility,
    official: row.official,
    bot: row.bot,
    /** Null while counts are hidden (REP-21); the split also for whoever may not see it. */
    score: counted ? row.score : null,
    up: split ? row.up : null,
    down: split ? row.down : null,
    countsHiddenUntil: row.countsHiddenUntil,
    /** Where it stands among others whose counts are hidden: each viewer draws other lots. */
    lot: counted ? null : lotOf(ctx, row.id),
    myVote: row.myVote,
    sameProblem: row.sameProblem,
    acceptedAt: row.acceptedAt,
    acceptedBy: row.acceptedBy,
    acceptedByName: row.acceptedByName,
    validFor: row.validFor,
    exchangeOf: row.exchangeOf,
    createdAt: row.createdAt,
    visibleAt: row.visibleAt,
    editedAt: row.editedAt,
    editCount: row.editCount,
    heldAt: row.heldAt,
    hiddenAt: row.hiddenAt,
    hiddenClause: row.hiddenClause,
    hiddenTermsVersion: row.hiddenTermsVersion,
    hiddenReason: mayRead ? row.hiddenReason : null,
    /** Hidden by the weight of reports, until a moderator rules. */
    hiddenPending: gone === 'hidden' && row.hiddenReason === null,
    withdrawnAt: row.withdrawnAt,
    communityNote: mayRead && row.noteHtml !== null ? { html: row.noteHtml } : null,
    communityNoteAt: mayRead ? row.noteAt : null,
    stub: gone,
    readable: mayRead,
    isNew: topic.readNumber !== null && row.number > topic.readNumber && !wrote(actor, row),
    mine: wrote(actor, row),
    /** Whether the reader saved it; null for whoever has no list. */
    saved: memberIdOf(actor) === null ? null : row.savedAt !== null,
    can: {
      vote: gone === null && canVote(actor, row),
      note: canProposeNote(actor, row),
      share: canShare(actor, row),
      comment:
        gone === null &&
        row.visibility === 'public' &&
        canComment(actor, topic, row) &&
        topic.archivedAt === null,
      convert:
        gone === null &&
        topic.kind === 'question' &&
        row.visibility === 'public' &&
        row.id !== topic.openingId &&
        row.acceptedAt === null &&
        canKeep(actor, topic),
      revise: gone !== 'withdrawn' && canRevise(actor, placed),
      withdraw: gone === null && canWithdraw(actor, placed, topic),
      restore:
        (gone === 'hidden' && canHide(actor, topic)) ||
        (gone === 'withdrawn' && (wrote(actor, row) || moderates(actor, topic))),
      hide: gone === null && row.visibility === 'public' && canHide(actor, topic),
      accept:
        gone === null &&
        row.visibility === 'public' &&
        row.heldAt === null &&
        row.id !== topic.openingId &&
        row.acceptedAt === null &&
        topic.acceptedCount < topic.acceptedLimit &&
        canAccept(actor, topic, at),
      unaccept: row.acceptedAt !== null && canWithdrawAcceptance(actor, topic, row),
    },
  }
}
