import { and, desc, eq, ilike, inArray, isNull, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { members } from '#db/schema/identity.ts'
import { roles, type Role } from '#server/core/actor.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Invalid, NotFound } from '#server/core/errors.ts'
import type { MemberId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { settingsOf } from '#server/settings/index.ts'
import { affiliationOf } from '../affiliating.ts'
import {
  canDeactivate,
  canEditProfile,
  canGiveRoles,
  canRename,
  canSeeAccount,
  canSeeSuspension,
} from '../policy.ts'

export type MemberName = {
  memberId: MemberId
  handle: string
  displayName: string
  roles: Role[]
  reputation: number
  ghost: boolean
  bot: boolean
}

const names = {
  memberId: members.id,
  handle: members.handle,
  displayName: members.displayName,
  roles: members.roles,
  reputation: members.reputation,
  ghost: sql<boolean>`${members.ghostOf} is not null`,
  bot: members.bot,
}

/** How these members are shown beside what they wrote, by id; one query. */
export async function memberNames(
  ctx: Pick<Ctx | Tx, 'db'>,
  ids: readonly MemberId[],
): Promise<Map<MemberId, MemberName>> {
  if (ids.length === 0) return new Map()
  const found = await ctx.db
    .select(names)
    .from(members)
    .where(inArray(members.id, [...new Set(ids)]))
  return new Map(found.map((row) => [row.memberId, row]))
}

/** Who is meant by these handles (mentions), by handle in lower case; unknown, ghost and closed ones are left out. */
export async function membersByHandle(
  ctx: Pick<Ctx | Tx, 'db'>,
  handles: readonly string[],
): Promise<Map<string, MemberName>> {
  const wanted = [...new Set(handles.map((handle) => handle.toLowerCase()))].slice(0, 200)
  if (wanted.length === 0) return new Map()
  const reachable = and(isNull(members.ghostOf), isNull(members.deactivatedAt))
  const found = await ctx.db
    .select(names)
    .from(members)
    .where(and(inArray(sql`lower(${members.handle})`, wanted), reachable))
  return new Map(found.map((row) => [row.handle.toLowerCase(), row]))
}

/** The id behind a handle; a closed account is still named by what it wrote. */
export async function memberIdByHandle(ctx: Pick<Ctx | Tx, 'db'>, handle: string): Promise<MemberId> {
  const [row] = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(eq(sql`lower(${members.handle})`, handle.trim().toLowerCase()))
  if (!row) throw new NotFound('member')
  return row.id
}

/** A member's public page; `account` only for themselves and admins, `suspendedUntil` for them and staff. */
export async function memberProfile(ctx: Ctx, { handle }: { handle: string }) {
  const [row] = await ctx.db
    .select()
    .from(members)
    .where(eq(sql`lower(${members.handle})`, handle.trim().toLowerCase()))
  if (!row) throw new NotFound('member')
  const { actor } = ctx
  const { emailVerifiedAt, pendingEmail, email, vouchedAt, locale, approvedPosts, lastSeenAt } = row
  return {
    memberId: row.id,
    handle: row.handle,
    displayName: row.displayName,
    about: row.about,
    company: row.company,
    timeZone: row.timeZone,
    roles: row.roles,
    partnerOf: row.partnerOf,
    affiliation: affiliationOf(row, await settingsOf(ctx)),
    reputation: row.reputation,
    joinedAt: row.joinedAt,
    ghost: row.ghostOf !== null,
    bot: row.bot,
    deactivated: row.deactivatedAt !== null,
    suspendedUntil:
      canSeeSuspension(actor, row) && row.suspendedUntil && row.suspendedUntil > ctx.now
        ? row.suspendedUntil
        : null,
    account: canSeeAccount(actor, row)
      ? {
          ...{ email, emailVerifiedAt, pendingEmail, vouchedAt, locale, approvedPosts, lastSeenAt },
          moderationActions: row.moderationActions,
        }
      : null,
    can: {
      edit: canEditProfile(actor, row),
      rename: canRename(actor),
      giveRoles: canGiveRoles(actor),
      deactivate: canDeactivate(actor, row) && row.deactivatedAt === null,
    },
  }
}

export const directoryInput = z.object({
  q: z.string().trim().max(100).optional(),
  role: z.enum(roles).optional(),
  cursor: z.string().max(200).nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

/** Members by reputation; ghosts and closed accounts are left out. `next` is the cursor of the following page. */
export async function memberDirectory(ctx: Ctx, input: z.input<typeof directoryInput> = {}) {
  const { q, role, cursor, limit } = parse(directoryInput, input)
  const after = cursor ? readCursor(cursor) : null
  const pattern = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null
  const found = await ctx.db
    .select({ ...names, company: members.company, joinedAt: members.joinedAt })
    .from(members)
    .where(
      and(
        isNull(members.ghostOf),
        isNull(members.deactivatedAt),
        pattern ? or(ilike(members.handle, pattern), ilike(members.displayName, pattern)) : undefined,
        role ? sql`${members.roles} @> array[${role}]` : undefined,
        after
          ? sql`(${members.reputation}, ${members.id}) < (${after.reputation}, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(members.reputation), desc(members.id))
    .limit(limit + 1)
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last ? writeCursor(last) : null }
}

const writeCursor = (row: { reputation: number; memberId: string }) =>
  Buffer.from(`${row.reputation}.${row.memberId}`).toString('base64url')

function readCursor(cursor: string) {
  const [, reputation, id] =
    /^(\d{1,9})\.([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (!reputation || !id) throw new Invalid([{ path: 'cursor', key: 'invalid.cursor' }])
  return { reputation: Number(reputation), id }
}
