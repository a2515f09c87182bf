import { type Counted, measures } from '../measures.ts'
import { type Comparison, type Derived, type Formula, isComparison } from './formula.ts'

type Figures = { values: Counted; derived: Derived }

/** The number a sum comes to; null for a percentage that is "not yet", which no sum can hold. */
export function figureOf(formula: Formula, figures: Figures): number | null {
  switch (formula.is) {
    case 'number':
      return formula.value
    case 'measure':
      return figures.values[formula.name] ?? (measures[formula.name].unit === 'percent' ? null : 0)
    case 'derived':
      return figureOf(figures.derived[formula.name], figures)
    case '+':
    case '-':
    case '*':
    case 'min':
    case 'max':
      return reckoned(formula, figures)
    default:
      throw new Error(`${formula.is} is no sum`)
  }
}

function reckoned(formula: Extract<Formula, { left: Formula }>, figures: Figures): number | null {
  const left = figureOf(formula.left, figures)
  const right = figureOf(formula.right, figures)
  if (left === null || right === null) return null
  if (formula.is === '+') return left + right
  if (formula.is === '-') return left - right
  if (formula.is === '*') return left * right
  return formula.is === 'min' ? Math.min(left, right) : Math.max(left, right)
}

/** Whether a condition holds of what was counted. What is "not yet" fails every comparison. */
export function holds(formula: Formula, figures: Figures): boolean {
  if (formula.is === '&&') return holds(formula.left, figures) && holds(formula.right, figures)
  if (formula.is === '||') return holds(formula.left, figures) || holds(formula.right, figures)
  if (formula.is === '!') return !holds(formula.of, figures)
  if (!('left' in formula) || !isComparison(formula.is)) throw new Error(`${formula.is} is no condition`)
  const left = figureOf(formula.left, figures)
  const right = figureOf(formula.right, figures)
  return left !== null && right !== null && compared(formula.is, left, right)
}

function compared(sign: Comparison, left: number, right: number): boolean {
  switch (sign) {
    case '>=':
      return left >= right
    case '>':
      return left > right
    case '<=':
      return left <= right
    case '<':
      return left < right
    case '==':
      return left === right
    case '!=':
      return left !== right
  }
}
