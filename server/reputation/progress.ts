import { choicesOf, conditionsOf, type Derived, type Formula, isComparison } from './formulas/formula.ts'
import { figureOf, holds } from './formulas/judging.ts'
import { reachable } from './formulas/reachable.ts'
import { sayCondition, sayFigure } from './formulas/wording.ts'
import type { Ladder } from './ladder.ts'
import type { Counted } from './measures.ts'

/** One thing that is asked for: how much of it there is, of how much. `of` is null where it cannot be counted up to. */
export type Choice = {
  label: string
  said: string
  value: number | null
  of: number | null
  percent: boolean
  met: boolean
}

/** A condition of a step; one choice is enough. */
export type Term = { choices: Choice[]; met: boolean; reachable: boolean }

type Asked = { values: Counted; derived: Derived; locale: string }

/** The terms of a formula as n of m, by the same evaluation that ranks are judged by (REP-07). */
export const termsOf = (formula: Formula, asked: Asked): Term[] =>
  conditionsOf(formula).map((condition) => ({
    choices: choicesOf(condition).map((choice) => choiceOf(choice, asked)),
    met: holds(condition, asked),
    reachable: reachable(condition, asked.derived),
  }))

function choiceOf(choice: Formula, asked: Asked): Choice {
  const met = holds(choice, asked)
  const said = sayCondition(asked.locale, choice)
  if (!('left' in choice) || !isComparison(choice.is))
    return { label: said, said, value: null, of: null, percent: false, met }
  const grows = choice.is === '>=' || choice.is === '>'
  const most = grows ? figureOf(choice.right, asked) : null
  return {
    label: sayFigure(asked.locale, choice.left),
    said,
    value: figureOf(choice.left, asked),
    of: most === null ? null : most + (choice.is === '>' ? 1 : 0),
    percent: choice.right.is === 'number' && choice.right.percent,
    met,
  }
}

/** Whether a step could be climbed at all: each of its terms, and those of the steps below it. */
export const canBeReached = (ladder: Ladder, step: number): boolean =>
  ladder.steps
    .slice(0, step)
    .every(({ formula }) => conditionsOf(formula).every((condition) => reachable(condition, ladder.derived)))
