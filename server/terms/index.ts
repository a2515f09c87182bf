/**
 * For: the texts people agree to, their versions, and who accepted which.
 * Owns: terms_versions, acceptances.
 * Tells: terms.published, terms.accepted.
 * Hears: nothing.
 */
export { acceptTerms, dueVersion, termsAhead, termsDueFor } from './accepting.ts'
export { documents as termsDocuments, gating as gatingDocument } from './documents.ts'
export {
  acceptance as acceptanceInput,
  publication as publicationInput,
  versionRef as termsRefInput,
} from './input.ts'
export { publishTerms } from './publishing.ts'
/*
 * Doors for whoever flags, removes or sanctions (TERMS-07 to TERMS-09), all at `ctx.now`:
 *   clausesInForce(ctx, { locale? }) → { key, title, text, html, version }[]
 *   citationOf(clauses, key) → { clause, version }, to be stored beside the decision; Invalid on `clause` else
 *   clauseAt(ctx, { key, version, locale? }) → { key, title, text, html, version }, as it stood then; NotFound else
 *   guidelineFor(ctx, clauseKey, { locale? }) → the same shape or null; NotFound for all but moderators
 */
export { citationOf, clauseAt, clausesInForce, guidelineFor } from './views/clauses.ts'
export {
  currentTerms,
  ownAcceptances,
  termsComparison,
  termsVersion,
  termsVersionList,
  type TermsText,
} from './views/versions.ts'
