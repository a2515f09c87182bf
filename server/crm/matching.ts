import { and, arrayContains, eq, isNull, ne } from 'drizzle-orm'
import type { z } from 'zod'
import { crmAccounts, crmContactEmails, crmContacts, linkSuggestions, memberLinks } from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, NotFound } from '#server/core/errors.ts'
import { type AccountId, type ContactId, type MemberId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { domainOf, isFreeMail, isRoleMailbox, normalised } from './addresses.ts'
import { suggestionDecision } from './input.ts'
import { nameOf, startLink } from './linking.ts'
import { verifiedMailOf } from './views/verified-mail.ts'

/** Weights of crm.md 10.3 for the two kinds of evidence that suggest here. */
const weights = { email: 12, domain: 5 }

type Candidate = {
  contactId: ContactId | null
  accountId: AccountId | null
  score: number
  evidence: Record<string, string>
}

/**
 * What a verified address proves (crm.md 10.2, evidence 4): it links when it is exactly one contact's, of one account,
 * no shared mailbox, no free mail, and nobody else is linked to that contact. All else waits for a person. A member who
 * is linked stays so, whatever address they have now. Running it again changes nothing.
 */
export function matchByVerifiedMail(ctx: Ctx, memberId: MemberId): Promise<void> {
  return change(ctx, async (tx) => {
    const mail = await verifiedMailOf(tx, memberId)
    if (!mail || (await hasLink(tx, memberId))) return
    const contacts = await contactsWith(tx, mail)
    const [only] = contacts
    if (
      only?.accountId &&
      contacts.length === 1 &&
      proves(mail, only) &&
      !(await heldByAnother(tx, only.id, memberId))
    ) {
      await startLink(tx, { memberId, contactId: only.id, method: 'email', evidence: { email: 'verified' } })
      return
    }
    const byMail = contacts.map((contact): Candidate => ({
      contactId: contact.id,
      accountId: contact.accountId,
      score: weights.email / contacts.length,
      evidence: { email: contacts.length > 1 ? 'several' : 'exact' },
    }))
    for (const candidate of [...byMail, ...(contacts.length > 0 ? [] : await accountsByDomain(tx, mail))])
      await suggest(tx, memberId, candidate)
  })
}

/** A person decides: an accepted contact is linked; a rejected pair is remembered and not suggested again. */
export function decideSuggestion(ctx: Ctx, input: z.input<typeof suggestionDecision>): Promise<void> {
  permit(isAdmin(ctx.actor))
  const { suggestionId, accept } = parse(suggestionDecision, input)
  return change(ctx, async (tx) => {
    const [found] = await tx.db
      .select()
      .from(linkSuggestions)
      .where(eq(linkSuggestions.id, suggestionId))
      .for('update')
    if (!found) throw new NotFound('suggestion')
    if (found.state !== 'open') throw new Conflict('crm.suggestion.decided')
    if (accept) {
      if (!found.contactId) throw new Conflict('crm.suggestion.accountOnly')
      await startLink(tx, {
        memberId: found.memberId,
        contactId: found.contactId,
        method: 'admin',
        evidence: found.evidence,
      })
    }
    await tx.db
      .update(linkSuggestions)
      .set({ state: accept ? 'accepted' : 'rejected', decidedAt: tx.now, decidedBy: nameOf(tx.actor) })
      .where(eq(linkSuggestions.id, suggestionId))
  })
}

const proves = (mail: string, contact: { isRoleMailbox: boolean }) =>
  !isRoleMailbox(mail) && !isFreeMail(mail) && !contact.isRoleMailbox

const contactsWith = (tx: Tx, mail: string) =>
  tx.db
    .select({
      id: crmContacts.id,
      accountId: crmContacts.accountId,
      isRoleMailbox: crmContacts.isRoleMailbox,
    })
    .from(crmContactEmails)
    .innerJoin(crmContacts, eq(crmContacts.id, crmContactEmails.contactId))
    .where(
      and(
        eq(crmContactEmails.emailNorm, normalised(mail)),
        eq(crmContacts.active, true),
        isNull(crmContacts.deletedAt),
      ),
    )
    .orderBy(crmContacts.id)

async function accountsByDomain(tx: Tx, mail: string): Promise<Candidate[]> {
  if (isFreeMail(mail)) return []
  const accounts = await tx.db
    .select({ id: crmAccounts.id })
    .from(crmAccounts)
    .where(and(arrayContains(crmAccounts.domains, [domainOf(mail)]), isNull(crmAccounts.deletedAt)))
    .orderBy(crmAccounts.id)
    .limit(10)
  return accounts.map(({ id }) => ({
    contactId: null,
    accountId: id,
    score: weights.domain,
    evidence: { domain: domainOf(mail) },
  }))
}

const hasLink = async (tx: Tx, memberId: MemberId) =>
  (await tx.db.$count(memberLinks, and(eq(memberLinks.memberId, memberId), isNull(memberLinks.validTo)))) > 0

const heldByAnother = async (tx: Tx, contactId: ContactId, memberId: MemberId) =>
  (await tx.db.$count(
    memberLinks,
    and(
      eq(memberLinks.contactId, contactId),
      ne(memberLinks.memberId, memberId),
      isNull(memberLinks.validTo),
    ),
  )) > 0

const suggest = (tx: Tx, memberId: MemberId, candidate: Candidate) =>
  tx.db
    .insert(linkSuggestions)
    .values({ id: newId(), memberId, ...candidate, state: 'open', suggestedAt: tx.now })
    .onConflictDoNothing()
