import { v7 } from 'uuid'
import { z } from 'zod'

declare const brand: unique symbol
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name }

/** A topic's id is its number, used in its address. */
export type TopicId = Branded<number, 'Topic'>
export type MemberId = Branded<string, 'Member'>
export type KeyId = Branded<string, 'Key'>
export type BoardId = Branded<string, 'Board'>
export type BoardGroupId = Branded<string, 'BoardGroup'>
export type TagId = Branded<string, 'Tag'>
export type PostId = Branded<string, 'Post'>
export type CommunityNoteId = Branded<string, 'CommunityNote'>
export type DeedId = Branded<string, 'Deed'>
export type EventId = Branded<string, 'Event'>
export type NoticeId = Branded<string, 'Notice'>
export type SubscriptionId = Branded<string, 'Subscription'>
export type PushId = Branded<string, 'Push'>
export type LetterId = Branded<string, 'Letter'>
export type AccountId = Branded<string, 'Account'>
export type ContactId = Branded<string, 'Contact'>
export type ContractId = Branded<string, 'Contract'>
export type ProductId = Branded<string, 'Product'>
export type LinkId = Branded<string, 'Link'>
export type RuleId = Branded<string, 'Rule'>
export type PolicyId = Branded<string, 'Policy'>
export type ClockId = Branded<string, 'Clock'>
export type EscalationId = Branded<string, 'Escalation'>
export type EntryId = Branded<string, 'Entry'>
export type RewardId = Branded<string, 'Reward'>
export type FindingId = Branded<string, 'Finding'>
export type FlagId = Branded<string, 'Flag'>
export type ReviewItemId = Branded<string, 'ReviewItem'>
export type DecisionId = Branded<string, 'Decision'>
export type SuggestionId = Branded<string, 'Suggestion'>
export type SanctionId = Branded<string, 'Sanction'>
export type StatementId = Branded<string, 'Statement'>
export type AppealId = Branded<string, 'Appeal'>
export type AssignmentRuleId = Branded<string, 'AssignmentRule'>
export type LogEntryId = Branded<string, 'LogEntry'>

/** Every id but a topic's: uuid v7, so that rows written together lie together in their index. */
export const newId = <Id extends string>(): Id => v7() as Id

/** A uuid from outside, branded once. */
export const uuid = <Id extends string>() => z.guid('invalid.id').transform((id) => id.toLowerCase() as Id)

/** A topic number from outside; PostgreSQL's integer is its limit. */
export const topicNumber = z.coerce
  .number('invalid.id')
  .int('invalid.id')
  .min(1, 'invalid.id')
  .max(2_147_483_647, 'invalid.id')
  .transform((id) => id as TopicId)
