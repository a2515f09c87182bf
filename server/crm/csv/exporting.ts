import { asc, eq, isNull, sql } from 'drizzle-orm'
import {
  crmAccounts,
  crmContactEmails,
  crmContacts,
  crmContractContacts,
  crmContracts,
} from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import { csvLines } from '#server/core/csv.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { permit } from '#server/core/permit.ts'
import { columns } from './columns.ts'

/** The files that `import crm-csv` takes, from what is kept now; what comes out goes in again without a change. */
export async function exportCrmCsv(ctx: Ctx): Promise<Record<'accounts' | 'contacts' | 'contracts', string>> {
  permit(isAdmin(ctx.actor))
  return {
    accounts: await accountsCsv(ctx),
    contacts: await contactsCsv(ctx),
    contracts: await contractsCsv(ctx),
  }
}

const table = (names: readonly string[], rows: readonly (string | null)[][]) => csvLines([names, ...rows])

async function accountsCsv(ctx: Ctx) {
  const found = await ctx.db
    .select()
    .from(crmAccounts)
    .where(isNull(crmAccounts.deletedAt))
    .orderBy(asc(crmAccounts.externalId))
  return table(
    columns.accounts.all,
    found.map((row) => [row.externalId, row.name, row.domains.join('|'), row.tier]),
  )
}

async function contactsCsv(ctx: Ctx) {
  const found = await ctx.db
    .select({
      contact: crmContacts,
      account: crmAccounts.externalId,
      emails: sql<string>`coalesce((select string_agg(e.email_norm, '|' order by e.email_norm) from ${crmContactEmails} e where e.contact_id = ${crmContacts.id}), '')`,
    })
    .from(crmContacts)
    .leftJoin(crmAccounts, eq(crmAccounts.id, crmContacts.accountId))
    .where(isNull(crmContacts.deletedAt))
    .orderBy(asc(crmContacts.externalId))
  return table(
    columns.contacts.all,
    found.map(({ contact, account, emails }) => [
      contact.externalId,
      account,
      emails,
      contact.givenName,
      contact.familyName,
      String(contact.active),
    ]),
  )
}

async function contractsCsv(ctx: Ctx) {
  const found = await ctx.db
    .select({
      contract: crmContracts,
      account: crmAccounts.externalId,
      contacts: sql<string>`coalesce((select string_agg(c.external_id, '|' order by c.external_id) from ${crmContractContacts} n join ${crmContacts} c on c.id = n.contact_id where n.contract_id = ${crmContracts.id}), '')`,
    })
    .from(crmContracts)
    .innerJoin(crmAccounts, eq(crmAccounts.id, crmContracts.accountId))
    .where(isNull(crmContracts.deletedAt))
    .orderBy(asc(crmContracts.externalId))
  return table(
    columns.contracts.all,
    found.map(({ contract, account, contacts }) => [
      contract.externalId,
      account,
      contract.reference,
      contract.status,
      contract.startsOn,
      contract.endsOn,
      contract.zone,
      contract.supportLevel,
      contacts,
    ]),
  )
}
