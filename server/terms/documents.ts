import { guidelines } from './texts/guidelines.ts'
import { privacy } from './texts/privacy.ts'
import { staffPolicy } from './texts/staff-policy.ts'
import { termsOfService } from './texts/terms-of-service.ts'

/** The texts people agree to or are guided by. Only the first can close the write gate (TERMS-02). */
export const documents = ['terms-of-service', 'privacy', 'guidelines', 'staff-policy'] as const
export type TermsDocument = (typeof documents)[number]

export const gating = 'terms-of-service' satisfies TermsDocument

/** What is shown, and cited as version 0, until a version is published (decisions 1 and 43). */
export const drafts = {
  'terms-of-service': termsOfService,
  privacy,
  guidelines,
  'staff-policy': staffPolicy,
} satisfies Record<TermsDocument, unknown>
