import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { MemberId } from '#server/core/ids.ts'
import { moment } from './core.ts'

export type Clause = { key: string; title: string; text: string }
/** A text in one language, as it is written and published. */
export type TermsWords = { title: string; summary: string; text: string; clauses: Clause[] }
/** Whom a version binds: everybody, or those who hold a staff role. */
export type TermsAudience = 'members' | 'staff'

/**
 * Published versions of the texts people agree to: one row for each language of a version, English always among them.
 * A trigger refuses to change, delete or truncate them (TERMS-05).
 */
export const termsVersions = pgTable(
  'terms_versions',
  {
    id: uuid('id').primaryKey(),
    document: text('document').notNull(),
    version: integer('version').notNull(),
    locale: text('locale').notNull().default('en'),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    text: text('text').notNull(),
    clauses: jsonb('clauses').notNull().$type<Clause[]>(),
    hash: text('hash').notNull(),
    mustAccept: boolean('must_accept').notNull(),
    audience: text('audience').$type<TermsAudience>().notNull().default('members'),
    publishedAt: moment('published_at').notNull(),
    effectiveAt: moment('effective_at').notNull(),
    /** When the grace period ends and what it binds is locked until accepted; the effective moment without one. */
    locksAt: moment('locks_at').notNull(),
    /** Places that differ from the version before, in the English text. */
    changes: integer('changes').notNull().default(0),
  },
  (t) => [
    uniqueIndex('terms_versions_key').on(t.document, t.version, t.locale),
    uniqueIndex('terms_versions_hash').on(t.document, t.version, t.locale, t.hash),
  ],
)

/**
 * Who accepted what, when and how: one record each, of a text that exists as its hash says. A trigger refuses to change,
 * delete or truncate them (TERMS-03).
 */
export const acceptances = pgTable(
  'acceptances',
  {
    id: uuid('id').primaryKey(),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    document: text('document').notNull(),
    version: integer('version').notNull(),
    hash: text('hash').notNull(),
    locale: text('locale').notNull(),
    method: text('method').$type<'page' | 'join' | 'api' | 'demo'>().notNull(),
    network: text('network'),
    at: moment('at').notNull(),
  },
  (t) => [
    uniqueIndex('acceptances_once').on(t.memberId, t.document, t.version),
    index('acceptances_version').on(t.document, t.version, t.at, t.id),
    foreignKey({
      name: 'acceptances_text',
      columns: [t.document, t.version, t.locale, t.hash],
      foreignColumns: [
        termsVersions.document,
        termsVersions.version,
        termsVersions.locale,
        termsVersions.hash,
      ],
    }),
  ],
)

/** What a member was writing when the terms stopped it: the form as it was sent, until it is sent again or thrown away. */
export const keptPosts = pgTable(
  'kept_posts',
  {
    id: uuid('id').primaryKey(),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    /** Where the form goes, query included. */
    address: text('address').notNull(),
    fields: jsonb('fields').notNull().$type<[name: string, value: string][]>(),
    keptAt: moment('kept_at').notNull(),
  },
  (t) => [uniqueIndex('kept_posts_address').on(t.memberId, t.address), index('kept_posts_at').on(t.keptAt)],
)

/** The next version of a document while it is being written: one draft for each document, in all its languages. */
export const termsDrafts = pgTable('terms_drafts', {
  document: text('document').primaryKey(),
  texts: jsonb('texts').notNull().$type<Record<string, TermsWords>>(),
  mustAccept: boolean('must_accept').notNull().default(false),
  audience: text('audience').$type<TermsAudience>().notNull(),
  graceDays: integer('grace_days').notNull().default(0),
  /** From when it is to hold; null for the moment of publishing. */
  effectiveAt: moment('effective_at'),
  /** Counts savings, so that nobody publishes or overwrites what they have not seen. */
  revision: integer('revision').notNull(),
  savedBy: uuid('saved_by').$type<MemberId>(),
  savedAt: moment('saved_at').notNull(),
})

/** When whoever has not accepted a version was last reminded of it, and how many that were. */
export const termsReminders = pgTable(
  'terms_reminders',
  {
    document: text('document').notNull(),
    version: integer('version').notNull(),
    people: integer('people').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.document, t.version] })],
)
