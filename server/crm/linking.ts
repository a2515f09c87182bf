import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { crmContacts, type linkMethods, memberLinks } from '#db/schema/index.ts'
import { type Actor, isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, NotFound } from '#server/core/errors.ts'
import { type ContactId, type LinkId, type MemberId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { builtinConnectionId } from './connections.ts'
import { linkInput, unlinkInput } from './input.ts'
import { idsByExternal } from './upserting.ts'
import { memberExists } from './views/verified-mail.ts'

type Linking = {
  memberId: MemberId
  contactId: ContactId
  method: (typeof linkMethods)[number]
  evidence: Record<string, string>
}

/** An admin says who a member is at a customer; a link to another contact ends with cause `replaced`. */
export function linkMember(
  ctx: Ctx,
  input: z.input<typeof linkInput>,
): Promise<{ linkId: LinkId; contactId: ContactId }> {
  permit(isAdmin(ctx.actor))
  const { memberId, contact } = parse(linkInput, input)
  return change(ctx, async (tx) => {
    if (!(await memberExists(tx, memberId))) throw new NotFound('member')
    const connectionId = await builtinConnectionId(tx)
    const ids = connectionId
      ? await idsByExternal(tx, crmContacts, { connectionId, externalIds: [contact] })
      : null
    const contactId = ids?.get(contact)
    if (!contactId) throw new NotFound('contact')
    return startLink(tx, { memberId, contactId, method: 'admin', evidence: {} })
  })
}

/** Ends a member's links with history; there is nothing to end for a member without one. */
export function unlinkMember(ctx: Ctx, input: z.input<typeof unlinkInput>): Promise<void> {
  permit(isAdmin(ctx.actor))
  const { memberId, reason } = parse(unlinkInput, input)
  return change(ctx, async (tx) => {
    const links = await tx.db
      .select()
      .from(memberLinks)
      .where(and(eq(memberLinks.memberId, memberId), isNull(memberLinks.validTo)))
      .for('update')
    for (const link of links) await endLink(tx, link, reason || 'unlinked')
  })
}

/** The member who is this contact of the CRM now, or null: the narrow door for events that name a contact. */
export async function linkedMember(ctx: Ctx, { contact }: { contact: string }): Promise<MemberId | null> {
  permit(isAdmin(ctx.actor))
  const [row] = await ctx.db
    .select({ memberId: memberLinks.memberId })
    .from(memberLinks)
    .innerJoin(crmContacts, eq(crmContacts.id, memberLinks.contactId))
    .where(and(eq(crmContacts.externalId, contact), isNull(memberLinks.validTo)))
  return row?.memberId ?? null
}

/** A dated record; the same contact again is the link that stands. At most one active per member and connection. */
export async function startLink(tx: Tx, linking: Linking): Promise<{ linkId: LinkId; contactId: ContactId }> {
  const { memberId, contactId, method, evidence } = linking
  const [contact] = await tx.db.select().from(crmContacts).where(eq(crmContacts.id, contactId)).for('share')
  if (!contact || contact.deletedAt) throw new NotFound('contact')
  if (!contact.active) throw new Conflict('crm.contact.inactive')
  const [standing] = await tx.db
    .select()
    .from(memberLinks)
    .where(
      and(
        eq(memberLinks.memberId, memberId),
        eq(memberLinks.connectionId, contact.connectionId),
        isNull(memberLinks.validTo),
      ),
    )
    .for('update')
  if (standing?.contactId === contactId && standing.accountId === contact.accountId)
    return { linkId: standing.id, contactId }
  if (standing) await endLink(tx, standing, standing.contactId === contactId ? 'account-change' : 'replaced')
  const linkId = newId<LinkId>()
  await tx.db.insert(memberLinks).values({
    id: linkId,
    memberId,
    connectionId: contact.connectionId,
    contactId,
    accountId: contact.accountId,
    method,
    evidence,
    validFrom: tx.now,
    startedBy: nameOf(tx.actor),
  })
  tx.tell({ type: 'contact.linked', memberId, contactId, accountId: contact.accountId, method })
  return { linkId, contactId }
}

type Link = typeof memberLinks.$inferSelect

export async function endLink(tx: Tx, link: Link, cause: string) {
  await tx.db
    .update(memberLinks)
    .set({ validTo: tx.now, endedBy: nameOf(tx.actor), endCause: cause })
    .where(and(eq(memberLinks.id, link.id), isNull(memberLinks.validTo)))
  tx.tell({
    type: 'contact.unlinked',
    memberId: link.memberId,
    contactId: link.contactId,
    accountId: link.accountId,
  })
}

/**
 * Links follow their contact: one who left, or became inactive, ends them; one who moved to another account ends them
 * and begins new ones, so that the past stays with the account as it was (crm.md 10.5).
 */
export async function followContacts(tx: Tx, contactIds: readonly ContactId[]) {
  if (contactIds.length === 0) return
  const links = await tx.db
    .select({ link: memberLinks, contact: crmContacts })
    .from(memberLinks)
    .innerJoin(crmContacts, eq(crmContacts.id, memberLinks.contactId))
    .where(and(inArray(memberLinks.contactId, [...contactIds]), isNull(memberLinks.validTo)))
    .for('update', { of: memberLinks })
  for (const { link, contact } of links) {
    if (!contact.active) await endLink(tx, link, 'contact-inactive')
    else if (!contact.accountId) await endLink(tx, link, 'left-account')
    else if (contact.accountId !== link.accountId)
      await startLink(tx, {
        memberId: link.memberId,
        contactId: contact.id,
        method: 'account-change',
        evidence: {},
      })
  }
}

/** Who did it, as the record keeps it: ids only. */
export const nameOf = (actor: Actor) => {
  if (actor.kind === 'member') return `member:${actor.memberId}`
  if (actor.kind === 'key') return `key:${actor.keyId}`
  return actor.kind === 'system' ? `system:${actor.name}` : 'guest'
}
