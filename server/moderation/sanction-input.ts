import { z } from 'zod'
import { type LimitKind, sanctionKinds, statementKinds } from '#db/schema/moderation.ts'
import { restrictionKinds } from '#server/core/actor.ts'
import { type AppealId, type PostId, type SanctionId, type StatementId, uuid } from '#server/core/ids.ts'

/** Pages of a list by moment and id: `limit` at most 100, 30 unless told. */
export const pageInput = z.object({
  cursor: z.string().max(200).nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

const words = (max: number) => z.string().trim().max(max, 'forum.text.long')
const needed = (key: string, max: number) => z.string(key).trim().min(1, key).max(max, 'forum.text.long')
const blankAsAbsent = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

export { sanctionKinds, statementKinds }
export const limitKinds = restrictionKinds.filter((kind): kind is LimitKind => kind !== 'suspension')

/** Days a sanction may last: a limit at most a year, a suspension at most ten. */
const mostDays = { note: 0, warning: 0, limit: 365, suspension: 3650 }

const ref = { handle: z.string().trim().min(1, 'invalid.missing').max(60) }
export const memberRef = z.object(ref)
export const sanctionRef = z.object({ sanctionId: uuid<SanctionId>() })
/** Whom, and the post that led to it; an empty or wrong one is none. */
export const sanctionAbout = memberRef.extend({ post: uuid<PostId>().nullish().catch(null) })
export const statementRef = z.object({ statementId: uuid<StatementId>() })
export const appealRef = z.object({ appealId: uuid<AppealId>() })

const limitList = z.array(z.enum(limitKinds, 'moderation.sanction.limits')).max(limitKinds.length)

/** A step of the ladder. `days` belongs to limits and suspensions; a note needs no clause; `message` defaults to the reason. */
export const sanctionInput = z
  .object({
    ...ref,
    kind: z.enum(sanctionKinds, 'moderation.sanction.kind'),
    limits: z
      .union([limitList, z.enum(limitKinds, 'moderation.sanction.limits').transform((one) => [one])])
      .default([]),
    clause: blankAsAbsent(words(80)),
    reason: needed('moderation.sanction.reason', 2000),
    message: words(4000).default(''),
    skipReason: words(1000).default(''),
    days: blankAsAbsent(
      z.coerce
        .number('moderation.sanction.days')
        .int('moderation.sanction.days')
        .min(1, 'moderation.sanction.days'),
    ),
    postId: blankAsAbsent(uuid<PostId>()),
  })
  .superRefine((wanted, context) => {
    const wrong = (path: string, message: string, params = {}) =>
      context.addIssue({ code: 'custom', path: [path], message, params })
    const lasts = wanted.kind === 'limit' || wanted.kind === 'suspension'
    if (wanted.kind !== 'note' && !wanted.clause) wrong('clause', 'moderation.sanction.clause')
    if (wanted.kind === 'limit' && wanted.limits.length === 0) wrong('limits', 'moderation.sanction.limits')
    if (lasts && wanted.days === undefined) wrong('days', 'moderation.sanction.days')
    if (lasts && wanted.days !== undefined && wanted.days > mostDays[wanted.kind])
      wrong('days', 'moderation.sanction.daysMost', { maximum: mostDays[wanted.kind] })
  })

/** `early`: it ends and stays a strike; `overturned`: it was given in error and never counted. */
export const liftingInput = sanctionRef.extend({
  as: z.enum(['early', 'overturned'], 'moderation.lift.as'),
  reason: needed('moderation.lift.reason', 1000),
})

export const removalInput = z.object({
  postId: uuid<PostId>(),
  clause: needed('forum.hide.clause', 80),
  reason: needed('forum.hide.reason', 1000),
  message: words(4000).default(''),
})

export const appealStates = ['open', 'decided', 'overturned', 'upheld'] as const
export const appealListInput = pageInput.extend({
  state: z.preprocess((value) => value || undefined, z.enum(appealStates).default('open')),
})

/** What a member's file holds, each a list of its own. */
export const fileParts = [
  'notes',
  'warnings',
  'strikes',
  'sanctions',
  'removals',
  'decisions',
  'statements',
  'flagsReceived',
  'flagsUpheld',
  'flagsGiven',
] as const
export type FilePart = (typeof fileParts)[number]

/** One list of a file, of the last `days` alone where that is said. */
export const fileInput = memberRef.extend(pageInput.shape).extend({
  show: z.preprocess((value) => value || undefined, z.enum(fileParts).default('notes')),
  days: z.preprocess((value) => value || undefined, z.coerce.number().int().min(1).max(3650).optional()),
})

export const appealInput = statementRef.extend({ text: needed('moderation.appeal.text', 4000) })
export const appealDecision = appealRef.extend({
  outcome: z.enum(['upheld', 'overturned'], 'moderation.appeal.outcome'),
  reason: needed('moderation.appeal.reason', 2000),
})
