import { timeBetween } from './calendar.ts'
import { pausedMilliseconds } from './clock-engine.ts'
import type { Clock } from './clock-log.ts'
import { isoDuration } from './durations.ts'

/** Words that pages give a clock, beside its colour (crm.md 17.2): soon at most 25 % left, critical at most 10 %. */
export type ClockWord = 'running' | 'soon' | 'critical' | 'breached' | 'paused' | 'met' | 'ended'

export type ClockShown = {
  id: string
  kind: string
  generation: number
  state: ClockWord
  /** Why it stands still, or why it ended. */
  cause: string | null
  startedAt: Date
  target: string
  targetSeconds: number
  clock: 'elapsed' | 'business'
  /** In the target's own time, so that start + target + paused = due. */
  pausedSeconds: number
  dueAt: Date | null
  /** Seconds left, negative when breached; null while paused or ended. */
  leftSeconds: number | null
  businessLeftSeconds: number | null
  zone: string | null
  announced: boolean
}

const announceMilliseconds = 12 * 3_600_000
/** A little more than 12 h, so that a page that is a minute old still keeps the promise (ESC-10). */
const earlier = 5 * 60_000

/** What pages and API say of a clock; asker and engineer get the same. */
export function shownClock({ row, is, calendar }: Clock, now: Date): ClockShown {
  const live = is.state === 'running'
  const dueAt = is.dueAt
  const left = live && dueAt ? dueAt.getTime() - now.getTime() : null
  const until = dueAt ?? is.endedAt ?? now
  return {
    id: row.id,
    kind: row.kind,
    generation: row.generation,
    state: wordOf({ row, is, calendar, log: [] }, now),
    cause: is.state === 'paused' ? (is.pausedBy[0] ?? null) : is.endCause,
    startedAt: is.startedAt,
    target: isoDuration(is.target.seconds),
    targetSeconds: is.target.seconds,
    clock: is.target.clock,
    pausedSeconds: Math.round(pausedMilliseconds(is, until, calendar) / 1000),
    dueAt,
    leftSeconds: left === null ? null : Math.trunc(left / 1000),
    businessLeftSeconds:
      live && dueAt && calendar
        ? Math.trunc(timeBetween(now, dueAt, { clock: 'business', calendar }) / 1000)
        : null,
    zone: calendar?.zone ?? null,
    announced: left !== null && left <= announceMilliseconds + earlier,
  }
}

function wordOf({ is, calendar }: Clock, now: Date): ClockWord {
  if (is.state === 'paused') return 'paused'
  if (is.state === 'stopped') return 'met'
  if (is.state === 'fired') return 'breached'
  if (is.state === 'cancelled') return is.endCause === 'solved' ? 'met' : 'ended'
  const left = is.dueAt ? timeBetween(now, is.dueAt, { clock: is.target.clock, calendar }) : 0
  if (is.dueAt && is.dueAt <= now) return 'breached'
  const share = is.target.seconds === 0 ? 0 : left / (is.target.seconds * 1000)
  return share <= 0.1 ? 'critical' : share <= 0.25 ? 'soon' : 'running'
}
