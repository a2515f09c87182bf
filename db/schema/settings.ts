import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { MemberId } from '#server/core/ids.ts'
import { moment } from './core.ts'

/** What an admin may change; a key without a row has its default. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  changedAt: moment('changed_at').notNull(),
  changedBy: uuid('changed_by').$type<MemberId>(),
})
