/**
 * For: the texts people agree to, their versions, and who accepted which.
 * Owns: terms_versions, acceptances.
 * Tells: terms.published, terms.accepted.
 * Hears: nothing.
 */
export { acceptTerms, dueVersion, termsAhead, termsDueFor } from './accepting.ts'
export { documents as termsDocuments, gating as gatingDocument } from './documents.ts'
export { acceptance as acceptanceInput, publication as publicationInput } from './input.ts'
export { publishTerms } from './publishing.ts'
export {
  currentClauses,
  currentTerms,
  ownAcceptances,
  termsComparison,
  termsVersion,
  termsVersionList,
  type TermsText,
} from './views/versions.ts'
