import { and, asc, desc, eq, inArray, isNull, notInArray } from 'drizzle-orm'
import {
  crmAccounts,
  crmCases,
  crmContacts,
  crmContractLines,
  crmContracts,
  crmProducts,
  memberLinks,
} from '#db/schema/index.ts'
import { isEngineer, memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { AccountId, MemberId } from '#server/core/ids.ts'

export type ContactCard = {
  memberId: MemberId
  accountId: AccountId
  accountName: string
  contactName: string
  syncedAt: Date
  contracts: {
    reference: string
    level: string | null
    status: string
    startsOn: string
    endsOn: string
    products: string[]
  }[]
  openCases: { number: string; subject: string; status: string; topicId: number }[]
}

/** What an engineer sees of the customers behind these members; nobody else sees anything (crm.md 17.8). */
export async function contactCards(
  ctx: Ctx,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, ContactCard>> {
  if (!isEngineer(ctx.actor) || memberIds.length === 0) return new Map()
  return cardsOf(ctx, memberIds)
}

/** A member's own company and coverage dates (crm.md 1): what the settings page shows. */
export async function ownCustomerCard(ctx: Ctx) {
  const memberId = memberIdOf(ctx.actor)
  if (!memberId) return null
  const card = (await cardsOf(ctx, [memberId])).get(memberId)
  if (!card) return null
  const [link] = await ctx.db
    .select({ method: memberLinks.method, validFrom: memberLinks.validFrom })
    .from(memberLinks)
    .where(and(eq(memberLinks.memberId, memberId), isNull(memberLinks.validTo)))
  return {
    accountName: card.accountName,
    contactName: card.contactName,
    contracts: card.contracts,
    link: link ?? null,
  }
}

async function cardsOf(ctx: Ctx, memberIds: readonly MemberId[]): Promise<Map<MemberId, ContactCard>> {
  const people = await ctx.db
    .select({
      memberId: memberLinks.memberId,
      accountId: crmAccounts.id,
      accountName: crmAccounts.name,
      givenName: crmContacts.givenName,
      familyName: crmContacts.familyName,
      syncedAt: crmAccounts.syncedAt,
    })
    .from(memberLinks)
    .innerJoin(crmContacts, eq(crmContacts.id, memberLinks.contactId))
    .innerJoin(crmAccounts, eq(crmAccounts.id, crmContacts.accountId))
    .where(and(inArray(memberLinks.memberId, [...new Set(memberIds)]), isNull(memberLinks.validTo)))
  const accountIds = [...new Set(people.map((person) => person.accountId))]
  if (accountIds.length === 0) return new Map()
  const contracts = await contractsOf(ctx, accountIds)
  const cases = await ctx.db
    .select()
    .from(crmCases)
    .where(
      and(
        inArray(crmCases.accountId, accountIds),
        notInArray(crmCases.status, ['closed', 'cancelled', 'resolved']),
      ),
    )
    .orderBy(desc(crmCases.openedAt))
    .limit(50)
  return new Map(
    people.map(({ givenName, familyName, ...person }) => [
      person.memberId,
      {
        ...person,
        contactName: `${givenName} ${familyName}`.trim(),
        contracts: contracts.get(person.accountId) ?? [],
        openCases: cases.flatMap((row) =>
          row.accountId === person.accountId
            ? [{ number: `C-${row.serial}`, subject: row.subject, status: row.status, topicId: row.topicId }]
            : [],
        ),
      },
    ]),
  )
}

async function contractsOf(ctx: Ctx, accountIds: readonly AccountId[]) {
  const found = await ctx.db
    .select({
      id: crmContracts.id,
      accountId: crmContracts.accountId,
      reference: crmContracts.reference,
      level: crmContracts.supportLevel,
      status: crmContracts.status,
      startsOn: crmContracts.startsOn,
      endsOn: crmContracts.endsOn,
      product: crmProducts.name,
    })
    .from(crmContracts)
    .leftJoin(crmContractLines, eq(crmContractLines.contractId, crmContracts.id))
    .leftJoin(crmProducts, eq(crmProducts.id, crmContractLines.productId))
    .where(and(inArray(crmContracts.accountId, [...accountIds]), isNull(crmContracts.deletedAt)))
    .orderBy(desc(crmContracts.endsOn), asc(crmContracts.id), asc(crmProducts.name))
  const byContract = new Map<string, { accountId: AccountId; row: ContactCard['contracts'][number] }>()
  for (const { id, accountId, product, ...contract } of found) {
    const entry = byContract.get(id) ?? { accountId, row: { ...contract, products: [] } }
    if (product) entry.row.products.push(product)
    byContract.set(id, entry)
  }
  const byAccount = new Map<AccountId, ContactCard['contracts']>()
  for (const { accountId, row } of byContract.values())
    byAccount.set(accountId, [...(byAccount.get(accountId) ?? []), row])
  return byAccount
}

/** Names of accounts for an engineer's list; empty for everybody else. */
export async function accountNames(
  ctx: Ctx,
  accountIds: readonly AccountId[],
): Promise<Map<AccountId, string>> {
  if (!isEngineer(ctx.actor) || accountIds.length === 0) return new Map()
  const found = await ctx.db
    .select({ id: crmAccounts.id, name: crmAccounts.name })
    .from(crmAccounts)
    .where(inArray(crmAccounts.id, [...new Set(accountIds)]))
  return new Map(found.map(({ id, name }) => [id, name]))
}
