import type { Ago } from './types.ts'

const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const
const day = units.d

/** `12d4h` before this moment. Throws when the words are not understood. */
export function before(loadedAt: Date, ago: Ago): Date {
  if (!/^(\d+[dhms])+$/.test(ago)) throw new Error(`not a time: ${ago}`)
  const milliseconds = [...ago.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
    0,
  )
  return new Date(loadedAt.getTime() - milliseconds)
}

const isoDay = (at: Date) => at.toISOString().slice(0, 10)
const longDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })

/** Texts speak of days; `{{day -4}}` and its like become the day counted from when the topic was started. */
export function dated(text: string, startedAt: Date): string {
  return text.replace(/\{\{(\w+)(?: (-?\d+))?\}\}/g, (_, word: string, count = '0') => {
    const at = new Date(startedAt.getTime() + Number(count) * day)
    if (word === 'day') return longDay.format(at)
    if (word === 'iso') return isoDay(at)
    if (word === 'year') return String(at.getUTCFullYear())
    if (word === 'lastMonthEnd') return isoDay(new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 0)))
    throw new Error(`no such date word: ${word}`)
  })
}
