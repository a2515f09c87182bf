import { z } from 'zod'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import {
  appealList,
  appealStatement,
  conductInput as input,
  decideAppeal,
  liftSanction,
  logCsv,
  logInput,
  logList,
  openFile,
  overturnedWeeks,
  precedents,
  precedentsInput,
  ownStatements,
  quarterInput,
  sanctionMember,
  sanctionPage,
  statementPage,
  transparencyReport,
  troubleList,
} from '#server/moderation/index.ts'
import { created, done, listing, ok, verb, view } from './endpoint.ts'
import { iso, isoOrNull } from './forming.ts'
import { id, listOf, moment } from './shapes.ts'

const maybe = moment.nullable()
const person = z.strictObject({ handle: z.string().nullable(), name: z.string() }).meta({ id: 'Named' })
const limits = z.array(z.enum(input.limitKinds))

const sanctionShape = z
  .strictObject({
    id,
    member: z.string(),
    kind: z.enum(input.sanctionKinds),
    limits,
    until: maybe,
    liftedAt: maybe,
    statement: id.nullable(),
  })
  .meta({ id: 'Sanction' })

const appealShape = z.strictObject({
  id,
  text: z.string(),
  at: moment,
  outcome: z.enum(['upheld', 'overturned']).nullable(),
  reason: z.string().nullable(),
  decidedAt: maybe,
  by: person.nullable(),
})

const statementShape = z
  .strictObject({
    id,
    url: z.url(),
    kind: z.enum(input.statementKinds),
    member: z.string(),
    clause: z
      .strictObject({ key: z.string(), version: z.int(), title: z.string(), html: z.string() })
      .nullable(),
    reason: z.string(),
    message: z.string(),
    limits,
    at: moment,
    until: maybe,
    topicId: z.int().nullable(),
    postId: id.nullable(),
    outcome: z.enum(['holds', 'ended', 'lifted', 'overturned']),
    /** Only for moderators. */
    by: person.nullable(),
    appeal: appealShape.nullable(),
    mayAppeal: z.boolean(),
  })
  .meta({ id: 'Statement' })

const statementRowShape = z
  .strictObject({
    id,
    kind: z.enum(input.statementKinds),
    clause: z.string().nullable(),
    at: moment,
    until: maybe,
    appeal: z.enum(['open', 'upheld', 'overturned']).nullable(),
  })
  .meta({ id: 'StatementRow' })

const values = z.record(z.string(), z.unknown())
const logShape = z
  .strictObject({
    id,
    at: moment,
    action: z.string(),
    byKind: z.enum(['member', 'key', 'system']),
    by: person.nullable(),
    member: z.string().nullable(),
    topicId: z.int().nullable(),
    board: z.string().nullable(),
    postId: id.nullable(),
    statement: id.nullable(),
    clause: z.string().nullable(),
    termsVersion: z.int().nullable(),
    reason: z.string(),
    before: values,
    after: values,
  })
  .meta({ id: 'LogEntry' })

const appealRowShape = z
  .strictObject({
    id,
    statement: id,
    kind: z.enum(input.statementKinds),
    member: z.string(),
    clause: z.string().nullable(),
    text: z.string(),
    at: moment,
    outcome: z.enum(['upheld', 'overturned']).nullable(),
    reason: z.string().nullable(),
    decidedAt: maybe,
    by: person.nullable(),
    item: id.nullable(),
  })
  .meta({ id: 'AppealRow' })

const weeksShape = z
  .strictObject({
    items: z.array(
      z.strictObject({
        week: z.iso.date(),
        decided: z.int(),
        overturned: z.int(),
        /** In whole percent; null where none was decided. */
        share: z.int().nullable(),
      }),
    ),
    next: z.null(),
  })
  .meta({ id: 'OverturnedWeeks' })

const precedentShape = z
  .strictObject({
    id,
    /** Null where it was done outside the queue. */
    item: id.nullable(),
    clause: z.string().nullable(),
    action: z.string(),
    reason: z.string(),
    at: moment,
    title: z.string().nullable(),
    statement: id.nullable(),
    appeal: z.enum(['upheld', 'overturned']).nullable(),
  })
  .meta({ id: 'Precedent' })

const fileShape = z
  .strictObject({
    member: z.string(),
    counts: z.record(z.enum(input.fileParts), z.int()),
    accuracy: z.strictObject({ judged: z.int(), upheld: z.int() }),
    restrictions: z.array(z.strictObject({ kind: z.string(), until: moment, statement: id.nullable() })),
    show: z.enum(input.fileParts),
    items: z.array(
      z.strictObject({
        id,
        at: moment,
        kind: z.string(),
        outcome: z.string().nullable(),
        clause: z.string().nullable(),
        text: z.string(),
        until: maybe,
        countsUntil: maybe,
        person: person.nullable(),
        topicId: z.int().nullable(),
        statement: id.nullable(),
        item: id.nullable(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'MemberFile' })

const troubleShape = z
  .strictObject({
    handle: z.string(),
    name: z.string(),
    flags: z.int(),
    removals: z.int(),
    warnings: z.int(),
    at: moment,
  })
  .meta({ id: 'RepeatedTrouble' })

/** `null` stands for "fewer than 5". */
const told = z.int().nullable()
const hours = z.number().nullable()
const transparencyShape = z
  .strictObject({
    quarter: z.string(),
    from: moment,
    until: moment,
    countedUntil: moment,
    over: z.boolean(),
    deeds: z.array(z.strictObject({ action: z.string(), count: told, automatic: told })),
    clauses: z.array(z.strictObject({ clause: z.string(), removals: told, sanctions: told })),
    appeals: z.strictObject({ made: told, upheld: told, overturned: told, overturnedShare: told }),
    decisions: told,
    hoursToDecision: z.strictObject({ half: hours, most: hours }),
  })
  .meta({ id: 'TransparencyReport' })

async function oneStatement(ctx: Ctx, ref: { statementId: string }): Promise<z.input<typeof statementShape>> {
  const shown = await statementPage(ctx, ref)
  const { appeal } = shown
  return {
    ...{ id: shown.id, kind: shown.kind, clause: shown.clause, reason: shown.reason, message: shown.message },
    url: `${ctx.site}${paths.statement(shown.id)}`,
    member: shown.member.handle,
    limits: shown.limits,
    at: iso(shown.at),
    until: isoOrNull(shown.until),
    topicId: shown.about?.topic.id ?? null,
    postId: shown.about?.post?.id ?? null,
    outcome: shown.outcome,
    by: shown.by,
    appeal: appeal && { ...appeal, at: iso(appeal.at), decidedAt: isoOrNull(appeal.decidedAt) },
    mayAppeal: shown.can.appeal,
  }
}

async function oneSanction(ctx: Ctx, ref: { sanctionId: string }): Promise<z.input<typeof sanctionShape>> {
  const { id, kind, limits, until, liftedAt, statementId, member } = await sanctionPage(ctx, ref)
  return {
    ...{ id, kind, limits },
    member: member.handle,
    until: isoOrNull(until),
    liftedAt: isoOrNull(liftedAt),
    statement: statementId,
  }
}

/** Sanctions and what members are told of them. */
export const conductEndpoints = [
  verb(
    'POST /members/{handle}/sanctions',
    { input: input.sanctionInput, shape: sanctionShape, statuses: [201] },
    async (ctx, wanted) => created(await oneSanction(ctx, await sanctionMember(ctx, wanted))),
  ),
  verb(
    'POST /sanctions/{sanctionId}/lift',
    { input: input.liftingInput, shape: sanctionShape, statuses: [200] },
    async (ctx, wanted) => {
      await liftSanction(ctx, wanted)
      return ok(await oneSanction(ctx, wanted))
    },
  ),
  view(
    'GET /statements',
    { input: input.pageInput, shape: listOf(statementRowShape) },
    async (ctx, wanted) => {
      const { items, next } = await ownStatements(ctx, wanted)
      return {
        items: items.map(({ appeal, ...row }) => ({
          ...row,
          at: iso(row.at),
          until: isoOrNull(row.until),
          appeal: appeal && (appeal.outcome ?? ('open' as const)),
        })),
        next,
      }
    },
  ),
  verb(
    'POST /statements/{statementId}/appeal',
    { input: input.appealInput, shape: statementShape, statuses: [201] },
    async (ctx, wanted) => {
      await appealStatement(ctx, wanted)
      return created(await oneStatement(ctx, wanted))
    },
  ),
  verb(
    'POST /appeals/{appealId}/decision',
    { input: input.appealDecision, statuses: [204] },
    async (ctx, wanted) => {
      await decideAppeal(ctx, wanted)
      return done()
    },
  ),
  view('GET /statements/{statementId}', { input: input.statementRef, shape: statementShape }, oneStatement),
  listing(
    'GET /moderation/log',
    { input: logInput, shape: listOf(logShape), csv: logCsv },
    async (ctx, wanted) => {
      const { items, next } = await logList(ctx, wanted)
      return {
        items: items.map(({ member, topic, statementId, cited: _, ...row }) => ({
          ...row,
          at: iso(row.at),
          member: member?.handle ?? null,
          topicId: topic?.id ?? null,
          statement: statementId,
        })),
        next,
      }
    },
  ),
  view(
    'GET /moderation/appeals',
    { input: input.appealListInput, shape: listOf(appealRowShape) },
    async (ctx, wanted) => {
      const { items, next } = await appealList(ctx, wanted)
      return {
        items: items.map(({ statementId, itemId, member, topic: _, ...row }) => ({
          ...row,
          statement: statementId,
          item: itemId,
          member: member.handle,
          at: iso(row.at),
          decidedAt: isoOrNull(row.decidedAt),
        })),
        next,
      }
    },
  ),
  view(
    'GET /moderation/precedents',
    { input: precedentsInput, shape: listOf(precedentShape) },
    async (ctx, wanted) => ({
      items: (await precedents(ctx, wanted)).map(({ itemId, statementId, kind: _, ...row }) => ({
        ...row,
        at: iso(row.at),
        item: itemId,
        statement: statementId,
      })),
      next: null,
    }),
  ),
  view('GET /moderation/appeals/weeks', { input: z.object({}), shape: weeksShape }, async (ctx) => ({
    items: await overturnedWeeks(ctx),
    next: null,
  })),
  view(
    'GET /moderation/members',
    { input: input.pageInput, shape: listOf(troubleShape) },
    async (ctx, wanted) => {
      const { items, next } = await troubleList(ctx, wanted)
      return { items: items.map((row) => ({ ...row, at: iso(row.at) })), next }
    },
  ),
  view(
    'GET /moderation/members/{handle}',
    { input: input.fileInput, shape: fileShape },
    async (ctx, wanted) => {
      const { member, counts, accuracy, restrictions, show, items, next } = await openFile(ctx, wanted)
      return {
        ...{ member: member.handle, accuracy, show, next },
        counts: Object.fromEntries(counts.map(({ part, count }) => [part, count])) as Record<
          input.FilePart,
          number
        >,
        restrictions: restrictions.map(({ kind, until, statementId }) => ({
          kind,
          until: iso(until),
          statement: statementId || null,
        })),
        items: items.map(({ byKind: _, topic, statementId, itemId, ...entry }) => ({
          ...entry,
          at: iso(entry.at),
          until: isoOrNull(entry.until),
          countsUntil: isoOrNull(entry.countsUntil),
          topicId: topic?.id ?? null,
          statement: statementId,
          item: itemId,
        })),
      }
    },
  ),
  view(
    'GET /transparency/{quarter}',
    { input: quarterInput, shape: transparencyShape },
    async (ctx, wanted) => {
      const report = await transparencyReport(ctx, wanted)
      return {
        ...report,
        from: iso(report.from),
        until: iso(report.until),
        countedUntil: iso(report.countedUntil),
      }
    },
  ),
]
