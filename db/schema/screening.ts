import { boolean, index, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { BoardId, DecisionId, MemberId, PostId, RuleId } from '#server/core/ids.ts'
import { moment } from './core.ts'

export const rulePatterns = ['words', 'regex', 'link'] as const
export const ruleEffects = ['replace', 'block', 'hold', 'flag'] as const
export type RulePattern = (typeof rulePatterns)[number]
export type RuleEffect = (typeof ruleEffects)[number]

/** What is not to be written, or not unseen: words, patterns and domains, each with what follows (MOD-18). */
export const wordRules = pgTable(
  'word_rules',
  {
    id: uuid('id').$type<RuleId>().primaryKey(),
    pattern: text('pattern', { enum: rulePatterns }).notNull(),
    /** Words or domains a line each, or one regular expression. */
    text: text('text').notNull(),
    wholeWords: boolean('whole_words').notNull(),
    effect: text('effect', { enum: ruleEffects }).notNull(),
    replacement: text('replacement').notNull().default(''),
    /** The clause it follows from; null for what only tidies. */
    clause: text('clause'),
    /** Null: on every board. */
    boards: uuid('boards').array().$type<BoardId[]>(),
    active: boolean('active').notNull(),
    position: smallint('position').notNull(),
    byId: uuid('by_id').$type<MemberId>(),
    changedAt: moment('changed_at').notNull(),
    removedAt: moment('removed_at'),
  },
  (t) => [index('word_rules_position').on(t.position, t.id)],
)

/** What a rule says at a moment, for its log. */
export type RuleThen = {
  pattern: RulePattern
  text: string
  wholeWords: boolean
  effect: RuleEffect
  replacement: string
  clause: string | null
  boards: BoardId[] | null
  active: boolean
  position: number
}

/** Every change of a rule, append-only: who, when, what stood before and after. */
export const wordRuleChanges = pgTable(
  'word_rule_changes',
  {
    id: uuid('id').primaryKey(),
    ruleId: uuid('rule_id')
      .$type<RuleId>()
      .notNull()
      .references(() => wordRules.id),
    byId: uuid('by_id').$type<MemberId>(),
    at: moment('at').notNull(),
    before: jsonb('before').$type<RuleThen>(),
    after: jsonb('after').$type<RuleThen>(),
  },
  (t) => [index('word_rule_changes_at').on(t.at)],
)

/** How often a hashed token stood in what moderators took for spam, and in what they let stand. Row -1 counts lessons. */
export const spamTokens = pgTable('spam_tokens', {
  token: integer('token').primaryKey(),
  spam: integer('spam').notNull(),
  ham: integer('ham').notNull(),
})

/** What each decided post taught, so that it is taught once and can be taken back with its decision (MOD-19). */
export const spamLessons = pgTable('spam_lessons', {
  postId: uuid('post_id').$type<PostId>().primaryKey(),
  verdict: text('verdict', { enum: ['spam', 'ham'] }).notNull(),
  decisionId: uuid('decision_id').$type<DecisionId>().notNull(),
  tokens: jsonb('tokens').notNull().$type<number[]>(),
  at: moment('at').notNull(),
})
