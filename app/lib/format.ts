import { intlTag } from './locale.ts'
import { t } from './words.ts'

/** Loader values may arrive as Date or as RFC 3339 text. */
export type Moment = Date | string | number

type Where = { locale: string; timeZone: string }
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const formats = new Map<string, Intl.DateTimeFormat>()

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions) {
  const key = locale + JSON.stringify(options)
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(intlTag(locale), options)))
  return format
}

const asDate = (moment: Moment) => (moment instanceof Date ? moment : new Date(moment))

/** For the `datetime` attribute: RFC 3339, UTC. */
export const isoTime = (moment: Moment) => asDate(moment).toISOString()

/** "14:05" */
export const clockTime = (moment: Moment, { locale, timeZone }: Where) =>
  dateFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    asDate(moment),
  )

/** "21 Nov 2026" */
export const dayText = (moment: Moment, { locale, timeZone }: Where) =>
  dateFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(asDate(moment))

/** "21 Nov" where the year goes without saying, else the whole day. */
export function shortDay(moment: Moment, now: Moment, where: Where): string {
  const near = Math.abs(asDate(now).getTime() - asDate(moment).getTime()) < 300 * day
  if (!near) return dayText(moment, where)
  return dateFormat(where.locale, { day: 'numeric', month: 'short', timeZone: where.timeZone }).format(
    asDate(moment),
  )
}

/** "21 Nov 2026, 14:05" */
export const fullTime = (moment: Moment, where: Where) =>
  `${dayText(moment, where)}, ${clockTime(moment, where)}`

/** A due moment as people say it: "14:30" today, "Mon 10:00" within a week, "21 Nov, 10:00" beyond. */
export function dueText(due: Moment, now: Moment, where: Where): string {
  const time = clockTime(due, where)
  if (dayText(due, where) === dayText(now, where)) return time
  const away = Math.abs(asDate(due).getTime() - asDate(now).getTime())
  const options: Intl.DateTimeFormatOptions =
    away < 6 * day ? { weekday: 'short' } : { day: 'numeric', month: 'short' }
  return `${dateFormat(where.locale, { ...options, timeZone: where.timeZone }).format(asDate(due))} ${time}`
}

/** "5 h ago", "in 3 min", "just now"; beyond 30 days the day itself. */
export function relativeText(moment: Moment, now: Moment, where: Where): string {
  const distance = asDate(moment).getTime() - asDate(now).getTime()
  const size = Math.abs(distance)
  if (size >= 30 * day) return dayText(moment, where)
  if (size < minute) return t(where.locale, 'time.now')
  const [key, unit] =
    size < hour
      ? (['time.minutes', minute] as const)
      : size < day
        ? (['time.hours', hour] as const)
        : (['time.days', day] as const)
  const span = t(where.locale, key, { count: Math.round(size / unit) })
  return t(where.locale, distance < 0 ? 'time.ago' : 'time.in', { span })
}

/** A signed span as on a clock face: "0:18", "−0:42", "26:05"; from two days on "3 d 4 h". Seconds in, whole minutes out. */
export function spanText(seconds: number, locale: string): string {
  const sign = seconds < 0 ? '−' : ''
  const minutes = Math.floor(Math.abs(seconds) / 60)
  if (minutes >= 48 * 60) return sign + durationText(minutes * 60, locale)
  return `${sign}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** A length of time in words, its two largest units: "4 h 53 min", "24 h", "3 d 4 h". Seconds in. */
export function durationText(seconds: number, locale: string): string {
  const minutes = Math.round(Math.abs(seconds) / 60)
  const days = minutes >= 48 * 60 ? Math.floor(minutes / 1440) : 0
  const parts = [
    ['time.days', days],
    ['time.hours', Math.floor((minutes - days * 1440) / 60)],
    ['time.minutes', minutes % 60],
  ] as const
  const words = parts.filter(([, count]) => count > 0).map(([key, count]) => t(locale, key, { count }))
  return words.slice(0, 2).join(' ') || t(locale, 'time.minutes', { count: 0 })
}

export const numberText = (count: number, locale: string) =>
  new Intl.NumberFormat(intlTag(locale)).format(count)

/** "+10", "−2": a change with its sign. */
export const signedText = (count: number, locale: string) =>
  new Intl.NumberFormat(intlTag(locale), { signDisplay: 'exceptZero' }).format(count)

/** "1.2k" where space is short; the full number belongs beside it for readers. */
export const shortNumber = (count: number, locale: string) =>
  new Intl.NumberFormat(intlTag(locale), { notation: 'compact', maximumFractionDigits: 1 }).format(count)

/** "Ada, Mo and Eli" */
export const listText = (items: readonly string[], locale: string) =>
  new Intl.ListFormat(intlTag(locale), { type: 'conjunction' }).format(items)

/** At most two letters for an avatar or a stop: the first of the first and of the last word. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  )
  return letters.join('').toUpperCase() || '?'
}
