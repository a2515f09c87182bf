import type { z } from 'zod'
import { members } from '#db/schema/identity.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change, changeUngated } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Forbidden, Invalid } from '#server/core/errors.ts'
import { type MemberId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { settingsOf } from '#server/settings/index.ts'
import { memberRow, verifiedOwner } from './finding.ts'
import { joining, newMember } from './input.ts'
import { joinAttempts, type Limits } from './limits.ts'
import { hashPassword } from './secrets.ts'
import { createSession, type OpenSession } from './sessions.ts'

export type Joined = { memberId: MemberId; session: OpenSession }

/**
 * A guest becomes a member and is signed in; until the address is verified they read and do not write. Whether the
 * address already belongs to someone changes nothing that can be seen here: only its letter says so.
 */
export async function joinMember(ctx: Ctx, input: z.input<typeof joining>, limits: Limits): Promise<Joined> {
  const wanted = parse(joining, input)
  await limits.attempt(joinAttempts(wanted))
  if ((await settingsOf(ctx)).registration === 'closed') throw new Forbidden('identity.join.closed')
  const passwordHash = await hashPassword(wanted.password)
  return changeUngated(ctx, async (tx) => {
    const memberId = await writeMember(tx, { ...wanted, passwordHash, verified: false })
    if (!memberId) throw new Invalid([{ path: 'handle', key: 'identity.handle.taken' }])
    tx.tell({ type: 'member.joined', memberId })
    return { memberId, session: await createSession(tx, { memberId, device: wanted.device }) }
  })
}

/**
 * An admin makes a member. An address they vouch for counts as verified, and its member as vouched for unless they say
 * otherwise: no first-post hold, no new-member limits (decision 2).
 */
export async function createMember(ctx: Ctx, input: z.input<typeof newMember>) {
  const wanted = parse(newMember, input)
  permit(isAdmin(ctx.actor))
  const passwordHash = wanted.password ? await hashPassword(wanted.password) : null
  return change(ctx, async (tx) => {
    const verified = wanted.emailVerified === true && wanted.email !== undefined
    const vouched = wanted.vouched ?? verified
    if (verified && (await verifiedOwner(tx, wanted.email ?? ''))) throw new Conflict('identity.email.taken')
    const memberId = await writeMember(tx, { ...wanted, passwordHash, verified, vouched })
    if (!memberId) throw new Conflict('identity.handle.taken')
    tx.tell({ type: 'member.joined', memberId })
    if (verified) tx.tell({ type: 'member.verified', memberId })
    if (vouched) tx.tell({ type: 'member.vouched', memberId })
    if (wanted.roles?.length) tx.tell({ type: 'member.rolesChanged', memberId, roles: wanted.roles })
    return memberRow(tx, { memberId })
  })
}

type Written = Omit<z.output<typeof newMember>, 'password' | 'emailVerified'> & {
  passwordHash: string | null
  verified: boolean
}

/** Writes the row; null when the handle (or a verified address, in a race) is taken. */
export async function writeMember(tx: Tx, wanted: Written): Promise<MemberId | null> {
  const id = newId<MemberId>()
  const written = await tx.db
    .insert(members)
    .values({
      id,
      handle: wanted.handle,
      displayName: wanted.displayName ?? wanted.handle,
      email: wanted.email ?? null,
      emailVerifiedAt: wanted.verified ? tx.now : null,
      passwordHash: wanted.passwordHash,
      roles: wanted.roles ?? [],
      vouchedAt: wanted.vouched ? tx.now : null,
      bot: wanted.bot ?? false,
      joinedAt: wanted.joinedAt ?? tx.now,
    })
    .onConflictDoNothing()
    .returning({ id: members.id })
  return written[0]?.id ?? null
}
