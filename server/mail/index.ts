// For:   letters: notices, proofs of an address, ways back in, invitations; and who wants none of which.
// Owns:  letters, mail_causes.
// Tells: mail.causeChanged.
// Hears: notice.written, member.joined, email.changed, recovery.asked, contact.invited.
export { type Carrier, smtpCarrier } from './carrier.ts'
export { allowByToken, refuseByToken, setMailCause } from './causes.ts'
export { deliverLetter } from './delivering.ts'
export { pruneLetters } from './pruning.ts'
export { mailInvitation, mailNotice, mailProof, mailRecovery } from './reactions.ts'
export { mailCause, refusedCauses } from './views/mail-causes.ts'
export { letter, outbox } from './views/outbox.ts'
export { sayCause } from './words.ts'
