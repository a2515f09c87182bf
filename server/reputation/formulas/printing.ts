import { type Formula, isComparison } from './formula.ts'

const strength = (formula: Formula): number => {
  if (formula.is === '||') return 1
  if (formula.is === '&&') return 2
  if (formula.is === '!') return 3
  if (isComparison(formula.is)) return 4
  if (formula.is === '+' || formula.is === '-') return 5
  return formula.is === '*' ? 6 : 7
}

/** Formula to text, with no more brackets than it needs; parsing it again gives the same formula. */
export function printFormula(formula: Formula): string {
  const own = strength(formula)
  const inside = (part: Formula, least: number) =>
    strength(part) < least ? `(${printFormula(part)})` : printFormula(part)
  switch (formula.is) {
    case 'number':
      return `${formula.value}${formula.percent ? '%' : ''}`
    case 'measure':
    case 'derived':
      return formula.name
    case '!':
      return `!${inside(formula.of, own)}`
    case 'min':
    case 'max':
      return `${formula.is}(${inside(formula.left, 5)}, ${inside(formula.right, 5)})`
    default:
      // read from the left: what stands on the right of a sign of equal strength needs its brackets
      return `${inside(formula.left, isComparison(formula.is) ? 5 : own)} ${formula.is} ${inside(formula.right, own + 1)}`
  }
}
