import { z } from 'zod'
import { ruleEffects, rulePatterns } from '#db/schema/screening.ts'
import { type BoardId, type RuleId, uuid } from '#server/core/ids.ts'
import { boundsOf } from './bounds.ts'

const flag = z.union([z.boolean(), z.stringbool(), z.literal('on').transform(() => true)])

/** Boards as a list, as the one a form with a single tick sends, or none for all of them. */
const boards = z
  .union([z.array(uuid<BoardId>()), uuid<BoardId>().transform((one) => [one]), z.literal(''), z.null()])
  .transform((given) => (given === null || given === '' || given.length === 0 ? null : given))

const clause = z
  .string()
  .trim()
  .max(80, 'screening.text.long')
  .nullish()
  .transform((key) => (key ? key : null))

export { ruleEffects, rulePatterns } from '#db/schema/screening.ts'
export const ruleRef = z.object({ ruleId: uuid<RuleId>() })

const rule = z.object({
  pattern: z.enum(rulePatterns, 'screening.rule.pattern'),
  text: z
    .string('screening.rule.text')
    .trim()
    .min(1, 'screening.rule.text')
    .max(20_000, 'screening.text.long'),
  /** "ban" does not match "banner" unless this is off. */
  wholeWords: flag.default(true),
  effect: z.enum(ruleEffects, 'screening.rule.effect'),
  replacement: z.string().max(60, 'screening.text.long').default('***'),
  clause,
  boards: boards.default(null),
  active: flag.default(true),
  /** Rules apply from the lowest on; of two alike the older first. */
  position: z.coerce
    .number('screening.rule.position')
    .int('screening.rule.position')
    .min(0)
    .max(10_000)
    .default(100),
})

const named = <Shape extends typeof rule>(schema: Shape) =>
  schema.refine((value) => value.effect === 'replace' || value.clause !== null, {
    path: ['clause'],
    message: 'screening.rule.clause',
  })

export const newRule = named(rule)
export const ruleChange = rule
  .extend(ruleRef.shape)
  .refine((value) => value.effect === 'replace' || value.clause !== null, {
    path: ['clause'],
    message: 'screening.rule.clause',
  })

/** Words or domains of a rule: a line or a comma parts them. */
export const entriesOf = (text: string) =>
  [...new Set(text.split(/[\n,]/).map((entry) => entry.normalize('NFKC').trim()))]
    .filter((entry) => entry !== '')
    .slice(0, boundsOf.entries + 1)
