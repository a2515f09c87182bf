import { z } from 'zod'
import { contractStatuses } from '#db/schema/index.ts'
import { type BoardId, type ContactId, type MemberId, type ProductId, uuid } from '#server/core/ids.ts'

const externalId = z.string('invalid.missing').trim().min(1, 'invalid.missing').max(200)
const line = (longest: number) => z.string().trim().max(longest)
const named = z.string('invalid.missing').trim().min(1, 'invalid.missing').max(200)
const day = z.iso.date('crm.date.form')
const zone = z.string().refine(isZone, 'crm.zone.unknown')
const attributes = z.record(
  z.string().max(100),
  z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]),
)

export function isZone(name: string) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=.{3,253}$)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u, 'crm.domain.form')

/** An account as the CRM names it; `domains` only ever suggest. */
export const accountInput = z.object({
  externalId,
  name: named,
  domains: z.array(domain).max(100).default([]),
  tier: line(100).nullish(),
  attributes: attributes.default({}),
})

export const contactInput = z.object({
  externalId,
  account: externalId.nullish(),
  emails: z.array(z.email('crm.email.form').max(320)).max(20).default([]),
  givenName: line(200).default(''),
  familyName: line(200).default(''),
  active: z.boolean('crm.active.form').default(true),
  attributes: attributes.default({}),
})

export const productInput = z.object({
  externalId,
  code: line(100).min(1, 'invalid.missing').optional(),
  name: named,
  line: line(100).nullish(),
  active: z.boolean().default(true),
  attributes: attributes.default({}),
})

/** Both dates are covered; a line without a product covers all products. */
export const contractInput = z
  .object({
    externalId,
    account: externalId,
    reference: named,
    status: z.enum(contractStatuses),
    startsOn: day,
    endsOn: day,
    timeZone: zone.nullish(),
    supportLevel: line(100).nullish(),
    lines: z
      .array(
        z.preprocess(
          (given) => (typeof given === 'string' ? { product: given } : given),
          z.object({ product: externalId.nullish(), startsOn: day.nullish(), endsOn: day.nullish() }),
        ),
      )
      .max(500)
      .default([]),
    contacts: z.array(externalId).max(2000).default([]),
    attributes: attributes.default({}),
  })
  .refine((contract) => contract.startsOn <= contract.endsOn, {
    path: ['endsOn'],
    error: 'crm.contract.endsBeforeStart',
  })

export const coverageInput = z.object({
  memberId: uuid<MemberId>(),
  productId: uuid<ProductId>().nullish(),
  boardId: uuid<BoardId>().nullish(),
  at: z.coerce.date(),
})

/** The contact by its external id, as in the address of its upsert. */
export const linkInput = z.object({ memberId: uuid<MemberId>(), contact: externalId })
export const unlinkInput = z.object({ memberId: uuid<MemberId>(), reason: line(500).default('') })
export const inviteInput = z.object({
  contactId: uuid<ContactId>(),
  email: z.email('crm.email.form').optional(),
})
export const redeemInput = z.object({ token: z.string().min(20, 'crm.invitation.unknown').max(200) })
export const suggestionDecision = z.object({ suggestionId: z.guid('invalid.id'), accept: z.boolean() })

/** Every list of the admin pages: a cursor, and words to look for. */
export const listInput = z.object({
  q: z.string().trim().max(200).default(''),
  cursor: z.string().max(500).nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
