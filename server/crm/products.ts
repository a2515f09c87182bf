import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { crmProducts } from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { newId, type ProductId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { certain } from '#server/core/rows.ts'
import { builtinConnection } from './connections.ts'
import { productInput } from './input.ts'
import { type Upserted, hashOf, idsByExternal, outcomesOf } from './upserting.ts'

export type ProductRow = z.output<typeof productInput>

/** Keeps a product under its external id; its code, by which boards name it, is the external id unless given. */
export function upsertProduct(ctx: Ctx, input: z.input<typeof productInput>): Promise<Upserted<ProductId>> {
  permit(isAdmin(ctx.actor))
  const product = parse(productInput, input)
  return change(ctx, async (tx) => certain((await putProducts(tx, [product]))[0], 'product'))
}

export async function putProducts(tx: Tx, rows: readonly ProductRow[]): Promise<Upserted<ProductId>[]> {
  if (rows.length === 0) return []
  const connectionId = await builtinConnection(tx)
  const written = await tx.db
    .insert(crmProducts)
    .values(
      rows.map((row) => ({
        id: newId<ProductId>(),
        connectionId,
        externalId: row.externalId,
        syncedAt: tx.now,
        rawHash: hashOf(row),
        attributes: row.attributes,
        code: row.code ?? row.externalId,
        name: row.name,
        line: row.line ?? null,
        active: row.active,
      })),
    )
    .onConflictDoUpdate({
      target: [crmProducts.connectionId, crmProducts.externalId],
      set: {
        code: sql`excluded.code`,
        name: sql`excluded.name`,
        line: sql`excluded.line`,
        active: sql`excluded.active`,
        attributes: sql`excluded.attributes`,
        rawHash: sql`excluded.raw_hash`,
        syncedAt: sql`excluded.synced_at`,
        deletedAt: sql`null`,
      },
      setWhere: sql`${crmProducts.rawHash} <> excluded.raw_hash or ${crmProducts.deletedAt} is not null`,
    })
    .returning({ id: crmProducts.id, externalId: crmProducts.externalId, created: sql<boolean>`xmax = 0` })
  for (const { id } of written) tx.tell({ type: 'product.changed', productId: id })
  const ids = await idsByExternal(tx, crmProducts, {
    connectionId,
    externalIds: rows.map((row) => row.externalId),
  })
  return outcomesOf(rows, written, ids)
}

/** The product that a code or an external id names, whatever its case; null when there is none. */
export async function productByCode(ctx: Pick<Ctx, 'db'>, code: string): Promise<ProductId | null> {
  const [row] = await ctx.db
    .select({ id: crmProducts.id })
    .from(crmProducts)
    .where(
      and(
        isNull(crmProducts.deletedAt),
        sql`lower(${code}) in (lower(${crmProducts.code}), lower(${crmProducts.externalId}))`,
      ),
    )
    .orderBy(eq(crmProducts.code, code), crmProducts.id)
    .limit(1)
  return row?.id ?? null
}
