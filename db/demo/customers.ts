import type { Ctx } from '#server/core/ctx.ts'
import { linkMember, upsertAccount, upsertContact, upsertContract, upsertProduct } from '#server/crm/index.ts'
import { accounts, type DemoAccount, type DemoContact } from './accounts.ts'
import { boards } from './boards.ts'
import { before } from './moments.ts'
import { emailOf, type People } from './people.ts'

/** Products, accounts, contacts and contracts in the built-in CRM, and the members who are known to be contacts. */
export async function enterCustomers(ctx: Ctx, people: People) {
  for (const board of boards)
    if ('productCode' in board)
      await upsertProduct(ctx, {
        externalId: board.productCode,
        code: board.productCode,
        name: board.title,
        line: 'Northline',
      })
  for (const account of accounts) await enter(ctx, account, people)
}

async function enter(ctx: Ctx, account: DemoAccount, people: People) {
  const { key, name, domain, tier } = account
  const then = { ...ctx, now: before(ctx.now, `${account.startedDaysAgo}d`) }
  await upsertAccount(then, { externalId: key, name, domains: [domain], tier })
  for (const contact of account.contacts)
    await upsertContact(then, {
      externalId: idOf(account, contact),
      account: key,
      emails: ['handle' in contact ? emailOf(contact.handle) : contact.email],
      givenName: contact.given,
      familyName: contact.family,
    })
  await upsertContract(then, {
    externalId: account.reference,
    account: key,
    reference: account.reference,
    status: account.status ?? 'active',
    startsOn: dayOf(ctx, -account.startedDaysAgo),
    endsOn: dayOf(ctx, account.endsInDays),
    timeZone: account.timeZone,
    supportLevel: account.level,
    lines: (account.products ?? []).map((product) => ({ product })),
    contacts: account.contacts.filter((contact) => contact.named).map((contact) => idOf(account, contact)),
  })
  for (const contact of account.contacts) {
    const member = 'handle' in contact && !contact.unlinked ? people.get(contact.handle) : undefined
    if (member)
      await linkMember(
        { ...ctx, now: member.joinedAt },
        { memberId: member.memberId, contact: idOf(account, contact) },
      )
  }
}

const idOf = (account: DemoAccount, contact: DemoContact) =>
  `${account.key}-${'handle' in contact ? contact.handle : contact.given.toLowerCase()}`

const dayOf = (ctx: Ctx, days: number) =>
  new Date(ctx.now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
