// For:   letters: notices, proofs of an address, ways back in, invitations; and who wants none of which.
// Owns:  letters, mail_causes.
// Tells: mail.causeChanged.
// Hears: notice.written, member.joined, email.changed, recovery.asked, contact.invited.
export { type Carrier, Rejected, smtpCarrier, type Written } from './carrier.ts'
export {
  allowByToken,
  refusal as refusalInput,
  refuseByToken,
  setMailCause,
  tokenRef as tokenInput,
} from './causes.ts'
export { deliverLetter, letterRef as letterInput } from './delivering.ts'
export { pruneLetters } from './pruning.ts'
export { mailInvitation, mailNotice, mailProof, mailRecovery } from './reactions.ts'
export { mailCause, refusedCauses } from './views/mail-causes.ts'
export { letter, outbox, outboxQuery as outboxInput, type OutboxRow } from './views/outbox.ts'
export { sayCause } from './words.ts'
