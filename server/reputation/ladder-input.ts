import { z } from 'zod'
import { ladderKeys } from '#db/schema/standing.ts'
import { comparisons } from './formulas/formula.ts'
import { isMeasure } from './measures.ts'

const ladder = z.enum(ladderKeys)
const stepName = z.string().trim().min(2, 'ladder.name.short').max(40, 'ladder.name.long')
const stepKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'ladder.key')
const formula = z.string().trim().min(1, 'ladder.formula.none').max(1000, 'ladder.formula.long')
const weights = z.record(
  z.string().refine(isMeasure, 'ladder.weight.unknown'),
  z.coerce.number('ladder.weight.number').int('ladder.weight.number').min(0).max(1000),
)

/** Texts of formulas; `key` tells a step that was renamed from a new one. */
const step = z.object({ key: stepKey.optional(), name: stepName, formula })
const score = z.object({ quality: weights, volume: weights })

export const ladderRef = z.object({ ladder })

/** A whole ladder as it is to be next; it counts for nobody until it is activated. */
export const ladderDraft = ladderRef.extend({
  steps: z.array(step).min(2, 'ladder.steps.few').max(30, 'ladder.steps.many'),
  score: score.optional(),
})

/** What one of each is worth, as a form sends it: `quality.SOL`, `volume.PO`. */
export const scoreDraft = ladderRef.extend({ score })

const fields = z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([])

/** One step from the rows of a form, or from text where it says more than rows can; a place of 0 is a new step at the end. */
export const stepDraft = ladderRef.extend({
  place: z.coerce.number().int().min(0).max(30),
  name: stepName,
  formula: z.string().trim().max(1000, 'ladder.formula.long').optional(),
  joins: fields,
  measure: fields,
  plus: fields,
  sign: z.union([z.array(z.enum(comparisons)), z.enum(comparisons).transform((one) => [one])]).default([]),
  value: fields,
})

export const stepRef = ladderRef.extend({ place: z.coerce.number().int().min(1).max(30) })
export const simulationQuery = ladderRef.extend({
  cursor: z.guid('invalid.cursor').nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
