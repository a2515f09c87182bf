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
  real,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type {
  AccountId,
  ContactId,
  ContractId,
  EscalationId,
  KeyId,
  LinkId,
  MemberId,
  ProductId,
  TopicId,
} from '#server/core/ids.ts'
import { moment } from './core.ts'

/** One connected system; the built-in CRM is the connection of kind `builtin`, made when it is first needed. */
export const crmConnections = pgTable(
  'crm_connections',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    status: text('status').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('crm_connections_builtin')
      .on(t.kind)
      .where(sql`${t.kind} = 'builtin'`),
  ],
)

/** What every mirrored row carries; `raw_hash` makes an upsert of the same values a no-op. */
const mirrored = () => ({
  connectionId: uuid('connection_id')
    .notNull()
    .references(() => crmConnections.id),
  externalId: text('external_id').notNull(),
  externalStamp: text('external_stamp'),
  syncedAt: moment('synced_at').notNull(),
  deletedAt: moment('deleted_at'),
  rawHash: text('raw_hash').notNull(),
  attributes: jsonb('attributes').notNull().$type<Record<string, string | number | boolean | null>>(),
})

export const crmAccounts = pgTable(
  'crm_accounts',
  {
    id: uuid('id').$type<AccountId>().primaryKey(),
    ...mirrored(),
    name: text('name').notNull(),
    domains: text('domains').array().notNull(),
    tier: text('tier'),
  },
  (t) => [
    uniqueIndex('crm_accounts_external').on(t.connectionId, t.externalId),
    index('crm_accounts_name').on(t.name, t.id),
    index('crm_accounts_domains').using('gin', t.domains),
  ],
)

export const crmContacts = pgTable(
  'crm_contacts',
  {
    id: uuid('id').$type<ContactId>().primaryKey(),
    ...mirrored(),
    accountId: uuid('account_id')
      .$type<AccountId>()
      .references(() => crmAccounts.id),
    givenName: text('given_name').notNull(),
    familyName: text('family_name').notNull(),
    active: boolean('active').notNull(),
    isRoleMailbox: boolean('is_role_mailbox').notNull(),
  },
  (t) => [
    uniqueIndex('crm_contacts_external').on(t.connectionId, t.externalId),
    index('crm_contacts_account').on(t.accountId, t.id),
  ],
)

/** Not unique: two contacts with one address are a fact about the CRM, and a reason not to link by it. */
export const crmContactEmails = pgTable(
  'crm_contact_emails',
  {
    contactId: uuid('contact_id')
      .$type<ContactId>()
      .notNull()
      .references(() => crmContacts.id, { onDelete: 'cascade' }),
    emailNorm: text('email_norm').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.contactId, t.emailNorm] }),
    index('crm_contact_emails_norm').on(t.emailNorm),
  ],
)

export const crmProducts = pgTable(
  'crm_products',
  {
    id: uuid('id').$type<ProductId>().primaryKey(),
    ...mirrored(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    line: text('line'),
    active: boolean('active').notNull(),
  },
  (t) => [
    uniqueIndex('crm_products_external').on(t.connectionId, t.externalId),
    index('crm_products_code').on(t.code),
  ],
)

export const contractStatuses = ['draft', 'active', 'suspended', 'cancelled', 'expired'] as const

/** `starts_on` and `ends_on` are dates of the contract's own zone, both covered; without a zone the site's holds. */
export const crmContracts = pgTable(
  'crm_contracts',
  {
    id: uuid('id').$type<ContractId>().primaryKey(),
    ...mirrored(),
    accountId: uuid('account_id')
      .$type<AccountId>()
      .notNull()
      .references(() => crmAccounts.id),
    reference: text('reference').notNull(),
    status: text('status', { enum: contractStatuses }).notNull(),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    endsOn: date('ends_on', { mode: 'string' }).notNull(),
    zone: text('zone'),
    supportLevel: text('support_level'),
  },
  (t) => [
    uniqueIndex('crm_contracts_external').on(t.connectionId, t.externalId),
    index('crm_contracts_account').on(t.accountId, t.id),
  ],
)

/** A line without a product covers all; a contract without lines covers all too. */
export const crmContractLines = pgTable(
  'crm_contract_lines',
  {
    id: uuid('id').primaryKey(),
    contractId: uuid('contract_id')
      .$type<ContractId>()
      .notNull()
      .references(() => crmContracts.id, { onDelete: 'cascade' }),
    productId: uuid('product_id')
      .$type<ProductId>()
      .references(() => crmProducts.id),
    startsOn: date('starts_on', { mode: 'string' }),
    endsOn: date('ends_on', { mode: 'string' }),
  },
  (t) => [index('crm_contract_lines_contract').on(t.contractId)],
)

/** Named contacts; no rows means every contact of the account. */
export const crmContractContacts = pgTable(
  'crm_contract_contacts',
  {
    contractId: uuid('contract_id')
      .$type<ContractId>()
      .notNull()
      .references(() => crmContracts.id, { onDelete: 'cascade' }),
    contactId: uuid('contact_id')
      .$type<ContactId>()
      .notNull()
      .references(() => crmContacts.id),
  },
  (t) => [primaryKey({ columns: [t.contractId, t.contactId] })],
)

/** Units of one period; the counter never passes its total, whatever runs beside it. */
export const crmAllowances = pgTable(
  'crm_allowances',
  {
    contractId: uuid('contract_id')
      .$type<ContractId>()
      .notNull()
      .references(() => crmContracts.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['escalate_now', 'cases', 'hours'] }).notNull(),
    period: text('period').notNull(),
    total: integer('total').notNull(),
    used: integer('used').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.contractId, t.kind, t.period] }),
    check('crm_allowances_used', sql`${t.used} >= 0 and ${t.used} <= ${t.total}`),
  ],
)

export const caseStatuses = ['open', 'waiting', 'resolved', 'closed', 'cancelled'] as const

/** At most one case for an escalation; the built-in one is written in the escalation's transaction. */
export const crmCases = pgTable(
  'crm_cases',
  {
    id: uuid('id').primaryKey(),
    connectionId: uuid('connection_id')
      .notNull()
      .references(() => crmConnections.id),
    externalId: text('external_id').notNull(),
    serial: integer('serial').generatedAlwaysAsIdentity({ startWith: 1001 }),
    escalationId: uuid('escalation_id').$type<EscalationId>().notNull(),
    topicId: integer('topic_id').$type<TopicId>().notNull(),
    subject: text('subject').notNull(),
    status: text('status', { enum: caseStatuses }).notNull(),
    accountId: uuid('account_id')
      .$type<AccountId>()
      .references(() => crmAccounts.id),
    contactId: uuid('contact_id')
      .$type<ContactId>()
      .references(() => crmContacts.id),
    contractId: uuid('contract_id')
      .$type<ContractId>()
      .references(() => crmContracts.id),
    openedAt: moment('opened_at').notNull(),
    changedAt: moment('changed_at').notNull(),
    /** The escalation whose case this one repeats, after a merge of their questions. */
    duplicateOf: uuid('duplicate_of').$type<EscalationId>(),
  },
  (t) => [
    uniqueIndex('crm_cases_escalation').on(t.escalationId),
    uniqueIndex('crm_cases_external').on(t.connectionId, t.externalId),
    index('crm_cases_account').on(t.accountId, t.openedAt),
  ],
)

export const linkMethods = ['email', 'invitation', 'admin', 'sso', 'account-change'] as const

/** Dated records of who a member is at a customer; ended, never overwritten. */
export const memberLinks = pgTable(
  'member_links',
  {
    id: uuid('id').$type<LinkId>().primaryKey(),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    connectionId: uuid('connection_id')
      .notNull()
      .references(() => crmConnections.id),
    contactId: uuid('contact_id')
      .$type<ContactId>()
      .notNull()
      .references(() => crmContacts.id),
    accountId: uuid('account_id')
      .$type<AccountId>()
      .references(() => crmAccounts.id),
    method: text('method', { enum: linkMethods }).notNull(),
    evidence: jsonb('evidence').notNull().$type<Record<string, string>>(),
    validFrom: moment('valid_from').notNull(),
    validTo: moment('valid_to'),
    startedBy: text('started_by').notNull(),
    endedBy: text('ended_by'),
    endCause: text('end_cause'),
  },
  (t) => [
    uniqueIndex('member_links_active')
      .on(t.memberId, t.connectionId)
      .where(sql`${t.validTo} is null`),
    index('member_links_contact').on(t.contactId),
    index('member_links_account').on(t.accountId),
    index('member_links_member').on(t.memberId, t.validFrom),
  ],
)

/** Candidates that wait for a person; never coverage. A pair is kept once, so a rejection is remembered. */
export const linkSuggestions = pgTable(
  'link_suggestions',
  {
    id: uuid('id').primaryKey(),
    memberId: uuid('member_id').$type<MemberId>().notNull(),
    contactId: uuid('contact_id')
      .$type<ContactId>()
      .references(() => crmContacts.id),
    accountId: uuid('account_id')
      .$type<AccountId>()
      .references(() => crmAccounts.id),
    score: real('score').notNull(),
    evidence: jsonb('evidence').notNull().$type<Record<string, string>>(),
    state: text('state', { enum: ['open', 'accepted', 'rejected', 'expired'] }).notNull(),
    suggestedAt: moment('suggested_at').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: moment('decided_at'),
  },
  (t) => [
    uniqueIndex('link_suggestions_contact')
      .on(t.memberId, t.contactId)
      .where(sql`${t.contactId} is not null`),
    uniqueIndex('link_suggestions_account')
      .on(t.memberId, t.accountId)
      .where(sql`${t.contactId} is null`),
    index('link_suggestions_open')
      .on(t.score, t.id)
      .where(sql`${t.state} = 'open'`),
  ],
)

/** An invitation mailed to a contact's own address; only the hash of its token is kept. */
export const crmInvitations = pgTable(
  'crm_invitations',
  {
    id: uuid('id').primaryKey(),
    contactId: uuid('contact_id')
      .$type<ContactId>()
      .notNull()
      .references(() => crmContacts.id),
    email: text('email').notNull(),
    tokenHash: text('token_hash'),
    invitedBy: uuid('invited_by').$type<MemberId | KeyId>(),
    invitedAt: moment('invited_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    redeemedAt: moment('redeemed_at'),
    redeemedBy: uuid('redeemed_by').$type<MemberId>(),
  },
  (t) => [
    uniqueIndex('crm_invitations_token').on(t.tokenHash),
    index('crm_invitations_contact').on(t.contactId),
  ],
)

/** What is owed to a connected system; delivered by a job, at least once, with an effect that is idempotent. */
export const crmDispatches = pgTable(
  'crm_dispatches',
  {
    id: uuid('id').primaryKey(),
    connectionId: uuid('connection_id')
      .notNull()
      .references(() => crmConnections.id),
    dedupeKey: text('dedupe_key').notNull(),
    kind: text('kind').notNull(),
    payload: jsonb('payload').notNull().$type<Record<string, string>>(),
    state: text('state', { enum: ['pending', 'sent', 'linked', 'unknown', 'dead'] }).notNull(),
    attempts: integer('attempts').notNull(),
    remoteId: text('remote_id'),
    lastError: text('last_error'),
    at: moment('at').notNull(),
  },
  (t) => [uniqueIndex('crm_dispatches_dedupe').on(t.dedupeKey)],
)
