import { sql } from 'drizzle-orm'
import { date, index, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { MemberId, PostId, TagId } from '#server/core/ids.ts'
import { moment } from './core.ts'

export const ladderKeys = ['contributors', 'readers'] as const
export type LadderKey = (typeof ladderKeys)[number]

export const metals = ['bronze', 'silver', 'gold'] as const
export type Metal = (typeof metals)[number]

export const badgeFamilies = ['help', 'craft', 'citizenship'] as const
export type BadgeFamily = (typeof badgeFamilies)[number]

/** A step as it is kept: its formula is text, so that versions can be read side by side. */
export type KeptStep = { key: string; name: string; formula: string }
/** What one of a thing is worth in the score: `quality` is judged by others, `volume` is not. */
export type KeptScore = { quality: Record<string, number>; volume: Record<string, number> }

/** What is counted of each member (decision 33); names and meanings stand in the room's `measures.ts`. */
export const memberMeasures = pgTable('member_measures', {
  memberId: uuid('member_id').$type<MemberId>().primaryKey(),
  values: jsonb('values').notNull().$type<Record<string, number | null>>(),
  measuredAt: moment('measured_at').notNull(),
})

/** When a member is to be looked at next: at once where something happened, else when a day of theirs is over. */
export const standingDue = pgTable(
  'standing_due',
  {
    memberId: uuid('member_id').$type<MemberId>().primaryKey(),
    dueAt: moment('due_at').notNull(),
    /** Set where only imports asked for it: what follows is then nobody's notice. */
    origin: text('origin').$type<'import'>(),
  },
  (t) => [index('standing_due_at').on(t.dueAt)],
)

/** Every version of a ladder that an admin made, kept for good. A ladder without a row is the one as shipped, version 1. */
export const ladderVersions = pgTable(
  'ladder_versions',
  {
    ladder: text('ladder').$type<LadderKey>().notNull(),
    version: integer('version').notNull(),
    steps: jsonb('steps').notNull().$type<KeptStep[]>(),
    score: jsonb('score').notNull().$type<KeptScore>(),
    draftedAt: moment('drafted_at').notNull(),
    draftedBy: uuid('drafted_by').$type<MemberId>(),
    activatedAt: moment('activated_at'),
    activatedBy: uuid('activated_by').$type<MemberId>(),
    retiredAt: moment('retired_at'),
  },
  (t) => [primaryKey({ columns: [t.ladder, t.version] })],
)

/** The step a member holds on a ladder, from 1; whoever holds none has no row or 0. Written by the engine alone (REP-12). */
export const memberRanks = pgTable(
  'member_ranks',
  {
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    ladder: text('ladder').$type<LadderKey>().notNull(),
    step: smallint('step').notNull(),
    version: integer('version').notNull(),
    reachedAt: moment('reached_at').notNull(),
    /** A term of the step fails since then; unless it is mended by `mend_by`, the step is lost. */
    failingSince: moment('failing_since'),
    mendBy: moment('mend_by'),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.ladder] }), index('member_ranks_step').on(t.ladder, t.step)],
)

/** Titles that an admin appoints; they stand beside the ladder and never take a step's name. */
export const memberTitles = pgTable('member_titles', {
  memberId: uuid('member_id').$type<MemberId>().primaryKey(),
  title: text('title').notNull(),
  givenAt: moment('given_at').notNull(),
  givenBy: uuid('given_by').$type<MemberId>(),
})

/** What a member wants nothing of. */
export const standingWishes = pgTable('standing_wishes', {
  memberId: uuid('member_id').$type<MemberId>().primaryKey(),
  noReadersAt: moment('no_readers_at'),
  noLeaderboardsAt: moment('no_leaderboards_at'),
})

/** Badges that an admin made, and what an admin changed of those that are shipped (`origin` is then null). */
export const badges = pgTable('badges', {
  key: text('key').primaryKey(),
  /** By a formula over the measures, by hand, or by a signed event from outside. */
  origin: text('origin').$type<'rule' | 'hand' | 'event'>(),
  name: text('name'),
  about: text('about').notNull().default(''),
  metal: text('metal').$type<Metal>(),
  family: text('family').$type<BadgeFamily>(),
  formula: text('formula'),
  eventType: text('event_type'),
  /** Its place in lists; null stands after all that have one, in the order of the shelf. */
  position: integer('position'),
  /** Null where nobody changed how it is shipped. */
  switched: text('switched').$type<'on' | 'off'>(),
  changedAt: moment('changed_at').notNull(),
  changedBy: uuid('changed_by').$type<MemberId>(),
})

/** Who has which badge for what. `subject` tells several of one badge apart: a post, a tag, a year; empty where one can have it once. */
export const badgeAwards = pgTable(
  'badge_awards',
  {
    badge: text('badge').notNull(),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    subject: text('subject').notNull(),
    postId: uuid('post_id').$type<PostId>(),
    /** When its cause happened. */
    at: moment('at').notNull(),
    awardedAt: moment('awarded_at').notNull(),
    /** Given by hand, and marked so. */
    givenBy: uuid('given_by').$type<MemberId>(),
    givenFor: text('given_for'),
    hiddenAt: moment('hidden_at'),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.badge, t.subject] }),
    index('badge_awards_badge').on(t.badge, t.awardedAt, t.memberId, t.subject),
  ],
)

/** Signed events that were heard, by the id they had there, so that each counts once. Nothing of the record behind. */
export const badgeEvents = pgTable('badge_events', {
  id: text('id').primaryKey(),
  badge: text('badge').notNull(),
  memberId: uuid('member_id').$type<MemberId>(),
  occurredAt: moment('occurred_at').notNull(),
  heardAt: moment('heard_at').notNull(),
  revokedAt: moment('revoked_at'),
})

export const deedKinds = ['guided', 'review', 'flag', 'flagged', 'suggestion'] as const
export type DeedKind = (typeof deedKinds)[number]

/** What moderation decided about a member's deeds, as it was told; each once, by the id of what was decided. */
export const standingDeeds = pgTable(
  'standing_deeds',
  {
    kind: text('kind').$type<DeedKind>().notNull(),
    sourceId: text('source_id').notNull(),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    /** Whom it was for: the newcomer who was guided. */
    otherId: uuid('other_id').$type<MemberId>(),
    /** The queue it was done in. */
    queue: text('queue'),
    /** 1 upheld or agreed with, -1 overturned, 0 neither yet. */
    outcome: smallint('outcome').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.kind, t.sourceId] }),
    index('standing_deeds_source').on(t.kind, t.sourceId),
  ],
)

/** What a member is worth in a tag, from votes on their answers in it and from accepted ones (REP-18). */
export const tagScores = pgTable(
  'tag_scores',
  {
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    tagId: uuid('tag_id').$type<TagId>().notNull(),
    score: integer('score').notNull(),
    votes: integer('votes').notNull(),
    answers: integer('answers').notNull(),
    accepted: integer('accepted').notNull(),
    lastAt: date('last_at', { mode: 'string' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.tagId] }),
    index('tag_scores_tag')
      .on(t.tagId, t.score, t.memberId)
      .where(sql`${t.score} > 0`),
  ],
)
