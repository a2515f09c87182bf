import { createHash } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import type { crmAccounts, crmContacts, crmContracts, crmProducts } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import { certain } from '#server/core/rows.ts'

/** What an upsert did: a second one of the same values changes nothing and says so. */
export type Upserted<Id> = { id: Id; externalId: string; outcome: 'created' | 'updated' | 'unchanged' }

/** The hash of the values as given, whatever the order of their names; an absent value is as good as null. */
export const hashOf = (values: unknown) => createHash('sha256').update(canonical(values)).digest('hex')

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(([, inner]) => inner !== null && inner !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  )

type Mirror = typeof crmAccounts | typeof crmContacts | typeof crmProducts | typeof crmContracts
type IdOf<Table extends Mirror> = Table['$inferSelect']['id']

/** Ids of rows of one connection by their external ids. */
export async function idsByExternal<Table extends Mirror>(
  ctx: Pick<Ctx, 'db'>,
  table: Table,
  { connectionId, externalIds }: { connectionId: string; externalIds: readonly string[] },
): Promise<Map<string, IdOf<Table>>> {
  const found = await hashesByExternal(ctx, table, { connectionId, externalIds })
  return new Map([...found].map(([externalId, { id }]) => [externalId, id]))
}

/** Ids and stored hashes by external id: what tells an update from a row that is as it was. */
export async function hashesByExternal<Table extends Mirror>(
  ctx: Pick<Ctx, 'db'>,
  table: Table,
  { connectionId, externalIds }: { connectionId: string; externalIds: readonly string[] },
): Promise<Map<string, { id: IdOf<Table>; hash: string; deleted: boolean }>> {
  const wanted = [...new Set(externalIds)]
  if (wanted.length === 0) return new Map()
  const mirror = sameColumns(table)
  const found = await ctx.db
    .select({
      id: mirror.id,
      externalId: mirror.externalId,
      hash: mirror.rawHash,
      deletedAt: mirror.deletedAt,
    })
    .from(mirror)
    .where(and(eq(mirror.connectionId, connectionId), inArray(mirror.externalId, wanted)))
  return new Map(
    found.map((row) => [
      row.externalId,
      { id: idIn<Table>(row.id), hash: row.hash, deleted: row.deletedAt !== null },
    ]),
  )
}

/** Ids of all mirrored tables are uuids; whose they are is known by the table asked. */
const idIn = <Table extends Mirror>(id: unknown) => id as IdOf<Table>

/** Every mirrored table has the columns that `hashesByExternal` reads, under the same names. */
const sameColumns = (table: Mirror) => table as typeof crmAccounts

/** The id of something that must exist already, or `Invalid` naming the field that points at nothing. */
export function known<Id>(
  ids: ReadonlyMap<string, Id>,
  externalId: string,
  field: { path: string; key: string },
): Id {
  const id = ids.get(externalId)
  if (id === undefined) throw new Invalid([{ path: field.path, key: field.key, params: { id: externalId } }])
  return id
}

/** What happened to each given row, in the order given: rows that a conflict left alone were unchanged. */
export function outcomesOf<Id>(
  rows: readonly { externalId: string }[],
  written: readonly { id: Id; externalId: string; created: boolean }[],
  ids: ReadonlyMap<string, Id>,
): Upserted<Id>[] {
  const touched = new Map(written.map((row) => [row.externalId, row.created]))
  return rows.map(({ externalId }) => {
    const created = touched.get(externalId)
    const outcome = created === undefined ? 'unchanged' : created ? 'created' : 'updated'
    return { id: certain(ids.get(externalId), externalId), externalId, outcome }
  })
}
