import { and, asc, count, desc, eq, exists, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { boardRoles, languageRoles, members } from '#db/schema/identity.ts'
import { acceptances } from '#db/schema/terms.ts'
import { isAdmin } from '#server/core/actor.ts'
import { csvOf } from '#server/core/csv.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import type { MemberId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { bindingOf, lastReminder, notAccepted, termsRefInput } from '#server/terms/index.ts'

type Audience = 'members' | 'staff'

/** How many people a text for this audience binds: ghosts, machines and closed accounts are left out. For admins. */
export async function peopleConcerned(ctx: Ctx, { audience }: { audience: Audience }): Promise<number> {
  permit(isAdmin(ctx.actor))
  return ctx.db.$count(members, concerned(ctx, audience))
}

/** The condition on members behind it; who may not write for now is asked for nothing until then. */
export const concerned = (ctx: Pick<Ctx, 'db' | 'now'>, audience: Audience): SQL | undefined =>
  and(
    isNull(members.ghostOf),
    isNull(members.deactivatedAt),
    eq(members.bot, false),
    or(isNull(members.suspendedUntil), lte(members.suspendedUntil, ctx.now)),
    audience === 'members'
      ? undefined
      : or(
          sql`cardinality(${members.roles}) > 0`,
          exists(ctx.db.select().from(boardRoles).where(eq(boardRoles.memberId, members.id))),
          exists(ctx.db.select().from(languageRoles).where(eq(languageRoles.memberId, members.id))),
        ),
  )

export const acceptanceRef = termsRefInput.required({ document: true }).omit({ locale: true })
export const acceptancePage = acceptanceRef.extend({
  cursor: z.string().max(200).nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
type Ref = z.output<typeof acceptanceRef>
type Part = { cursor?: string | null | undefined; limit: number }

/** Rows that are read at once where the whole list is wanted. */
const whole = 1000

/** Whom a version binds who accepted neither it nor a later one; null where it binds nobody. */
async function owing(ctx: Ctx, ref: Ref): Promise<SQL | undefined | null> {
  const { mustAccept, audience } = await bindingOf(ctx, ref)
  return mustAccept ? and(concerned(ctx, audience), notAccepted(members.id, ref)) : null
}

/** How many accepted a version and how many have yet to, with the last reminder (TERMS-06); for admins. */
export async function acceptanceFigures(ctx: Ctx, input: z.input<typeof acceptanceRef>) {
  permit(isAdmin(ctx.actor))
  const ref = parse(acceptanceRef, input)
  const where = await owing(ctx, ref)
  const [accepted, missing, reminded] = await Promise.all([
    ctx.db.$count(
      acceptances,
      and(eq(acceptances.document, ref.document), eq(acceptances.version, ref.version)),
    ),
    where === null ? 0 : ctx.db.$count(members, where),
    lastReminder(ctx, ref),
  ])
  return { accepted, missing, reminded }
}

/** The most days a curve has; what was accepted later than that is news no more. */
const curveDays = 366

/** How many had accepted a version by the end of each day (UTC) on which somebody did; for admins. */
export async function acceptanceCurve(
  ctx: Ctx,
  input: z.input<typeof acceptanceRef>,
): Promise<{ day: string; total: number }[]> {
  permit(isAdmin(ctx.actor))
  const { document, version } = parse(acceptanceRef, input)
  const day = sql<string>`to_char(${acceptances.at} at time zone 'UTC', 'YYYY-MM-DD')`
  const found = await ctx.db
    .select({ day, count: count() })
    .from(acceptances)
    .where(and(eq(acceptances.document, document), eq(acceptances.version, version)))
    .groupBy(day)
    .orderBy(day)
    .limit(curveDays)
  let total = 0
  return found.map((row) => ({ day: row.day, total: (total += row.count) }))
}

/** Who accepted a version and when, the newest first (TERMS-06); for admins. */
export async function acceptedList(ctx: Ctx, input: z.input<typeof acceptancePage>) {
  const { limit, cursor, ...ref } = parse(acceptancePage, input)
  return acceptedPart(ctx, ref, { limit, cursor })
}

/** The same whole, as CSV. */
export async function acceptedCsv(ctx: Ctx, input: z.input<typeof acceptanceRef>) {
  const ref = parse(acceptanceRef, input)
  return csvOf((cursor) => acceptedPart(ctx, ref, { cursor, limit: whole }), {
    handle: (row) => row.handle,
    name: (row) => row.displayName,
    document: () => ref.document,
    version: () => ref.version,
    accepted_at: (row) => row.at.toISOString(),
    language: (row) => row.locale,
    method: (row) => row.method,
    hash: (row) => row.hash,
  })
}

async function acceptedPart(ctx: Ctx, { document, version }: Ref, { cursor, limit }: Part) {
  permit(isAdmin(ctx.actor))
  await bindingOf(ctx, { document, version })
  const found = await ctx.db
    .select({
      id: acceptances.id,
      handle: members.handle,
      displayName: members.displayName,
      at: acceptances.at,
      locale: acceptances.locale,
      method: acceptances.method,
      hash: acceptances.hash,
    })
    .from(acceptances)
    .innerJoin(members, eq(members.id, acceptances.memberId))
    .where(and(eq(acceptances.document, document), eq(acceptances.version, version), beyond(cursor)))
    .orderBy(desc(acceptances.at), desc(acceptances.id))
    .limit(limit + 1)
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last ? `${last.at.getTime()}.${last.id}` : null }
}

function beyond(cursor: string | null | undefined): SQL | undefined {
  if (!cursor) return undefined
  const [, at = '', id = ''] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (!id) throw new Invalid([{ path: 'cursor', key: 'invalid.cursor' }])
  return sql`(${acceptances.at}, ${acceptances.id}) < (${new Date(Number(at)).toISOString()}::timestamptz, ${id}::uuid)`
}

/** Who has yet to accept a version, by handle (TERMS-06): nobody where it is for information. For admins. */
export async function owingList(ctx: Ctx, input: z.input<typeof acceptancePage>) {
  const { limit, cursor, ...ref } = parse(acceptancePage, input)
  return owingPart(ctx, ref, { limit, cursor })
}

/** The same whole, as CSV. */
export async function owingCsv(ctx: Ctx, input: z.input<typeof acceptanceRef>) {
  const ref = parse(acceptanceRef, input)
  return csvOf((cursor) => owingPart(ctx, ref, { cursor, limit: whole }), {
    handle: (row) => row.handle,
    name: (row) => row.displayName,
    document: () => ref.document,
    version: () => ref.version,
    joined_at: (row) => row.joinedAt.toISOString(),
    last_seen_at: (row) => row.lastSeenAt?.toISOString() ?? '',
  })
}

async function owingPart(ctx: Ctx, ref: Ref, { cursor, limit }: Part) {
  permit(isAdmin(ctx.actor))
  const where = await owing(ctx, ref)
  if (where === null) return { items: [], next: null }
  const handle = sql<string>`lower(${members.handle})`
  const found = await ctx.db
    .select({
      handle: members.handle,
      displayName: members.displayName,
      joinedAt: members.joinedAt,
      lastSeenAt: members.lastSeenAt,
    })
    .from(members)
    .where(and(where, cursor ? gt(handle, cursor.toLowerCase()) : undefined))
    .orderBy(handle)
    .limit(limit + 1)
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last ? last.handle.toLowerCase() : null }
}

/** The next 1,000 who owe a version, behind a member; for whoever tells them. */
export async function owingAfter(ctx: Ctx, ref: Ref, after: MemberId | null): Promise<MemberId[]> {
  permit(isAdmin(ctx.actor))
  const where = await owing(ctx, ref)
  if (where === null) return []
  const found = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(and(where, after ? gt(members.id, after) : undefined))
    .orderBy(asc(members.id))
    .limit(whole)
  return found.map(({ id }) => id)
}

/** Those of these members who owe a version now. */
export async function owingAmong(ctx: Ctx, ref: Ref, ids: readonly MemberId[]): Promise<Set<MemberId>> {
  permit(isAdmin(ctx.actor))
  const where = await owing(ctx, ref)
  if (where === null || ids.length === 0) return new Set()
  const found = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(and(where, inArray(members.id, [...ids])))
  return new Set(found.map(({ id }) => id))
}
