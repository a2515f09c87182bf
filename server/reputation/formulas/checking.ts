import { Invalid } from '#server/core/errors.ts'
import { type Formula, isComparison } from './formula.ts'
import { measures } from '../measures.ts'

type Type = 'truth' | 'count' | 'percent'

/** A weight or threshold beyond this is a mistake, and sums stay exact in every language. */
export const largestNumber = 1_000_000

/**
 * Holds a formula to its types: it is a condition; numbers are compared with numbers, percentages with percentages and
 * nothing else; a product has a number on one side. Answers the formula itself.
 */
export function checked(formula: Formula, path: string): Formula {
  const refuse = (key: string, params: Record<string, string | number> = {}): never => {
    throw new Invalid([{ path, key, params }])
  }
  const must = (part: Formula, wanted: Type, sign: string): Type => {
    const found = typeOf(part)
    return found === wanted ? found : refuse('formula.type', { sign, wanted, found })
  }
  const both = (part: { is: string; left: Formula; right: Formula }, wanted: Type): Type => {
    must(part.left, wanted, part.is)
    return must(part.right, wanted, part.is)
  }
  const typeOf = (part: Formula): Type => {
    switch (part.is) {
      case 'number':
        if (part.value > largestNumber) refuse('formula.number', { maximum: largestNumber })
        return part.percent ? 'percent' : 'count'
      case 'measure':
        return measures[part.name].unit === 'percent' ? 'percent' : 'count'
      case 'derived':
        return 'count'
      case '!':
        return must(part.of, 'truth', '!')
      case '&&':
      case '||':
        return both(part, 'truth')
      case '*':
        if (part.left.is !== 'number' && part.right.is !== 'number') refuse('formula.product')
        if (deep(part.left) || deep(part.right)) refuse('formula.product')
        return both(part, 'count')
      case '+':
      case '-':
      case 'min':
      case 'max':
        return both(part, 'count')
      default:
        return compares(part)
    }
  }
  const compares = (part: Extract<Formula, { left: Formula }>): Type => {
    if (!isComparison(part.is)) return refuse('formula.unfinished')
    both(part, typeOf(part.left) === 'percent' ? 'percent' : 'count')
    return 'truth'
  }
  if (typeOf(formula) !== 'truth') refuse('formula.noCondition')
  return formula
}

/** A product inside a product: thresholds could grow without bound. */
const deep = (part: Formula): boolean =>
  part.is === '*' || ('left' in part && (deep(part.left) || deep(part.right)))
