import { eq, ne, and, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { members } from '#db/schema/identity.ts'
import { change, changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Conflict } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { lockedMember } from './finding.ts'
import { memberRef, type MemberRef, profileInput, renaming } from './input.ts'
import { canDeactivate, canRename, signedIn } from './policy.ts'
import { mustLeaveAnAdmin } from './roles.ts'
import { invalidateAll } from './sessions.ts'

/** What a member says about themselves; what is not given stays. */
export async function editProfile(ctx: Ctx, input: z.input<typeof profileInput>): Promise<void> {
  const given = parse(profileInput, input)
  const { memberId } = signedIn(ctx)
  return change(ctx, async (tx) => {
    const wished = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    const row = await lockedMember(tx, { memberId })
    const changes = Object.entries(wished).filter(([name, value]) => row[name as keyof typeof row] !== value)
    if (changes.length === 0) return
    await tx.db.update(members).set(Object.fromEntries(changes)).where(eq(members.id, memberId))
    tx.tell({
      type: given.displayName && given.displayName !== row.displayName ? 'member.renamed' : 'member.changed',
      memberId,
    })
  })
}

/** An admin gives a member another handle or name; the old address no longer answers. */
export async function renameMember(ctx: Ctx, input: z.input<typeof renaming>): Promise<void> {
  const wanted = parse(renaming, input)
  return change(ctx, async (tx) => {
    permit(canRename(tx.actor))
    const row = await lockedMember(tx, wanted)
    const handle = wanted.newHandle ?? row.handle
    const displayName = wanted.displayName ?? row.displayName
    if (handle === row.handle && displayName === row.displayName) return
    const same = and(eq(sql`lower(${members.handle})`, handle.toLowerCase()), ne(members.id, row.id))
    if ((await tx.db.$count(members, same)) > 0) throw new Conflict('identity.handle.taken')
    await tx.db.update(members).set({ handle, displayName }).where(eq(members.id, row.id))
    tx.tell({ type: 'member.renamed', memberId: row.id })
  })
}

/** Closes an account, one's own or as an admin: no sign-in, no sessions, no letters; what was written stays. */
export async function deactivateMember(ctx: Ctx, input: MemberRef): Promise<void> {
  const ref = parse(memberRef, input)
  return changeUngated(ctx, async (tx) => {
    const row = await lockedMember(tx, ref)
    permit(canDeactivate(tx.actor, row))
    if (row.deactivatedAt) return
    await mustLeaveAnAdmin(tx, { memberId: row.id, roles: [] })
    await tx.db.update(members).set({ deactivatedAt: tx.now }).where(eq(members.id, row.id))
    await invalidateAll(tx, { memberId: row.id })
    tx.tell({ type: 'member.deactivated', memberId: row.id })
  })
}

/** An admin vouches: no first-post hold and no new-member limits for this member. */
export async function vouchFor(ctx: Ctx, input: MemberRef): Promise<void> {
  const ref = parse(memberRef, input)
  return change(ctx, async (tx) => {
    permit(canRename(tx.actor))
    const row = await lockedMember(tx, ref)
    if (row.vouchedAt) return
    await tx.db.update(members).set({ vouchedAt: tx.now }).where(eq(members.id, row.id))
    tx.tell({ type: 'member.vouched', memberId: row.id })
  })
}
