import { sql } from 'drizzle-orm'
import { type KeptScore, type KeptStep, type LadderKey, memberTitles } from '#db/schema/standing.ts'
import type { Tx } from '#server/core/ctx.ts'
import { Conflict, type FieldError, Invalid } from '#server/core/errors.ts'
import { rows } from '#server/core/rows.ts'
import { type Derived, derivedOf, measuresIn } from './formulas/formula.ts'
import { parseFormula } from './formulas/parsing.ts'
import { printFormula } from './formulas/printing.ts'
import { measures } from './measures.ts'

type Wanted = {
  ladder: LadderKey
  steps: readonly { key?: string | undefined; name: string; formula: string }[]
  score: KeptScore
}

/** A rank says several things about a member at once, and one of them is what others thought (REP-06). */
const activitiesNeeded = 3

/** Names as people compare them: two that look the same are the same. */
export const asRead = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * Holds a whole ladder to its rules and answers it as it is kept: formulas parse, names are all different and none is an
 * appointed title, and each step of contributors above the first asks for three activities and a quality term.
 */
export async function mustBeLadder(tx: Tx, wanted: Wanted): Promise<{ steps: KeptStep[]; score: KeptScore }> {
  const derived = derivedOf(wanted.score)
  const steps = withKeys(wanted.steps).map((step, index) => ({
    ...step,
    formula: printFormula(parseFormula(step.formula, `steps.${index}.formula`)),
  }))
  const errors = [
    ...repeated(steps),
    ...(wanted.ladder === 'contributors' ? steps.slice(1).flatMap((step) => unmixed(step, derived)) : []),
  ]
  if (errors.length > 0) throw new Invalid(errors)
  await mustNotBeTitles(tx, steps)
  return { steps, score: wanted.score }
}

function withKeys(steps: Wanted['steps']): KeptStep[] {
  const taken = new Set(steps.flatMap(({ key }) => key ?? []))
  return steps.map(({ key, name, formula }) => {
    if (key) return { key, name, formula }
    const stem =
      asRead(name)
        .replaceAll(' ', '-')
        .replace(/[^a-z0-9-]/g, '') || 'step'
    let made = stem
    for (let n = 2; taken.has(made); n++) made = `${stem}-${n}`
    taken.add(made)
    return { key: made, name, formula }
  })
}

function repeated(steps: readonly KeptStep[]): FieldError[] {
  const of = (part: (step: KeptStep) => string, key: string) =>
    steps.flatMap((step, index) =>
      steps.findIndex((other) => part(other) === part(step)) < index
        ? [{ path: `steps.${index}.name`, key, params: { name: step.name } }]
        : [],
    )
  return [
    ...of((step) => asRead(step.name), 'ladder.name.twice'),
    ...of((step) => step.key, 'ladder.key.twice'),
  ]
}

function unmixed({ name, formula }: KeptStep, derived: Derived): FieldError[] {
  const names = measuresIn(parseFormula(formula), derived)
  const light = names.find((one) => measures[one].light)
  if (light) return [{ path: 'measure', key: 'ladder.step.light', params: { name } }]
  const asked = names.map((one) => measures[one])
  const activities = new Set(asked.map(({ activity }) => activity)).size
  if (activities < activitiesNeeded)
    return [
      {
        path: 'measure',
        key: 'ladder.step.mixed',
        params: { name, found: activities, needed: activitiesNeeded },
      },
    ]
  return asked.some(({ quality }) => quality)
    ? []
    : [{ path: 'measure', key: 'ladder.step.quality', params: { name } }]
}

/** An appointed title and a step are never called the same (REP-12). */
async function mustNotBeTitles(tx: Tx, steps: readonly KeptStep[]) {
  const titles = await tx.db.selectDistinct({ title: memberTitles.title }).from(memberTitles)
  const names = new Set(steps.map(({ name }) => asRead(name)))
  const clash = titles.find(({ title }) => names.has(asRead(title)))
  if (clash) throw new Conflict('ladder.name.title', { name: clash.title })
}

/** Names of steps in every version that holds or waits, as people compare them. */
export async function stepNames(tx: Tx, shipped: readonly string[]): Promise<Set<string>> {
  const kept = await rows<{ name: string }>(
    tx.db,
    sql`select distinct step->>'name' as name from ladder_versions cross join lateral jsonb_array_elements(steps) step
      where retired_at is null`,
  )
  return new Set([...kept.map(({ name }) => name), ...shipped].map(asRead))
}
