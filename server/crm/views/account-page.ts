import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import {
  crmAccounts,
  crmCases,
  crmContactEmails,
  crmContacts,
  crmContractContacts,
  crmContractLines,
  crmContracts,
  crmProducts,
  memberLinks,
  members,
} from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import { type AccountId, uuid } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'

/** One account: contacts with the members they are linked to, contracts with lines and named contacts, cases. */
export async function accountPage(ctx: Ctx, input: { accountId: string }) {
  permit(isAdmin(ctx.actor))
  const accountId = parse(uuid<AccountId>(), input.accountId)
  const [account] = await ctx.db.select().from(crmAccounts).where(eq(crmAccounts.id, accountId))
  if (!account || account.deletedAt) throw new NotFound('account')
  const contacts = await ctx.db
    .select({
      id: crmContacts.id,
      externalId: crmContacts.externalId,
      givenName: crmContacts.givenName,
      familyName: crmContacts.familyName,
      active: crmContacts.active,
    })
    .from(crmContacts)
    .where(and(eq(crmContacts.accountId, accountId), isNull(crmContacts.deletedAt)))
    .orderBy(asc(crmContacts.familyName), asc(crmContacts.id))
    .limit(500)
  const ids = contacts.map(({ id }) => id)
  const emails = ids.length
    ? await ctx.db.select().from(crmContactEmails).where(inArray(crmContactEmails.contactId, ids))
    : []
  const links = await ctx.db
    .select({
      contactId: memberLinks.contactId,
      handle: members.handle,
      displayName: members.displayName,
      method: memberLinks.method,
      validFrom: memberLinks.validFrom,
      validTo: memberLinks.validTo,
      endCause: memberLinks.endCause,
    })
    .from(memberLinks)
    .innerJoin(members, eq(members.id, memberLinks.memberId))
    .where(eq(memberLinks.accountId, accountId))
    .orderBy(desc(memberLinks.validFrom))
  const cases = await ctx.db
    .select({
      serial: crmCases.serial,
      subject: crmCases.subject,
      status: crmCases.status,
      topicId: crmCases.topicId,
      escalationId: crmCases.escalationId,
      openedAt: crmCases.openedAt,
    })
    .from(crmCases)
    .where(eq(crmCases.accountId, accountId))
    .orderBy(desc(crmCases.openedAt))
    .limit(50)
  return {
    id: account.id,
    externalId: account.externalId,
    name: account.name,
    domains: account.domains,
    tier: account.tier,
    syncedAt: account.syncedAt,
    contacts: contacts.map((contact) => ({
      ...contact,
      emails: emails.flatMap((row) => (row.contactId === contact.id ? [row.emailNorm] : [])),
      member: links.find((link) => link.contactId === contact.id && !link.validTo)?.handle ?? null,
    })),
    contracts: await contractsOf(ctx, accountId),
    links,
    cases: cases.map(({ serial, ...row }) => ({ ...row, number: `C-${serial}` })),
  }
}

async function contractsOf(ctx: Ctx, accountId: AccountId) {
  const contracts = await ctx.db
    .select()
    .from(crmContracts)
    .where(and(eq(crmContracts.accountId, accountId), isNull(crmContracts.deletedAt)))
    .orderBy(desc(crmContracts.endsOn), asc(crmContracts.id))
    .limit(200)
  const ids = contracts.map(({ id }) => id)
  if (ids.length === 0) return []
  const lines = await ctx.db
    .select({
      contractId: crmContractLines.contractId,
      product: crmProducts.name,
      startsOn: crmContractLines.startsOn,
      endsOn: crmContractLines.endsOn,
    })
    .from(crmContractLines)
    .leftJoin(crmProducts, eq(crmProducts.id, crmContractLines.productId))
    .where(inArray(crmContractLines.contractId, ids))
  const named = await ctx.db
    .select()
    .from(crmContractContacts)
    .where(inArray(crmContractContacts.contractId, ids))
  return contracts.map((contract) => ({
    id: contract.id,
    externalId: contract.externalId,
    reference: contract.reference,
    status: contract.status,
    startsOn: contract.startsOn,
    endsOn: contract.endsOn,
    zone: contract.zone,
    supportLevel: contract.supportLevel,
    lines: lines.flatMap((line) =>
      line.contractId === contract.id
        ? [{ product: line.product, startsOn: line.startsOn, endsOn: line.endsOn }]
        : [],
    ),
    namedContacts: named.flatMap((row) => (row.contractId === contract.id ? [row.contactId] : [])),
  }))
}
