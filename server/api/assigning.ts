import { z } from 'zod'
import type { Ctx } from '#server/core/ctx.ts'
import {
  assignmentInput,
  type AssignmentRuleShown,
  assignmentRules,
  changeAssignmentRule,
  makeAssignmentRule,
  queueReport,
  queueReportCsv,
  queueReportInput,
  reportGroups,
  reportPeriods,
  removeAssignmentRule,
} from '#server/moderation/index.ts'
import { created, done, listing, ok, verb, view } from './endpoint.ts'
import { iso, isoOrNull } from './forming.ts'
import { id, listOf, moment } from './shapes.ts'

const ruleShape = z
  .strictObject({
    id,
    board: z.strictObject({ slug: z.string(), title: z.string(), archivedAt: moment.nullable() }).nullable(),
    clause: z.string().nullable(),
    flagCount: z.int(),
    assignee: z
      .strictObject({ handle: z.string(), displayName: z.string(), moderates: z.boolean() })
      .nullable(),
    category: z.string().nullable(),
    met: z.int(),
    changedAt: moment,
    by: z.string().nullable(),
  })
  .meta({ id: 'AssignmentRule' })

const formed = ({ can: _, board, assignee, changedAt, ...rule }: AssignmentRuleShown) => ({
  ...rule,
  board: board && { ...board, archivedAt: isoOrNull(board.archivedAt) },
  assignee: assignee && {
    handle: assignee.handle,
    displayName: assignee.name,
    moderates: assignee.moderates,
  },
  changedAt: iso(changedAt),
})

async function oneRule(ctx: Ctx, { assignmentRuleId }: { assignmentRuleId: string }) {
  const rule = (await assignmentRules(ctx)).find((candidate) => candidate.id === assignmentRuleId)
  if (!rule) throw new Error('a rule was written and is not in view')
  return formed(rule)
}

const reportShape = z
  .strictObject({
    period: z.enum(reportPeriods),
    by: z.enum(reportGroups),
    board: z.string().nullable(),
    from: moment,
    until: moment,
    rows: z.array(
      z.strictObject({
        /** The first day of the week or month, in UTC. */
        period: z.iso.date(),
        name: z.string().nullable(),
        opened: z.int(),
        decided: z.int(),
        secondsToDecision: z.strictObject({ half: z.number(), most: z.number() }).nullable(),
        outcomes: z.record(z.string(), z.int()),
      }),
    ),
  })
  .meta({ id: 'ReviewReport' })

/** Who gets which reports by rule, and how the queue has fared (MOD-12). */
export const assigningEndpoints = [
  view('GET /assignment-rules', { input: z.object({}), shape: listOf(ruleShape) }, async (ctx) => ({
    items: (await assignmentRules(ctx)).map(formed),
    next: null,
  })),
  verb(
    'POST /assignment-rules',
    { input: assignmentInput.assignmentRule, shape: ruleShape, statuses: [201] },
    async (ctx, wanted) => created(await oneRule(ctx, await makeAssignmentRule(ctx, wanted))),
  ),
  verb(
    'PUT /assignment-rules/{assignmentRuleId}',
    { input: assignmentInput.assignmentRuleChange, shape: ruleShape, statuses: [200] },
    async (ctx, wanted) => ok(await oneRule(ctx, await changeAssignmentRule(ctx, wanted))),
  ),
  verb(
    'DELETE /assignment-rules/{assignmentRuleId}',
    { input: assignmentInput.assignmentRuleRef, statuses: [204] },
    async (ctx, ref) => {
      await removeAssignmentRule(ctx, ref)
      return done()
    },
  ),
  listing(
    'GET /review-report',
    { input: queueReportInput, shape: reportShape, csv: queueReportCsv },
    async (ctx, query) => {
      const { from, until, ...report } = await queueReport(ctx, query)
      return { ...report, from: iso(from), until: iso(until) }
    },
  ),
]
