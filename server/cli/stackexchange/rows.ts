import { basename } from 'node:path'
import type { Row } from './dump.ts'

/** Times are UTC without a zone (meta.stackexchange.com/a/2678). */
export function momentOf(text: string | undefined): Date | null {
  if (!text) return null
  const at = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`)
  return Number.isNaN(at.getTime()) ? null : at
}

/** A whole number of PostgreSQL's integer, or the fallback. */
export function numberOf(text: string | undefined, fallback = 0): number {
  const number = Number(text)
  return text !== undefined && Number.isSafeInteger(number) && Math.abs(number) < 2_147_483_647
    ? number
    : fallback
}

export const idOf = (text: string | undefined): string | null =>
  text !== undefined && /^-?\d{1,18}$/.test(text) ? text : null

/** `<hops><lager>` in older dumps, `|hops|lager|` in newer ones. */
export const tagsOf = (text: string | undefined): string[] => [
  ...new Set(
    (text ?? '')
      .split(/[<>|]+/)
      .map((tag) => tag.trim().toLowerCase())
      .filter(Boolean),
  ),
]

/**
 * Decision 31: 101 duplicate, 102 and 105 off topic, 103 and 104 needs detail; the numbers before 2013 alike
 * (1 duplicate, 2, 3, 7, 10 and 20 off topic, 4 not a real question).
 */
export function closeReason(comment: string | undefined): string | null {
  if (comment === '101' || comment === '1') return 'duplicate'
  if (['102', '105', '2', '3', '7', '10', '20'].includes(comment ?? '')) return 'off-topic'
  if (comment === '103' || comment === '104' || comment === '4') return 'needs-detail'
  return null
}

/** What a text may be used under: said on the row, else by date (stackoverflow.com/help/licensing). */
export function licenceOf(row: Row, createdAt: Date): string {
  if (row.ContentLicense) return row.ContentLicense
  if (createdAt < new Date('2011-04-08T00:00:00Z')) return 'CC BY-SA 2.5'
  return createdAt < new Date('2018-05-02T00:00:00Z') ? 'CC BY-SA 3.0' : 'CC BY-SA 4.0'
}

/**
 * The host a dump comes from, by the name of its folder: `beer.stackexchange.com` as the archive has it, or
 * `stackexchange-beer`, `stackexchange-beer-meta`. Null when the name tells nothing.
 */
export function hostOf(folder: string): string | null {
  const name = basename(folder.replace(/\/+$/, '')).toLowerCase()
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(name)) return name
  const short = /^stackexchange-([a-z0-9]+)(-meta)?$/.exec(name)
  return short ? `${short[1]}${short[2] ? '.meta' : ''}.stackexchange.com` : null
}
