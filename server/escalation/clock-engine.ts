import type { BusinessCalendar, Pause, Target } from './calendar.ts'
import { dueAt, pausedBetween } from './calendar.ts'
import { type ClockState, mayMove } from './moves.ts'

export type ClockEventType =
  'start' | 'pause' | 'resume' | 'restart' | 'stop' | 'fire' | 'cancel' | 'recompute'

/** One line of a clock's log. `at` is when it took effect; `ref` carries what a replay needs and nothing else. */
export type ClockEvent = {
  type: ClockEventType
  at: Date
  cause: string
  ref: {
    target?: Target
    limitSeconds?: number
    /** Bounds that a decision sets, counted from when it was taken; `at` unless told. */
    notBefore?: string
    notAfter?: string
    decidedAt?: string
  }
}

export type Replayed = {
  state: ClockState
  endCause: string | null
  /** What the target counts from: the asking, or the reply that restarted it. */
  startedAt: Date
  /** What the hard limit counts from (ESC-02: 7 days of replies). */
  firstStartedAt: Date
  endedAt: Date | null
  target: Target
  limitSeconds: number | null
  pauses: Pause[]
  pausedBy: string[]
  /** Null while paused. */
  dueAt: Date | null
}

type Draft = Omit<Replayed, 'pauses' | 'pausedBy' | 'dueAt'> & {
  closed: Pause[]
  open: Map<string, Date>
  floor: Bound | null
  cap: Bound | null
}

/** A moment that stands still while the clock does. */
type Bound = { at: Date; seconds: number }

/**
 * The clock that a log describes. `due_at` is this and nothing else: no counter is stored that could drift.
 * Throws on a log that no clock can have (crm.md 6); callers hold the topic's lock, so it cannot happen by a race.
 */
export function replay(events: readonly ClockEvent[], calendar: BusinessCalendar | null): Replayed {
  const [first, ...rest] = events
  if (first?.type !== 'start' || !first.ref.target)
    throw new Error('a clock begins with a start and its target')
  const draft: Draft = {
    state: 'running',
    endCause: null,
    startedAt: first.at,
    firstStartedAt: first.at,
    endedAt: null,
    target: first.ref.target,
    limitSeconds: first.ref.limitSeconds ?? null,
    closed: [],
    open: new Map(),
    floor: floorOf(first),
    cap: null,
  }
  for (const event of rest) {
    if (!mayMove(draft.state, event.type))
      throw new Error(`a clock that is ${draft.state} cannot ${event.type}`)
    effects[event.type](draft, event)
  }
  return finished(draft, calendar)
}

/** Milliseconds of the target's own time that this clock stood still until its due moment (or `until`). */
export const pausedMilliseconds = (clock: Replayed, until: Date, calendar: BusinessCalendar | null) =>
  pausedBetween(clock.pauses, { start: clock.startedAt, until }, { clock: clock.target.clock, calendar })

const effects: Record<ClockEventType, (clock: Draft, event: ClockEvent) => void> = {
  start() {
    throw new Error('a clock starts once')
  },
  pause(clock, { at, cause }) {
    if (!clock.open.has(cause)) clock.open.set(cause, at)
    clock.state = 'paused'
  },
  resume(clock, { at, cause }) {
    const from = clock.open.get(cause)
    if (from) clock.closed.push({ from, to: at })
    clock.open.delete(cause)
    clock.state = clock.open.size > 0 ? 'paused' : 'running'
  },
  restart(clock, event) {
    if (clock.endedAt) clock.firstStartedAt = event.at
    if (event.at < clock.firstStartedAt) clock.firstStartedAt = event.at
    clock.startedAt = event.at
    clock.cap = boundOf(event, event.ref.notAfter)
    revive(clock, event)
  },
  recompute(clock, event) {
    // A cancelled clock stood still (E14); a stopped one did not (E7), nor one whose promise another topic carried (E12).
    if (clock.state === 'cancelled' && clock.endCause !== 'merged' && clock.endedAt)
      clock.closed.push({ from: clock.endedAt, to: event.at })
    revive(clock, event)
  },
  stop: (clock, event) => end(clock, event, 'stopped'),
  fire: (clock, event) => end(clock, event, 'fired'),
  cancel: (clock, event) => end(clock, event, 'cancelled'),
}

function revive(clock: Draft, event: ClockEvent) {
  clock.target = event.ref.target ?? clock.target
  clock.limitSeconds = event.ref.limitSeconds ?? clock.limitSeconds
  clock.floor = floorOf(event)
  clock.endedAt = null
  clock.endCause = null
  clock.state = clock.open.size > 0 ? 'paused' : 'running'
}

function end(clock: Draft, { at, cause }: ClockEvent, state: ClockState) {
  for (const from of clock.open.values()) clock.closed.push({ from, to: at })
  clock.open.clear()
  clock.state = state
  clock.endedAt = at
  clock.endCause = cause
}

/** "Not before": the grace of a recompute (60 min) and of a backfilled start; it stands still while the clock does. */
const floorOf = (event: ClockEvent) => boundOf(event, event.ref.notBefore)

function boundOf({ at: took, ref }: ClockEvent, moment: string | undefined): Bound | null {
  const at = ref.decidedAt ? new Date(ref.decidedAt) : took
  return moment ? { at, seconds: Math.max(0, new Date(moment).getTime() - at.getTime()) / 1000 } : null
}

function finished(
  { closed, open, floor, cap, ...clock }: Draft,
  calendar: BusinessCalendar | null,
): Replayed {
  const pauses = [...closed, ...[...open.values()].map((from): Pause => ({ from, to: null }))]
  const bounds = [dueAt(clock.startedAt, clock.target, { calendar, pauses })]
  if (clock.limitSeconds !== null)
    bounds.push(
      dueAt(
        clock.firstStartedAt,
        { seconds: clock.limitSeconds, clock: 'elapsed' },
        { calendar: null, pauses },
      ),
    )
  const boundAt = ({ at, seconds }: Bound) =>
    dueAt(at, { seconds, clock: 'elapsed' }, { calendar: null, pauses })
  if (cap) bounds.push(boundAt(cap))
  const floorAt = floor && boundAt(floor)
  const paused = clock.state === 'paused' || bounds.includes(null) || (floor !== null && floorAt === null)
  const earliest = Math.min(...bounds.map((bound) => bound?.getTime() ?? Infinity))
  const moment = Math.max(earliest, floorAt?.getTime() ?? -Infinity)
  return { ...clock, pauses, pausedBy: [...open.keys()], dueAt: paused ? null : new Date(moment) }
}
