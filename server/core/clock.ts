import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import type { Database } from './ctx.ts'
import { rows } from './rows.ts'

/** What time it is, for whoever makes a ctx and for sweeps; nobody else asks. */
export type Clock = { now(): Promise<Date> }

/** The database's clock: one time for all processes, whatever their hosts believe. */
export const databaseClock = (db: Database): Clock => ({
  async now() {
    const [row] = await rows<{ at: string }>(
      db,
      sql`select (extract(epoch from clock_timestamp()) * 1000)::text as at`,
    )
    return new Date(Math.floor(Number(row?.at)))
  },
})

/** A file that holds the time as RFC 3339 (tests only): several processes share a time that a test sets. */
export const fileClock = (path: string): Clock => ({
  now: async () => new Date((await readFile(path, 'utf8')).trim()),
})

/** This process's clock, good enough where a request is stamped. */
export const processClock: Clock = { now: () => Promise.resolve(new Date()) }
