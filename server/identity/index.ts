/**
 * For: who someone is: joining, signing in, sessions, roles, keys, and the actor each request acts as.
 * Owns: members, board_roles, language_roles, sessions, email_tokens, api_keys, setup_tokens.
 * Tells: member.*, email.changed, recovery.asked, password.changed, sessions.revoked, key.*, setup.completed.
 * Hears: nothing; reputation, forum and moderation call its doors to set standing.
 */
export { actorFromKey, actorFromSession, actorOfMember, type KeyBearer } from './actors.ts'
export { markPartner } from './affiliating.ts'
export { recordDays } from './days.ts'
export { completeSetup, setupIsOpen, setupLink, setupLinkHolds } from './first-run.ts'
export { newKey as newKeyInput, newMember as newMemberInput } from './input.ts'
export { createMember, joinMember, type Joined } from './joining.ts'
export { importGhosts, type ImportedPerson } from './import.ts'
export { createKey, revokeKey } from './keys.ts'
export {
  askForLetter,
  changeEmail,
  letterHolds,
  type LetterPurpose,
  letterToken,
  recoverAsk,
  recoverSet,
  verifyEmail,
} from './letters.ts'
export { type Limits, makeLimits } from './limits.ts'
export { mustAdminister } from './policy.ts'
export { deactivateMember, editProfile, renameMember, vouchFor } from './profiles.ts'
export { remindOwing } from './reminding.ts'
export { groundsHeld } from './views/grounds.ts'
export { giveBoardRoles, giveLanguageRoles, giveModerationActions, giveRoles } from './roles.ts'
export { pruneProofs } from './pruning.ts'
export { pruneSessions, sessionCookie, sessionCookieName } from './sessions.ts'
export { changePassword, revokeSession, revokeSessions, signIn, signOut } from './signing-in.ts'
export {
  countApprovedPost,
  lockSanctioned,
  restrict,
  sanctionable,
  setReputation,
  setReputations,
} from './standing.ts'
export {
  acceptanceCurve,
  acceptanceFigures,
  acceptancePage as acceptancePageInput,
  acceptanceRef as acceptanceRefInput,
  acceptedCsv,
  acceptedList,
  owingAfter,
  owingAmong,
  owingCsv,
  owingList,
  peopleConcerned,
} from './views/acceptances.ts'
export { keyList, ownAccount, sessionList } from './views/account.ts'
export {
  directoryInput,
  memberDirectory,
  memberIdByHandle,
  memberNames,
  memberProfile,
  membersByHandle,
} from './views/members.ts'
