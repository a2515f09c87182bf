import { and, eq, inArray } from 'drizzle-orm'
import { importRefs } from '#db/schema/core.ts'
import type { Ctx, Tx } from './ctx.ts'

/** `source`: where an import comes from (a host). `kind`: what a thing is called there. */
export type RefKind = { source: string; kind: string }

/** The ids here of what an import has brought before, by their ids there; `Id` is what the kind's ids are here. */
export async function knownRefs<Id extends string>(
  { db }: Pick<Ctx, 'db'>,
  { source, kind, externalIds }: RefKind & { externalIds: string[] },
): Promise<Map<string, Id>> {
  const known = new Map<string, Id>()
  for (let from = 0; from < externalIds.length; from += 5000) {
    const found = await db
      .select({ externalId: importRefs.externalId, ourId: importRefs.ourId })
      .from(importRefs)
      .where(
        and(
          eq(importRefs.source, source),
          eq(importRefs.kind, kind),
          inArray(importRefs.externalId, externalIds.slice(from, from + 5000)),
        ),
      )
    for (const ref of found) known.set(ref.externalId, ref.ourId as Id)
  }
  return known
}

/** Writes down what was brought, in the same change that wrote it. */
export async function rememberRefs(
  tx: Tx,
  { source, kind, ourKind, ids }: RefKind & { ourKind: string; ids: { externalId: string; ourId: string }[] },
) {
  if (ids.length === 0) return
  await tx.db.insert(importRefs).values(ids.map((ref) => ({ source, kind, ourKind, ...ref, at: tx.now })))
}
