// For:   who a member is at a customer, and what that customer's contracts cover.
// Owns:  crm_* tables, member_links, link_suggestions. Nobody joins them: what is let out goes through this door.
// Tells: account.changed, contact.changed, contract.changed, product.changed, contact.linked, contact.unlinked, contact.invited.
// Hears: member.joined, member.verified, contact.changed.
export { upsertAccount } from './accounts.ts'
export { upsertContact } from './contacts.ts'
export { upsertContract } from './contracts.ts'
export { productByCode, upsertProduct } from './products.ts'
export { coverage, type Candidate } from './coverage.ts'
export { accountsOf, contractStanding, linkedAmong } from './standing.ts'
export { allowanceLeft, giveUnitBack, takeUnit } from './allowances.ts'
export { casesOf, moveCase, openCase, rehomeCase, retitleCase, type CaseRef } from './cases.ts'
export { linkedMember, linkMember, unlinkMember } from './linking.ts'
export { decideSuggestion, matchByVerifiedMail } from './matching.ts'
export { inviteContact, invitationLetter, redeemInvitation } from './invitations.ts'
export {
  accountList,
  contactList,
  crmOverview,
  productList,
  strayContacts,
  suggestionList,
} from './views/admin-lists.ts'
export { importCrmCsv, type CsvFile, type RowVerdict } from './csv/importing.ts'
export { exportCrmCsv } from './csv/exporting.ts'
export { matchContact, matchJoined, matchVerified } from './reactions.ts'
export { accountPage } from './views/account-page.ts'
export { accountNames, contactCards, ownCustomerCard, type ContactCard } from './views/contact-cards.ts'
export * as input from './input.ts'
