import { z } from 'zod'
import { escalationCauses, escalationStates } from '#db/schema/index.ts'
import { type EscalationId, topicNumber, uuid } from '#server/core/ids.ts'
import { durationSeconds } from './durations.ts'

const key = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, 'escalation.key.form')
const longest = 90 * 86_400

/** An ISO 8601 duration in hours, minutes and seconds, as seconds; days are refused: write `PT24H`. */
const duration = (shortest: number) =>
  z
    .string('escalation.duration.form')
    .transform((text, issue) => {
      const seconds = durationSeconds(text)
      if (seconds === null) issue.addIssue({ code: 'custom', message: 'escalation.duration.form' })
      return seconds ?? z.NEVER
    })
    .pipe(z.number().min(shortest, 'escalation.duration.short').max(longest, 'escalation.duration.long'))

const target = z.object({ target: duration(1), clock: z.enum(['elapsed', 'business']).default('elapsed') })

/** Conditions that are not given hold for everything; product by code, board by slug. */
export const policyInput = z.object({
  key,
  name: z.string().trim().max(120).optional(),
  active: z.boolean().default(true),
  match: z
    .object({
      level: z.string().trim().min(1).max(100).nullish(),
      product: z.string().trim().min(1).max(200).nullish(),
      board: z.string().trim().min(1).max(200).nullish(),
      severity: z.number().int().min(1).max(3).nullish(),
    })
    .default({}),
  appliesTo: z.enum(['all', 'first']).default('all'),
  enforceFrom: z.coerce.date('invalid.invalidFormat').nullish(),
  noReply: target.nullish(),
  noSolution: target.extend({ limit: duration(1).default(7 * 86_400) }).nullish(),
  calendar: key.nullish(),
  sameAccountCounts: z.boolean().default(false),
  onExpiry: z.enum(['honour', 'cancel']).default('honour'),
  maxRetroDays: z.number().int().min(0).max(365).default(14),
  severity: z.number().int().min(1).max(3).default(3),
  escalateNow: z
    .object({
      allowed: z.boolean(),
      quota: z.number().int().min(0).max(100_000).nullish(),
      minAge: duration(0).default(0),
    })
    .default({ allowed: false, minAge: 0 }),
})

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'escalation.calendar.time')
const opening = z
  .object({ opens: time, closes: time })
  .refine((hours) => hours.opens < hours.closes, { error: 'escalation.calendar.order' })
const dayHours = z
  .array(opening)
  .max(10)
  .default([])
  .transform((openings) => [...openings].sort((a, b) => (a.opens < b.opens ? -1 : 1)))
  .refine((openings) => openings.every((hours, n) => (openings[n - 1]?.closes ?? '') <= hours.opens), {
    error: 'escalation.calendar.overlap',
  })

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

export const calendarInput = z.object({
  key,
  timeZone: z.string().refine((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
    } catch {
      return false
    }
  }, 'escalation.calendar.zone'),
  weekly: z.partialRecord(z.enum(weekdays), dayHours).default({}),
  holidays: z
    .array(
      z.union([z.iso.date(), z.object({ day: z.iso.date(), name: z.string().trim().max(120).default('') })]),
    )
    .max(2000)
    .default([])
    .transform((days) => days.map((day) => (typeof day === 'string' ? { day, name: '' } : day))),
})

export const queueInput = z.object({
  key,
  name: z.string().trim().min(1, 'invalid.missing').max(120),
  product: z.string().trim().min(1).max(200).nullish(),
  board: z.string().trim().min(1).max(200).nullish(),
})

const words = z
  .string('escalation.reason.missing')
  .trim()
  .min(1, 'escalation.reason.missing')
  .max(2000, 'escalation.reason.long')

export const escalateInput = z.object({ topicId: topicNumber, reason: words })
export const escalationRef = z.object({ escalationId: uuid<EscalationId>() })
/** `to` is a handle, with or without @. */
export const assignInput = escalationRef.extend({ to: z.string().trim().min(1, 'invalid.missing').max(60) })
export const resolveInput = escalationRef.extend({
  outcome: z.string('invalid.missing').trim().min(1, 'invalid.missing').max(60),
  publish: z.union([z.boolean().transform(String), z.string().trim().min(1, 'invalid.missing').max(60)]),
})
export const cancelInput = escalationRef.extend({ reason: words })
export const severityInput = escalationRef.extend({
  severity: z.coerce.number().int().min(1).max(3),
  reason: words,
})

export const consoleInput = z.object({
  view: z.enum(['open', 'mine', 'unassigned', 'ended', 'all']).default('open'),
  state: z.enum(escalationStates).nullish(),
  cause: z.enum(escalationCauses).nullish(),
  queue: z.string().max(80).nullish(),
  assignee: z.string().max(60).nullish(),
  account: z.guid('invalid.id').nullish(),
  topicId: topicNumber.nullish(),
  cursor: z.string().max(300).nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

const empty = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema)

/** Filters of the unreplied list, as they stand in its address. */
export const unrepliedInput = z.object({
  product: empty(z.string().max(200).nullish()),
  board: empty(z.string().max(200).nullish()),
  tag: empty(z.string().max(60).nullish()),
  language: empty(z.string().max(20).nullish()),
  coverage: empty(z.enum(['covered', 'uncovered']).nullish()),
  from: empty(z.iso.date().nullish()),
  to: empty(z.iso.date().nullish()),
  cursor: empty(z.coerce.number().int().min(0).nullish()),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

export const coverageQuery = z.object({
  member: z.string().trim().min(1, 'invalid.missing').max(60),
  product: z.string().max(200).nullish(),
  board: z.string().max(200).nullish(),
  at: z.coerce.date('invalid.invalidFormat').nullish(),
})
