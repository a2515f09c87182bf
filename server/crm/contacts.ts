import { inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { crmAccounts, crmContactEmails, crmContacts } from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { type AccountId, type ContactId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { certain } from '#server/core/rows.ts'
import { isRoleMailbox, normalised } from './addresses.ts'
import { builtinConnection } from './connections.ts'
import { contactInput } from './input.ts'
import { followContacts } from './linking.ts'
import { type Upserted, hashOf, idsByExternal, known, outcomesOf } from './upserting.ts'

export type ContactRow = z.output<typeof contactInput>

/**
 * Keeps a contact under its external id. A contact who leaves the account or becomes inactive ends the links to it, and
 * with them the coverage, at once (crm.md 16 L1). `Invalid` when the account is not known.
 */
export function upsertContact(ctx: Ctx, input: z.input<typeof contactInput>): Promise<Upserted<ContactId>> {
  permit(isAdmin(ctx.actor))
  const contact = parse(contactInput, input)
  return change(ctx, async (tx) => certain((await putContacts(tx, [contact]))[0], 'contact'))
}

export async function putContacts(tx: Tx, rows: readonly ContactRow[]): Promise<Upserted<ContactId>[]> {
  if (rows.length === 0) return []
  const connectionId = await builtinConnection(tx)
  const accounts = await idsByExternal(tx, crmAccounts, {
    connectionId,
    externalIds: rows.flatMap((row) => row.account ?? []),
  })
  const written = await tx.db
    .insert(crmContacts)
    .values(rows.map((row) => ({ ...columnsOf(row, accounts), connectionId, syncedAt: tx.now })))
    .onConflictDoUpdate({
      target: [crmContacts.connectionId, crmContacts.externalId],
      set: {
        accountId: sql`excluded.account_id`,
        givenName: sql`excluded.given_name`,
        familyName: sql`excluded.family_name`,
        active: sql`excluded.active`,
        isRoleMailbox: sql`excluded.is_role_mailbox`,
        attributes: sql`excluded.attributes`,
        rawHash: sql`excluded.raw_hash`,
        syncedAt: sql`excluded.synced_at`,
        deletedAt: sql`null`,
      },
      setWhere: sql`${crmContacts.rawHash} <> excluded.raw_hash or ${crmContacts.deletedAt} is not null`,
    })
    .returning({ id: crmContacts.id, externalId: crmContacts.externalId, created: sql<boolean>`xmax = 0` })
  await replaceEmails(tx, { rows, written })
  await followContacts(
    tx,
    written.filter((row) => !row.created).map((row) => row.id),
  )
  for (const { id } of written) tx.tell({ type: 'contact.changed', contactId: id })
  const ids = await idsByExternal(tx, crmContacts, {
    connectionId,
    externalIds: rows.map((row) => row.externalId),
  })
  return outcomesOf(rows, written, ids)
}

const columnsOf = (row: ContactRow, accounts: ReadonlyMap<string, AccountId>) => ({
  id: newId<ContactId>(),
  externalId: row.externalId,
  rawHash: hashOf(row),
  attributes: row.attributes,
  accountId: row.account
    ? known(accounts, row.account, { path: 'account', key: 'crm.account.unknown' })
    : null,
  givenName: row.givenName,
  familyName: row.familyName,
  active: row.active,
  isRoleMailbox: row.emails.some(isRoleMailbox),
})

async function replaceEmails(
  tx: Tx,
  {
    rows,
    written,
  }: { rows: readonly ContactRow[]; written: readonly { id: ContactId; externalId: string }[] },
) {
  if (written.length === 0) return
  const ids = new Map(written.map((row) => [row.externalId, row.id]))
  await tx.db.delete(crmContactEmails).where(inArray(crmContactEmails.contactId, [...ids.values()]))
  const emails = rows.flatMap((row) => {
    const contactId = ids.get(row.externalId)
    return contactId
      ? [...new Set(row.emails.map(normalised))].map((emailNorm) => ({ contactId, emailNorm }))
      : []
  })
  if (emails.length > 0) await tx.db.insert(crmContactEmails).values(emails)
}
