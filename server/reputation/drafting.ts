import { and, eq, isNull, max } from 'drizzle-orm'
import type { z } from 'zod'
import { type KeptScore, type KeptStep, type LadderKey, ladderVersions } from '#db/schema/standing.ts'
import { isAdmin, memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Invalid, NotFound } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { printFormula } from './formulas/printing.ts'
import { formulaOfRows, rowsOfFields } from './formulas/rows.ts'
import { activeLadder, draftLadder, type Ladder, shippedVersion } from './ladder.ts'
import { ladderDraft, ladderRef, scoreDraft, stepDraft, stepRef } from './ladder-input.ts'
import { mustBeLadder } from './ladder-rules.ts'

type Wanted = { steps: readonly (Omit<KeptStep, 'key'> & { key?: string | undefined })[]; score: KeptScore }

/** An admin says what a ladder is to be next. It counts for nobody until it is activated (REP-09). */
export async function draftWhole(ctx: Ctx, input: z.input<typeof ladderDraft>) {
  const wanted = parse(ladderDraft, input)
  return drafting(ctx, wanted.ladder, (base) => ({ steps: wanted.steps, score: wanted.score ?? base.score }))
}

/** One step of the draft, from rows of a form: an admin needs no code (REP-06). */
export async function draftStep(ctx: Ctx, input: z.input<typeof stepDraft>) {
  const { ladder, place, name, formula, ...rows } = parse(stepDraft, input)
  const text = ruleOf({ formula, ...rows })
  return drafting(ctx, ladder, (base) => {
    const steps = keptSteps(base)
    const before = steps[place - 1]
    if (place > 0 && !before) throw new NotFound('step')
    const step = { ...(before ? { key: before.key } : {}), name, formula: text }
    return {
      score: base.score,
      steps: before ? steps.map((one) => (one === before ? step : one)) : [...steps, step],
    }
  })
}

/** A rule as text, also where a form gave rows; a name that is no measure is left for the parser, which knows why it is refused. */
export function ruleOf(fields: Record<string, unknown>): string {
  if (typeof fields.formula === 'string' && fields.formula !== '') return fields.formula
  const rows = rowsOfFields(fields)
  const formula = formulaOfRows(rows)
  if (formula) return printFormula(formula)
  if (rows.length === 0) throw new Invalid([{ path: 'measure', key: 'ladder.formula.none' }])
  return rows.map(({ measure, sign, value }) => `${measure} ${sign} ${value}`).join(' && ')
}

/** A step less in the draft. */
export async function dropStep(ctx: Ctx, input: z.input<typeof stepRef>) {
  const { ladder, place } = parse(stepRef, input)
  return drafting(ctx, ladder, (base) => {
    if (!base.steps[place - 1]) throw new NotFound('step')
    return { score: base.score, steps: keptSteps(base).filter((_, index) => index !== place - 1) }
  })
}

/** What one of each thing is worth in the draft's score. */
export async function draftScore(ctx: Ctx, input: z.input<typeof scoreDraft>) {
  const { ladder, score } = parse(scoreDraft, input)
  return drafting(ctx, ladder, (base) => ({ steps: keptSteps(base), score }))
}

/** Throws the draft away; what is active stays as it is. */
export async function discardDraft(ctx: Ctx, input: z.input<typeof ladderRef>) {
  const { ladder } = parse(ladderRef, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const gone = await tx.db.delete(ladderVersions).where(ofDraft(ladder)).returning()
    if (gone.length > 0) tx.tell({ type: 'ladder.drafted', ladder, version: null })
  })
}

const keptSteps = ({ steps }: Ladder): KeptStep[] =>
  steps.map(({ key, name, text }) => ({ key, name, formula: text }))

const ofDraft = (ladder: LadderKey) =>
  and(eq(ladderVersions.ladder, ladder), isNull(ladderVersions.activatedAt))

/** The draft over what there is of one, else over what is active; judged whole before it is kept. */
async function drafting(ctx: Ctx, ladder: LadderKey, edit: (base: Ladder) => Wanted): Promise<Ladder> {
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const base = (await draftLadder(tx, ladder)) ?? (await activeLadder(tx, ladder))
    const { steps, score } = edit(base)
    const kept = await mustBeLadder(tx, { ladder, steps, score })
    const version = await draftVersion(tx, ladder)
    const row = { ladder, version, ...kept, draftedAt: tx.now, draftedBy: memberIdOf(tx.actor) }
    await tx.db
      .insert(ladderVersions)
      .values(row)
      .onConflictDoUpdate({ target: [ladderVersions.ladder, ladderVersions.version], set: row })
    tx.tell({ type: 'ladder.drafted', ladder, version })
    const draft = await draftLadder(tx, ladder)
    if (!draft) throw new NotFound('draft')
    return draft
  })
}

/** The draft's own number, or the next after all that were ever kept. */
async function draftVersion(tx: Tx, ladder: LadderKey): Promise<number> {
  const draft = await draftLadder(tx, ladder)
  if (draft) return draft.version
  const [row] = await tx.db
    .select({ last: max(ladderVersions.version) })
    .from(ladderVersions)
    .where(eq(ladderVersions.ladder, ladder))
  return (row?.last ?? shippedVersion) + 1
}
