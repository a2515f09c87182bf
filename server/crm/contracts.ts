import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import {
  crmAccounts,
  crmContacts,
  crmContractContacts,
  crmContractLines,
  crmContracts,
  crmProducts,
} from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { type AccountId, type ContactId, type ContractId, newId, type ProductId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { certain } from '#server/core/rows.ts'
import { builtinConnection } from './connections.ts'
import { contractInput } from './input.ts'
import { type Upserted, hashOf, idsByExternal, known, outcomesOf } from './upserting.ts'

export type ContractRow = z.output<typeof contractInput>
type Known = {
  accounts: ReadonlyMap<string, AccountId>
  products: ReadonlyMap<string, ProductId>
  contacts: ReadonlyMap<string, ContactId>
}

/**
 * Keeps a contract with its lines and named contacts under its external id; what is given replaces what was there.
 * `Invalid` when account, product or contact is not known. Clocks follow by the fact `contract.changed`.
 */
export function upsertContract(
  ctx: Ctx,
  input: z.input<typeof contractInput>,
): Promise<Upserted<ContractId>> {
  permit(isAdmin(ctx.actor))
  const contract = parse(contractInput, input)
  return change(ctx, async (tx) => certain((await putContracts(tx, [contract]))[0], 'contract'))
}

export async function putContracts(tx: Tx, rows: readonly ContractRow[]): Promise<Upserted<ContractId>[]> {
  if (rows.length === 0) return []
  const connectionId = await builtinConnection(tx)
  const names = await knownTo(tx, { rows, connectionId })
  const written = await tx.db
    .insert(crmContracts)
    .values(rows.map((row) => ({ ...columnsOf(row, names.accounts), connectionId, syncedAt: tx.now })))
    .onConflictDoUpdate({
      target: [crmContracts.connectionId, crmContracts.externalId],
      set: {
        accountId: sql`excluded.account_id`,
        reference: sql`excluded.reference`,
        status: sql`excluded.status`,
        startsOn: sql`excluded.starts_on`,
        endsOn: sql`excluded.ends_on`,
        zone: sql`excluded.zone`,
        supportLevel: sql`excluded.support_level`,
        attributes: sql`excluded.attributes`,
        rawHash: sql`excluded.raw_hash`,
        syncedAt: sql`excluded.synced_at`,
        deletedAt: sql`null`,
      },
      setWhere: sql`${crmContracts.rawHash} <> excluded.raw_hash or ${crmContracts.deletedAt} is not null`,
    })
    .returning({
      id: crmContracts.id,
      externalId: crmContracts.externalId,
      accountId: crmContracts.accountId,
      created: sql<boolean>`xmax = 0`,
    })
  await replaceParts(tx, { rows, written, names })
  for (const { id, accountId } of written) tx.tell({ type: 'contract.changed', contractId: id, accountId })
  const ids = await idsByExternal(tx, crmContracts, {
    connectionId,
    externalIds: rows.map((row) => row.externalId),
  })
  return outcomesOf(rows, written, ids)
}

/** What the rows point at, by external id. */
async function knownTo(
  tx: Tx,
  { rows, connectionId }: { rows: readonly ContractRow[]; connectionId: string },
): Promise<Known> {
  const named = (externalIds: string[]) => ({ connectionId, externalIds })
  return {
    accounts: await idsByExternal(tx, crmAccounts, named(rows.map((row) => row.account))),
    products: await idsByExternal(
      tx,
      crmProducts,
      named(rows.flatMap((row) => row.lines.flatMap((line) => line.product ?? []))),
    ),
    contacts: await idsByExternal(tx, crmContacts, named(rows.flatMap((row) => row.contacts))),
  }
}

const columnsOf = (row: ContractRow, accounts: Known['accounts']) => ({
  id: newId<ContractId>(),
  externalId: row.externalId,
  rawHash: hashOf(row),
  attributes: row.attributes,
  accountId: known(accounts, row.account, { path: 'account', key: 'crm.account.unknown' }),
  reference: row.reference,
  status: row.status,
  startsOn: row.startsOn,
  endsOn: row.endsOn,
  zone: row.timeZone ?? null,
  supportLevel: row.supportLevel ?? null,
})

async function replaceParts(
  tx: Tx,
  {
    rows,
    written,
    names,
  }: {
    rows: readonly ContractRow[]
    written: readonly { id: ContractId; externalId: string }[]
    names: Known
  },
) {
  if (written.length === 0) return
  const ids = new Map(written.map((row) => [row.externalId, row.id]))
  await tx.db.delete(crmContractLines).where(inArray(crmContractLines.contractId, [...ids.values()]))
  await tx.db.delete(crmContractContacts).where(inArray(crmContractContacts.contractId, [...ids.values()]))
  const touched = rows.flatMap((row) => {
    const contractId = ids.get(row.externalId)
    return contractId ? [{ row, contractId }] : []
  })
  const lines = touched.flatMap(({ row, contractId }) =>
    row.lines.map((line) => ({
      id: newId(),
      contractId,
      productId: line.product
        ? known(names.products, line.product, { path: 'lines', key: 'crm.product.unknown' })
        : null,
      startsOn: line.startsOn ?? null,
      endsOn: line.endsOn ?? null,
    })),
  )
  const contacts = touched.flatMap(({ row, contractId }) =>
    [...new Set(row.contacts)].map((contact) => ({
      contractId,
      contactId: known(names.contacts, contact, { path: 'contacts', key: 'crm.contact.unknown' }),
    })),
  )
  if (lines.length > 0) await tx.db.insert(crmContractLines).values(lines)
  if (contacts.length > 0) await tx.db.insert(crmContractContacts).values(contacts)
}

/** The lines that contracts have now, by external ids: what an import without a file of lines leaves as it is. */
export async function linesKept(
  tx: Tx,
  externalIds: readonly string[],
): Promise<Map<string, ContractRow['lines']>> {
  const found = await tx.db
    .select({
      contract: crmContracts.externalId,
      product: crmProducts.externalId,
      startsOn: crmContractLines.startsOn,
      endsOn: crmContractLines.endsOn,
    })
    .from(crmContractLines)
    .innerJoin(crmContracts, eq(crmContracts.id, crmContractLines.contractId))
    .leftJoin(crmProducts, eq(crmProducts.id, crmContractLines.productId))
    .where(
      and(
        inArray(crmContracts.externalId, [...externalIds]),
        eq(crmContracts.connectionId, await builtinConnection(tx)),
      ),
    )
    .orderBy(asc(crmProducts.externalId), asc(crmContractLines.startsOn))
  const lines = new Map<string, ContractRow['lines']>()
  for (const { contract, ...line } of found) lines.set(contract, [...(lines.get(contract) ?? []), line])
  return lines
}
