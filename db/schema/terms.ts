import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { MemberId } from '#server/core/ids.ts'
import { moment } from './core.ts'

export type Clause = { key: string; title: string; text: string }

/** Published versions of the texts people agree to; a row is never changed once published. */
export const termsVersions = pgTable(
  'terms_versions',
  {
    id: uuid('id').primaryKey(),
    document: text('document').notNull(),
    version: integer('version').notNull(),
    locale: text('locale').notNull().default('en'),
    summary: text('summary').notNull(),
    text: text('text').notNull(),
    clauses: jsonb('clauses').notNull().$type<Clause[]>(),
    hash: text('hash').notNull(),
    mustAccept: boolean('must_accept').notNull(),
    publishedAt: moment('published_at').notNull(),
    effectiveAt: moment('effective_at').notNull(),
  },
  (t) => [uniqueIndex('terms_versions_key').on(t.document, t.version, t.locale)],
)

/** Who accepted what, when and how: one record each, never changed. */
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
    index('acceptances_version').on(t.document, t.version),
  ],
)
