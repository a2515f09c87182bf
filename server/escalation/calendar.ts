import { Temporal } from 'temporal-polyfill'

/** Local wall times of one opening; `closes` may be `24:00`. */
export type Opening = { opens: string; closes: string }

/** `weekly` has seven lists, Monday first; `holidays` holds local dates (`2026-12-25`). */
export type BusinessCalendar = {
  zone: string
  weekly: readonly (readonly Opening[])[]
  holidays: ReadonlySet<string>
}

/** A target in seconds, counted on every second or only on those inside opening hours. */
export type Target = { seconds: number; clock: 'elapsed' | 'business' }

/** Half open: time from `from` until `to` does not count; an open pause has no `to`. */
export type Pause = { from: Date; to: Date | null }

/** What a due moment depends on besides its target. */
export type Circumstances = { calendar: BusinessCalendar | null; pauses?: readonly Pause[] }

/** The earliest moment by which `target` has been counted since `start`; null while a pause is open (crm.md 5). */
export function dueAt(start: Date, target: Target, { calendar, pauses = [] }: Circumstances) {
  const count = counting(target.clock, calendar)
  let cursor = start.getTime()
  let left = target.seconds * 1000
  for (const pause of merged(pauses)) {
    const from = Math.max(pause.from, start.getTime())
    if (pause.to <= cursor) continue
    const counted = from > cursor ? count.between(cursor, from) : 0
    if (counted >= left) break
    if (pause.to === Infinity) return null
    left -= counted
    cursor = pause.to
  }
  return new Date(count.add(cursor, left))
}

/** In which time is counted: every second, or those of a calendar. */
export type Counted = { clock: Target['clock']; calendar: BusinessCalendar | null }

/** Milliseconds of the target's own time between two moments; negative when `to` is the earlier one. */
export function timeBetween(from: Date, to: Date, by: Counted) {
  const count = counting(by.clock, by.calendar)
  const [a, b] = [from.getTime(), to.getTime()]
  return a <= b ? count.between(a, b) : -count.between(b, a)
}

/** Milliseconds of the target's own time that pauses took between `start` and `until`. */
export function pausedBetween(pauses: readonly Pause[], span: { start: Date; until: Date }, by: Counted) {
  const count = counting(by.clock, by.calendar)
  return merged(pauses).reduce((sum, pause) => {
    const from = Math.max(pause.from, span.start.getTime())
    const to = Math.min(pause.to, span.until.getTime())
    return from < to ? sum + count.between(from, to) : sum
  }, 0)
}

/** A calendar with no open day counts calendar time; nothing would ever fall due otherwise (crm.md 5.5). */
function counting(clock: Target['clock'], calendar: BusinessCalendar | null) {
  if (clock === 'elapsed' || !calendar || !calendar.weekly.some((day) => day.length > 0)) return elapsed
  return {
    add: (from: number, amount: number) => addOpenTime(from, amount, calendar),
    between: (from: number, to: number) => openTimeBetween(from, to, calendar),
  }
}

const elapsed = {
  add: (from: number, amount: number) => from + amount,
  between: (from: number, to: number) => to - from,
}

function addOpenTime(from: number, amount: number, calendar: BusinessCalendar) {
  if (amount === 0) return from
  let left = amount
  let day = localDate(from, calendar)
  for (;;) {
    for (const [opens, closes] of openingsOn(day, calendar)) {
      const begin = Math.max(opens, from)
      if (begin >= closes) continue
      if (closes - begin >= left) return begin + left
      left -= closes - begin
    }
    day = nextOpenDay(day, calendar)
  }
}

function openTimeBetween(from: number, to: number, calendar: BusinessCalendar) {
  let sum = 0
  let day = localDate(from, calendar)
  const last = localDate(to, calendar)
  while (Temporal.PlainDate.compare(day, last) <= 0) {
    for (const [opens, closes] of openingsOn(day, calendar)) {
      sum += Math.max(0, Math.min(closes, to) - Math.max(opens, from))
    }
    day = nextOpenDay(day, calendar)
  }
  return sum
}

/** At most 7 steps from one weekly opening to the next, and one more week for each week of holidays. */
function nextOpenDay(day: Temporal.PlainDate, calendar: BusinessCalendar) {
  let next = day
  do next = next.add({ days: 1 })
  while (weeklyOpenings(next, calendar).length === 0 || calendar.holidays.has(next.toString()))
  return next
}

function openingsOn(day: Temporal.PlainDate, calendar: BusinessCalendar): [number, number][] {
  if (calendar.holidays.has(day.toString())) return []
  return weeklyOpenings(day, calendar).map(({ opens, closes }) => [
    instantOf(day, opens, calendar.zone),
    instantOf(day, closes, calendar.zone),
  ])
}

const weeklyOpenings = (day: Temporal.PlainDate, calendar: BusinessCalendar) =>
  calendar.weekly[day.dayOfWeek - 1] ?? []

const instantOf = (day: Temporal.PlainDate, time: string, zone: string) =>
  time === '24:00'
    ? day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
    : day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds

const localDate = (moment: number, calendar: BusinessCalendar) =>
  Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(calendar.zone).toPlainDate()

/** Overlapping and touching pauses become one, in order; an open one ends at infinity. */
function merged(pauses: readonly Pause[]) {
  const spans = pauses
    .map((pause) => ({ from: pause.from.getTime(), to: pause.to?.getTime() ?? Infinity }))
    .filter((span) => span.from < span.to)
    .sort((a, b) => a.from - b.from)
  const joined: { from: number; to: number }[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else joined.push({ ...span })
  }
  return joined
}
