import { index, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { EventId, LetterId, MemberId } from '#server/core/ids.ts'
import { moment } from './core.ts'

export type LetterKind = 'notice' | 'verify' | 'moved' | 'recover' | 'invitation'

/** Ids and small values that a letter is written from, at the moment it is carried. */
export type LetterSubject = Record<string, string | number | null>

/** Letters to carry and carried. Words are kept only where no mail server is set and an admin reads the outbox. */
export const letters = pgTable(
  'letters',
  {
    id: uuid('id').$type<LetterId>().primaryKey(),
    eventId: uuid('event_id').$type<EventId>().notNull(),
    /** Null where the receiver is no member yet. */
    memberId: uuid('member_id').$type<MemberId>(),
    kind: text('kind').$type<LetterKind>().notNull(),
    cause: text('cause').notNull(),
    about: jsonb('about').notNull().$type<LetterSubject>(),
    queuedAt: moment('queued_at').notNull(),
    address: text('address'),
    subject: text('subject'),
    text: text('text'),
    html: text('html'),
    headers: jsonb('headers').$type<Record<string, string>>(),
    /** Taken by the mail server. */
    sentAt: moment('sent_at'),
    /** Written into the outbox instead, since no mail server is set. */
    keptAt: moment('kept_at'),
    /** Not written after all, and why: refused, unreachable, unreadable, settled, spent. */
    droppedAt: moment('dropped_at'),
    droppedFor: text('dropped_for'),
  },
  (t) => [
    unique('letters_once').on(t.eventId, t.memberId, t.kind).nullsNotDistinct(),
    index('letters_queued').on(t.queuedAt, t.id),
    index('letters_member').on(t.memberId),
  ],
)

/** One member and one cause of mail: the token that its letters carry, and since when it is refused. */
export const mailCauses = pgTable(
  'mail_causes',
  {
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    cause: text('cause').notNull(),
    token: text('token').notNull(),
    refusedAt: moment('refused_at'),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.cause] }), uniqueIndex('mail_causes_token').on(t.token)],
)
