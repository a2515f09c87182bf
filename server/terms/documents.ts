import { type Actor, isStaff, moderatesSomewhere } from '#server/core/actor.ts'
import { guidelines } from './texts/guidelines.ts'
import { moderationGuideline } from './texts/moderation-guideline.ts'
import { privacy } from './texts/privacy.ts'
import { staffPolicy } from './texts/staff-policy.ts'
import { termsOfService } from './texts/terms-of-service.ts'
import { termsOfUse } from './texts/terms-of-use.ts'

/** The texts people agree to or are guided by. Only the first can close the write gate (TERMS-02). */
export const documents = [
  'terms-of-service',
  'terms-of-use',
  'privacy',
  'guidelines',
  'staff-policy',
  'moderation-guideline',
] as const
export type TermsDocument = (typeof documents)[number]

export const gating = 'terms-of-service' satisfies TermsDocument

/** What is shown, and cited as version 0, until a version is published (decisions 1 and 43). */
export const drafts = {
  'terms-of-service': termsOfService,
  'terms-of-use': termsOfUse,
  privacy,
  guidelines,
  'staff-policy': staffPolicy,
  'moderation-guideline': moderationGuideline,
} satisfies Record<TermsDocument, unknown>

/** Who may know of a document: the staff policy is for staff, the moderation guideline for moderators (TERMS-09). */
export function canReadTerms(actor: Actor, document: TermsDocument): boolean {
  if (document === 'moderation-guideline') return moderatesSomewhere(actor)
  return document !== 'staff-policy' || isStaff(actor)
}
