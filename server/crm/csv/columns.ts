import { z } from 'zod'
import { accountInput, contactInput, contractInput } from '../input.ts'

/** The columns of each file (interfaces.md 3); those after the bar may be left out. Several values in a cell are parted by `|`. */
export const columns = {
  accounts: { needed: ['external_id', 'name'], all: ['external_id', 'name', 'domains', 'tier'] },
  contacts: {
    needed: ['external_id'],
    all: ['external_id', 'account', 'emails', 'given_name', 'family_name', 'active'],
  },
  contracts: {
    needed: ['external_id', 'account', 'reference', 'status', 'starts_on', 'ends_on'],
    all: [
      'external_id',
      'account',
      'reference',
      'status',
      'starts_on',
      'ends_on',
      'time_zone',
      'support_level',
      'contacts',
    ],
  },
  lines: { needed: ['contract', 'product'], all: ['contract', 'product', 'starts_on', 'ends_on'] },
} as const

export type DateForm = 'iso' | 'dmy'
type Cells = Readonly<Record<string, string>>

const several = (cell: string | undefined) =>
  (cell ?? '')
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean)
const orNull = (cell: string | undefined) => (cell ? cell : null)

/** `31.12.2026` only where the caller said that dates are written so; nothing is guessed from the look of a date. */
const dateIn = (cell: string | undefined, form: DateForm) => {
  const [, day = '', month = '', year = ''] =
    (form === 'dmy' ? /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(cell ?? '') : null) ?? []
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : (cell ?? '')
}

const truth: Readonly<Record<string, boolean>> = {
  '': true,
  true: true,
  yes: true,
  '1': true,
  y: true,
  false: false,
  no: false,
  '0': false,
  n: false,
}

export const accountOf = (cells: Cells) =>
  accountInput.safeParse({
    externalId: cells.external_id,
    name: cells.name,
    domains: several(cells.domains),
    tier: orNull(cells.tier),
  })

export const contactOf = (cells: Cells) =>
  contactInput.safeParse({
    externalId: cells.external_id,
    account: orNull(cells.account),
    emails: several(cells.emails),
    givenName: cells.given_name ?? '',
    familyName: cells.family_name ?? '',
    active: truth[(cells.active ?? '').toLowerCase()] ?? cells.active,
  })

export type LineOf = { product: string | null; startsOn: string | null; endsOn: string | null }

export const contractOf = (cells: Cells, { form, lines }: { form: DateForm; lines: readonly LineOf[] }) =>
  contractInput.safeParse({
    externalId: cells.external_id,
    account: cells.account,
    reference: cells.reference,
    status: (cells.status ?? '').toLowerCase(),
    startsOn: dateIn(cells.starts_on, form),
    endsOn: dateIn(cells.ends_on, form),
    timeZone: orNull(cells.time_zone),
    supportLevel: orNull(cells.support_level),
    contacts: several(cells.contacts),
    lines: inOrder(lines),
  })

const day = z.iso.date('crm.date.form').nullable()
const lineShape = z.object({
  contract: z.string().min(1, 'invalid.missing').max(200),
  product: z.string().max(200).nullable(),
  startsOn: day,
  endsOn: day,
})

/** A line without a product covers all products. */
export const lineOf = (cells: Cells, form: DateForm) =>
  lineShape.safeParse({
    contract: cells.contract,
    product: orNull(cells.product),
    startsOn: orNull(dateIn(cells.starts_on, form)),
    endsOn: orNull(dateIn(cells.ends_on, form)),
  })

/** The same lines in any order are the same contract. */
const inOrder = (lines: readonly LineOf[]) =>
  [...lines].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
