import { isMeasure, type MeasureName, measures } from '../measures.ts'

export const comparisons = ['>=', '>', '<=', '<', '==', '!='] as const
export type Comparison = (typeof comparisons)[number]

/** A formula as data. Numbers are whole; only a comparison has a percentage beside it. */
export type Formula =
  | { is: 'number'; value: number; percent: boolean }
  | { is: 'measure'; name: MeasureName }
  | { is: 'derived'; name: DerivedName }
  | { is: '+' | '-' | '*' | 'min' | 'max' | Comparison | '&&' | '||'; left: Formula; right: Formula }
  | { is: '!'; of: Formula }

/** Sums that a ladder weighs for itself; each stands for a formula over measures. */
export const derivedNames = ['score', 'counted', 'quality', 'volume'] as const
export type DerivedName = (typeof derivedNames)[number]
export type Derived = Readonly<Record<DerivedName, Formula>>

export const isDerived = (name: string): name is DerivedName =>
  (derivedNames as readonly string[]).includes(name)

export const isComparison = (is: string): is is Comparison => (comparisons as readonly string[]).includes(is)

export const number = (value: number, percent = false): Formula => ({ is: 'number', value, percent })
export const measured = (name: MeasureName): Formula => ({ is: 'measure', name })
type Joining = Extract<Formula, { left: Formula }>['is']
export const joined = (is: Joining, left: Formula, right: Formula): Formula => ({ is, left, right })

/** The conditions that must all hold, in the order in which they are written. */
export const conditionsOf = (formula: Formula): Formula[] =>
  formula.is === '&&' ? [...conditionsOf(formula.left), ...conditionsOf(formula.right)] : [formula]

/** Of one condition, those of which one is enough. */
export const choicesOf = (formula: Formula): Formula[] =>
  formula.is === '||' ? [...choicesOf(formula.left), ...choicesOf(formula.right)] : [formula]

export const allOf = (conditions: readonly Formula[]): Formula | null =>
  conditions.reduce<Formula | null>((all, one) => (all ? joined('&&', all, one) : one), null)

/** Every measure a formula asks about, each once; sums of a ladder as what they stand for. */
export function measuresIn(formula: Formula, derived: Derived | null = null): MeasureName[] {
  const found = new Set<MeasureName>()
  const look = (part: Formula) => {
    if (part.is === 'measure') found.add(part.name)
    else if (part.is === 'derived' && derived) look(derived[part.name])
    else if (part.is === '!') look(part.of)
    else if ('left' in part) {
      look(part.left)
      look(part.right)
    }
  }
  look(formula)
  return [...found]
}

/** Asks for something that time alone takes away. */
export const fades = (condition: Formula, derived: Derived) =>
  measuresIn(condition, derived).some((name) => measures[name].fades)

/** A measure or a ladder's sum by its name. */
export function named(name: string): Formula | null {
  if (isMeasure(name)) return measured(name)
  return isDerived(name) ? { is: 'derived', name } : null
}

/** What a ladder weighs, as formulas: at most half of what is counted may be volume (reference-numbers 2.1). */
export function derivedOf(score: {
  quality: Readonly<Record<string, number>>
  volume: Readonly<Record<string, number>>
}): Derived {
  const quality: Formula = { is: 'derived', name: 'quality' }
  const volume: Formula = { is: 'derived', name: 'volume' }
  return {
    quality: weighed(score.quality),
    volume: weighed(score.volume),
    score: joined('+', quality, volume),
    counted: joined('+', quality, joined('min', volume, quality)),
  }
}

function weighed(weights: Readonly<Record<string, number>>): Formula {
  const terms = Object.entries(weights).flatMap(([name, weight]) =>
    isMeasure(name) && weight > 0
      ? [weight === 1 ? measured(name) : joined('*', number(weight), measured(name))]
      : [],
  )
  return terms.reduce<Formula | null>((sum, term) => (sum ? joined('+', sum, term) : term), null) ?? number(0)
}
