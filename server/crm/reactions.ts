import { reaction } from '#server/core/reaction.ts'
import { matchByVerifiedMail } from './matching.ts'
import { unlinkedHoldersOf } from './views/verified-mail.ts'

/** A member's address was proved: is it a contact's? */
export const matchVerified = reaction<'member.verified'>('crm.matchVerified', (ctx, { payload }) =>
  matchByVerifiedMail(ctx, payload.memberId),
)

/** A member joined with an address that was proved elsewhere. */
export const matchJoined = reaction<'member.joined'>('crm.matchJoined', (ctx, { payload }) =>
  matchByVerifiedMail(ctx, payload.memberId),
)

/** A contact came or changed: is one of its addresses a member's? */
export const matchContact = reaction<'contact.changed'>('crm.matchContact', async (ctx, { payload }) => {
  for (const memberId of await unlinkedHoldersOf(ctx, payload.contactId))
    await matchByVerifiedMail(ctx, memberId)
})
