import { drizzle } from 'drizzle-orm/postgres-js'
import postgres, { type Sql, type TransactionSql } from 'postgres'
import type { Connection } from './embedded/index.ts'

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
    // statements are parsed once and planned each time for the values they come with
    connection: { application_name: 'throughline', TimeZone: 'UTC', plan_cache_mode: 'force_custom_plan' },
    // a database that comes back after a crash is used at once, not after the default's growing pauses
    backoff: (attempt) => Math.min(0.05 * attempt, 1),
  }
  const sql = typeof address === 'string' ? postgres(address, options) : postgres({ ...options, ...address })
  prepareAll(sql)
  return { sql, db: drizzle(sql), close: () => sql.end({ timeout: 5 }) }
}

/** Longer ones are rows written in bulk, hardly ever twice in the same number. */
const longestPrepared = 8_000

/** drizzle asks for every statement to be parsed anew, which takes two turns to the server; prepared ones take one. */
function prepareAll(sql: Sql | TransactionSql) {
  const { unsafe } = sql
  const prepared: typeof unsafe = (text, values = [], options = {}) =>
    unsafe(text, values, { ...options, prepare: values.length > 0 && text.length < longestPrepared })
  sql.unsafe = prepared
  if ('begin' in sql) {
    const { begin } = sql
    sql.begin = ((...args: unknown[]) => Reflect.apply(begin, sql, withPrepared(args))) as typeof begin
  }
  if ('savepoint' in sql) {
    const { savepoint } = sql
    sql.savepoint = ((...args: unknown[]) =>
      Reflect.apply(savepoint, sql, withPrepared(args))) as typeof savepoint
  }
}

/** The work is the last argument; what it is given prepares too. */
const withPrepared = (args: unknown[]) =>
  args.map((arg) =>
    typeof arg !== 'function'
      ? arg
      : (inner: TransactionSql) => {
          prepareAll(inner)
          return arg(inner)
        },
  )

/** The same address for the `pg` driver, which pg-boss and the socket adapter use with small pools of their own. */
export const pgOptions = (address: Address) =>
  typeof address === 'string' ? { connectionString: address } : { ...address }
