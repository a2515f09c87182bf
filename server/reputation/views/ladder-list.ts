import { count, eq } from 'drizzle-orm'
import { ladderKeys, type LadderKey, memberRanks } from '#db/schema/standing.ts'
import { isAdmin } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { permit } from '#server/core/permit.ts'
import { say } from '#server/core/words.ts'
import { conditionsOf, type Formula, isDerived } from '../formulas/formula.ts'
import { rowsOfFormula } from '../formulas/rows.ts'
import { sayCondition } from '../formulas/wording.ts'
import { activeLadder, draftLadder, type Ladder, ladderHistory } from '../ladder.ts'
import { measureNames, measures } from '../measures.ts'
import { canBeReached } from '../progress.ts'

const localeOf = ({ actor }: Ctx) => (actor.kind === 'member' ? actor.locale : 'en')

/** A step in the reader's words, and its formula as it is kept: both are public (REP-07). */
const shownSteps = (ladder: Ladder, locale: string) =>
  ladder.steps.map(({ key, name, text, formula }, index) => ({
    key,
    name,
    formula: text,
    conditions: conditionsOf(formula).map((condition) => sayCondition(locale, condition)),
    reachable: canBeReached(ladder, index + 1),
  }))

/** Both ladders as they hold now, with how many members stand on each step. */
export async function ladderList(ctx: Ctx) {
  const locale = localeOf(ctx)
  return Promise.all(
    ladderKeys.map(async (key) => {
      const ladder = await activeLadder(ctx, key)
      const standing = await ctx.db
        .select({ step: memberRanks.step, members: count() })
        .from(memberRanks)
        .where(eq(memberRanks.ladder, key))
        .groupBy(memberRanks.step)
      const on = new Map(standing.map(({ step, members }) => [step, members]))
      return {
        ladder: key,
        version: ladder.version,
        score: ladder.score,
        steps: shownSteps(ladder, locale).map((step, index) => ({
          ...step,
          members: on.get(index + 1) ?? 0,
        })),
      }
    }),
  )
}

/** Everything that can be counted, in the reader's words: what it is, how it is kept honest, whether anything feeds it yet. */
export function measureList(ctx: Ctx) {
  const locale = localeOf(ctx)
  return measureNames.map((name) => {
    const { activity, guard, source, quality, unit } = measures[name]
    return {
      name,
      title: say(locale, `measure.${name}`),
      activity,
      guard: guard === null ? null : say(locale, `measure.guard.${guard}`),
      counted: source !== null,
      quality,
      unit,
    }
  })
}

/** What an admin edits: the draft, or what is active where there is none; each step as rows of a form where rows can say it. */
export async function ladderDesk(ctx: Ctx, { ladder }: { ladder: LadderKey }) {
  permit(isAdmin(ctx.actor))
  const [active, draft, versions] = await Promise.all([
    activeLadder(ctx, ladder),
    draftLadder(ctx, ladder),
    ladderHistory(ctx, ladder),
  ])
  const edited = draft ?? active
  return {
    ladder,
    active: active.version,
    draft: draft?.version ?? null,
    score: edited.score,
    steps: shownSteps(edited, localeOf(ctx)).map((step, index) => ({
      ...step,
      rows: rowsOf(edited.steps[index]?.formula),
    })),
    versions,
  }
}

const rowsOf = (formula: Formula | undefined) => (formula ? rowsOfFormula(formula) : null)

/** What can stand in a row of the editor, in the reader's words: measures, and a ladder's own sums. */
export const rowChoices = (ctx: Ctx) => [
  ...(['score', 'counted'] as const)
    .filter(isDerived)
    .map((name) => ({ name: name, title: say(localeOf(ctx), `measure.${name}`), percent: false })),
  ...measureList(ctx).map(({ name, title, unit }) => ({
    name: name,
    title,
    percent: unit === 'percent',
  })),
]
