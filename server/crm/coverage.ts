import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import {
  crmAccounts,
  crmContacts,
  crmContractContacts,
  crmContractLines,
  crmContracts,
  memberLinks,
} from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { AccountId, ContactId, ContractId, MemberId, ProductId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { productCodeOf } from '#server/forum/index.ts'
import { settingsOf } from '#server/settings/index.ts'
import { coverageInput } from './input.ts'
import { productByCode } from './products.ts'

/** Why not, from the most telling to the least; each has a sentence `crm.coverage.<reason>`. */
const refusals = [
  'not-named-contact',
  'contract-suspended',
  'product-not-covered',
  'contract-ended',
  'contract-not-started',
  'contract-cancelled',
  'contract-draft',
  'no-contract',
  'contact-inactive',
  'not-linked',
] as const
export type Refusal = (typeof refusals)[number]

/** A contract that covers; `specific` when one of its lines names the product. */
export type Candidate = {
  contractId: ContractId
  reference: string
  accountId: AccountId
  contactId: ContactId
  level: string | null
  productId: ProductId | null
  specific: boolean
  /** The instant after the last covered one. */
  endsAt: Date
  /** When the link that gives it ended, if it has since. */
  linkEndedAt: Date | null
  /** When the link that gives it was made; later than `at` for a member linked afterwards. */
  linkedAt: Date
}

export type Coverage =
  | {
      covered: true
      contractId: ContractId
      level: string | null
      reason: 'covered'
      candidates: Candidate[]
    }
  | { covered: false; reason: Refusal }

/**
 * Is this member entitled, for this product (or this board's), at this moment? The only door from the forum into
 * contracts. A contract covers from the first instant of `starts_on` to the last of `ends_on` in its own zone (CRM-07).
 * Candidates come product-specific first, then by later end, then by id; which policy is best is escalation's to say.
 * A link made after `at` counts, since it found out who the person was; one that had ended by then does not.
 */
export async function coverage(
  ctx: Pick<Ctx, 'db' | 'settings'>,
  input: z.input<typeof coverageInput>,
): Promise<Coverage> {
  const { memberId, at, ...asked } = parse(coverageInput, input)
  const productId = asked.productId ?? (asked.boardId ? await productOfBoard(ctx, asked.boardId) : null)
  const links = await linksAt(ctx, { memberId, at })
  if (links.length === 0) return { covered: false, reason: 'not-linked' }
  const active = links.filter((link) => link.active && link.accountId)
  if (active.length === 0) return { covered: false, reason: 'contact-inactive' }
  const siteZone = (await settingsOf(ctx)).siteTimeZone
  const judged = (
    await contractsOf(
      ctx,
      active.flatMap((link) => link.accountId ?? []),
    )
  ).flatMap((contract) =>
    active
      .filter((link) => link.accountId === contract.accountId)
      .map((link) => judge({ contract, link, productId, at, siteZone })),
  )
  const candidates = judged.flatMap((verdict) => (typeof verdict === 'string' ? [] : [verdict])).sort(better)
  const [best] = candidates
  if (best)
    return { covered: true, contractId: best.contractId, level: best.level, reason: 'covered', candidates }
  return { covered: false, reason: refusals.find((reason) => judged.includes(reason)) ?? 'no-contract' }
}

type Link = Awaited<ReturnType<typeof linksAt>>[number]
type Contract = Awaited<ReturnType<typeof contractsOf>>[number]
type Case = { contract: Contract; link: Link; productId: ProductId | null; at: Date; siteZone: string }

function judge({ contract, link, productId, at, siteZone }: Case): Candidate | Refusal {
  if (contract.status === 'draft' || contract.status === 'cancelled' || contract.status === 'suspended')
    return `contract-${contract.status}`
  const zone = contract.zone ?? siteZone
  const { from, to } = covered(contract, zone)
  if (at < from) return 'contract-not-started'
  if (at >= to) return 'contract-ended'
  if (contract.named.length > 0 && !contract.named.includes(link.contactId)) return 'not-named-contact'
  const lines = contract.lines.filter((line) => {
    const span = covered(
      { startsOn: line.startsOn ?? contract.startsOn, endsOn: line.endsOn ?? contract.endsOn },
      zone,
    )
    return span.from <= at && at < span.to
  })
  const specific = productId !== null && lines.some((line) => line.productId === productId)
  const general =
    contract.lines.length === 0 || lines.some((line) => line.productId === null || productId === null)
  if (!specific && !general) return 'product-not-covered'
  return {
    contractId: contract.id,
    reference: contract.reference,
    accountId: contract.accountId,
    contactId: link.contactId,
    level: contract.level,
    productId,
    specific,
    endsAt: to,
    linkEndedAt: link.validTo,
    linkedAt: link.validFrom,
  }
}

/** Dates become instants in the zone they were agreed in; the last day is covered to its end. */
export function covered({ startsOn, endsOn }: { startsOn: string; endsOn: string }, zone: string) {
  const begin = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(zone).epochMilliseconds)
  return {
    from: begin(Temporal.PlainDate.from(startsOn)),
    to: begin(Temporal.PlainDate.from(endsOn).add({ days: 1 })),
  }
}

const better = (a: Candidate, b: Candidate) =>
  Number(b.specific) - Number(a.specific) ||
  b.endsAt.getTime() - a.endsAt.getTime() ||
  (a.contractId < b.contractId ? -1 : 1)

async function productOfBoard(ctx: Pick<Ctx, 'db'>, boardId: Parameters<typeof productCodeOf>[1]) {
  const code = await productCodeOf(ctx, boardId)
  return code ? productByCode(ctx, code) : null
}

const linksAt = (ctx: Pick<Ctx, 'db'>, { memberId, at }: { memberId: MemberId; at: Date }) =>
  ctx.db
    .select({
      contactId: memberLinks.contactId,
      accountId: crmContacts.accountId,
      active: crmContacts.active,
      validFrom: memberLinks.validFrom,
      validTo: memberLinks.validTo,
    })
    .from(memberLinks)
    .innerJoin(crmContacts, and(eq(crmContacts.id, memberLinks.contactId), isNull(crmContacts.deletedAt)))
    .where(
      and(eq(memberLinks.memberId, memberId), or(isNull(memberLinks.validTo), gt(memberLinks.validTo, at))),
    )

async function contractsOf(ctx: Pick<Ctx, 'db'>, accountIds: readonly AccountId[]) {
  const contracts = await ctx.db
    .select({
      id: crmContracts.id,
      accountId: crmContracts.accountId,
      reference: crmContracts.reference,
      status: crmContracts.status,
      startsOn: crmContracts.startsOn,
      endsOn: crmContracts.endsOn,
      zone: crmContracts.zone,
      level: crmContracts.supportLevel,
    })
    .from(crmContracts)
    .innerJoin(crmAccounts, and(eq(crmAccounts.id, crmContracts.accountId), isNull(crmAccounts.deletedAt)))
    .where(and(inArray(crmContracts.accountId, [...accountIds]), isNull(crmContracts.deletedAt)))
  if (contracts.length === 0) return []
  const ids = contracts.map(({ id }) => id)
  const lines = await ctx.db.select().from(crmContractLines).where(inArray(crmContractLines.contractId, ids))
  const named = await ctx.db
    .select()
    .from(crmContractContacts)
    .where(inArray(crmContractContacts.contractId, ids))
  return contracts.map((contract) => ({
    ...contract,
    lines: lines.filter((line) => line.contractId === contract.id),
    named: named.flatMap((row) => (row.contractId === contract.id ? [row.contactId] : [])),
  }))
}
