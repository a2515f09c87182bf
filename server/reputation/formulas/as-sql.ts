import { type SQL, sql } from 'drizzle-orm'
import { measureNames, measures } from '../measures.ts'
import { type Derived, derivedNames, type Formula } from './formula.ts'

const signs = { '&&': 'and', '||': 'or', '==': '=', '!=': '<>' } as const
const extremes = { min: 'least', max: 'greatest' } as const

const percentages = new Set<string>(measureNames.filter((name) => measures[name].unit === 'percent'))
const quoted = (name: string) => sql.raw(`"${name}"`)

/**
 * A formula over `figuresOf`. A condition is never null, as what is "not yet" fails every comparison. Numbers and names
 * were checked when it was parsed, so they stand in the statement as they are.
 */
export function asSql(formula: Formula): SQL {
  switch (formula.is) {
    case 'number':
      return sql.raw(String(Math.trunc(formula.value)))
    case 'measure':
      return sql`v.${quoted(formula.name)}`
    case 'derived':
      return sql`d.${quoted(formula.name)}`
    case '!':
      return sql`(not ${asSql(formula.of)})`
    case '+':
    case '-':
    case '*':
      return sql`(${asSql(formula.left)} ${sql.raw(formula.is)} ${asSql(formula.right)})`
    case 'min':
    case 'max':
      return sql`${sql.raw(extremes[formula.is])}(${asSql(formula.left)}, ${asSql(formula.right)})`
    case '&&':
    case '||':
      return sql`(${asSql(formula.left)} ${sql.raw(signs[formula.is])} ${asSql(formula.right)})`
    case '==':
    case '!=':
      return sql`coalesce(${asSql(formula.left)} ${sql.raw(signs[formula.is])} ${asSql(formula.right)}, false)`
    default:
      return sql`coalesce(${asSql(formula.left)} ${sql.raw(formula.is)} ${asSql(formula.right)}, false)`
  }
}

/**
 * What a formula speaks of, unpacked once for each row of a jsonb column of measures: `v` the measures, `d` a ladder's sums.
 * A percentage may be null, "not yet"; whatever else was not counted is 0.
 */
export function figuresOf(values: SQL, derived: Derived): SQL {
  const kept = measureNames.map((name) => sql`${quoted(name)} numeric`)
  const known = measureNames.map((name) =>
    percentages.has(name) ? sql`k.${quoted(name)}` : sql`coalesce(k.${quoted(name)}, 0) as ${quoted(name)}`,
  )
  const parts = (['quality', 'volume'] as const).map(
    (name) => sql`${asSql(derived[name])} as ${quoted(name)}`,
  )
  const sums = derivedNames
    .filter((name) => name === 'score' || name === 'counted')
    .map((name) => sql`${asSql(derived[name])} as ${quoted(name)}`)
  return sql`lateral (select ${sql.join(known, sql`, `)} from jsonb_to_record(${values}) as k(${sql.join(kept, sql`, `)}) offset 0) v
    cross join lateral (select d.*, ${sql.join(sums, sql`, `)} from (select ${sql.join(parts, sql`, `)} offset 0) d offset 0) d`
}
