import type { TermsAudience } from '#db/schema/terms.ts'
import { type Actor, isStaff, moderatesSomewhere } from '#server/core/actor.ts'
import { guidelines } from './texts/guidelines.ts'
import { moderationGuideline } from './texts/moderation-guideline.ts'
import { privacy } from './texts/privacy.ts'
import { staffPolicy } from './texts/staff-policy.ts'
import { termsOfService } from './texts/terms-of-service.ts'
import { termsOfUse } from './texts/terms-of-use.ts'

/** The texts people agree to or are guided by. */
export const documents = [
  'terms-of-service',
  'terms-of-use',
  'privacy',
  'guidelines',
  'staff-policy',
  'moderation-guideline',
] as const
export type TermsDocument = (typeof documents)[number]

/** The language every text exists in. */
export const original = 'en'

/** What is shown, and cited as version 0, until a version is published (decisions 1 and 43). */
export const drafts = {
  'terms-of-service': termsOfService,
  'terms-of-use': termsOfUse,
  privacy,
  guidelines,
  'staff-policy': staffPolicy,
  'moderation-guideline': moderationGuideline,
} satisfies Record<TermsDocument, unknown>

/** The summary of a text as shipped, for whoever publishes it unchanged. */
export const shippedSummary = (document: TermsDocument) => drafts[document].summary

/** Who may know of a document: the staff policy is for staff, the moderation guideline for moderators (TERMS-09). */
export function canReadTerms(actor: Actor, document: TermsDocument): boolean {
  if (document === 'moderation-guideline') return moderatesSomewhere(actor)
  if (!ofStaff(document)) return true
  // whoever has to accept it first has to read it
  return isStaff(actor) || (actor.kind === 'member' && actor.asleep !== null)
}

const ofStaff = (document: TermsDocument) =>
  document === 'staff-policy' || document === 'moderation-guideline'

/** Whom a version of it may bind, the usual answer first. */
export const audiencesOf = (document: TermsDocument): readonly [TermsAudience, ...TermsAudience[]] =>
  ofStaff(document) ? ['staff'] : ['members', 'staff']
