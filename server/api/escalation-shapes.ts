import { z } from 'zod'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import type { ClockShown, EscalationShown, TraceLine } from '#server/escalation/index.ts'
import { iso, isoOrNull } from './forming.ts'
import { id, moment, personShape } from './shapes.ts'

const maybe = moment.nullable()

/** A promise as asker and engineers see it: `start + target + paused = due`. Durations are ISO 8601 or whole seconds. */
export const clockShape = z
  .strictObject({
    id,
    kind: z.string(),
    state: z.enum(['running', 'soon', 'critical', 'breached', 'paused', 'met', 'ended']),
    cause: z.string().nullable(),
    startedAt: moment,
    target: z.string(),
    clock: z.enum(['elapsed', 'business']),
    pausedSeconds: z.int(),
    dueAt: maybe,
    leftSeconds: z.int().nullable(),
  })
  .meta({ id: 'Clock' })

const traceShape = z.strictObject({ at: moment, text: z.string() }).meta({ id: 'TraceLine' })

const rowFields = {
  id,
  url: z.url(),
  topicId: z.int(),
  cause: z.enum(['nr', 'ns', 'customer', 'staff']),
  reason: z.string().nullable(),
  state: z.string(),
  severity: z.int(),
  queue: z.string(),
  asker: personShape.nullable(),
  assignee: personShape.nullable(),
  /** The account's name and the support level: for engineers. */
  account: z.string().nullable(),
  level: z.string().nullable(),
  dueAt: moment,
  firedAt: moment,
  lateBy: z.int(),
  ackedAt: maybe,
  endedAt: maybe,
  outcome: z.string().nullable(),
  clock: clockShape.nullable(),
  case: z
    .strictObject({
      number: z.string(),
      status: z.string(),
      url: z.string().nullable(),
      /** The case of which it was closed as a duplicate, after a merge of their questions. */
      duplicateOf: z.string().nullable(),
    })
    .nullable(),
}

/** `trace` says why it fired, and what happened since. */
export const escalationShape = z
  .strictObject({ ...rowFields, trace: z.array(traceShape) })
  .meta({ id: 'Escalation' })

export const formedClock = (shown: ClockShown): z.input<typeof clockShape> => ({
  id: shown.id,
  kind: shown.kind,
  state: shown.state,
  cause: shown.cause,
  startedAt: iso(shown.startedAt),
  target: shown.target,
  clock: shown.clock,
  pausedSeconds: shown.pausedSeconds,
  dueAt: isoOrNull(shown.dueAt),
  leftSeconds: shown.leftSeconds,
})

const person = (one: { handle: string; name: string } | null, staff: boolean) =>
  one && {
    handle: one.handle,
    displayName: one.name,
    staff,
    affiliation: staff ? { kind: 'employee' as const, company: null } : null,
  }

export const formedEscalation = (
  shown: EscalationShown & { trace: TraceLine[] },
  { site }: Ctx,
): z.input<typeof escalationShape> => ({
  id: shown.id,
  url: `${site}${paths.escalation(shown.id)}`,
  topicId: shown.topicId,
  cause: z.enum(['nr', 'ns', 'customer', 'staff']).parse(shown.cause),
  reason: shown.reason,
  state: shown.state,
  severity: shown.severity,
  queue: shown.queue.key,
  asker: person(shown.asker, false),
  assignee: person(shown.assignee, true),
  account: shown.account?.name ?? null,
  level: shown.level,
  dueAt: iso(shown.dueAt),
  firedAt: iso(shown.firedAt),
  lateBy: shown.lateBy,
  ackedAt: isoOrNull(shown.ackedAt),
  endedAt: isoOrNull(shown.endedAt),
  outcome: shown.outcome,
  clock: shown.clock && formedClock(shown.clock),
  case: shown.case,
  trace: shown.trace.map(({ at, text }) => ({ at: iso(at), text })),
})
