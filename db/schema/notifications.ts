import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type {
  EventId,
  MemberId,
  NoticeId,
  PostId,
  PushId,
  ReviewItemId,
  SubscriptionId,
  TopicId,
} from '#server/core/ids.ts'
import { moment } from './core.ts'

/** What a notice is about. The kinds of one's cases begin with `case`. */
export const noticeKinds = [
  'answer',
  'comment',
  'reply',
  'mention',
  'invited',
  'private',
  'started',
  'accepted',
  'solved',
  'closed',
  'reopened',
  'statement',
  'restored',
  'sanctionLifted',
  'sanctionEnded',
  'appealDecided',
  'approved',
  'linked',
  'termsOwed',
  'corrected',
  'reported',
  'suggested',
  'noted',
  'queued',
  'rank',
  'rankFailing',
  'badges',
  'caseOpened',
  'caseQueued',
  'caseAssigned',
  'caseAcknowledged',
  'caseAnswered',
  'caseResolved',
  'caseCancelled',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** One line to one member about one fact. `cause` names the wish or place it follows from, as in `topic:42`. */
export const notices = pgTable(
  'notices',
  {
    id: uuid('id').$type<NoticeId>().primaryKey(),
    eventId: uuid('event_id').$type<EventId>().notNull(),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    topicId: integer('topic_id').$type<TopicId>(),
    postId: uuid('post_id').$type<PostId>(),
    /** Who acted, where a member did. */
    byId: uuid('by_id').$type<MemberId>(),
    cause: text('cause').notNull(),
    /** The rule that chose this member; its sentence is `notice.why.<rule>`. */
    rule: text('rule').notNull(),
    params: jsonb('params').notNull().$type<Record<string, string | number>>(),
    needsYou: boolean('needs_you').notNull(),
    at: moment('at').notNull(),
    doneAt: moment('done_at'),
    snoozedUntil: moment('snoozed_until'),
  },
  (t) => [
    uniqueIndex('notices_once').on(t.eventId, t.memberId),
    index('notices_member').on(t.memberId, t.at, t.id),
    index('notices_open')
      .on(t.memberId, t.needsYou, t.at)
      .where(sql`${t.doneAt} is null`),
    index('notices_topic')
      .on(t.topicId, t.memberId)
      .where(sql`${t.doneAt} is null`),
  ],
)

/** The keys by which push services know this installation: one row, made when first needed. */
export const pushKeys = pgTable('push_keys', {
  id: text('id').$type<'vapid'>().primaryKey(),
  publicKey: text('public_key').notNull(),
  privateKey: text('private_key').notNull(),
  madeAt: moment('made_at').notNull(),
})

/** A browser that a member wants to be alerted in, for as long as the session lives that it was added in. */
export const pushSubscriptions = pgTable(
  'push_subscriptions',
  {
    id: uuid('id').$type<SubscriptionId>().primaryKey(),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    /** As the table of sessions names it: a hash. */
    sessionId: text('session_id').notNull(),
    /** Where its push service takes messages, and what they are encrypted for. */
    endpoint: text('endpoint').notNull(),
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    uniqueIndex('push_subscriptions_endpoint').on(t.endpoint),
    index('push_subscriptions_member').on(t.memberId),
  ],
)

/** One message to one browser about one alert: once each, however often the alert is heard. */
export const pushes = pgTable(
  'pushes',
  {
    id: uuid('id').$type<PushId>().primaryKey(),
    eventId: uuid('event_id').$type<EventId>().notNull(),
    subscriptionId: uuid('subscription_id')
      .$type<SubscriptionId>()
      .notNull()
      .references(() => pushSubscriptions.id, { onDelete: 'cascade' }),
    itemId: uuid('item_id').$type<ReviewItemId>().notNull(),
    kind: text('kind').notNull(),
    queuedAt: moment('queued_at').notNull(),
    sentAt: moment('sent_at'),
    /** Not sent after all, and why: settled, refused. */
    droppedAt: moment('dropped_at'),
    droppedFor: text('dropped_for'),
  },
  (t) => [
    uniqueIndex('pushes_once').on(t.eventId, t.subscriptionId),
    index('pushes_queued').on(t.queuedAt),
    index('pushes_subscription').on(t.subscriptionId),
  ],
)
