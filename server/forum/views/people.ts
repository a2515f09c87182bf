import { and, eq, sql } from 'drizzle-orm'
import { boardRoles, members } from '#db/schema/index.ts'
import type { Role } from '#server/core/actor.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { BoardId, MemberId } from '#server/core/ids.ts'
import { certain } from '#server/core/rows.ts'

/** A member by handle, with or without @. */
export async function memberIdNamed(ctx: Ctx | Tx, handle: string): Promise<MemberId | null> {
  const [member] = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(eq(sql`lower(${members.handle})`, handle.replace(/^@/, '').toLowerCase()))
  return member?.id ?? null
}

export async function handleOf(ctx: Ctx | Tx, memberId: MemberId): Promise<string> {
  const [member] = await ctx.db
    .select({ handle: members.handle })
    .from(members)
    .where(eq(members.id, memberId))
  return certain(member, 'a member of a line').handle
}

/** The roles a member holds on one board. */
export async function boardRolesOf(
  ctx: Ctx | Tx,
  { memberId, boardId }: { memberId: MemberId; boardId: BoardId },
): Promise<Role[]> {
  const found = await ctx.db
    .select({ role: boardRoles.role })
    .from(boardRoles)
    .where(and(eq(boardRoles.memberId, memberId), eq(boardRoles.boardId, boardId)))
  return found.map(({ role }) => role)
}
