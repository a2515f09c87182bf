import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { clockEvents, type ClockEventRef, slaClocks } from '#db/schema/index.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { type ClockId, newId, type TopicId } from '#server/core/ids.ts'
import { calendarOf, type StoredCalendar } from './calendars.ts'
import { type ClockEventType, replay, type Replayed } from './clock-engine.ts'

export type ClockRow = typeof slaClocks.$inferSelect
export type LoggedEvent = { type: ClockEventType; at: Date; cause: string; ref: ClockEventRef }

/** A clock with its log and what the log says: the row is only what the sweep's index needs. */
export type Clock = { row: ClockRow; log: LoggedEvent[]; calendar: StoredCalendar | null; is: Replayed }

/** Grace of a due moment that a recompute puts into the past (crm.md 5.5). */
export const graceMilliseconds = 60 * 60_000

/** The newest generation of each clock of a question. Callers hold the topic's lock. */
export async function clocksOf(
  ctx: Pick<Ctx, 'db'>,
  topicId: TopicId,
): Promise<{ NR: Clock | null; NS: Clock | null }> {
  const rows = await ctx.db
    .select()
    .from(slaClocks)
    .where(and(eq(slaClocks.subjectKind, 'topic'), eq(slaClocks.subjectId, String(topicId))))
    .orderBy(desc(slaClocks.generation))
  const newest = (kind: ClockRow['kind']) => rows.find((row) => row.kind === kind) ?? null
  const chosen = [newest('NR'), newest('NS')]
  const clocks = await withLogs(
    ctx,
    chosen.flatMap((row) => row ?? []),
  )
  return {
    NR: clocks.find(({ row }) => row.kind === 'NR') ?? null,
    NS: clocks.find(({ row }) => row.kind === 'NS') ?? null,
  }
}

/** Clocks with their logs replayed. */
export async function withLogs(ctx: Pick<Ctx, 'db'>, rows: readonly ClockRow[]): Promise<Clock[]> {
  if (rows.length === 0) return []
  const logged = await ctx.db
    .select()
    .from(clockEvents)
    .where(
      inArray(
        clockEvents.clockId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(clockEvents.position))
  return Promise.all(
    rows.map(async (row) => {
      const log = logged.filter((event) => event.clockId === row.id)
      const calendar = await calendarOf(ctx, row.calendarId)
      return { row, log, calendar, is: replay(log, calendar) }
    }),
  )
}

type NewClock = Omit<ClockRow, 'id' | 'startedAt' | 'dueAt' | 'state' | 'endCause'>

/** Starts a clock; another process that started it first wins, and null is answered. */
export async function startClock(
  tx: Tx,
  {
    clock,
    event,
    calendar,
  }: { clock: NewClock; event: Omit<LoggedEvent, 'type'>; calendar: StoredCalendar | null },
): Promise<Clock | null> {
  const first: LoggedEvent = { type: 'start', ...event }
  const is = replay([first], calendar)
  const row: ClockRow = {
    ...clock,
    id: newId<ClockId>(),
    startedAt: is.startedAt,
    dueAt: is.dueAt,
    state: is.state,
    endCause: null,
  }
  const made = await tx.db.insert(slaClocks).values(row).onConflictDoNothing().returning({ id: slaClocks.id })
  if (made.length === 0) return null
  await write(tx, { clockId: row.id, position: 1, event: first })
  tx.tell({ type: 'clock.started', topicId: row.topicId, clockId: row.id, kind: row.kind })
  return { row, log: [first], calendar, is }
}

/** A clock that goes on for another subject with its log so far; null when that subject has this one already. */
export async function continueClock(
  tx: Tx,
  { clock, log, calendar }: { clock: NewClock; log: LoggedEvent[]; calendar: StoredCalendar | null },
): Promise<Clock | null> {
  const [first, ...rest] = log
  if (!first) throw new Error('a clock begins with a start and its target')
  const { type: _, ...event } = first
  const started = await startClock(tx, { clock, event, calendar })
  if (!started) return null
  let going = started
  for (const next of rest) going = await append(tx, going, next)
  return going
}

/** Adds one event to a clock's log and brings its row in line. */
export async function append(tx: Tx, clock: Clock, event: LoggedEvent): Promise<Clock> {
  const log = [...clock.log, event]
  const is = replay(log, clock.calendar)
  const changed = { state: is.state, dueAt: is.dueAt, endCause: is.endCause, startedAt: is.startedAt }
  await Promise.all([
    write(tx, { clockId: clock.row.id, position: log.length, event }),
    tx.db.update(slaClocks).set(changed).where(eq(slaClocks.id, clock.row.id)),
  ])
  const told = { topicId: clock.row.topicId, clockId: clock.row.id, kind: clock.row.kind }
  if (is.state !== clock.is.state) {
    if (is.state === 'paused') tx.tell({ type: 'clock.paused', ...told, cause: event.cause })
    else if (is.state === 'running') tx.tell({ type: 'clock.resumed', ...told, cause: event.cause })
    else tx.tell({ type: 'clock.stopped', ...told, cause: event.cause })
  }
  return { ...clock, row: { ...clock.row, ...changed }, log, is }
}

const write = (
  tx: Tx,
  { clockId, position, event }: { clockId: ClockId; position: number; event: LoggedEvent },
) =>
  tx.db.insert(clockEvents).values({
    id: newId(),
    clockId,
    position,
    at: event.at,
    type: event.type,
    cause: event.cause,
    ref: event.ref,
    actor: tx.actor.kind === 'system' ? `system:${tx.actor.name}` : tx.actor.kind,
    recordedAt: tx.now,
  })

/** Brings an ended clock back; when that puts its due moment into the past, 60 minutes of grace are given. */
export async function reviveClock(
  tx: Tx,
  clock: Clock,
  event: Omit<LoggedEvent, 'type'> & { type: 'recompute' | 'restart' },
) {
  const { dueAt } = replay([...clock.log, event], clock.calendar)
  if (dueAt === null || dueAt > tx.now) return append(tx, clock, event)
  const notBefore = new Date(tx.now.getTime() + graceMilliseconds).toISOString()
  return append(tx, clock, { ...event, ref: { ...event.ref, notBefore } })
}

export const ticking = (clock: Clock | null): clock is Clock =>
  clock?.is.state === 'running' || clock?.is.state === 'paused'
