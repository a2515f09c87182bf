import { z } from 'zod'
import { badgeFamilies, metals } from '#db/schema/standing.ts'
import { comparisons } from './formulas/formula.ts'

const key = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'badge.key')
const handle = z.string().trim().min(1, 'invalid.missing')
const fields = z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([])
const ticked = z.preprocess((given) => (given === 'on' ? true : given), z.stringbool().or(z.boolean()))

/** The rule as rows of a form, or as text; of a badge that is given by hand or by an event neither. */
const rule = {
  formula: z.string().trim().max(1000, 'ladder.formula.long').optional(),
  joins: fields,
  measure: fields,
  plus: fields,
  sign: z.union([z.array(z.enum(comparisons)), z.enum(comparisons).transform((one) => [one])]).default([]),
  value: fields,
}

const about = {
  name: z.string().trim().min(2, 'badge.name.short').max(60, 'badge.name.long'),
  about: z.string().trim().max(300, 'badge.about.long').default(''),
  metal: z.enum(metals),
  family: z.enum(badgeFamilies),
  position: z
    .preprocess((given) => (given === '' ? null : given), z.coerce.number().int().min(1).max(999).nullable())
    .default(null),
}

export const badgeRef = z.object({ key })
export const newBadge = z.object({
  key,
  origin: z.enum(['rule', 'hand', 'event']),
  ...about,
  ...rule,
  eventType: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/i, 'badge.event.type')
    .optional()
    .or(z.literal('').transform(() => undefined)),
})
/** Whether a badge is on, and where it stands among the others. */
export const badgeSwitch = badgeRef.extend({ active: ticked.default(false), position: about.position })
export const giving = z.object({
  key,
  handle,
  for: z.string().trim().min(3, 'badge.for.short').max(300, 'badge.about.long'),
})
export const taking = z.object({ key, handle })
export const hiding = z.object({ key, hidden: ticked })
export const badgePageQuery = badgeRef.extend({
  cursor: z.string().max(200).nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
/** A signed event from outside; `revokes` names an earlier one that no longer holds. */
export const outsideEvent = z.object({
  id: z.string().trim().min(1).max(200),
  type: z.string().trim().min(1).max(80),
  contact: z.string().trim().min(1).max(200),
  occurredAt: z.iso.datetime({ offset: true }),
  revokes: z.string().trim().min(1).max(200).optional(),
})
