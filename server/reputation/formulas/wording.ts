import { say } from '#server/core/words.ts'
import { choicesOf, conditionsOf, type Formula, isComparison } from './formula.ts'

/** A measure or sum in the reader's words: "accepted answers", "helpful votes + good questions". */
export function sayFigure(locale: string, formula: Formula): string {
  switch (formula.is) {
    case 'number':
      return say(locale, formula.percent ? 'formula.percent' : 'formula.number.is', { value: formula.value })
    case 'measure':
      return say(locale, `measure.${formula.name}`)
    case 'derived':
      return say(locale, `measure.${formula.name}`)
    case '+':
    case '-':
    case '*':
    case 'min':
    case 'max':
      return say(locale, `formula.of.${words[formula.is]}`, {
        left: sayFigure(locale, formula.left),
        right: sayFigure(locale, formula.right),
      })
    default:
      throw new Error(`${formula.is} is no sum`)
  }
}

const words = { '+': 'plus', '-': 'minus', '*': 'times', min: 'min', max: 'max' } as const
const signs = {
  '>=': 'least',
  '>': 'more',
  '<=': 'most',
  '<': 'less',
  '==': 'exactly',
  '!=': 'not',
} as const

/** A condition in the reader's words: "accepted answers: at least 5, or reviews upheld: at least 10". */
export function sayCondition(locale: string, formula: Formula): string {
  if (formula.is === '!') return say(locale, 'formula.not', { what: sayCondition(locale, formula.of) })
  if (formula.is === '||' || formula.is === '&&') {
    const parts = formula.is === '||' ? choicesOf(formula) : conditionsOf(formula)
    return new Intl.ListFormat(locale, {
      type: formula.is === '||' ? 'disjunction' : 'conjunction',
    }).format(parts.map((part) => sayCondition(locale, part)))
  }
  if (!('left' in formula) || !isComparison(formula.is)) throw new Error(`${formula.is} is no condition`)
  if (isYes(formula)) return sayFigure(locale, formula.left)
  if (formula.is === '==' && formula.right.is === 'number' && formula.right.value === 0)
    return say(locale, 'formula.is.none', { what: sayFigure(locale, formula.left) })
  return say(locale, `formula.is.${signs[formula.is]}`, {
    what: sayFigure(locale, formula.left),
    value: sayFigure(locale, formula.right),
  })
}

/** A measure that is had or not: "verified address", and no word of how many. */
const isYes = ({ is, left, right }: Extract<Formula, { left: Formula }>) =>
  is === '>=' &&
  left.is === 'measure' &&
  left.name === 'verified' &&
  right.is === 'number' &&
  right.value === 1
