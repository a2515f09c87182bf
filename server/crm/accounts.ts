import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { crmAccounts } from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { type AccountId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { certain } from '#server/core/rows.ts'
import { builtinConnection } from './connections.ts'
import { accountInput } from './input.ts'
import { type Upserted, hashOf, idsByExternal, outcomesOf } from './upserting.ts'

export type AccountRow = z.output<typeof accountInput>

/** Keeps an account under its external id; the same values change nothing. */
export function upsertAccount(ctx: Ctx, input: z.input<typeof accountInput>): Promise<Upserted<AccountId>> {
  permit(isAdmin(ctx.actor))
  const account = parse(accountInput, input)
  return change(ctx, async (tx) => certain((await putAccounts(tx, [account]))[0], 'account'))
}

/** Many at once, in one statement; what the CSV import uses. Rows must differ in their external ids. */
export async function putAccounts(tx: Tx, rows: readonly AccountRow[]): Promise<Upserted<AccountId>[]> {
  if (rows.length === 0) return []
  const connectionId = await builtinConnection(tx)
  const written = await tx.db
    .insert(crmAccounts)
    .values(
      rows.map((row) => ({
        id: newId<AccountId>(),
        connectionId,
        externalId: row.externalId,
        syncedAt: tx.now,
        rawHash: hashOf(row),
        attributes: row.attributes,
        name: row.name,
        domains: row.domains,
        tier: row.tier ?? null,
      })),
    )
    .onConflictDoUpdate({
      target: [crmAccounts.connectionId, crmAccounts.externalId],
      set: {
        name: sql`excluded.name`,
        domains: sql`excluded.domains`,
        tier: sql`excluded.tier`,
        attributes: sql`excluded.attributes`,
        rawHash: sql`excluded.raw_hash`,
        syncedAt: sql`excluded.synced_at`,
        deletedAt: sql`null`,
      },
      setWhere: sql`${crmAccounts.rawHash} <> excluded.raw_hash or ${crmAccounts.deletedAt} is not null`,
    })
    .returning({ id: crmAccounts.id, externalId: crmAccounts.externalId, created: sql<boolean>`xmax = 0` })
  for (const { id } of written) tx.tell({ type: 'account.changed', accountId: id })
  const ids = await idsByExternal(tx, crmAccounts, {
    connectionId,
    externalIds: rows.map((row) => row.externalId),
  })
  return outcomesOf(rows, written, ids)
}
