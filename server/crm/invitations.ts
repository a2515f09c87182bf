import { createHash, randomBytes } from 'node:crypto'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { crmAccounts, crmContactEmails, crmContacts, crmInvitations, memberLinks } from '#db/schema/index.ts'
import { isAdmin, isMember } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Conflict, Forbidden, Gone, Invalid, NotFound } from '#server/core/errors.ts'
import { type ContactId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { isRoleMailbox, normalised } from './addresses.ts'
import { inviteInput, redeemInput } from './input.ts'
import { startLink } from './linking.ts'

const validDays = 14
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Invites a contact at an address the CRM has for them; a shared mailbox proves nobody and is refused. */
export function inviteContact(
  ctx: Ctx,
  input: z.input<typeof inviteInput>,
): Promise<{ invitationId: string; email: string }> {
  permit(isAdmin(ctx.actor))
  const { contactId, email } = parse(inviteInput, input)
  return change(ctx, async (tx) => {
    const [contact] = await tx.db
      .select()
      .from(crmContacts)
      .where(eq(crmContacts.id, contactId))
      .for('update')
    if (!contact || contact.deletedAt) throw new NotFound('contact')
    if (!contact.active) throw new Conflict('crm.contact.inactive')
    const addresses = await tx.db
      .select({ email: crmContactEmails.emailNorm })
      .from(crmContactEmails)
      .where(eq(crmContactEmails.contactId, contactId))
      .orderBy(asc(crmContactEmails.emailNorm))
    const own = addresses.map((row) => row.email).filter((address) => !isRoleMailbox(address))
    const chosen = email ? own.find((address) => address === normalised(email)) : own[0]
    if (!chosen) throw new Invalid([{ path: 'email', key: 'crm.invitation.noAddress' }])
    const invitationId = newId()
    await tx.db.insert(crmInvitations).values({
      id: invitationId,
      contactId,
      email: chosen,
      invitedBy:
        tx.actor.kind === 'member' ? tx.actor.memberId : tx.actor.kind === 'key' ? tx.actor.keyId : null,
      invitedAt: tx.now,
      expiresAt: new Date(tx.now.getTime() + validDays * 86_400_000),
    })
    tx.tell({ type: 'contact.invited', contactId, invitationId })
    return { invitationId, email: chosen }
  })
}

/**
 * What the letter of an invitation says. The token is made at the moment the letter is written and stands nowhere else;
 * a letter written again makes the earlier one void. Null when there is nothing left to send.
 */
export function invitationLetter(ctx: Ctx, { invitationId }: { invitationId: string }) {
  permit(isAdmin(ctx.actor))
  // house: silent change — the token of a letter is nobody's news, and must not stand in a fact
  return change(ctx, async (tx) => {
    const [found] = await tx.db
      .select({ invitation: crmInvitations, givenName: crmContacts.givenName, company: crmAccounts.name })
      .from(crmInvitations)
      .innerJoin(crmContacts, eq(crmContacts.id, crmInvitations.contactId))
      .leftJoin(crmAccounts, eq(crmAccounts.id, crmContacts.accountId))
      .where(and(eq(crmInvitations.id, invitationId), isNull(crmInvitations.redeemedAt)))
    if (!found || found.invitation.expiresAt <= tx.now) return null
    const token = randomBytes(24).toString('base64url')
    await tx.db
      .update(crmInvitations)
      .set({ tokenHash: hashOf(token) })
      .where(eq(crmInvitations.id, invitationId))
    return { email: found.invitation.email, givenName: found.givenName, company: found.company, token }
  })
}

/** The member who holds the letter is the contact it was sent to. Redeeming twice by the same member is once. */
export function redeemInvitation(
  ctx: Ctx,
  input: z.input<typeof redeemInput>,
): Promise<{ contactId: ContactId }> {
  const { token } = parse(redeemInput, input)
  const { actor } = ctx
  if (!isMember(actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  return change(ctx, async (tx) => {
    const [invitation] = await tx.db
      .select()
      .from(crmInvitations)
      .where(eq(crmInvitations.tokenHash, hashOf(token)))
      .for('update')
    if (!invitation) throw new NotFound('invitation')
    const { contactId } = invitation
    if (invitation.redeemedAt && invitation.redeemedBy === actor.memberId) return { contactId }
    if (invitation.redeemedAt || invitation.expiresAt <= tx.now) throw new Gone('crm.invitation.gone')
    const elsewhere = await tx.db.$count(
      memberLinks,
      and(
        eq(memberLinks.memberId, actor.memberId),
        isNull(memberLinks.validTo),
        sql`${memberLinks.contactId} <> ${contactId}`,
      ),
    )
    if (elsewhere > 0) throw new Conflict('crm.invitation.linkedElsewhere')
    await tx.db
      .update(crmInvitations)
      .set({ redeemedAt: tx.now, redeemedBy: actor.memberId })
      .where(eq(crmInvitations.id, invitation.id))
    await startLink(tx, {
      memberId: actor.memberId,
      contactId,
      method: 'invitation',
      evidence: { invitation: invitation.id },
    })
    return { contactId }
  })
}
