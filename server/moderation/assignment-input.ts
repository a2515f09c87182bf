import { z } from 'zod'
import { type AssignmentRuleId, uuid } from '#server/core/ids.ts'

const orNull = (max: number) =>
  z
    .string()
    .trim()
    .max(max, 'forum.text.long')
    .nullish()
    .transform((text) => (text ? text : null))

/**
 * `board` is a slug or an id, `clause` a key or `other`; without either the rule holds for all of them. `assignee` is a
 * handle, with or without @. Something must follow: an assignee, a category, or both.
 */
const rule = z.object({
  board: orNull(60),
  clause: orNull(80),
  flagCount: z.coerce
    .number('moderation.assignment.count')
    .int('moderation.assignment.count')
    .min(1, 'moderation.assignment.count')
    .max(100, 'moderation.assignment.count'),
  assignee: orNull(60),
  category: orNull(40).transform((word) => word?.toLowerCase() ?? null),
})

type Given = z.output<typeof rule>
const something = ({ assignee, category }: Given) => assignee ?? category
const nothing = { path: ['assignee'], message: 'moderation.assignment.nothing' }

export const assignmentRule = rule.refine(something, nothing)
export const assignmentRuleRef = z.object({ assignmentRuleId: uuid<AssignmentRuleId>() })
export const assignmentRuleChange = rule.extend(assignmentRuleRef.shape).refine(something, nothing)
