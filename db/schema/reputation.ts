import { date, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { EntryId, MemberId, PostId, RewardId } from '#server/core/ids.ts'
import { moment } from './core.ts'

/** For what reputation was won or lost; each but `joined` and the bounties has its value among the points in settings. */
export const reasons = [
  'joined',
  'answerUp',
  'questionUp',
  'ideaUp',
  'otherUp',
  'postDown',
  'voterDown',
  'accepted',
  'accepting',
  'answerPosted',
  'edit',
  'abuse',
  'bountyOffered',
  'bountyAwarded',
] as const
export type Reason = (typeof reasons)[number]

export type SourceKind = 'member' | 'vote' | 'acceptance' | 'post' | 'bounty' | 'edit' | 'decision'

/**
 * Every change of reputation, one row each, never changed and never taken out (REP-01). What one source earned is at
 * turn 0; whatever corrects it later is the next turn of the same source, so that nothing is counted twice.
 */
export const reputationEntries = pgTable(
  'reputation_entries',
  {
    id: uuid('id').$type<EntryId>().primaryKey(),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    reason: text('reason').$type<Reason>().notNull(),
    sourceKind: text('source_kind').$type<SourceKind>().notNull(),
    sourceId: uuid('source_id').notNull(),
    turn: integer('turn').notNull(),
    amount: integer('amount').notNull(),
    /** What it would be without the daily limit. */
    full: integer('full').notNull(),
    /** Why it was corrected; null where it was earned. */
    cause: text('cause'),
    /** Who did it: the voter, who accepted; shown to nobody. */
    byId: uuid('by_id').$type<MemberId>(),
    postId: uuid('post_id').$type<PostId>(),
    /** The day (UTC) it counts for, which a correction shares with what it corrects. */
    day: date('day', { mode: 'string' }).notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    uniqueIndex('reputation_entries_once').on(t.sourceId, t.memberId, t.reason, t.sourceKind, t.turn),
    index('reputation_entries_day').on(t.memberId, t.day, t.amount),
    index('reputation_entries_post').on(t.postId),
  ],
)

/** The rank of content, kept apart from that of people: what each vote gave a post, in turns like the ledger above. */
export const scoreEntries = pgTable(
  'score_entries',
  {
    postId: uuid('post_id').$type<PostId>().notNull(),
    voteId: uuid('vote_id').notNull(),
    turn: integer('turn').notNull(),
    amount: integer('amount').notNull(),
    cause: text('cause'),
    at: moment('at').notNull(),
  },
  (t) => [uniqueIndex('score_entries_once').on(t.postId, t.voteId, t.turn)],
)

export const rewardedRules = ['ability', 'step', 'badge'] as const
export type RewardedRule = (typeof rewardedRules)[number]

/** Goods or money that an admin ties to a rule, each with the reason given in the face of the warning (REP-25); never taken out. */
export const tangibleRewards = pgTable(
  'tangible_rewards',
  {
    id: uuid('id').$type<RewardId>().primaryKey(),
    rule: text('rule').$type<RewardedRule>().notNull(),
    ruleKey: text('rule_key').notNull(),
    reward: text('reward').notNull(),
    reason: text('reason').notNull(),
    attachedAt: moment('attached_at').notNull(),
    attachedBy: uuid('attached_by').$type<MemberId>(),
    detachedAt: moment('detached_at'),
    detachedBy: uuid('detached_by').$type<MemberId>(),
  },
  (t) => [index('tangible_rewards_at').on(t.attachedAt)],
)
