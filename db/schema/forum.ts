import { type SQL, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Affiliation } from '#server/core/actor.ts'
import type {
  BoardGroupId,
  BoardId,
  CommunityNoteId,
  DeedId,
  MemberId,
  PostId,
  TagId,
  TopicId,
} from '#server/core/ids.ts'
import { moment } from './core.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

export const topicKinds = ['question', 'discussion', 'idea', 'announcement'] as const
export type TopicKind = (typeof topicKinds)[number]
export type PostKind = TopicKind | 'answer' | 'reply' | 'comment' | 'note'
export type Visibility = 'public' | 'private' | 'note'

/** Why a vote was set aside (REP-23). */
export const voidCauses = ['serial', 'linked', 'swapped', 'moderator'] as const
export type VoidCause = (typeof voidCauses)[number]

/** Colours a board or a product line may take; what they look like is the theme's. */
export const lineColours = ['petrol', 'solved', 'idea', 'escal', 'danger'] as const
export type LineColour = (typeof lineColours)[number]

/** A product line: boards that belong together, with moderators, tags, look and figures of their own (MOD-27). */
export const boardGroups = pgTable(
  'board_groups',
  {
    id: uuid('id').$type<BoardGroupId>().primaryKey(),
    slug: text('slug').notNull(),
    title: text('title').notNull(),
    purpose: text('purpose').notNull(),
    line: text('line', { enum: lineColours }),
    /** For boards of it that keep no set of their own. */
    allowedTags: text('allowed_tags').array(),
    /** Who moderates every board of it; handed on to boards as they come and go. */
    moderators: uuid('moderators').array().notNull().default([]).$type<MemberId[]>(),
    position: integer('position').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [uniqueIndex('board_groups_slug').on(t.slug)],
)

/** Where topics live: one product or area each. */
export const boards = pgTable(
  'boards',
  {
    id: uuid('id').$type<BoardId>().primaryKey(),
    slug: text('slug').notNull(),
    title: text('title').notNull(),
    purpose: text('purpose').notNull().default(''),
    kinds: text('kinds').array().notNull().$type<TopicKind[]>(),
    productCode: text('product_code'),
    acceptedLimit: smallint('accepted_limit').notNull().default(2),
    /** When set, only these tags may be used here. */
    allowedTags: text('allowed_tags').array(),
    /** When counts of new ideas and answers show here; null as the site does (REP-21). */
    countsAfterHours: integer('counts_after_hours'),
    countsAfterVotes: integer('counts_after_votes'),
    position: integer('position').notNull().default(0),
    topicCount: integer('topic_count').notNull().default(0),
    groupId: uuid('group_id')
      .$type<BoardGroupId>()
      .references(() => boardGroups.id),
    /** Who answers for it, asked when it is opened (MOD-28). */
    ownerId: uuid('owner_id').$type<MemberId>(),
    line: text('line', { enum: lineColours }),
    createdAt: moment('created_at').notNull(),
    archivedAt: moment('archived_at'),
    /** Why it rests, for its readers; and the board that goes on in its place. */
    archiveNotice: text('archive_notice').notNull().default(''),
    successorId: uuid('successor_id')
      .$type<BoardId>()
      .references((): AnyPgColumn => boards.id),
  },
  (t) => [uniqueIndex('boards_slug').on(t.slug)],
)

/** What a topic is about. A synonym stands for its master. */
export const tags = pgTable(
  'tags',
  {
    id: uuid('id').$type<TagId>().primaryKey(),
    slug: text('slug').notNull(),
    excerpt: text('excerpt').notNull().default(''),
    description: text('description').notNull().default(''),
    synonymOf: uuid('synonym_of')
      .$type<TagId>()
      .references((): AnyPgColumn => tags.id),
    topicCount: integer('topic_count').notNull().default(0),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [uniqueIndex('tags_slug').on(t.slug), index('tags_count').on(t.topicCount)],
)

/** One thread of any kind. Counts and moments of its state are kept here, so that a list reads one table. */
export const topics = pgTable(
  'topics',
  {
    id: integer('id').$type<TopicId>().generatedByDefaultAsIdentity().primaryKey(),
    boardId: uuid('board_id')
      .$type<BoardId>()
      .notNull()
      .references(() => boards.id),
    kind: text('kind').$type<TopicKind>().notNull(),
    title: text('title').notNull(),
    slug: text('slug').notNull(),
    excerpt: text('excerpt').notNull().default(''),
    tagSlugs: text('tag_slugs').array().notNull().default([]),
    authorId: uuid('author_id').$type<MemberId>(),
    /** The stored name of an author who never had an account here. */
    authorName: text('author_name'),
    authorAffiliation: jsonb('author_affiliation').$type<Affiliation>(),
    openingId: uuid('opening_id').$type<PostId>().notNull(),
    /** 0 while the counts of its opening are hidden, so that no order by it tells them. */
    score: integer('score').notNull().default(0),
    countsHiddenUntil: moment('counts_hidden_until'),
    /** Visible public posts that answer or reply; comments not counted. */
    replyCount: integer('reply_count').notNull().default(0),
    postCount: integer('post_count').notNull().default(1),
    acceptedCount: smallint('accepted_count').notNull().default(0),
    views: integer('views').notNull().default(0),
    createdAt: moment('created_at').notNull(),
    activeAt: moment('active_at').notNull(),
    lastAuthorId: uuid('last_author_id').$type<MemberId>(),
    lastAuthorName: text('last_author_name'),
    lastAffiliation: jsonb('last_affiliation').$type<Affiliation>(),
    answeredAt: moment('answered_at'),
    solvedAt: moment('solved_at'),
    /** The asker said "solved" without accepting an answer. */
    markedSolvedAt: moment('marked_solved_at'),
    /** The asker pressed "not solved". */
    unsolvedAt: moment('unsolved_at'),
    escalatedAt: moment('escalated_at'),
    closedAt: moment('closed_at'),
    closedBy: uuid('closed_by').$type<MemberId>(),
    closedReason: text('closed_reason'),
    closedNote: text('closed_note'),
    /** A significant edit since closing asked once for another look (ASK-14). */
    reviewAskedAt: moment('review_asked_at'),
    /** Closed by the weight of flags: when it opens again by itself. */
    reopensAt: moment('reopens_at'),
    duplicateOf: integer('duplicate_of').$type<TopicId>(),
    heldAt: moment('held_at'),
    hiddenAt: moment('hidden_at'),
    /** Taken back by its author, or merged: either way no list shows it. */
    withdrawnAt: moment('withdrawn_at'),
    /** The topic its posts stand in now; its own address leads there. */
    mergedInto: integer('merged_into').$type<TopicId>(),
    /** When it became a question, where it was not asked as one: by a split, or converted. */
    questionSince: moment('question_since'),
    pinnedAt: moment('pinned_at'),
    lockedAt: moment('locked_at'),
    lockedBy: uuid('locked_by').$type<MemberId>(),
    lockedReason: text('locked_reason'),
    staffReplied: boolean('staff_replied').notNull().default(false),
    sourceUrl: text('source_url'),
    sourceLicence: text('source_licence'),
    lang: text('lang'),
    searchTitle: tsvector('search_title').generatedAlwaysAs(
      (): SQL => sql`to_tsvector('english', ${topics.title})`,
    ),
  },
  (t) => [
    index('topics_active').on(t.activeAt, t.id),
    index('topics_created').on(t.createdAt, t.id),
    index('topics_score').on(t.score, t.id),
    index('topics_board_active').on(t.boardId, t.activeAt, t.id),
    index('topics_board_created').on(t.boardId, t.createdAt, t.id),
    index('topics_board_score').on(t.boardId, t.score, t.id),
    index('topics_author').on(t.authorId, t.createdAt, t.id),
    index('topics_unanswered')
      .on(t.createdAt, t.id)
      .where(sql`${t.kind} = 'question' and ${t.replyCount} = 0`),
    index('topics_unsolved')
      .on(t.activeAt, t.id)
      .where(sql`${t.kind} = 'question' and ${t.solvedAt} is null`),
    index('topics_reopening')
      .on(t.reopensAt)
      .where(sql`${t.reopensAt} is not null`),
    index('topics_merged')
      .on(t.mergedInto)
      .where(sql`${t.mergedInto} is not null`),
    index('topics_pinned')
      .on(t.boardId, t.pinnedAt)
      .where(sql`${t.pinnedAt} is not null`),
    index('topics_search').using('gin', t.searchTitle),
    index('topics_tags').using('gin', t.tagSlugs),
    check('topics_title_length', sql`char_length(${t.title}) between 1 and 300`),
  ],
)

export type BoardRow = typeof boards.$inferSelect

/** What a topic is about; its slugs stand on the topic too, so that lists need no join. */
export const topicTags = pgTable(
  'topic_tags',
  {
    topicId: integer('topic_id')
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id, { onDelete: 'cascade' }),
    tagId: uuid('tag_id')
      .$type<TagId>()
      .notNull()
      .references(() => tags.id),
    activeAt: moment('active_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.topicId, t.tagId] }),
    index('topic_tags_tag').on(t.tagId, t.activeAt, t.topicId),
  ],
)

/** Anything written in a topic, its opening included. `html` is rendered and sanitised once, at write time. */
export const posts = pgTable(
  'posts',
  {
    id: uuid('id').$type<PostId>().primaryKey(),
    topicId: integer('topic_id')
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    /** The place in the topic, from 1, used in `#p-3`. */
    number: integer('number').notNull(),
    kind: text('kind').$type<PostKind>().notNull(),
    parentId: uuid('parent_id').$type<PostId>(),
    authorId: uuid('author_id').$type<MemberId>(),
    authorName: text('author_name'),
    source: text('source').notNull(),
    sourceFormat: text('source_format').$type<'markdown' | 'html'>().notNull().default('markdown'),
    html: text('html').notNull(),
    visibility: text('visibility').$type<Visibility>().notNull().default('public'),
    /** Written by a moderator or engineer whose role was awake: such a reply stops clocks. */
    official: boolean('official').notNull().default(false),
    /** Whom its author wrote for at that moment; it stays when they leave, and nobody edits it (TERMS-11). */
    affiliation: jsonb('affiliation').$type<Affiliation>(),
    /** Written by a machine: an auto-reply or a system post; it stops no clock. */
    bot: boolean('bot').notNull().default(false),
    up: integer('up').notNull().default(0),
    down: integer('down').notNull().default(0),
    score: integer('score').notNull().default(0),
    /** Until when at most its counts are shown to nobody; null once they are (REP-21). */
    countsHiddenUntil: moment('counts_hidden_until'),
    /** On a question: distinct members who pressed "same problem". */
    sameProblem: integer('same_problem').notNull().default(0),
    acceptedAt: moment('accepted_at'),
    acceptedBy: uuid('accepted_by').$type<MemberId>(),
    /** Given in return for another acceptance: it earns nobody points since then (REP-23). */
    acceptanceVoidedAt: moment('acceptance_voided_at'),
    /** The versions an accepted answer holds for, in the words of who accepted it (ASK-05). */
    validFor: text('valid_for').notNull().default(''),
    /** The comment thread an accepted comment was lifted from. */
    exchangeOf: uuid('exchange_of').$type<PostId>(),
    /** Came by a merge: when, and from the topic it was first written in. */
    joinedAt: moment('joined_at'),
    joinedFrom: integer('joined_from').$type<TopicId>(),
    createdAt: moment('created_at').notNull(),
    /** When others could first read it: at once, or when a held post was approved. */
    visibleAt: moment('visible_at'),
    editedAt: moment('edited_at'),
    editCount: integer('edit_count').notNull().default(0),
    /** Owned by the community since then: it earns its author nothing. */
    communityAt: moment('community_at'),
    heldAt: moment('held_at'),
    hiddenAt: moment('hidden_at'),
    hiddenClause: text('hidden_clause'),
    /** The version of the terms that the clause stood in when it was hidden. */
    hiddenTermsVersion: integer('hidden_terms_version'),
    hiddenReason: text('hidden_reason'),
    hiddenBy: uuid('hidden_by').$type<MemberId>(),
    withdrawnAt: moment('withdrawn_at'),
    withdrawnBy: uuid('withdrawn_by').$type<MemberId>(),
    searchBody: tsvector('search_body').generatedAlwaysAs(
      (): SQL => sql`to_tsvector('english', left(${posts.source}, 20000))`,
    ),
  },
  (t) => [
    uniqueIndex('posts_number').on(t.topicId, t.number),
    index('posts_author').on(t.authorId, t.createdAt),
    index('posts_counts_hidden')
      .on(t.countsHiddenUntil)
      .where(sql`${t.countsHiddenUntil} is not null`),
    index('posts_accepted')
      .on(t.acceptedAt)
      .where(sql`${t.acceptedAt} is not null`),
    index('posts_search')
      .using('gin', t.searchBody)
      .where(sql`${t.visibility} = 'public'`),
  ],
)

export const topicDeedKinds = [
  'moved',
  'converted',
  'split',
  'splitOff',
  'merged',
  'unmerged',
  'pinned',
  'unpinned',
  'locked',
  'unlocked',
] as const
export type TopicDeedKind = (typeof topicDeedKinds)[number]

/** What a deed's sentence needs, as it was then; ids are for the way back. */
export type DeedDetails = {
  from?: string
  to?: string
  fromBoardId?: BoardId
  reason?: string
  posts?: number
  /** The post that was converted. */
  number?: number
  /** Acceptances that a conversion put aside. */
  accepted?: { postId: PostId; at: string; by: MemberId | null; validFor: string }[]
  /** Engineers had one of the two when they were merged. */
  escalated?: boolean
}

/** What moderators did to a topic as a whole; stands on its line with who and when (MOD-24). */
export const topicDeeds = pgTable(
  'topic_deeds',
  {
    id: uuid('id').$type<DeedId>().primaryKey(),
    topicId: integer('topic_id')
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    kind: text('kind', { enum: topicDeedKinds }).notNull(),
    byId: uuid('by_id').$type<MemberId>(),
    at: moment('at').notNull(),
    /** The topic it was split into, merged from, or parted from. */
    otherId: integer('other_id').$type<TopicId>(),
    details: jsonb('details').notNull().$type<DeedDetails>(),
  },
  (t) => [index('topic_deeds_topic').on(t.topicId, t.at)],
)

/** How a post stood in a topic it has left, enough to bring it back there. */
export type PlaceThen = {
  kind: PostKind
  parentId: PostId | null
  joinedAt: string | null
  joinedFrom: TopicId | null
  acceptedAt: string | null
  acceptedBy: MemberId | null
  validFor: string
}

/** Where a post stood before: old addresses of posts redirect by these rows, and no place is given twice. */
export const postPlaces = pgTable(
  'post_places',
  {
    topicId: integer('topic_id')
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    number: integer('number').notNull(),
    postId: uuid('post_id')
      .$type<PostId>()
      .notNull()
      .references(() => posts.id),
    deedId: uuid('deed_id').$type<DeedId>().notNull(),
    then: jsonb('then').notNull().$type<PlaceThen>(),
  },
  (t) => [
    primaryKey({ columns: [t.topicId, t.number] }),
    index('post_places_post').on(t.postId),
    index('post_places_deed').on(t.deedId),
  ],
)

export const communityNoteStates = ['proposed', 'approved', 'rejected', 'replaced', 'removed'] as const

/** What members put beside a disputed post: one that is approved stands above its text; none is ever deleted (MOD-21). */
export const communityNotes = pgTable(
  'community_notes',
  {
    id: uuid('id').$type<CommunityNoteId>().primaryKey(),
    postId: uuid('post_id')
      .$type<PostId>()
      .notNull()
      .references(() => posts.id),
    authorId: uuid('author_id').$type<MemberId>().notNull(),
    source: text('source').notNull(),
    html: text('html').notNull(),
    state: text('state', { enum: communityNoteStates }).notNull(),
    at: moment('at').notNull(),
    decidedAt: moment('decided_at'),
    decidedBy: uuid('decided_by').$type<MemberId>(),
    /** Why it was turned down or taken away. */
    reason: text('reason').notNull().default(''),
    /** When an approved one stopped standing there. */
    endedAt: moment('ended_at'),
  },
  (t) => [
    uniqueIndex('community_notes_standing')
      .on(t.postId)
      .where(sql`${t.state} = 'approved'`),
    uniqueIndex('community_notes_proposed')
      .on(t.postId, t.authorId)
      .where(sql`${t.state} = 'proposed'`),
    index('community_notes_post').on(t.postId, t.at),
  ],
)

/** Members who folded a board's pinned topics; one pinned later unfolds them. */
export const pinFolds = pgTable(
  'pin_folds',
  {
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    boardId: uuid('board_id').$type<BoardId>().notNull(),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.boardId] })],
)

/** Earlier versions of a post: what stood before each edit, and who changed it why. */
export const postRevisions = pgTable(
  'post_revisions',
  {
    id: uuid('id').primaryKey(),
    postId: uuid('post_id')
      .$type<PostId>()
      .notNull()
      .references(() => posts.id),
    /** 1 is the first version; the newest stands here too. */
    number: integer('number').notNull(),
    title: text('title'),
    tagSlugs: text('tag_slugs').array(),
    source: text('source').notNull(),
    sourceFormat: text('source_format').$type<'markdown' | 'html'>().notNull().default('markdown'),
    authorId: uuid('author_id').$type<MemberId>(),
    authorName: text('author_name'),
    reason: text('reason').notNull().default(''),
    /** Who approved it and when, where its author only suggested it; an import may know the moment alone. */
    approvedBy: uuid('approved_by').$type<MemberId>(),
    approvedAt: moment('approved_at'),
    at: moment('at').notNull(),
  },
  (t) => [
    uniqueIndex('post_revisions_number').on(t.postId, t.number),
    index('post_revisions_author').on(t.authorId, t.at),
    index('post_revisions_approved')
      .on(t.authorId, t.approvedAt)
      .where(sql`${t.approvedAt} is not null`),
  ],
)

/** One up or down per member and post. Imported votes are rows without a voter. */
export const votes = pgTable(
  'votes',
  {
    id: uuid('id').primaryKey(),
    postId: uuid('post_id')
      .$type<PostId>()
      .notNull()
      .references(() => posts.id),
    memberId: uuid('member_id').$type<MemberId>(),
    value: smallint('value').notNull(),
    at: moment('at').notNull(),
    /** Cast while the counts of the post were hidden: nobody's vote led to it. */
    blind: boolean('blind').notNull().default(false),
    /** The id in an imported dump, or the reason of a difference row. */
    source: text('source'),
    /** Set aside since then: it counts for nothing, and its voter cannot bring it back. */
    voidedAt: moment('voided_at'),
    voidedCause: text('voided_cause').$type<VoidCause>(),
  },
  (t) => [
    uniqueIndex('votes_once')
      .on(t.postId, t.memberId)
      .where(sql`${t.memberId} is not null`),
    uniqueIndex('votes_source')
      .on(t.source)
      .where(sql`${t.source} is not null`),
    index('votes_post').on(t.postId),
    index('votes_member_day').on(t.memberId, t.at),
    index('votes_at').on(t.at),
    check('votes_value', sql`${t.value} between -100000 and 100000 and ${t.value} <> 0`),
  ],
)

/** "Same problem" on a question: distinct people with their version. */
export const sameProblems = pgTable(
  'same_problems',
  {
    topicId: integer('topic_id').$type<TopicId>().notNull(),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    version: text('version').notNull().default(''),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.topicId, t.memberId] }), index('same_problems_member').on(t.memberId)],
)

export const watchSubjects = ['topic', 'member', 'tag', 'board'] as const
export type WatchSubject = (typeof watchSubjects)[number]

/** How closely a member follows a topic, another member, a tag or a board; the most specific level wins. */
export const watches = pgTable(
  'watches',
  {
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    subjectKind: text('subject_kind').$type<WatchSubject>().notNull(),
    subjectId: text('subject_id').notNull(),
    level: text('level').$type<'muted' | 'normal' | 'tracked' | 'watched'>().notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.subjectKind, t.subjectId] }),
    index('watches_subject').on(t.subjectKind, t.subjectId),
  ],
)

/** What a member put aside to find again, with a note of their own; nobody else reads either. */
export const saves = pgTable(
  'saves',
  {
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    postId: uuid('post_id')
      .$type<PostId>()
      .notNull()
      .references(() => posts.id),
    note: text('note').notNull().default(''),
    at: moment('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.postId] }),
    index('saves_list').on(t.memberId, t.at, t.postId),
    index('saves_post').on(t.postId),
  ],
)

/**
 * The address under which one member shares one post. Of visitors nothing is kept but which of 32,768 marks have been seen:
 * one visitor sets the same mark each time, and from a mark nobody can be told.
 */
export const shares = pgTable(
  'shares',
  {
    code: text('code').primaryKey(),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    postId: uuid('post_id')
      .$type<PostId>()
      .notNull()
      .references(() => posts.id),
    visitors: integer('visitors').notNull().default(0),
    marks: bytes('marks').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [uniqueIndex('shares_own').on(t.memberId, t.postId), index('shares_post').on(t.postId)],
)

/** Who was asked to look at a question, once for each; what they made of it. */
export const answerInvitations = pgTable(
  'answer_invitations',
  {
    topicId: integer('topic_id')
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    invitedBy: uuid('invited_by').$type<MemberId>().notNull(),
    at: moment('at').notNull(),
    declinedAt: moment('declined_at'),
  },
  (t) => [
    primaryKey({ columns: [t.topicId, t.memberId] }),
    index('answer_invitations_by').on(t.invitedBy, t.at),
    index('answer_invitations_member').on(t.memberId, t.at),
  ],
)

/** Members who want no invitations to answer. */
export const invitationRefusals = pgTable('invitation_refusals', {
  memberId: uuid('member_id').$type<MemberId>().primaryKey(),
  at: moment('at').notNull(),
})

/** How far a member has read a topic: the highest post number seen. */
export const topicReads = pgTable(
  'topic_reads',
  {
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    topicId: integer('topic_id').$type<TopicId>().notNull(),
    number: integer('number').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.topicId] }), index('topic_reads_at').on(t.at)],
)

/** Who may read the private branch of a topic besides asker and engineers. */
export const branchReaders = pgTable(
  'branch_readers',
  {
    topicId: integer('topic_id').$type<TopicId>().notNull(),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    addedAt: moment('added_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.topicId, t.memberId] })],
)

/** Imported bounties, for the ledger of reputation: what was offered on a question, what an answer was given. */
export const postBounties = pgTable(
  'post_bounties',
  {
    id: uuid('id').primaryKey(),
    postId: uuid('post_id')
      .$type<PostId>()
      .notNull()
      .references(() => posts.id),
    kind: text('kind').$type<'offered' | 'awarded'>().notNull(),
    amount: integer('amount').notNull(),
    /** Who offered it; null on an award and where the offerer is unknown. */
    memberId: uuid('member_id').$type<MemberId>(),
    at: moment('at').notNull(),
    source: text('source').notNull(),
  },
  (t) => [uniqueIndex('post_bounties_source').on(t.source), index('post_bounties_post').on(t.postId)],
)
