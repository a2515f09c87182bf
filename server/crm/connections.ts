import { eq } from 'drizzle-orm'
import { crmConnections } from '#db/schema/index.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { newId } from '#server/core/ids.ts'

/** The built-in CRM is a connection like any other (crm.md 1); its row is made when it is first needed. */
export async function builtinConnection(tx: Tx): Promise<string> {
  const found = await builtinConnectionId(tx)
  if (found) return found
  await tx.db
    .insert(crmConnections)
    .values({ id: newId(), kind: 'builtin', name: 'Throughline', status: 'on', createdAt: tx.now })
    .onConflictDoNothing()
  return (await builtinConnectionId(tx)) ?? builtinConnection(tx)
}

/** Null until something has been kept in the built-in CRM. */
export async function builtinConnectionId(ctx: Pick<Ctx, 'db'>): Promise<string | null> {
  const [row] = await ctx.db
    .select({ id: crmConnections.id })
    .from(crmConnections)
    .where(eq(crmConnections.kind, 'builtin'))
  return row?.id ?? null
}
