import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { members } from '#db/schema/identity.ts'
import { isMember } from '#server/core/actor.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { lockedMember, memberByLogin } from './finding.ts'
import { passwordChange, signingIn } from './input.ts'
import type { Joined } from './joining.ts'
import { voidProofs } from './letters.ts'
import { type Limits, signInAttempts } from './limits.ts'
import { signedIn } from './policy.ts'
import { hashPassword, passwordMatches } from './secrets.ts'
import { createSession, endSession, invalidateAll } from './sessions.ts'

/**
 * Handle or address and password make a session. Wrong account and wrong password are answered alike, after the same
 * work; attempts are counted before it, so that parallel guesses count too.
 */
export async function signIn(ctx: Ctx, input: z.input<typeof signingIn>, limits: Limits): Promise<Joined> {
  const wanted = parse(signingIn, input)
  const attempts = signInAttempts(wanted)
  await limits.attempt(attempts)
  const member = await memberByLogin(ctx, wanted.login)
  if (!(await passwordMatches(member?.passwordHash, wanted.password)) || !member)
    throw new Invalid([{ path: 'password', key: 'identity.signIn.wrong' }])
  await limits.forgive(attempts.filter(({ rule }) => rule === 'signInAccount'))
  return changeUngated(ctx, async (tx) => {
    const session = await createSession(tx, { memberId: member.id, device: wanted.device })
    tx.tell({ type: 'member.signedIn', memberId: member.id })
    return { memberId: member.id, session }
  })
}

/** Ends the session with this hash (`SignedIn.hash`); again, or as a guest, changes nothing. */
export function signOut(ctx: Ctx, { hash }: { hash: string }): Promise<void> {
  return changeUngated(ctx, async (tx) => {
    if (!isMember(tx.actor)) return
    const { memberId } = tx.actor
    if (await endSession(tx, { memberId, hash })) tx.tell({ type: 'member.signedOut', memberId })
  })
}

const revocation = z.object({ session: z.string().regex(/^[0-9a-f]{64}$/, 'invalid.id') })

/** Ends one of one's own sessions, as listed by `sessionList`. */
export async function revokeSession(ctx: Ctx, input: z.input<typeof revocation>): Promise<void> {
  const { session } = parse(revocation, input)
  const { memberId } = signedIn(ctx)
  return changeUngated(ctx, async (tx) => {
    if (await endSession(tx, { memberId, hash: session })) tx.tell({ type: 'sessions.revoked', memberId })
  })
}

/** Ends all of one's own sessions, but for the one with the hash `keep`. */
export async function revokeSessions(ctx: Ctx, { keep }: { keep?: string | undefined } = {}): Promise<void> {
  const { memberId } = signedIn(ctx)
  return changeUngated(ctx, async (tx) => {
    await invalidateAll(tx, { memberId, keep })
    tx.tell({ type: 'sessions.revoked', memberId })
  })
}

/** A new password, proved by the present one; every other session ends (`keep`: the hash of this one). */
export async function changePassword(ctx: Ctx, input: z.input<typeof passwordChange>): Promise<void> {
  const wanted = parse(passwordChange, input)
  const { memberId } = signedIn(ctx)
  const passwordHash = await hashPassword(wanted.password)
  return changeUngated(ctx, async (tx) => {
    const member = await lockedMember(tx, { memberId })
    if (!(await passwordMatches(member.passwordHash, wanted.current)))
      throw new Invalid([{ path: 'current', key: 'identity.password.wrong' }])
    await tx.db.update(members).set({ passwordHash }).where(eq(members.id, memberId))
    await voidProofs(tx, memberId)
    await invalidateAll(tx, { memberId, keep: wanted.keep })
    tx.tell({ type: 'password.changed', memberId })
  })
}
