import { measures } from '../measures.ts'
import { type Derived, type Formula, isComparison } from './formula.ts'

type Range = { from: number; to: number }

/**
 * Whether anybody could meet a condition: measures without a source are 0, all others could be anything from 0 up, those
 * that count overturned deeds below it too. A step with a condition that nobody can meet reads "not reachable yet".
 */
export const reachable = (condition: Formula, derived: Derived): boolean => possible(condition, derived).yes

function possible(formula: Formula, derived: Derived): { yes: boolean; no: boolean } {
  if (formula.is === '!') {
    const { yes, no } = possible(formula.of, derived)
    return { yes: no, no: yes }
  }
  if (!('left' in formula)) throw new Error(`${formula.is} is no condition`)
  if (formula.is === '&&' || formula.is === '||') {
    const [left, right] = [possible(formula.left, derived), possible(formula.right, derived)]
    return formula.is === '&&'
      ? { yes: left.yes && right.yes, no: left.no || right.no }
      : { yes: left.yes || right.yes, no: left.no && right.no }
  }
  if (!isComparison(formula.is)) throw new Error(`${formula.is} is no condition`)
  const left = rangeOf(formula.left, derived)
  const right = rangeOf(formula.right, derived)
  switch (formula.is) {
    case '>=':
      return { yes: left.to >= right.from, no: left.from < right.to }
    case '>':
      return { yes: left.to > right.from, no: left.from <= right.to }
    case '<=':
      return { yes: left.from <= right.to, no: left.to > right.from }
    case '<':
      return { yes: left.from < right.to, no: left.to >= right.from }
    case '==':
      return { yes: meets(left, right), no: !same(left, right) }
    case '!=':
      return { yes: !same(left, right), no: meets(left, right) }
  }
}

const meets = (a: Range, b: Range) => a.from <= b.to && b.from <= a.to
const same = (a: Range, b: Range) => a.from === a.to && b.from === b.to && a.from === b.from

function rangeOf(formula: Formula, derived: Derived): Range {
  if (formula.is === 'number') return { from: formula.value, to: formula.value }
  if (formula.is === 'derived') return rangeOf(derived[formula.name], derived)
  if (formula.is === 'measure') {
    const { source, unit, guard } = measures[formula.name]
    if (source === null) return { from: 0, to: 0 }
    return { from: guard === 'overturned' ? -Infinity : 0, to: unit === 'percent' ? 100 : Infinity }
  }
  if (!('left' in formula)) throw new Error(`${formula.is} is no sum`)
  const [left, right] = [rangeOf(formula.left, derived), rangeOf(formula.right, derived)]
  switch (formula.is) {
    case '+':
      return { from: left.from + right.from, to: left.to + right.to }
    case '-':
      return { from: left.from - right.to, to: left.to - right.from }
    case 'min':
      return { from: Math.min(left.from, right.from), to: Math.min(left.to, right.to) }
    case 'max':
      return { from: Math.max(left.from, right.from), to: Math.max(left.to, right.to) }
    default:
      return product(left, right)
  }
}

/** One side is a number, not below 0; nothing times endless is nothing here. */
function product(left: Range, right: Range): Range {
  const times = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b)
  const corners = [left.from, left.to].flatMap((a) => [right.from, right.to].map((b) => times(a, b)))
  return { from: Math.min(...corners), to: Math.max(...corners) }
}
