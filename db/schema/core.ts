import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import type { EventId, KeyId, MemberId } from '#server/core/ids.ts'

/** A moment, to the millisecond; no column has a default of now(). */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/** Audit trail, activity and escalation history at once. Append-only but for `relayed_at`. */
export const events = pgTable(
  'events',
  {
    id: uuid('id').$type<EventId>().primaryKey(),
    type: text('type').notNull(),
    at: moment('at').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: uuid('actor_id').$type<MemberId | KeyId>(),
    viaKey: uuid('via_key').$type<KeyId>(),
    topicId: integer('topic_id'),
    payload: jsonb('payload').notNull(),
    origin: text('origin').$type<'import'>(),
    cause: uuid('cause').$type<EventId>(),
    depth: smallint('depth').notNull(),
    relayedAt: moment('relayed_at'),
  },
  (t) => [
    index('events_unrelayed')
      .on(t.id)
      .where(sql`${t.relayedAt} is null`),
    index('events_topic').on(t.topicId, t.id),
    index('events_actor').on(t.actorId, t.id),
  ],
)

/** Commands enqueued inside a change; the relay turns each into one pg-boss job and deletes it. */
export const commands = pgTable('commands', {
  id: uuid('id').primaryKey(),
  queue: text('queue').notNull(),
  payload: jsonb('payload').notNull().$type<Record<string, unknown>>(),
  startAfter: moment('start_after'),
  at: moment('at').notNull(),
})

/** What an import has brought already: the id it had there and the id it has here, so that a second run is a no-op. */
export const importRefs = pgTable(
  'import_refs',
  {
    source: text('source').notNull(),
    kind: text('kind').notNull(),
    externalId: text('external_id').notNull(),
    ourKind: text('our_kind').notNull(),
    ourId: text('our_id').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.kind, t.externalId] })],
)

/** The answer an API write gave under its `Idempotency-Key`; `status` is null while the first try is under way. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    keyId: uuid('key_id').$type<KeyId>().notNull(),
    key: text('key').notNull(),
    /** SHA-256 over method, address, acting member and body. */
    fingerprint: text('fingerprint').notNull(),
    status: smallint('status'),
    body: text('body'),
    location: text('location'),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.keyId, t.key] }), index('idempotency_keys_at').on(t.at)],
)
