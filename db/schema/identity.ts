import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ModerationAction, RestrictionKind, Role } from '#server/core/actor.ts'
import type { BoardId, KeyId, MemberId } from '#server/core/ids.ts'
import { moment } from './core.ts'

/** A restriction as the member's row keeps it, its end as ISO text. */
export type StoredRestriction = {
  kind: RestrictionKind
  until: string
  clause: string
  statementId: string
}

/** People of the community. A ghost is an imported author: it cannot sign in until its owner claims it. */
export const members = pgTable(
  'members',
  {
    id: uuid('id').$type<MemberId>().primaryKey(),
    handle: text('handle').notNull(),
    displayName: text('display_name').notNull(),
    email: text('email'),
    emailVerifiedAt: moment('email_verified_at'),
    /** A new address that waits for its letter to be answered. */
    pendingEmail: text('pending_email'),
    passwordHash: text('password_hash'),
    roles: text('roles').array().notNull().$type<Role[]>().default([]),
    reputation: integer('reputation').notNull().default(1),
    approvedPosts: integer('approved_posts').notNull().default(0),
    vouchedAt: moment('vouched_at'),
    ghostOf: text('ghost_of'),
    bot: boolean('bot').notNull().default(false),
    locale: text('locale').notNull().default('en'),
    timeZone: text('time_zone'),
    about: text('about').notNull().default(''),
    company: text('company'),
    /** The partner company this member writes for, as an admin said; what `company` says is the member's own word. */
    partnerOf: text('partner_of'),
    joinedAt: moment('joined_at').notNull(),
    lastSeenAt: moment('last_seen_at'),
    suspendedUntil: moment('suspended_until'),
    /** What sanctions close and until when, as moderation last said; past ones are ignored by their moment. */
    restrictions: jsonb('restrictions').notNull().$type<StoredRestriction[]>().default([]),
    /** The only actions of a moderator who holds not all of them (MOD-25). */
    moderationActions: text('moderation_actions').array().$type<ModerationAction[]>(),
    deactivatedAt: moment('deactivated_at'),
  },
  (t) => [
    uniqueIndex('members_handle').on(sql`lower(${t.handle})`),
    uniqueIndex('members_verified_email')
      .on(sql`lower(${t.email})`)
      .where(sql`${t.emailVerifiedAt} is not null`),
    index('members_email').on(sql`lower(${t.email})`),
    check('members_handle_form', sql`${t.handle} ~ '^[A-Za-z0-9][A-Za-z0-9_-]{1,39}$'`),
  ],
)

/** Days (UTC) on which a member was here, one row each (REP-06). */
export const memberDays = pgTable(
  'member_days',
  {
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    day: date('day', { mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.day] }), index('member_days_day').on(t.day)],
)

/** Roles held on single boards only. */
export const boardRoles = pgTable(
  'board_roles',
  {
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    boardId: uuid('board_id').$type<BoardId>().notNull(),
    role: text('role').$type<Role>().notNull(),
    givenAt: moment('given_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.boardId, t.role] })],
)

/** Roles held only for what is written in single languages. */
export const languageRoles = pgTable(
  'language_roles',
  {
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    language: text('language').notNull(),
    role: text('role').$type<Role>().notNull(),
    givenAt: moment('given_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.language, t.role] })],
)

/** Sign-in sessions; the id is the SHA-256 of what the cookie holds. */
export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    memberId: uuid('member_id')
      .$type<MemberId>()
      .notNull()
      .references(() => members.id, { onDelete: 'cascade' }),
    expiresAt: moment('expires_at').notNull(),
    createdAt: moment('created_at').notNull(),
    device: text('device').notNull().default(''),
  },
  (t) => [index('sessions_member').on(t.memberId)],
)

/** Single-use proofs sent by letter; the id is the SHA-256 of what the letter holds. */
export const emailTokens = pgTable(
  'email_tokens',
  {
    id: text('id').primaryKey(),
    memberId: uuid('member_id')
      .$type<MemberId>()
      .notNull()
      .references(() => members.id, { onDelete: 'cascade' }),
    purpose: text('purpose').$type<'verify' | 'recover'>().notNull(),
    email: text('email').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (t) => [index('email_tokens_member').on(t.memberId)],
)

/** Keys of programs; only the SHA-256 of a key is kept. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: uuid('id').$type<KeyId>().primaryKey(),
    name: text('name').notNull(),
    role: text('role').$type<Role | 'member'>().notNull(),
    scopes: text('scopes').array().notNull().default([]),
    keyHash: text('key_hash').notNull(),
    ownerId: uuid('owner_id').$type<MemberId>(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at'),
    lastUsedAt: moment('last_used_at'),
    revokedAt: moment('revoked_at'),
  },
  (t) => [uniqueIndex('api_keys_hash').on(t.keyHash)],
)

/** One-time links to the setup page; the id is the SHA-256 of what the link holds. */
export const setupTokens = pgTable('setup_tokens', {
  id: text('id').primaryKey(),
  createdAt: moment('created_at').notNull(),
  usedAt: moment('used_at'),
})
