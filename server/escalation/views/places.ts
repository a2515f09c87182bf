import { arrayContains, and, eq, inArray, isNull, not, or, sql } from 'drizzle-orm'
import { boards, members } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { BoardId, MemberId } from '#server/core/ids.ts'
import { rolesAsleep } from '#server/terms/index.ts'

/** The board that a slug (or an id) names. */
export async function boardNamed(ctx: Pick<Ctx, 'db'>, name: string): Promise<BoardId | null> {
  const isId = /^[0-9a-f-]{36}$/i.test(name)
  const [row] = await ctx.db
    .select({ id: boards.id })
    .from(boards)
    .where(isId ? sql`${boards.id} = ${name}::uuid` : eq(boards.slug, name.toLowerCase()))
  return row?.id ?? null
}

/** The member that a handle names, if they are an engineer or an admin who is still here and whose role is awake. */
export async function engineerNamed(ctx: Pick<Ctx, 'db' | 'now'>, handle: string): Promise<MemberId | null> {
  const [row] = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(
      and(
        eq(sql`lower(${members.handle})`, handle.replace(/^@/, '').toLowerCase()),
        isNull(members.deactivatedAt),
        not(rolesAsleep(members, ctx.now)),
        or(arrayContains(members.roles, ['engineer']), arrayContains(members.roles, ['admin'])),
      ),
    )
  return row?.id ?? null
}

/** Which of these members are engineers, asleep or not: what they wrote as such stays. */
export async function engineersAmong(
  ctx: Pick<Ctx, 'db'>,
  memberIds: readonly MemberId[],
): Promise<Set<MemberId>> {
  if (memberIds.length === 0) return new Set()
  const found = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(and(inArray(members.id, [...memberIds]), arrayContains(members.roles, ['engineer'])))
  return new Set(found.map(({ id }) => id))
}

export async function memberNamed(ctx: Pick<Ctx, 'db'>, handle: string): Promise<MemberId | null> {
  const [row] = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(eq(sql`lower(${members.handle})`, handle.replace(/^@/, '').toLowerCase()))
  return row?.id ?? null
}
