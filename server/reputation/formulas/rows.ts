import { isMeasure, measures } from '../measures.ts'
import {
  allOf,
  choicesOf,
  type Comparison,
  comparisons,
  conditionsOf,
  type Formula,
  isComparison,
  joined,
  named,
  number,
} from './formula.ts'

/**
 * A condition as a row of a form: a measure, perhaps a second added to it, a comparison and a number. `joins` says how it
 * hangs on the row before: "or" belongs to that row, "and" begins the next condition.
 */
export type Row = {
  joins: 'and' | 'or'
  measure: string
  plus: string
  sign: Comparison
  value: number
}

const isSign = (text: unknown): text is Comparison => (comparisons as readonly unknown[]).includes(text)

/** Rows to a formula; null where no row is filled in. Names that are unknown stay for the parser to refuse. */
export function formulaOfRows(rows: readonly Row[]): Formula | null {
  const conditions: Formula[] = []
  for (const row of rows) {
    const one = formulaOfRow(row)
    if (!one) continue
    const before = row.joins === 'or' ? conditions.pop() : undefined
    conditions.push(before ? joined('||', before, one) : one)
  }
  return allOf(conditions)
}

function formulaOfRow({ measure, plus, sign, value }: Row): Formula | null {
  const first = named(measure)
  if (!first) return null
  const second = plus === '' ? null : named(plus)
  const percent = isMeasure(measure) && measures[measure].unit === 'percent'
  return joined(sign, second ? joined('+', first, second) : first, number(value, percent))
}

/** A formula as rows; null where it says more than rows can, so that only its text can be edited. */
export function rowsOfFormula(formula: Formula): Row[] | null {
  const rows: Row[] = []
  for (const condition of conditionsOf(formula))
    for (const [place, choice] of choicesOf(condition).entries()) {
      const row = rowOf(choice)
      if (!row) return null
      rows.push({ ...row, joins: place === 0 ? 'and' : 'or' })
    }
  return rows
}

function rowOf(choice: Formula): Omit<Row, 'joins'> | null {
  if (!('left' in choice) || !isComparison(choice.is)) return null
  const { left, right } = choice
  if (right.is !== 'number') return null
  const sign = choice.is
  const value = right.value
  if (left.is === 'measure' || left.is === 'derived') return { measure: left.name, plus: '', sign, value }
  if (left.is !== '+') return null
  const [first, second] = [nameOf(left.left), nameOf(left.right)]
  return first && second ? { measure: first, plus: second, sign, value } : null
}

const nameOf = (part: Formula) => (part.is === 'measure' || part.is === 'derived' ? part.name : null)

/** Fields of a form, which come as lists of equal length or, with a single row, as single values. */
export function rowsOfFields(fields: Record<string, unknown>): Row[] {
  const list = (name: string) => [fields[name] ?? []].flat().map(String)
  const [joins, measure, plus, sign, value] = ['joins', 'measure', 'plus', 'sign', 'value'].map(list)
  return (measure ?? []).flatMap((name, place) => {
    const comparison = sign?.[place]
    const typed = value?.[place] ?? ''
    if (name === '' || typed === '' || !isSign(comparison)) return []
    return [
      {
        joins: joins?.[place] === 'or' ? 'or' : 'and',
        measure: name,
        plus: plus?.[place] ?? '',
        sign: comparison,
        value: Number(typed),
      } satisfies Row,
    ]
  })
}
