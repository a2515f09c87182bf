import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accuracyBonus, flagWeight, hidesAt, inOrder, priorityOf } from '#server/moderation/scoring.ts'

describe('MOD-02: accuracy counts from the sixth judged flag on, with 70 % as the zero line', () => {
  test.each([
    { judged: 0, upheld: 0, bonus: 0 },
    { judged: 5, upheld: 5, bonus: 0 },
    { judged: 5, upheld: 0, bonus: 0 },
    { judged: 6, upheld: 6, bonus: 6.46 },
    { judged: 10, upheld: 7, bonus: 0 },
    { judged: 20, upheld: 20, bonus: 10.8 },
    { judged: 20, upheld: 0, bonus: -10.8 },
    { judged: 20, upheld: 17, bonus: 5.4 },
    { judged: 20, upheld: 7, bonus: -5.4 },
  ])('$upheld of $judged upheld: $bonus', ({ judged, upheld, bonus }) => {
    expect(accuracyBonus({ judged, upheld })).toBeCloseTo(bonus, 1)
  })
})

describe("MOD-05: a flag weighs by Discourse's formula, never below 0", () => {
  const plain = { band: 0, judged: 0, upheld: 0, typeBonus: 0, takeAction: false }
  test.each([
    { flag: plain, weight: 1 },
    { flag: { ...plain, band: 2 }, weight: 3 },
    { flag: { ...plain, band: 5 }, weight: 6 },
    { flag: { ...plain, typeBonus: 2 }, weight: 3 },
    { flag: { ...plain, band: 5, takeAction: true }, weight: 11 },
    { flag: { ...plain, band: 1, judged: 20, upheld: 20 }, weight: 12.8 },
    { flag: { ...plain, band: 2, judged: 20, upheld: 0 }, weight: 0 },
  ])('$flag', ({ flag, weight }) => {
    expect(flagWeight(flag)).toBeCloseTo(weight, 1)
  })

  test('about three flags of band 2 reach 8.33, two do not', () => {
    const one = flagWeight({ ...plain, band: 2 })
    expect(one * 2).toBeLessThan(8.33)
    expect(one * 3).toBeGreaterThan(8.33)
  })
})

test('MOD-05: moderators see high, medium or low', () => {
  expect([0, 4.99, 5, 9.99, 10, 200].map(priorityOf)).toEqual([
    'low',
    'low',
    'medium',
    'medium',
    'high',
    'high',
  ])
})

test('MOD-06: nothing is hidden below the least priority that the queue shows', () => {
  expect([hidesAt(8.33, 'low'), hidesAt(2, 'medium'), hidesAt(8.33, 'high')]).toEqual([8.33, 5, 10])
})

test('MOD-05 UX-MOD-4: the same inputs give the same order, however they arrive', () => {
  const item = fc.record({
    score: fc.integer({ min: 0, max: 5 }),
    openedAt: fc.integer({ min: 0, max: 3 }).map((n) => new Date(n)),
    id: fc.uuid(),
  })
  fc.assert(
    fc.property(
      fc.uniqueArray(item, { selector: (one) => one.id, maxLength: 30 }),
      fc.nat(),
      (items, turn) => {
        const turned = [
          ...items.slice(turn % (items.length || 1)),
          ...items.slice(0, turn % (items.length || 1)),
        ]
        expect(turned.toReversed().sort(inOrder)).toEqual([...items].sort(inOrder))
      },
    ),
    { numRuns: 60 },
  )
})
