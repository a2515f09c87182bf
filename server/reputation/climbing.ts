import { type SQL, sql } from 'drizzle-orm'
import { asSql } from './formulas/as-sql.ts'
import { allOf, conditionsOf, fades, type Formula } from './formulas/formula.ts'
import type { Ladder } from './ladder.ts'

/**
 * How far members climb: a step is reached when its conditions and those of every step below hold. `earned` asks for
 * everything; `kept` leaves out what time alone takes away, as absence lowers nobody (REP-10).
 */
export function climbed(ladder: Ladder): { earned: SQL; kept: SQL } {
  const until = (formulas: (Formula | null)[]) => {
    const stops = formulas.map((formula, place) =>
      formula ? sql`when not ${asSql(formula)} then ${sql.raw(String(place))}` : sql`when false then 0`,
    )
    return sql`(case ${sql.join(stops, sql` `)} else ${sql.raw(String(formulas.length))} end)`
  }
  return {
    earned: until(ladder.steps.map(({ formula }) => formula)),
    kept: until(ladder.steps.map(({ formula }) => lasting(formula, ladder))),
  }
}

/** The conditions of a formula that time alone cannot fail; null where none is left. */
export const lasting = (formula: Formula, { derived }: Ladder) =>
  allOf(conditionsOf(formula).filter((condition) => !fades(condition, derived)))

/**
 * Where each step of one version stands in another: at the step of the same key, else where the nearest step below it
 * went. Index 0 is "no step yet".
 */
export function placesIn(before: Ladder, after: Ladder): number[] {
  const places = [0]
  for (const { key } of before.steps) {
    const place = after.steps.findIndex((step) => step.key === key) + 1
    places.push(place > 0 ? place : (places.at(-1) ?? 0))
  }
  return places
}
