import { and, desc, eq, gte, like, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { boards, members, moderationLog, topics } from '#db/schema/index.ts'
import { csvOf } from '#server/core/csv.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { withCited } from '#server/terms/index.ts'
import { canReadLog } from '../sanction-policy.ts'
import { pageInput } from '../sanction-input.ts'
import { beyond, pageOf } from './paging.ts'
import { doerColumns } from './place.ts'
import { ofPlaces } from './scope.ts'

const blank = z.literal('').transform(() => undefined)
const word = z
  .string()
  .trim()
  .max(80)
  .regex(/^[A-Za-z0-9._@-]+$/, 'invalid.custom')
const day = z.iso.date('moderation.log.date').transform((text) => new Date(`${text}T00:00:00Z`))

/** `action` may be the first word of several, as in `member` or `decision`; `until` is a whole day, itself included. */
export const logInput = pageInput.extend({
  action: z.union([blank, word]).optional(),
  clause: z.union([blank, word]).optional(),
  by: z.union([blank, word]).optional(),
  member: z.union([blank, word]).optional(),
  board: z.union([blank, word]).optional(),
  from: z.union([blank, day]).optional(),
  until: z.union([blank, day]).optional(),
})

const concerned = alias(members, 'concerned')
const handleOf = (text: string) => text.replace(/^@/, '').toLowerCase()
const oneDay = 86_400_000

/** What moderators did, newest first (MOD-26): on one's own boards, or everywhere. Filters stand in the address. */
export async function logList(ctx: Ctx, input: z.input<typeof logInput> = {}) {
  const { cursor, limit, ...wanted } = parse(logInput, input)
  const { items, next } = await logPart(ctx, wanted, { cursor, limit })
  return { items: await withCited(ctx, items), next }
}

/** Rows that are read at once where the whole log is wanted. */
const whole = 1000

/** The same whole, or all that the filters leave of it, as CSV; for the same readers (MOD-26). */
export async function logCsv(ctx: Ctx, input: z.input<typeof logInput> = {}) {
  const { cursor: _, limit: __, ...wanted } = parse(logInput, input)
  return csvOf((cursor) => logPart(ctx, wanted, { cursor, limit: whole }), {
    at: (row) => row.at.toISOString(),
    action: (row) => row.action,
    by_kind: (row) => row.byKind,
    by: (row) => row.by?.handle ?? row.by?.name ?? '',
    member: (row) => row.member?.handle ?? '',
    board: (row) => row.board,
    topic_id: (row) => row.topic?.id ?? '',
    topic: (row) => row.topic?.title ?? '',
    post_id: (row) => row.postId,
    statement_id: (row) => row.statementId,
    clause: (row) => row.clause,
    terms_version: (row) => row.termsVersion,
    reason: (row) => row.reason,
    before: (row) => JSON.stringify(row.before),
    after: (row) => JSON.stringify(row.after),
    id: (row) => row.id,
  })
}

type Filter = Omit<z.output<typeof logInput>, 'cursor' | 'limit'>
type Part = { cursor?: string | null | undefined; limit: number }

async function logPart(ctx: Ctx, wanted: Filter, { cursor, limit }: Part) {
  permit(canReadLog(ctx.actor), 'moderation.moderatorsOnly')
  const found = await ctx.db
    .select({
      id: moderationLog.id,
      at: moderationLog.at,
      action: moderationLog.action,
      byKind: moderationLog.byKind,
      by: doerColumns(moderationLog.byKind, moderationLog.byId),
      member: { handle: concerned.handle, name: concerned.displayName },
      topic: { id: topics.id, kind: topics.kind, slug: topics.slug, title: topics.title },
      board: boards.slug,
      postId: moderationLog.postId,
      statementId: moderationLog.statementId,
      clause: moderationLog.clause,
      termsVersion: moderationLog.termsVersion,
      reason: moderationLog.reason,
      before: moderationLog.before,
      after: moderationLog.after,
    })
    .from(moderationLog)
    .leftJoin(concerned, eq(concerned.id, moderationLog.memberId))
    .leftJoin(topics, eq(topics.id, moderationLog.topicId))
    .leftJoin(boards, eq(boards.id, moderationLog.boardId))
    .where(and(filtered(wanted), ofPlaces(ctx.actor, 'queue', moderationLog), beyond(cursor, moderationLog)))
    .orderBy(desc(moderationLog.at), desc(moderationLog.id))
    .limit(limit + 1)
  return pageOf(found, limit, (row) => row)
}

const filtered = ({ action, clause, by, member, board, from, until }: Filter) =>
  and(
    action
      ? action.includes('.')
        ? eq(moderationLog.action, action)
        : like(moderationLog.action, `${action}.%`)
      : undefined,
    clause ? eq(moderationLog.clause, clause) : undefined,
    by
      ? sql`${moderationLog.byId} = (select id from ${members} m where lower(m.handle) = ${handleOf(by)})`
      : undefined,
    member ? eq(sql`lower(${concerned.handle})`, handleOf(member)) : undefined,
    board ? eq(boards.slug, board) : undefined,
    from ? gte(moderationLog.at, from) : undefined,
    until ? lt(moderationLog.at, new Date(until.getTime() + oneDay)) : undefined,
  )
