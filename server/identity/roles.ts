import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { boardRoles, languageRoles, members } from '#db/schema/identity.ts'
import { moderationActions, type Role } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict } from '#server/core/errors.ts'
import type { MemberId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { lockedMember } from './finding.ts'
import { actionGrant, boardRoleGrant, languageRoleGrant, roleGrant } from './input.ts'
import { canGiveRoles } from './policy.ts'

const sameRoles = (a: readonly Role[], b: readonly Role[]) => [...a].sort().join() === [...b].sort().join()

/** An admin says which roles a member holds everywhere: exactly these. The last admin stays one. */
export async function giveRoles(ctx: Ctx, input: z.input<typeof roleGrant>): Promise<void> {
  const wanted = parse(roleGrant, input)
  const roles = [...new Set(wanted.roles)]
  return change(ctx, async (tx) => {
    permit(canGiveRoles(tx.actor))
    const member = await lockedMember(tx, wanted)
    if (sameRoles(member.roles, roles)) return
    await mustLeaveAnAdmin(tx, { memberId: member.id, roles })
    await tx.db.update(members).set({ roles }).where(eq(members.id, member.id))
    tx.tell({ type: 'member.rolesChanged', memberId: member.id, roles })
  })
}

/** An admin says which roles a member holds on one board: exactly these. */
export async function giveBoardRoles(ctx: Ctx, input: z.input<typeof boardRoleGrant>): Promise<void> {
  const wanted = parse(boardRoleGrant, input)
  const roles = [...new Set(wanted.roles)]
  return change(ctx, async (tx) => {
    permit(canGiveRoles(tx.actor))
    const member = await lockedMember(tx, wanted)
    const { boardId } = wanted
    const here = and(eq(boardRoles.memberId, member.id), eq(boardRoles.boardId, boardId))
    const before = await tx.db.delete(boardRoles).where(here).returning({ role: boardRoles.role })
    if (roles.length > 0)
      await tx.db
        .insert(boardRoles)
        .values(roles.map((role) => ({ memberId: member.id, boardId, role, givenAt: tx.now })))
    if (
      !sameRoles(
        before.map((row) => row.role),
        roles,
      )
    )
      tx.tell({ type: 'member.rolesChanged', memberId: member.id, roles: member.roles })
  })
}

/** An admin says which roles a member holds for what is written in one language: exactly these. */
export async function giveLanguageRoles(ctx: Ctx, input: z.input<typeof languageRoleGrant>): Promise<void> {
  const wanted = parse(languageRoleGrant, input)
  const roles = [...new Set(wanted.roles)]
  return change(ctx, async (tx) => {
    permit(canGiveRoles(tx.actor))
    const member = await lockedMember(tx, wanted)
    const { language } = wanted
    const here = and(eq(languageRoles.memberId, member.id), eq(languageRoles.language, language))
    const before = await tx.db.delete(languageRoles).where(here).returning({ role: languageRoles.role })
    if (roles.length > 0)
      await tx.db
        .insert(languageRoles)
        .values(roles.map((role) => ({ memberId: member.id, language, role, givenAt: tx.now })))
    const had = before.map((row) => row.role)
    if (!sameRoles(had, roles))
      tx.tell({ type: 'member.rolesChanged', memberId: member.id, roles: member.roles })
  })
}

/** An admin says which actions a moderator holds: exactly these, or all that the role brings (MOD-25). */
export async function giveModerationActions(ctx: Ctx, input: z.input<typeof actionGrant>): Promise<void> {
  const wanted = parse(actionGrant, input)
  const actions =
    wanted.actions === null ? null : moderationActions.filter((one) => wanted.actions?.includes(one))
  return change(ctx, async (tx) => {
    permit(canGiveRoles(tx.actor))
    const member = await lockedMember(tx, wanted)
    if (String(member.moderationActions) === String(actions)) return
    await tx.db.update(members).set({ moderationActions: actions }).where(eq(members.id, member.id))
    tx.tell({ type: 'member.actionsChanged', memberId: member.id, actions })
  })
}

/** Refuses what would leave the site without an admin. Admins are locked, so that two cannot step down at once. */
export async function mustLeaveAnAdmin(
  tx: Tx,
  { memberId, roles }: { memberId: MemberId; roles: readonly Role[] },
) {
  if (roles.includes('admin')) return
  const admins = await tx.db
    .select({ id: members.id })
    .from(members)
    .where(and(sql`${members.roles} @> array['admin']`, isNull(members.deactivatedAt)))
    .for('update')
  if (admins.some(({ id }) => id === memberId) && admins.every(({ id }) => id === memberId))
    throw new Conflict('identity.roles.lastAdmin')
}
