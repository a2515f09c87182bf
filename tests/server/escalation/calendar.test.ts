import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BusinessCalendar, Pause } from '#server/escalation/calendar.ts'
import { dueAt, pausedBetween, timeBetween } from '#server/escalation/calendar.ts'
import { durationSeconds, isoDuration } from '#server/escalation/durations.ts'

const hour = 3600
const nineToFive = [{ opens: '09:00', closes: '17:00' }]
const office = (holidays: string[] = [], zone = 'Europe/Berlin'): BusinessCalendar => ({
  zone,
  weekly: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []],
  holidays: new Set(holidays),
})
const never: BusinessCalendar = { zone: 'UTC', weekly: [[], [], [], [], [], [], []], holidays: new Set() }

describe('ESC-07: elapsed hours across a clock change', () => {
  test.each([
    ['2026-03-28T12:00:00+01:00', '2026-03-29T13:00:00+02:00'],
    ['2026-10-24T12:00:00+02:00', '2026-10-25T11:00:00+01:00'],
  ])('ESC-07: %s plus 24 h is %s', (start, due) => {
    expect(dueAt(new Date(start), { seconds: 24 * hour, clock: 'elapsed' }, { calendar: office() })).toEqual(
      new Date(due),
    )
  })
})

describe('ESC-07: business time, Mon-Fri 09-17 in Berlin', () => {
  test.each([
    ['2026-03-27T16:00:00+01:00', 8 * hour, '2026-03-30T16:00:00+02:00', []],
    ['2026-03-27T16:00:00+01:00', 24 * hour, '2026-04-01T16:00:00+02:00', []],
    ['2026-03-28T12:00:00+01:00', 8 * hour, '2026-03-30T17:00:00+02:00', []],
    ['2026-12-24T10:00:00+01:00', 8 * hour, '2026-12-28T10:00:00+01:00', ['2026-12-25']],
    ['2026-11-20T17:00:00+01:00', hour, '2026-11-23T10:00:00+01:00', []],
    ['2026-11-20T16:59:00+01:00', hour, '2026-11-23T09:59:00+01:00', []],
  ])('ESC-07: %s plus %d s is %s', (start, seconds, due, holidays) => {
    expect(dueAt(new Date(start), { seconds, clock: 'business' }, { calendar: office(holidays) })).toEqual(
      new Date(due),
    )
  })

  test('ESC-07: a calendar with no open day, and no calendar at all, count calendar time', () => {
    const start = new Date('2026-11-20T17:00:00Z')
    const due = new Date('2026-11-21T17:00:00Z')
    expect(dueAt(start, { seconds: 24 * hour, clock: 'business' }, { calendar: never })).toEqual(due)
    expect(dueAt(start, { seconds: 24 * hour, clock: 'business' }, { calendar: null })).toEqual(due)
  })

  test('ESC-07: a month of holidays is stepped over', () => {
    const december = Array.from({ length: 31 }, (_, day) => `2026-12-${String(day + 1).padStart(2, '0')}`)
    expect(
      dueAt(
        new Date('2026-11-30T16:30:00+01:00'),
        { seconds: hour, clock: 'business' },
        { calendar: office(december) },
      ),
    ).toEqual(new Date('2027-01-01T09:30:00+01:00'))
  })

  test('ESC-07 E49: a leap day is an ordinary Tuesday, and round the clock closes at 24:00', () => {
    expect(
      dueAt(
        new Date('2028-02-28T16:00:00+01:00'),
        { seconds: 2 * hour, clock: 'business' },
        { calendar: office() },
      ),
    ).toEqual(new Date('2028-02-29T10:00:00+01:00'))
    const always = {
      ...office(),
      weekly: Array.from({ length: 7 }, () => [{ opens: '00:00', closes: '24:00' }]),
    }
    expect(
      dueAt(
        new Date('2026-03-28T12:00:00+01:00'),
        { seconds: 24 * hour, clock: 'business' },
        { calendar: always },
      ),
    ).toEqual(new Date('2026-03-29T13:00:00+02:00'))
  })
})

describe('pauses', () => {
  const start = new Date('2026-11-20T08:00:00Z')
  const at = (iso: string) => new Date(iso)

  test('ESC-08: paused time moves the due moment by its length, an open pause has none', () => {
    const target = { seconds: 24 * hour, clock: 'elapsed' } as const
    const pause = { from: at('2026-11-20T10:00:00Z'), to: at('2026-11-20T15:00:00Z') }
    expect(dueAt(start, target, { calendar: null, pauses: [pause] })).toEqual(at('2026-11-21T13:00:00Z'))
    expect(dueAt(start, target, { calendar: null, pauses: [pause, pause] })).toEqual(
      at('2026-11-21T13:00:00Z'),
    )
    expect(
      dueAt(start, target, {
        calendar: null,
        pauses: [pause, { from: at('2026-11-20T18:00:00Z'), to: null }],
      }),
    ).toBeNull()
  })

  test('ESC-08: a pause outside opening hours costs nothing', () => {
    const night = { from: at('2026-11-20T18:00:00Z'), to: at('2026-11-21T05:00:00Z') }
    const target = { seconds: 16 * hour, clock: 'business' } as const
    expect(dueAt(start, target, { calendar: office(), pauses: [night] })).toEqual(
      dueAt(start, target, { calendar: office() }),
    )
  })
})

const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2032, 0, 1) }).map((ms) => new Date(ms))
const seconds = fc.integer({ min: 0, max: 90 * 24 * hour })
const clockKind = fc.constantFrom<'elapsed' | 'business'>('elapsed', 'business')
const zone = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'UTC',
)
const someDay = fc.constantFrom(
  [],
  nineToFive,
  [
    { opens: '08:30', closes: '12:00' },
    { opens: '13:00', closes: '18:15' },
  ],
  [{ opens: '00:00', closes: '24:00' }],
)
const calendar: fc.Arbitrary<BusinessCalendar> = fc.record({
  zone,
  weekly: fc.array(someDay, { minLength: 7, maxLength: 7 }),
  holidays: fc
    .array(
      moment.map((day) => day.toISOString().slice(0, 10)),
      { maxLength: 20 },
    )
    .map((days) => new Set(days)),
})
const pausesAfter = (start: Date) =>
  fc.array(
    fc
      .tuple(fc.integer({ min: -5 * hour, max: 400 * hour }), fc.integer({ min: 0, max: 60 * hour }))
      .map(([offset, length]): Pause => ({
        from: new Date(start.getTime() + offset * 1000),
        to: new Date(start.getTime() + (offset + length) * 1000),
      })),
    { maxLength: 5 },
  )
const due = (...given: Parameters<typeof dueAt>) => dueAt(...given)?.getTime() ?? Infinity
const runs = { numRuns: 80 }

describe('properties of due moments', () => {
  test('monotone in start and in amount', () => {
    fc.assert(
      fc.property(moment, seconds, seconds, clockKind, calendar, (start, a, b, clock, cal) => {
        const later = new Date(start.getTime() + b * 1000)
        expect(due(later, { seconds: a, clock }, { calendar: cal })).toBeGreaterThanOrEqual(
          due(start, { seconds: a, clock }, { calendar: cal }),
        )
        expect(due(start, { seconds: a + b, clock }, { calendar: cal })).toBeGreaterThanOrEqual(
          due(start, { seconds: a, clock }, { calendar: cal }),
        )
      }),
      runs,
    )
  })

  test('adding a and then b is adding a + b', () => {
    fc.assert(
      fc.property(moment, seconds, seconds, clockKind, calendar, (start, a, b, clock, cal) => {
        const first = new Date(due(start, { seconds: a, clock }, { calendar: cal }))
        expect(due(first, { seconds: b, clock }, { calendar: cal })).toBe(
          due(start, { seconds: a + b, clock }, { calendar: cal }),
        )
      }),
      runs,
    )
  })

  test('elapsed time ignores the calendar', () => {
    fc.assert(
      fc.property(moment, seconds, calendar, (start, amount, cal) => {
        const target = { seconds: amount, clock: 'elapsed' } as const
        expect(due(start, target, { calendar: cal })).toBe(start.getTime() + amount * 1000)
      }),
      runs,
    )
  })

  test('the time between start and due is the target', () => {
    fc.assert(
      fc.property(moment, seconds, clockKind, calendar, (start, amount, clock, cal) => {
        const end = new Date(due(start, { seconds: amount, clock }, { calendar: cal }))
        expect(timeBetween(start, end, { clock, calendar: cal })).toBe(amount * 1000)
        expect(timeBetween(end, start, { clock, calendar: cal })).toBe(amount === 0 ? 0 : -amount * 1000)
      }),
      runs,
    )
  })

  test('ESC-17: start + target + paused = due, in the time of the target', () => {
    const given = moment.chain((start) =>
      fc.record({ start: fc.constant(start), pauses: pausesAfter(start) }),
    )
    fc.assert(
      fc.property(given, seconds, clockKind, calendar, ({ start, pauses }, amount, clock, cal) => {
        const end = new Date(due(start, { seconds: amount, clock }, { calendar: cal, pauses }))
        const paused = pausedBetween(pauses, { start, until: end }, { clock, calendar: cal })
        expect(due(start, { seconds: amount + paused / 1000, clock }, { calendar: cal })).toBe(end.getTime())
      }),
      runs,
    )
  })
})

describe('durations', () => {
  test.each([
    ['PT24H', 86400],
    ['PT2S', 2],
    ['PT1H30M', 5400],
    ['PT90M', 5400],
    ['P1D', null],
    ['P1DT2H', null],
    ['P1W', null],
    ['PT', null],
    ['24H', null],
    ['PT1.5H', null],
    ['-PT1H', null],
  ])('ESC-07: %s is %s s, days are refused', (text, expected) => expect(durationSeconds(text)).toBe(expected))

  test('written and read again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (n) => durationSeconds(isoDuration(n)) === n),
    )
  })
})
