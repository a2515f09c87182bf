import fc from 'fast-check'
import { sql } from 'drizzle-orm'
import { rows as select } from '#server/core/rows.ts'
import { asSql, figuresOf } from '#server/reputation/formulas/as-sql.ts'
import {
  comparisons,
  conditionsOf,
  derivedOf,
  derivedNames,
  type Formula,
  joined,
  measured,
  number,
} from '#server/reputation/formulas/formula.ts'
import { holds } from '#server/reputation/formulas/judging.ts'
import { parseFormula } from '#server/reputation/formulas/parsing.ts'
import { printFormula } from '#server/reputation/formulas/printing.ts'
import { reachable } from '#server/reputation/formulas/reachable.ts'
import { formulaOfRows, rowsOfFormula } from '#server/reputation/formulas/rows.ts'
import { type Counted, type MeasureName, measureNames, measures } from '#server/reputation/measures.ts'
import { expect, test } from '#tests/world.ts'

const counts = measureNames.filter((name) => measures[name].unit !== 'percent')
const weights = fc.dictionary(fc.constantFrom(...counts), fc.integer({ min: 0, max: 20 }), { maxKeys: 5 })
const derived = fc.record({ quality: weights, volume: weights }).map(derivedOf)

const sums = fc.letrec<{ sum: Formula }>((tie) => ({
  sum: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...counts).map(measured),
    fc.integer({ min: 0, max: 1000 }).map((value) => number(value)),
    fc.constantFrom(...derivedNames).map((name): Formula => ({ is: 'derived', name })),
    fc
      .tuple(fc.integer({ min: 0, max: 50 }), fc.constantFrom(...counts))
      .map(([weight, name]) => joined('*', number(weight), measured(name))),
    fc
      .tuple(fc.constantFrom('+', '-', 'min', 'max'), tie('sum'), tie('sum'))
      .map(([sign, left, right]) => joined(sign, left, right)),
  ),
})).sum

const formulas = fc.letrec<{ condition: Formula }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .tuple(fc.constantFrom(...comparisons), sums, sums)
      .map(([sign, left, right]) => joined(sign, left, right)),
    fc
      .tuple(fc.constantFrom(...comparisons), fc.integer({ min: 0, max: 100 }))
      .map(([sign, value]) => joined(sign, measured('rate'), number(value, true))),
    fc
      .tuple(fc.constantFrom('&&', '||'), tie('condition'), tie('condition'))
      .map(([sign, left, right]) => joined(sign, left, right)),
    tie('condition').map((of): Formula => ({ is: '!', of })),
  ),
})).condition

const counted: fc.Arbitrary<Counted> = fc
  .record(Object.fromEntries(counts.map((name) => [name, fc.integer({ min: -5, max: 2000 })])))
  .chain((values) =>
    fc
      .option(fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10))
      .map((rate) => ({ ...values, rate })),
  )

test('REP-06: a formula is printed and parsed without changing, whatever it says', () => {
  fc.assert(
    fc.property(formulas, (formula) => {
      expect(parseFormula(printFormula(formula))).toEqual(formula)
    }),
    { numRuns: 300 },
  )
})

test('REP-06 REP-07: the database and the page judge a formula alike, over any figures', async ({
  world,
}) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(formulas, { minLength: 1, maxLength: 12 }),
      fc.array(counted, { minLength: 1, maxLength: 6 }),
      derived,
      async (asked, people, weighed) => {
        const verdicts = asked.map((formula) => asSql(formula))
        const found = await select<{ said: boolean[] }>(
          world.db,
          sql`select array[${sql.join(verdicts, sql`, `)}] as said
            from jsonb_array_elements(${JSON.stringify(people)}::text::jsonb) with ordinality as given(kept, place)
              cross join ${figuresOf(sql`given.kept`, weighed)} order by place`,
        )
        expect(found.map(({ said }) => said)).toEqual(
          people.map((one) => asked.map((formula) => holds(formula, { values: one, derived: weighed }))),
        )
      },
    ),
    { numRuns: 40 },
  )
})

const refusal = (text: string) => {
  try {
    parseFormula(text)
    return null
  } catch (error) {
    return (error as { fields: { key: string; params: object }[] }).fields[0]
  }
}

test('REP-06: what is no formula is refused with its place and its reason', () => {
  expect(conditionsOf(parseFormula('SOL >= 5 && rate >= 10% && (FG >= 5 || RV >= 5)'))).toHaveLength(3)
  expect(refusal('SOL >=')).toMatchObject({ key: 'formula.unfinished' })
  expect(refusal('SOL >= 5 5')).toMatchObject({ key: 'formula.unexpected', params: { found: '5', at: 10 } })
  expect(refusal('SOL @ 5')).toMatchObject({ key: 'formula.strange', params: { found: '@', at: 5 } })
  expect(refusal('karma > 5')).toMatchObject({ key: 'formula.unknown', params: { name: 'karma' } })
  expect(refusal('SOL + 5')).toMatchObject({ key: 'formula.noCondition' })
  expect(refusal('rate >= 10')).toMatchObject({ key: 'formula.type' })
  expect(refusal('SOL >= 10%')).toMatchObject({ key: 'formula.type' })
  expect(refusal('SOL >= 5 && 3')).toMatchObject({ key: 'formula.type' })
  expect(refusal('SOL * HV >= 5')).toMatchObject({ key: 'formula.product' })
  expect(refusal('3 * (2 * SOL) >= 5')).toMatchObject({ key: 'formula.product' })
  expect(refusal('SOL >= 9999999')).toMatchObject({ key: 'formula.number' })
  expect(refusal('('.repeat(1001))).toMatchObject({ key: 'formula.long' })
})

test('PRIV-07: a field of the CRM is refused by name, with the reason', () => {
  for (const name of [
    'covered',
    'account',
    'contract.level',
    'tier',
    'supportLevel',
    'caseCount',
    'crm.revenue',
  ])
    expect(refusal(`SOL >= 5 && ${name} >= 1`)).toMatchObject({ key: 'formula.crm', params: { name } })
})

test('REP-07: a condition that nobody can meet yet is known for it, and no other', () => {
  const none = derivedOf({ quality: { SOL: 15, AR: 10 }, volume: { PO: 1 } })
  const can = (text: string) => reachable(parseFormula(text), none)
  expect(can('AR >= 3')).toBe(false)
  expect(can('SOL >= 5 && WM + AR >= 1')).toBe(false)
  expect(can('AR >= 3 || SOL >= 5')).toBe(true)
  expect(can('score >= 100')).toBe(true)
  expect(can('flags90 == 0 && AR == 0')).toBe(true)
  expect(can('!(AR < 1)')).toBe(false)
  expect(can('rate >= 25%')).toBe(true)
  fc.assert(
    fc.property(formulas, counted, derived, (formula, values, weighed) => {
      const sourceless = Object.fromEntries(
        measureNames.filter((name) => measures[name].source === null).map((name) => [name, 0]),
      )
      const possible = Object.fromEntries(
        counts.map((name) => [name, name === 'RV' ? values[name] : Math.abs(values[name] ?? 0)]),
      )
      const figures = { values: { ...possible, rate: values.rate ?? null, ...sourceless }, derived: weighed }
      if (holds(formula, figures)) expect(reachable(formula, weighed)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('REP-06: conditions become rows of a form and rows conditions', () => {
  const text = 'tenure >= 90 && counted >= 900 && HV + GQ >= 1 && rate >= 15% && (FG >= 5 || RV >= 5)'
  const rows = rowsOfFormula(parseFormula(text))!
  expect(rows.map(({ joins, measure, plus }) => [joins, measure, plus])).toEqual([
    ['and', 'tenure', ''],
    ['and', 'counted', ''],
    ['and', 'HV', 'GQ'],
    ['and', 'rate', ''],
    ['and', 'FG', ''],
    ['or', 'RV', ''],
  ])
  expect(printFormula(formulaOfRows(rows)!)).toBe(text)
  expect(rowsOfFormula(parseFormula('2 * SOL >= 5'))).toBeNull()
  expect(measureNames.length).toBeGreaterThanOrEqual(20)
  const names: MeasureName[] = ['SOL', 'rate', 'people', 'HV', 'PO']
  expect(names.every((name) => name in measures)).toBe(true)
})
