/**
 * For: the texts people agree to, their versions, and who accepted which.
 * Owns: terms_versions, terms_drafts, acceptances, kept_posts, terms_reminders.
 * Tells: terms.*.
 * Hears: nothing.
 */
export { acceptTerms } from './accepting.ts'
export { addressedVersion } from './addressed.ts'
export { discardDraft, dropTranslation, publishDraft, saveDraft } from './drafting.ts'
export { documents as termsDocuments, shippedSummary, type TermsDocument } from './documents.ts'
export {
  acceptance as acceptanceInput,
  draft as draftInput,
  draftPublication as draftPublicationInput,
  clauseRef as clauseRefInput,
  publication as publicationInput,
  versionRef as termsRefInput,
} from './input.ts'
export { forgetInterrupted, keepInterrupted, ownInterrupted, pruneInterrupted } from './keeping.ts'
export { notAccepted, type Owed, owedVersions, rolesAsleep, standingOf } from './owing.ts'
export { publishTerms } from './publishing.ts'
export { recordReminder } from './reminding.ts'
/*
 * Doors for whoever flags, removes or sanctions (TERMS-07 to TERMS-09), all at `ctx.now`:
 *   clausesInForce(ctx, { locale? }) → { key, title, text, html, version }[]
 *   citationOf(clauses, key) → { clause, version }, to be stored beside the decision; Invalid on `clause` else
 *   clauseCited(ctx, { key, version? }) → the same shape as it is cited now; one no longer in force as it stood last
 *   withCited(ctx, rows) → rows of what was decided, each with the name its clause had then
 *   clauseAt(ctx, { key, version, locale? }) → { key, title, text, html, version }, as it stood then; NotFound else
 *   guidelineFor(ctx, clauseKey, { locale? }) → the same shape or null; NotFound for all but moderators
 */
export {
  citationOf,
  type CitedClause,
  clauseAt,
  clauseCited,
  clausesInForce,
  guidelineFor,
  withCited,
} from './views/clauses.ts'
export {
  currentTerms,
  readableTerms,
  termsComparison,
  termsVersion,
  termsVersionList,
  type TermsText,
  type VersionState,
} from './views/versions.ts'
export { draftReview, termsDraft, termsOverview } from './views/drafts.ts'
export { bindingOf, lastReminder } from './views/binding.ts'
export { ownAcceptances, type TermsToAccept, termsToAccept } from './views/accepted.ts'
export type { Clause, TermsWords } from '#db/schema/terms.ts'
