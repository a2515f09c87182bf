import type { SQL } from 'drizzle-orm'
import type { Database, ReadDb, WriteDb } from './ctx.ts'

/**
 * A raw select as typed rows, for what the query builder cannot say. The type is the caller's claim: columns are
 * aliased to it in the statement. Moments come back as text; cast them where they are used, or name them in `dates`.
 */
export async function rows<Row>(db: ReadDb | WriteDb, statement: SQL): Promise<Row[]> {
  return [...(await (db as Database).execute(statement))] as Row[]
}

/** What must be there because the line before made sure of it; its absence is a bug and is said so. */
export function certain<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new Error(`${what} should be there`)
  return value
}
