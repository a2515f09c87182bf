import { expect, test } from 'vitest'
import {
  clockTime,
  dueText,
  durationText,
  initials,
  isoTime,
  relativeText,
  spanText,
} from '../../app/lib/format.ts'

const now = new Date('2026-11-21T14:12:00Z')
const berlin = { locale: 'en', timeZone: 'Europe/Berlin' }
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

test('times are those of the reader’s zone', () => {
  expect(clockTime(now, berlin)).toBe('15:12')
  expect(clockTime(now, { locale: 'en', timeZone: 'UTC' })).toBe('14:12')
  expect(isoTime(now)).toBe('2026-11-21T14:12:00.000Z')
})

test('a due moment is named as people say it', () => {
  expect(dueText(after(18), now, berlin)).toBe('15:30')
  expect(dueText(after(44 * 60 + 48), now, berlin)).toBe('Mon 12:00')
  expect(dueText(after(20 * 24 * 60), now, berlin)).toBe('11 Dec 15:12')
})

test('a span is signed, in hours and minutes, from two days on in days', () => {
  expect(spanText(18 * 60, 'en')).toBe('0:18')
  expect(spanText(-42 * 60, 'en')).toBe('−0:42')
  expect(spanText(26 * 3600 + 300, 'en')).toBe('26:05')
  expect(spanText((3 * 24 + 4) * 3600, 'en')).toBe('3 d 4 h')
  expect(durationText(4 * 3600 + 53 * 60, 'en')).toBe('4 h 53 min')
  expect(durationText(24 * 3600, 'en')).toBe('24 h')
})

test('what lies near is told by its distance, what lies far by its day', () => {
  expect(relativeText(after(-300), now, berlin)).toBe('5 h ago')
  expect(relativeText(after(0), now, berlin)).toBe('just now')
  expect(relativeText(after(3), now, berlin)).toBe('in 3 min')
  expect(relativeText(after(-60 * 24 * 60), now, berlin)).toBe('22 Sept 2026')
})

test('initials come from the first and the last word', () => {
  expect(initials('Mara Kessler')).toBe('MK')
  expect(initials('J. Doe (imported)')).toBe('JD')
  expect(initials('Nia')).toBe('N')
  expect(initials('')).toBe('?')
})
