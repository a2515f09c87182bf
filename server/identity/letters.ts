import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { emailTokens, members } from '#db/schema/identity.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Invalid } from '#server/core/errors.ts'
import type { MemberId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { lockedMember, memberByLogin, memberRow, verifiedOwner } from './finding.ts'
import { emailChange, newPassword, recovering, tokenRef } from './input.ts'
import type { Joined } from './joining.ts'
import { type Limits, recoverAttempts } from './limits.ts'
import { signedIn } from './policy.ts'
import { hashPassword, newSecret, passwordMatches, sha256 } from './secrets.ts'
import { createSession, invalidateAll } from './sessions.ts'

const hour = 3_600_000
const lifetimes = { verify: 72 * hour, recover: hour } as const
export type LetterPurpose = keyof typeof lifetimes

/** What a letter needs: where it goes and the proof it carries; `taken` letters say that the account exists already. */
export type Letter =
  | { kind: 'proof'; email: string; token: string; expiresAt: Date; previousEmail: string | null }
  | { kind: 'taken'; email: string; handle: string }

/**
 * For mail, at the moment a letter is written: makes its single-use proof. Null when there is nothing to write (no
 * address, gone, already verified). No secret stands in a fact; asked again it makes another proof, which is as good.
 */
export function letterToken(
  ctx: Ctx,
  { memberId, purpose }: { memberId: MemberId; purpose: LetterPurpose },
): Promise<Letter | null> {
  return changeUngated(ctx, async (tx) => {
    const member = await memberRow(tx, { memberId })
    const email = purpose === 'verify' ? (member.pendingEmail ?? member.email) : member.email
    const verified = purpose === 'verify' && !member.pendingEmail && member.emailVerifiedAt !== null
    if (!email || verified || member.deactivatedAt || member.ghostOf) return null
    if (purpose === 'verify') {
      const owner = await verifiedOwner(tx, email)
      if (owner && owner !== memberId)
        return { kind: 'taken', email, handle: (await memberRow(tx, { memberId: owner })).handle }
    }
    const token = newSecret()
    const expiresAt = new Date(tx.now.getTime() + lifetimes[purpose])
    await tx.db.insert(emailTokens).values({ id: sha256(token), memberId, purpose, email, expiresAt })
    return {
      kind: 'proof',
      email,
      token,
      expiresAt,
      previousEmail: member.pendingEmail ? member.email : null,
    }
  })
}

/**
 * The letter's link was followed, by the member themselves: the address is theirs. Who only holds the letter must sign
 * in first, or a stranger could join with somebody's address and have its owner confirm it. Again changes nothing.
 */
export async function verifyEmail(
  ctx: Ctx,
  input: z.input<typeof tokenRef>,
): Promise<{ memberId: MemberId }> {
  const { token } = parse(tokenRef, input)
  const actor = signedIn(ctx)
  return changeUngated(ctx, async (tx) => {
    const proof = await spend(tx, { token, purpose: 'verify' })
    const { memberId, email } = proof ?? (await spentBefore(tx, token))
    permit(memberId === actor.memberId, 'identity.verify.other')
    if (!proof) return { memberId }
    await holdAddress(tx, { memberId, email })
    tx.tell({ type: 'member.verified', memberId })
    return { memberId }
  })
}

/** A double click, or a mail program that looked first: good as long as it did verify that address. */
async function spentBefore(tx: Tx, token: string) {
  const [found] = await tx.db
    .select({ memberId: emailTokens.memberId, email: emailTokens.email })
    .from(emailTokens)
    .innerJoin(members, and(eq(members.id, emailTokens.memberId), eq(members.email, emailTokens.email)))
    .where(
      and(
        eq(emailTokens.id, sha256(token)),
        eq(emailTokens.purpose, 'verify'),
        sql`${members.emailVerifiedAt} is not null`,
      ),
    )
  if (!found) throw new Invalid([{ path: 'token', key: 'identity.token.invalid' }])
  return found
}

/** Asks for the verifying letter once more. */
export async function askForLetter(ctx: Ctx): Promise<void> {
  const { memberId } = signedIn(ctx)
  return changeUngated(ctx, async (tx) => {
    const { emailVerifiedAt, pendingEmail } = await memberRow(tx, { memberId })
    if (!emailVerifiedAt || pendingEmail) tx.tell({ type: 'email.changed', memberId })
  })
}

/** A new address, proved by the password; it holds once its letter is answered, and until then the old one does. */
export async function changeEmail(ctx: Ctx, input: z.input<typeof emailChange>): Promise<void> {
  const wanted = parse(emailChange, input)
  const { memberId } = signedIn(ctx)
  return changeUngated(ctx, async (tx) => {
    const member = await lockedMember(tx, { memberId })
    if (!(await passwordMatches(member.passwordHash, wanted.password)))
      throw new Invalid([{ path: 'password', key: 'identity.password.wrong' }])
    if (member.emailVerifiedAt && member.email?.toLowerCase() === wanted.email.toLowerCase()) return
    await voidProofs(tx, memberId)
    await tx.db.update(members).set({ pendingEmail: wanted.email }).where(eq(members.id, memberId))
    tx.tell({ type: 'email.changed', memberId })
  })
}

/** Asks for a letter to set a new password. Answered alike whether anybody has this address. */
export async function recoverAsk(ctx: Ctx, input: z.input<typeof recovering>, limits: Limits): Promise<void> {
  const wanted = parse(recovering, input)
  await limits.attempt(recoverAttempts(wanted))
  const member = await memberByLogin(ctx, wanted.email)
  return changeUngated(ctx, (tx) => {
    if (member) tx.tell({ type: 'recovery.asked', memberId: member.id })
    return Promise.resolve()
  })
}

/** Sets a new password with the letter's proof, once. The letter proves the address too; every session ends but this. */
export async function recoverSet(ctx: Ctx, input: z.input<typeof newPassword>): Promise<Joined> {
  const wanted = parse(newPassword, input)
  const passwordHash = await hashPassword(wanted.password)
  return changeUngated(ctx, async (tx) => {
    const proof = await spend(tx, { token: wanted.token, purpose: 'recover' })
    if (!proof) throw new Invalid([{ path: 'token', key: 'identity.token.invalid' }])
    const { memberId, email } = proof
    await tx.db.update(members).set({ passwordHash }).where(eq(members.id, memberId))
    const member = await lockedMember(tx, { memberId })
    if (!member.emailVerifiedAt && member.email === email) {
      await holdAddress(tx, { memberId, email })
      tx.tell({ type: 'member.verified', memberId })
    }
    await invalidateAll(tx, { memberId })
    tx.tell({ type: 'member.recovered', memberId })
    return { memberId, session: await createSession(tx, { memberId, device: wanted.device }) }
  })
}

/** Whether a link of this kind would still be taken: what the page shows before anything is typed. */
export async function letterHolds(ctx: Ctx, { token, purpose }: { token: string; purpose: LetterPurpose }) {
  const [row] = await ctx.db
    .select({ id: emailTokens.id })
    .from(emailTokens)
    .where(unspent(ctx, { token, purpose }))
  return row !== undefined
}

const unspent = ({ now }: Pick<Ctx, 'now'>, { token, purpose }: { token: string; purpose: LetterPurpose }) =>
  and(
    eq(emailTokens.id, sha256(token)),
    eq(emailTokens.purpose, purpose),
    isNull(emailTokens.usedAt),
    gt(emailTokens.expiresAt, now),
  )

/** Takes the proof, with every other of that member: two at once take one. */
async function spend(tx: Tx, { token, purpose }: { token: string; purpose: LetterPurpose }) {
  const [proof] = await tx.db
    .update(emailTokens)
    .set({ usedAt: tx.now })
    .where(unspent(tx, { token, purpose }))
    .returning({ memberId: emailTokens.memberId, email: emailTokens.email })
  if (!proof) return null
  await voidProofs(tx, proof.memberId)
  return proof
}

/** Letters on their way prove nothing any more: one was used, or the address or password is another now. */
export async function voidProofs(tx: Tx, memberId: MemberId) {
  const waiting = and(eq(emailTokens.memberId, memberId), isNull(emailTokens.usedAt))
  await tx.db.update(emailTokens).set({ usedAt: tx.now }).where(waiting)
}

async function holdAddress(tx: Tx, { memberId, email }: { memberId: MemberId; email: string }) {
  const owner = await verifiedOwner(tx, email)
  if (owner && owner !== memberId) throw new Conflict('identity.email.taken')
  await tx.db
    .update(members)
    .set({ email, emailVerifiedAt: tx.now, pendingEmail: null })
    .where(eq(members.id, memberId))
}
