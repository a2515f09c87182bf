import { z } from 'zod'
import type { Ctx } from '#server/core/ctx.ts'
import {
  acknowledgeEscalation,
  assignEscalation,
  calendarList,
  cancelEscalation,
  changeSeverity,
  consoleView,
  escalateNow,
  escalationPage,
  input,
  policyList,
  putCalendar,
  putPolicy,
  putQueue,
  queueList,
  resolveEscalation,
} from '#server/escalation/index.ts'
import { created, type Endpoint, ok, verb, view } from './endpoint.ts'
import { escalationShape, formedEscalation } from './escalation-shapes.ts'
import { iso, isoOrNull } from './forming.ts'
import { id, listOf, moment } from './shapes.ts'

/** The API lists all of them unless a view is asked for; the console begins with the open ones. */
const listQuery = input.consoleInput.extend({ view: input.consoleInput.shape.view.unwrap().default('all') })

const one = async (ctx: Ctx, { escalationId }: { escalationId: string }) =>
  formedEscalation(await escalationPage(ctx, { escalationId }), ctx)

type Ref = { escalationId: string }
type Move<Input extends z.ZodType> = (ctx: Ctx, input: z.input<Input>) => Promise<void>

/** A step of an escalation, by its own word; 409 when its state does not allow the step. */
const step = <Input extends z.ZodType<unknown, Ref>>(
  word: string,
  schema: Input,
  move: Move<Input>,
): Endpoint =>
  verb(
    `POST /escalations/{escalationId}/${word}`,
    { input: schema, shape: escalationShape, statuses: [200] },
    async (ctx, wanted) => {
      await move(ctx, wanted)
      return ok(await one(ctx, wanted))
    },
  )

const versionShape = z.strictObject({ key: z.string(), version: z.int() }).meta({ id: 'KeptVersion' })
const target = z.strictObject({ target: z.string(), clock: z.enum(['elapsed', 'business']) })

const policyShape = z
  .strictObject({
    key: z.string(),
    version: z.int(),
    name: z.string(),
    active: z.boolean(),
    match: z.strictObject({
      level: z.string().nullable(),
      product: z.string().nullable(),
      board: z.string().nullable(),
      severity: z.int().nullable(),
    }),
    appliesTo: z.enum(['all', 'first']),
    enforceFrom: moment.nullable(),
    noReply: target.nullable(),
    noSolution: target.extend({ limit: z.string() }).nullable(),
    calendar: z.string().nullable(),
    sameAccountCounts: z.boolean(),
    onExpiry: z.enum(['honour', 'cancel']),
    maxRetroDays: z.int(),
    severity: z.int(),
    escalateNow: z.strictObject({ allowed: z.boolean(), quota: z.int().nullable(), minAge: z.string() }),
    changedAt: moment,
  })
  .meta({ id: 'Policy' })

const calendarShape = z
  .strictObject({
    key: z.string(),
    version: z.int(),
    timeZone: z.string(),
    weekly: z.record(z.string(), z.array(z.strictObject({ opens: z.string(), closes: z.string() }))),
    holidays: z.array(z.strictObject({ day: z.iso.date(), name: z.string() })),
  })
  .meta({ id: 'Calendar' })

const queueShape = z.strictObject({ id, key: z.string(), name: z.string() }).meta({ id: 'Queue' })

/** Questions handed to the engineers, and the policies, calendars and queues behind that. */
export const escalationEndpoints = [
  verb(
    'POST /topics/{topicId}/escalate',
    { input: input.escalateInput, shape: escalationShape, statuses: [201] },
    async (ctx, wanted) => {
      const { id: escalationId } = await escalateNow(ctx, wanted)
      const escalation = await one(ctx, { escalationId })
      return created(escalation, escalation.url)
    },
  ),
  view('GET /escalations', { input: listQuery, shape: listOf(escalationShape) }, async (ctx, query) => {
    const { rows, next } = await consoleView(ctx, { ...query, view: query.view ?? 'all' })
    return { items: rows.map((row) => formedEscalation(row, ctx)), next }
  }),
  view('GET /escalations/{escalationId}', { input: input.escalationRef, shape: escalationShape }, one),
  step('assign', input.assignInput, assignEscalation),
  step('ack', input.escalationRef, acknowledgeEscalation),
  step('resolve', input.resolveInput, resolveEscalation),
  step('cancel', input.cancelInput, cancelEscalation),
  step('severity', input.severityInput, changeSeverity),
  verb(
    'PUT /sla/policies/{key}',
    { input: input.policyInput, shape: versionShape, statuses: [200] },
    async (ctx, wanted) => ok(await putPolicy(ctx, wanted)),
  ),
  view('GET /sla/policies', { input: z.object({}), shape: listOf(policyShape) }, async (ctx) => ({
    items: (await policyList(ctx)).map((policy) => ({
      ...policy,
      enforceFrom: isoOrNull(policy.enforceFrom),
      changedAt: iso(policy.changedAt),
    })),
    next: null,
  })),
  verb(
    'PUT /sla/calendars/{key}',
    { input: input.calendarInput, shape: versionShape, statuses: [200] },
    async (ctx, wanted) => ok(await putCalendar(ctx, wanted)),
  ),
  view('GET /sla/calendars', { input: z.object({}), shape: listOf(calendarShape) }, async (ctx) => ({
    items: (await calendarList(ctx)).map(({ weekly, ...calendar }) => ({
      ...calendar,
      weekly: Object.fromEntries(input.weekdays.map((day, at) => [day, weekly[at] ?? []])),
    })),
    next: null,
  })),
  verb(
    'PUT /sla/queues/{key}',
    { input: input.queueInput, shape: queueShape.omit({ name: true }), statuses: [200] },
    async (ctx, wanted) => ok(await putQueue(ctx, wanted)),
  ),
  view('GET /sla/queues', { input: z.object({}), shape: listOf(queueShape) }, async (ctx) => ({
    items: await queueList(ctx),
    next: null,
  })),
]
