import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type {
  AppealId,
  AssignmentRuleId,
  BoardId,
  DecisionId,
  EventId,
  FlagId,
  KeyId,
  LogEntryId,
  MemberId,
  PostId,
  ReviewItemId,
  SanctionId,
  StatementId,
  SuggestionId,
  TopicId,
} from '#server/core/ids.ts'
import type { RestrictionKind } from '#server/core/actor.ts'
import { moment } from './core.ts'

export const reviewKinds = ['flags', 'first-post', 'edit', 'spam', 'appeal', 'reopen', 'other'] as const
export type ReviewKind = (typeof reviewKinds)[number]
export const reviewStates = ['open', 'decided', 'ignored', 'withdrawn'] as const
export const priorities = ['low', 'medium', 'high'] as const
export type Priority = (typeof priorities)[number]

/** A key of the catalogue with what fills it: never a sentence, so that each moderator reads it in their language. */
export type ReviewReason = { key: string; params?: Record<string, string | number> }

/** What stood before a decision and after it, in small values: enough to undo it and to read it years later. */
export type Standing = Record<string, string | number | boolean | null | string[]>

/** One report by one member: of a post, or of a person with the posts that show it. */
export const flags = pgTable(
  'flags',
  {
    id: uuid('id').$type<FlagId>().primaryKey(),
    itemId: uuid('item_id')
      .$type<ReviewItemId>()
      .notNull()
      .references(() => reviewItems.id),
    postId: uuid('post_id').$type<PostId>(),
    /** The person who is reported; of a post, its author. */
    memberId: uuid('member_id').$type<MemberId>(),
    linkedPosts: uuid('linked_posts').array().notNull().default([]).$type<PostId[]>(),
    topicId: integer('topic_id').$type<TopicId>().notNull(),
    flaggerId: uuid('flagger_id').$type<MemberId>().notNull(),
    /** The key of a clause, or `other`. */
    clause: text('clause').notNull(),
    termsVersion: integer('terms_version').notNull(),
    note: text('note').notNull().default(''),
    /** What it counted when it was raised; only words of it are ever shown. */
    weight: real('weight').notNull(),
    at: moment('at').notNull(),
    changedAt: moment('changed_at'),
    withdrawnAt: moment('withdrawn_at'),
    judgedAt: moment('judged_at'),
    upheld: boolean('upheld'),
  },
  (t) => [
    uniqueIndex('flags_post_once')
      .on(t.postId, t.flaggerId)
      .where(sql`${t.postId} is not null and ${t.judgedAt} is null and ${t.withdrawnAt} is null`),
    uniqueIndex('flags_member_once')
      .on(t.memberId, t.flaggerId)
      .where(sql`${t.postId} is null and ${t.judgedAt} is null and ${t.withdrawnAt} is null`),
    index('flags_item').on(t.itemId),
    index('flags_flagger').on(t.flaggerId, t.at),
    index('flags_member').on(t.memberId, t.at),
    index('flags_topic_open')
      .on(t.topicId)
      .where(sql`${t.judgedAt} is null and ${t.withdrawnAt} is null`),
  ],
)

/** A private word to an author about a post, instead of a report: nobody judges it and it hides nothing. */
export const authorNotes = pgTable(
  'author_notes',
  {
    id: uuid('id').primaryKey(),
    postId: uuid('post_id').$type<PostId>().notNull(),
    topicId: integer('topic_id').$type<TopicId>().notNull(),
    authorId: uuid('author_id').$type<MemberId>().notNull(),
    fromId: uuid('from_id').$type<MemberId>().notNull(),
    text: text('text').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    uniqueIndex('author_notes_once').on(t.postId, t.fromId),
    index('author_notes_from').on(t.fromId, t.at),
  ],
)

/** A better text that somebody without the edit ability proposes; it waits in the queue as a diff (ASK-18). */
export const suggestions = pgTable(
  'suggestions',
  {
    id: uuid('id').$type<SuggestionId>().primaryKey(),
    postId: uuid('post_id').$type<PostId>().notNull(),
    topicId: integer('topic_id').$type<TopicId>().notNull(),
    proposerId: uuid('proposer_id').$type<MemberId>().notNull(),
    title: text('title'),
    tagSlugs: text('tag_slugs').array(),
    source: text('source').notNull(),
    reason: text('reason').notNull().default(''),
    /** The edit count of the post it started from, and its words then. */
    basedOn: integer('based_on').notNull(),
    state: text('state', { enum: ['open', 'approved', 'rejected', 'withdrawn'] }).notNull(),
    at: moment('at').notNull(),
    decidedAt: moment('decided_at'),
    decidedBy: uuid('decided_by').$type<MemberId>(),
    decisionReason: text('decision_reason'),
  },
  (t) => [
    uniqueIndex('suggestions_open')
      .on(t.postId, t.proposerId)
      .where(sql`${t.state} = 'open'`),
    index('suggestions_proposer').on(t.proposerId, t.at),
  ],
)

/** What waits for a moderator, of every kind; one open item for each subject and kind. */
export const reviewItems = pgTable(
  'review_items',
  {
    id: uuid('id').$type<ReviewItemId>().primaryKey(),
    kind: text('kind').$type<ReviewKind>().notNull(),
    /** What it is about, as in `post:<id>`: with the kind it is unique among open items. */
    subject: text('subject').notNull(),
    postId: uuid('post_id').$type<PostId>(),
    topicId: integer('topic_id').$type<TopicId>(),
    suggestionId: uuid('suggestion_id').$type<SuggestionId>(),
    /** The appeal it is about. */
    appealOf: uuid('appeal_of').$type<AppealId>(),
    /** Whom it concerns: the author, or the person reported. */
    memberId: uuid('member_id').$type<MemberId>(),
    boardId: uuid('board_id').$type<BoardId>(),
    language: text('language').notNull(),
    score: real('score').notNull(),
    reasons: jsonb('reasons').notNull().$type<ReviewReason[]>(),
    state: text('state', { enum: reviewStates }).notNull(),
    /** The action that ended it, or `publish` and `ignore` where the clock did. */
    outcome: text('outcome'),
    /** Hidden by the weight of flags: such an item is shown whatever minimum is set (MOD-06). */
    autoHiddenAt: moment('auto_hidden_at'),
    /** When it is published by itself; null where a spam rule caught it. */
    publishAt: moment('publish_at'),
    claimedBy: uuid('claimed_by').$type<MemberId>(),
    claimedUntil: moment('claimed_until'),
    assigneeId: uuid('assignee_id').$type<MemberId>(),
    /** Who wanted somebody else to look: that person does not decide it. */
    secondFrom: uuid('second_from').$type<MemberId>(),
    category: text('category'),
    snoozedUntil: moment('snoozed_until'),
    openedAt: moment('opened_at').notNull(),
    decidedAt: moment('decided_at'),
    decidedBy: uuid('decided_by').$type<MemberId | KeyId>(),
    version: integer('version').notNull(),
  },
  (t) => [
    uniqueIndex('review_items_open_once')
      .on(t.kind, t.subject)
      .where(sql`${t.state} = 'open'`),
    index('review_items_open')
      .on(t.score.desc(), t.openedAt, t.id)
      .where(sql`${t.state} = 'open'`),
    index('review_items_board')
      .on(t.boardId, t.score.desc(), t.openedAt, t.id)
      .where(sql`${t.state} = 'open'`),
    index('review_items_kind')
      .on(t.kind, t.score.desc(), t.openedAt, t.id)
      .where(sql`${t.state} = 'open'`),
    index('review_items_publish')
      .on(t.publishAt)
      .where(sql`${t.state} = 'open' and ${t.publishAt} is not null`),
    index('review_items_post').on(t.postId),
    index('review_items_member').on(t.memberId, t.openedAt),
    index('review_items_decided').on(t.decidedAt),
  ],
)

/** Every step of an item, append-only: an undo is a row of its own that names the one it takes back. */
export const reviewDecisions = pgTable(
  'review_decisions',
  {
    id: uuid('id').$type<DecisionId>().primaryKey(),
    itemId: uuid('item_id')
      .$type<ReviewItemId>()
      .notNull()
      .references(() => reviewItems.id),
    action: text('action').notNull(),
    clause: text('clause'),
    termsVersion: integer('terms_version'),
    reason: text('reason').notNull().default(''),
    /** What the author was told, word for word. */
    message: text('message').notNull().default(''),
    byKind: text('by_kind').$type<'member' | 'key' | 'system'>().notNull(),
    byId: uuid('by_id').$type<MemberId | KeyId>(),
    at: moment('at').notNull(),
    undoes: uuid('undoes').$type<DecisionId>(),
    before: jsonb('before').notNull().$type<Standing>(),
    after: jsonb('after').notNull().$type<Standing>(),
  },
  (t) => [
    index('review_decisions_item').on(t.itemId, t.id),
    index('review_decisions_clause').on(t.clause, t.at),
    index('review_decisions_by').on(t.byId, t.at),
    uniqueIndex('review_decisions_undone')
      .on(t.undoes)
      .where(sql`${t.undoes} is not null`),
  ],
)

/** Words among moderators about an item. */
export const reviewNotes = pgTable(
  'review_notes',
  {
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id')
      .$type<ReviewItemId>()
      .notNull()
      .references(() => reviewItems.id),
    authorId: uuid('author_id').$type<MemberId>().notNull(),
    text: text('text').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [index('review_notes_item').on(t.itemId, t.at)],
)

/** "3 flags with this reason on this board" → this person, this category; null holds for every one (MOD-12). */
export const reviewRules = pgTable('review_rules', {
  id: uuid('id').$type<AssignmentRuleId>().primaryKey(),
  boardId: uuid('board_id').$type<BoardId>(),
  clause: text('clause'),
  flagCount: smallint('flag_count').notNull(),
  assigneeId: uuid('assignee_id').$type<MemberId>(),
  category: text('category'),
  at: moment('at').notNull(),
  changedAt: moment('changed_at'),
  byId: uuid('by_id').$type<MemberId>(),
  endedAt: moment('ended_at'),
})

/** Which rule met which item: once each, so that what a moderator changes afterwards stays as they left it. */
export const reviewRuleHits = pgTable(
  'review_rule_hits',
  {
    ruleId: uuid('rule_id')
      .$type<AssignmentRuleId>()
      .notNull()
      .references(() => reviewRules.id),
    itemId: uuid('item_id')
      .$type<ReviewItemId>()
      .notNull()
      .references(() => reviewItems.id),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ruleId, t.itemId] })],
)

/** How each moderator wants the queue: the least priority to see, and from which on to be alerted how. */
export const reviewWishes = pgTable('review_wishes', {
  memberId: uuid('member_id').$type<MemberId>().primaryKey(),
  minimum: text('minimum', { enum: priorities }).notNull(),
  alertFrom: text('alert_from', { enum: priorities }).notNull(),
  alertPage: boolean('alert_page').notNull(),
  alertMail: boolean('alert_mail').notNull(),
  alertPush: boolean('alert_push').notNull().default(false),
  at: moment('at').notNull(),
})

/** Who was alerted of which item: once each, however its score grows. */
export const reviewAlerts = pgTable(
  'review_alerts',
  {
    itemId: uuid('item_id')
      .$type<ReviewItemId>()
      .notNull()
      .references(() => reviewItems.id),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.itemId, t.memberId] })],
)

/** The ladder, lowest step first (MOD-16). */
export const sanctionKinds = ['note', 'warning', 'limit', 'suspension'] as const
export type SanctionKind = (typeof sanctionKinds)[number]
export type LimitKind = Exclude<RestrictionKind, 'suspension'>

export const statementKinds = ['removal', 'pending', 'closure', 'warning', 'limit', 'suspension'] as const
export type StatementKind = (typeof statementKinds)[number]

export type ActorKind = 'member' | 'key' | 'system'
const by = {
  byKind: text('by_kind').$type<ActorKind>().notNull(),
  byId: uuid('by_id').$type<MemberId | KeyId>(),
}

/** One step of the ladder, taken against one member. Its effect follows from its moments: nobody has to lift it. */
export const sanctions = pgTable(
  'sanctions',
  {
    id: uuid('id').$type<SanctionId>().primaryKey(),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    kind: text('kind').$type<SanctionKind>().notNull(),
    /** What a limit closes. */
    limits: text('limits').array().notNull().$type<LimitKind[]>().default([]),
    clause: text('clause'),
    termsVersion: integer('terms_version'),
    /** The clause's title then, for the refusals it leads to. */
    clauseTitle: text('clause_title'),
    reason: text('reason').notNull(),
    /** Why a step of the ladder was skipped. */
    skipReason: text('skip_reason'),
    /** The post that led to it. */
    postId: uuid('post_id').$type<PostId>(),
    topicId: integer('topic_id').$type<TopicId>(),
    boardId: uuid('board_id').$type<BoardId>(),
    ...by,
    at: moment('at').notNull(),
    until: moment('until'),
    liftedAt: moment('lifted_at'),
    /** Ended early and still a strike, or given in error and none. */
    liftedAs: text('lifted_as').$type<'early' | 'overturned'>(),
    liftReason: text('lift_reason'),
    /** When its end was recorded and told; the effect had ended at `until` by itself. */
    endedAt: moment('ended_at'),
    statementId: uuid('statement_id').$type<StatementId>(),
  },
  (t) => [
    index('sanctions_member').on(t.memberId, t.at, t.id),
    index('sanctions_ending')
      .on(t.until)
      .where(sql`${t.until} is not null and ${t.liftedAt} is null and ${t.endedAt} is null`),
    index('sanctions_at').on(t.at),
    check(
      'sanctions_end',
      sql`(${t.kind} in ('limit', 'suspension')) = (${t.until} is not null) and (${t.until} is null or ${t.until} > ${t.at})`,
    ),
  ],
)

/** What a member was told about a decision, word for word, with the clause as it stood (MOD-14). Never changed. */
export const statements = pgTable(
  'statements',
  {
    id: uuid('id').$type<StatementId>().primaryKey(),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    kind: text('kind').$type<StatementKind>().notNull(),
    postId: uuid('post_id').$type<PostId>(),
    topicId: integer('topic_id').$type<TopicId>(),
    boardId: uuid('board_id').$type<BoardId>(),
    sanctionId: uuid('sanction_id').$type<SanctionId>(),
    /** Null where a topic was closed for a reason that is no clause. */
    clause: text('clause'),
    termsVersion: integer('terms_version'),
    clauseTitle: text('clause_title'),
    clauseText: text('clause_text'),
    reason: text('reason').notNull(),
    message: text('message').notNull(),
    until: moment('until'),
    ...by,
    at: moment('at').notNull(),
  },
  (t) => [
    uniqueIndex('statements_post')
      .on(t.postId, t.kind, t.at)
      .where(sql`${t.sanctionId} is null and ${t.postId} is not null`),
    uniqueIndex('statements_closure')
      .on(t.topicId, t.at)
      .where(sql`${t.kind} = 'closure'`),
    index('statements_member').on(t.memberId, t.at, t.id),
    index('statements_clause').on(t.clause, t.at, t.id),
    index('statements_topic').on(t.topicId, t.at),
  ],
)

/** The one appeal against a statement (MOD-15). */
export const appeals = pgTable(
  'appeals',
  {
    id: uuid('id').$type<AppealId>().primaryKey(),
    statementId: uuid('statement_id')
      .$type<StatementId>()
      .notNull()
      .references(() => statements.id),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    text: text('text').notNull(),
    at: moment('at').notNull(),
    outcome: text('outcome').$type<'upheld' | 'overturned'>(),
    reason: text('reason'),
    decidedBy: uuid('decided_by').$type<MemberId | KeyId>(),
    decidedAt: moment('decided_at'),
  },
  (t) => [
    uniqueIndex('appeals_once').on(t.statementId),
    index('appeals_open')
      .on(t.at, t.id)
      .where(sql`${t.outcome} is null`),
    index('appeals_decided').on(t.decidedAt),
    index('appeals_member').on(t.memberId, t.at),
  ],
)

/** Every deed of moderation (MOD-26): the database itself refuses to change or remove a row. */
export const moderationLog = pgTable(
  'moderation_log',
  {
    id: uuid('id').$type<LogEntryId>().primaryKey(),
    at: moment('at').notNull(),
    action: text('action').notNull(),
    ...by,
    /** Whom it is about. */
    memberId: uuid('member_id').$type<MemberId>(),
    postId: uuid('post_id').$type<PostId>(),
    topicId: integer('topic_id').$type<TopicId>(),
    boardId: uuid('board_id').$type<BoardId>(),
    statementId: uuid('statement_id').$type<StatementId>(),
    clause: text('clause'),
    termsVersion: integer('terms_version'),
    reason: text('reason').notNull().default(''),
    before: jsonb('before').notNull().$type<Standing>(),
    after: jsonb('after').notNull().$type<Standing>(),
    /** The fact it was written from, where it was: a fact heard twice is one entry. */
    eventId: uuid('event_id').$type<EventId>(),
  },
  (t) => [
    uniqueIndex('moderation_log_event')
      .on(t.eventId)
      .where(sql`${t.eventId} is not null`),
    index('moderation_log_at').on(t.at, t.id),
    index('moderation_log_member').on(t.memberId, t.id),
    index('moderation_log_action').on(t.action, t.id),
  ],
)
