import { sql } from 'drizzle-orm'
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type {
  AccountId,
  BoardId,
  ClockId,
  ContactId,
  ContractId,
  EscalationId,
  MemberId,
  PolicyId,
  PostId,
  ProductId,
  TopicId,
} from '#server/core/ids.ts'
import { moment } from './core.ts'

type Weekly = { opens: string; closes: string }[][]

/** Every change of a calendar is a new version; running clocks keep the one they started with. */
export const businessCalendars = pgTable(
  'business_calendars',
  {
    id: uuid('id').primaryKey(),
    key: text('key').notNull(),
    version: integer('version').notNull(),
    zone: text('zone').notNull(),
    weekly: jsonb('weekly').notNull().$type<Weekly>(),
    at: moment('at').notNull(),
  },
  (t) => [uniqueIndex('business_calendars_version').on(t.key, t.version)],
)

export const calendarHolidays = pgTable(
  'calendar_holidays',
  {
    calendarId: uuid('calendar_id')
      .notNull()
      .references(() => businessCalendars.id, { onDelete: 'cascade' }),
    day: date('day', { mode: 'string' }).notNull(),
    name: text('name').notNull(),
  },
  (t) => [primaryKey({ columns: [t.calendarId, t.day] })],
)

export type PolicyMatch = { level?: string; productId?: ProductId; boardId?: BoardId; severity?: number }

const clockBases = ['elapsed', 'business'] as const

/** Versioned rule sets; targets in seconds. The newest version of a key serves new clocks. */
export const slaPolicies = pgTable(
  'sla_policies',
  {
    id: uuid('id').$type<PolicyId>().primaryKey(),
    key: text('key').notNull(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    active: boolean('active').notNull(),
    match: jsonb('match').notNull().$type<PolicyMatch>(),
    appliesTo: text('applies_to', { enum: ['all', 'first'] }).notNull(),
    nrSeconds: integer('nr_seconds'),
    nrClock: text('nr_clock', { enum: clockBases }).notNull(),
    nsSeconds: integer('ns_seconds'),
    nsClock: text('ns_clock', { enum: clockBases }).notNull(),
    nsMaxSeconds: integer('ns_max_seconds').notNull(),
    calendarKey: text('calendar_key'),
    sameAccountCounts: boolean('same_account_counts').notNull(),
    onExpiry: text('on_expiry', { enum: ['honour', 'cancel'] }).notNull(),
    retro: text('retro', { enum: ['none', 'from_contract', 'from_question'] }).notNull(),
    maxRetroDays: integer('max_retro_days').notNull(),
    enforceFrom: moment('enforce_from').notNull(),
    allowEscalateNow: boolean('allow_escalate_now').notNull(),
    escalateNowQuota: integer('escalate_now_quota'),
    escalateNowMinAge: integer('escalate_now_min_age').notNull(),
    severity: smallint('severity').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [uniqueIndex('sla_policies_version').on(t.key, t.version)],
)

export const clockKinds = ['NR', 'NS', 'ACK', 'FIRST', 'UPDATE', 'RESOLVE'] as const
export const clockStates = ['running', 'paused', 'stopped', 'fired', 'cancelled'] as const

/** What coverage answered when a clock started: never looked up again, so that a trace can be read years later. */
export type CoverageSnapshot = {
  contractId: ContractId
  reference: string
  accountId: AccountId
  contactId: ContactId
  level: string | null
  productId: ProductId | null
  endsAt: string
  candidates: {
    contractId: ContractId
    reference: string
    level: string | null
    policyKey: string | null
    dueAt: string | null
  }[]
}

/** One running promise. `due_at` is for the sweep alone; it follows from `clock_events` and the calendar. */
export const slaClocks = pgTable(
  'sla_clocks',
  {
    id: uuid('id').$type<ClockId>().primaryKey(),
    subjectKind: text('subject_kind', { enum: ['topic', 'escalation'] }).notNull(),
    subjectId: text('subject_id').notNull(),
    topicId: integer('topic_id').$type<TopicId>().notNull(),
    /** Whose promise it is: the asker. */
    memberId: uuid('member_id').$type<MemberId>(),
    kind: text('kind', { enum: clockKinds }).notNull(),
    generation: integer('generation').notNull(),
    policyId: uuid('policy_id')
      .$type<PolicyId>()
      .notNull()
      .references(() => slaPolicies.id),
    policyVersion: integer('policy_version').notNull(),
    contractId: uuid('contract_id').$type<ContractId>().notNull(),
    calendarId: uuid('calendar_id').references(() => businessCalendars.id),
    coverage: jsonb('coverage').notNull().$type<CoverageSnapshot>(),
    startedAt: moment('started_at').notNull(),
    dueAt: moment('due_at'),
    state: text('state', { enum: clockStates }).notNull(),
    endCause: text('end_cause'),
    backfilled: boolean('backfilled').notNull(),
  },
  (t) => [
    uniqueIndex('sla_clocks_generation').on(t.subjectKind, t.subjectId, t.kind, t.generation),
    index('sla_clocks_due')
      .on(t.dueAt, t.id)
      .where(sql`${t.state} = 'running'`),
    index('sla_clocks_topic').on(t.topicId),
    index('sla_clocks_member')
      .on(t.memberId)
      .where(sql`${t.state} in ('running', 'paused')`),
    index('sla_clocks_contract')
      .on(t.contractId)
      .where(sql`${t.state} in ('running', 'paused')`),
  ],
)

/** What an event of a clock carries: enough to replay it without looking anything up. */
export type ClockEventRef = {
  target?: { seconds: number; clock: 'elapsed' | 'business' }
  limitSeconds?: number
  notBefore?: string
  notAfter?: string
  decidedAt?: string
  /** The merged topic whose promise goes on here, or no longer does. */
  fromTopicId?: TopicId
  postId?: PostId | undefined
  escalationId?: EscalationId
}

/** Append-only; the clock is its replay. `at` is when it took effect, `recorded_at` when it was written. */
export const clockEvents = pgTable(
  'clock_events',
  {
    id: uuid('id').primaryKey(),
    clockId: uuid('clock_id')
      .$type<ClockId>()
      .notNull()
      .references(() => slaClocks.id),
    position: integer('position').notNull(),
    at: moment('at').notNull(),
    type: text('type', {
      enum: ['start', 'pause', 'resume', 'restart', 'stop', 'fire', 'cancel', 'recompute'],
    }).notNull(),
    cause: text('cause').notNull(),
    ref: jsonb('ref').notNull().$type<ClockEventRef>(),
    actor: text('actor').notNull(),
    recordedAt: moment('recorded_at').notNull(),
  },
  (t) => [uniqueIndex('clock_events_position').on(t.clockId, t.position)],
)

export const escalationStates = [
  'queued',
  'assigned',
  'acknowledged',
  'awaiting_customer',
  'awaiting_return',
  'stuck',
  'resolved',
  'closed',
  'cancelled',
] as const
export const escalationCauses = ['nr', 'ns', 'customer', 'staff'] as const

/** Where engineers look; the one with the most specific match receives, else the one without a match. */
export const escalationQueues = pgTable(
  'escalation_queues',
  {
    id: uuid('id').primaryKey(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    productId: uuid('product_id').$type<ProductId>(),
    boardId: uuid('board_id').$type<BoardId>(),
    at: moment('at').notNull(),
  },
  (t) => [uniqueIndex('escalation_queues_key').on(t.key)],
)

export const escalations = pgTable(
  'escalations',
  {
    id: uuid('id').$type<EscalationId>().primaryKey(),
    topicId: integer('topic_id').$type<TopicId>().notNull(),
    boardId: uuid('board_id').$type<BoardId>().notNull(),
    askerId: uuid('asker_id').$type<MemberId>(),
    cause: text('cause', { enum: escalationCauses }).notNull(),
    reason: text('reason'),
    askedBy: uuid('asked_by').$type<MemberId>(),
    clockId: uuid('clock_id')
      .$type<ClockId>()
      .references(() => slaClocks.id),
    idemKey: text('idem_key').notNull(),
    severity: smallint('severity').notNull(),
    state: text('state', { enum: escalationStates }).notNull(),
    queueId: uuid('queue_id')
      .notNull()
      .references(() => escalationQueues.id),
    assigneeId: uuid('assignee_id').$type<MemberId>(),
    policyId: uuid('policy_id')
      .$type<PolicyId>()
      .references(() => slaPolicies.id),
    contractId: uuid('contract_id').$type<ContractId>(),
    accountId: uuid('account_id').$type<AccountId>(),
    contactId: uuid('contact_id').$type<ContactId>(),
    coverage: jsonb('coverage').$type<CoverageSnapshot>(),
    dueAt: moment('due_at').notNull(),
    firedAt: moment('fired_at').notNull(),
    lateBy: integer('late_by').notNull(),
    assignedAt: moment('assigned_at'),
    ackedAt: moment('acked_at'),
    waitingSince: moment('waiting_since'),
    endedAt: moment('ended_at'),
    outcome: text('outcome'),
    publish: text('publish'),
    endReason: text('end_reason'),
    reopenedCount: integer('reopened_count').notNull(),
    reopenedAt: moment('reopened_at'),
    allowancePeriod: text('allowance_period'),
    previousId: uuid('previous_id').$type<EscalationId>(),
  },
  (t) => [
    uniqueIndex('escalations_idem').on(t.idemKey),
    uniqueIndex('escalations_open')
      .on(t.topicId)
      .where(
        sql`${t.state} in ('queued', 'assigned', 'acknowledged', 'awaiting_customer', 'awaiting_return', 'stuck')`,
      ),
    index('escalations_topic').on(t.topicId, t.firedAt),
    index('escalations_due').on(t.dueAt, t.id),
    index('escalations_assignee').on(t.assigneeId, t.dueAt),
    index('escalations_account').on(t.accountId, t.dueAt),
  ],
)
