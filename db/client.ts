import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Connection } from './embedded/index.ts'
import * as schema from './schema/index.ts'

/** Where the database is: an external server's URL, or what the embedded one answered when it started. */
export type Address = string | Connection

/**
 * Opens one pool of at most `max` connections (10), made when first needed; whoever opens it closes it. `sql` is for what
 * drizzle cannot say. `close` waits up to 5 s for statements.
 */
export function openDatabase(address: Address, { max = 10 }: { max?: number } = {}) {
  const options: postgres.Options<Record<string, postgres.PostgresType>> = {
    max,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: { application_name: 'throughline', TimeZone: 'UTC' },
    // a database that comes back after a crash is used at once, not after the default's growing pauses
    backoff: (attempt) => Math.min(0.05 * attempt, 1),
  }
  const sql = typeof address === 'string' ? postgres(address, options) : postgres({ ...options, ...address })
  return { sql, db: drizzle(sql, { schema }), close: () => sql.end({ timeout: 5 }) }
}

/** The same address for the `pg` driver, which pg-boss and the socket adapter use with small pools of their own. */
export const pgOptions = (address: Address) =>
  typeof address === 'string' ? { connectionString: address } : { ...address }
