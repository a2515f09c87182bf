import { and, asc, eq, inArray, like } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import {
  boards,
  escalationQueues,
  escalations,
  events,
  members,
  slaClocks,
  slaPolicies,
  topics,
} from '#db/schema/index.ts'
import { isEngineer } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { AccountId, EscalationId } from '#server/core/ids.ts'
import { say } from '#server/core/words.ts'
import { accountNames, type CaseRef, casesOf } from '#server/crm/index.ts'
import { type Clock, withLogs } from '../clock-log.ts'
import { type ClockShown, type ClockWord, shownClock } from '../showing.ts'
import { readerOf, type TraceLine, traceOf } from '../tracing.ts'

/** An escalation as console and API show it. Account and level are for engineers. */
export type EscalationShown = {
  id: EscalationId
  topicId: number
  topicTitle: string
  topicSlug: string
  topicKind: string
  board: string
  boardTitle: string
  cause: string
  reason: string | null
  state: string
  /** Where the promise stands, in a word: breached, paused while it waits for the asker, met. */
  word: ClockWord
  severity: number
  queue: { key: string; name: string }
  asker: { handle: string; name: string } | null
  assignee: { handle: string; name: string } | null
  account: { id: AccountId; name: string } | null
  level: string | null
  dueAt: Date
  leftSeconds: number
  businessLeftSeconds: number | null
  firedAt: Date
  lateBy: number
  ackedAt: Date | null
  waitingSince: Date | null
  endedAt: Date | null
  outcome: string | null
  reopenedCount: number
  previousId: EscalationId | null
  clock: ClockShown | null
  case: CaseRef | null
}

const asker = alias(members, 'asker')
const assignee = alias(members, 'assignee')

/** The select behind every list of escalations; the caller adds conditions, order and limit. */
export const escalationRows = (ctx: Pick<Ctx, 'db'>) =>
  ctx.db
    .select({
      escalation: escalations,
      title: topics.title,
      slug: topics.slug,
      topicKind: topics.kind,
      board: boards.slug,
      boardTitle: boards.title,
      queueKey: escalationQueues.key,
      queueName: escalationQueues.name,
      askerHandle: asker.handle,
      askerName: asker.displayName,
      assigneeHandle: assignee.handle,
      assigneeName: assignee.displayName,
      score: topics.score,
      replyCount: topics.replyCount,
      views: topics.views,
    })
    .from(escalations)
    .innerJoin(topics, eq(topics.id, escalations.topicId))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .innerJoin(escalationQueues, eq(escalationQueues.id, escalations.queueId))
    .leftJoin(asker, eq(asker.id, escalations.askerId))
    .leftJoin(assignee, eq(assignee.id, escalations.assigneeId))
    .$dynamic()

export const assigneeHandle = assignee.handle
export type EscalationRow = Awaited<ReturnType<typeof escalationRows>>[number]

/** Rows with their clocks, cases and account names: four queries for any number of rows. */
export async function shownEscalations(
  ctx: Ctx,
  found: readonly EscalationRow[],
): Promise<EscalationShown[]> {
  const clockIds = found.flatMap(({ escalation }) => escalation.clockId ?? [])
  const rows = clockIds.length
    ? await ctx.db.select().from(slaClocks).where(inArray(slaClocks.id, clockIds))
    : []
  const clocks = await withLogs(ctx, rows)
  const cases = await casesOf(
    ctx,
    found.map(({ escalation }) => escalation.id),
  )
  const names = await accountNames(
    ctx,
    found.flatMap(({ escalation }) => escalation.accountId ?? []),
  )
  return found.map((row) => {
    const clock = clocks.find((candidate) => candidate.row.id === row.escalation.clockId)
    return shown(ctx, { row, clock, names, ref: cases.get(row.escalation.id) ?? null })
  })
}

type Parts = {
  row: EscalationRow
  clock: Clock | undefined
  names: Map<AccountId, string>
  ref: CaseRef | null
}

function shown(ctx: Ctx, { row, clock, names, ref }: Parts): EscalationShown {
  const { escalation } = row
  const name = escalation.accountId && names.get(escalation.accountId)
  const person = (handle: string | null, display: string | null) =>
    handle ? { handle, name: display ?? handle } : null
  const fired = clock && shownClock(clock, ctx.now)
  return {
    id: escalation.id,
    topicId: escalation.topicId,
    topicTitle: row.title,
    topicSlug: row.slug,
    topicKind: row.topicKind,
    board: row.board,
    boardTitle: row.boardTitle,
    cause: escalation.cause,
    reason: escalation.reason,
    state: escalation.state,
    word: wordOf(escalation, ctx.now),
    severity: escalation.severity,
    queue: { key: row.queueKey, name: row.queueName },
    asker: person(row.askerHandle, row.askerName),
    assignee: person(row.assigneeHandle, row.assigneeName),
    account: escalation.accountId && name ? { id: escalation.accountId, name } : null,
    level: isEngineer(ctx.actor) ? (escalation.coverage?.level ?? null) : null,
    dueAt: escalation.dueAt,
    leftSeconds: Math.trunc((escalation.dueAt.getTime() - ctx.now.getTime()) / 1000),
    businessLeftSeconds: fired?.businessLeftSeconds ?? null,
    firedAt: escalation.firedAt,
    lateBy: escalation.lateBy,
    ackedAt: escalation.ackedAt,
    waitingSince: escalation.waitingSince,
    endedAt: escalation.endedAt,
    outcome: escalation.outcome,
    reopenedCount: escalation.reopenedCount,
    previousId: escalation.previousId,
    clock: fired ?? null,
    case: ref,
  }
}

function wordOf(escalation: typeof escalations.$inferSelect, now: Date): ClockWord {
  if (escalation.state === 'resolved' || escalation.state === 'closed') return 'met'
  if (escalation.state === 'cancelled') return 'ended'
  if (escalation.state === 'awaiting_customer' || escalation.state === 'awaiting_return') return 'paused'
  return escalation.dueAt <= now ? 'breached' : 'running'
}

/** Why it fired, and what happened since, as sentences in order of time. */
export const escalationTrace = async (ctx: Ctx, row: EscalationRow): Promise<TraceLine[]> =>
  (await escalationTraces(ctx, [row])).get(row.escalation.id) ?? []

/** The same for many: four queries for any number of rows. */
export async function escalationTraces(
  ctx: Ctx,
  found: readonly EscalationRow[],
): Promise<Map<EscalationId, TraceLine[]>> {
  const reader = readerOf(ctx.actor)
  const clockIds = found.flatMap(({ escalation }) => escalation.clockId ?? [])
  const rows = clockIds.length
    ? await ctx.db.select().from(slaClocks).where(inArray(slaClocks.id, clockIds))
    : []
  const clocks = await withLogs(ctx, rows)
  const policyIds = [...new Set(rows.map((row) => row.policyId))]
  const policies = policyIds.length
    ? await ctx.db.select().from(slaPolicies).where(inArray(slaPolicies.id, policyIds))
    : []
  const told = await toldOf(ctx, found)
  return new Map(
    found.map(({ escalation }) => {
      const clock = clocks.find((candidate) => candidate.row.id === escalation.clockId)
      const policy = policies.find((candidate) => candidate.id === clock?.row.policyId)
      const fired = clock && policy ? traceOf(clock, policy, reader) : []
      const history = told.filter((fact) => fact.escalationId === escalation.id)
      return [escalation.id, [...fired, ...history.map((fact) => lineOf(fact, escalation, reader.locale))]]
    }),
  )
}

type Told = { type: string; at: Date; escalationId: string | undefined }

async function toldOf(ctx: Ctx, found: readonly EscalationRow[]): Promise<Told[]> {
  const topicIds = [...new Set(found.map(({ escalation }) => escalation.topicId))]
  if (topicIds.length === 0) return []
  const facts = await ctx.db
    .select({ type: events.type, at: events.at, payload: events.payload })
    .from(events)
    .where(and(inArray(events.topicId, topicIds), like(events.type, 'escalation.%')))
    .orderBy(asc(events.at), asc(events.id))
  return facts.map(({ payload, ...fact }) => ({
    ...fact,
    escalationId: (payload as { escalationId?: string }).escalationId,
  }))
}

const lineOf = ({ type, at }: Told, escalation: EscalationRow['escalation'], locale: string): TraceLine => ({
  at,
  text: say(locale, `trace.${type.replace('escalation.', '')}`, {
    cause: escalation.cause,
    late: escalation.lateBy,
    outcome: escalation.outcome ?? '',
    reason: escalation.endReason ?? '',
  }),
})
