import { resolve } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import type { Sql } from 'postgres'
import { type Address, openDatabase } from './client.ts'
import { StartProblem } from './embedded/index.ts'

const migrationsFolder = resolve(import.meta.dirname, 'migrations')
const oldestServer = 160_000
/** Any number, as long as every process that migrates takes the same one. */
const migrationLock = 7_205_042

/** Extensions the migrations rely on; all are trusted, so the owner of a database may create them. */
const beforehand = ['create extension if not exists pg_trgm', 'create extension if not exists unaccent']

/** Tables that belong to libraries; the default is the Socket.IO adapter's own. */
const afterwards = [
  `create table if not exists socket_io_attachments (
    id bigserial unique, created_at timestamptz default now(), payload bytea)`,
]

/**
 * Brings the database to the schema of this version. All pending migrations are one transaction under an advisory lock, so
 * several processes may start at once and a killed one leaves nothing half done. Throws StartProblem for a server that is
 * too old and for a database of another, newer version.
 */
export async function migrate(address: Address): Promise<{ applied: number }> {
  const { sql, db, close } = openDatabase(address, { max: 1 })
  try {
    await refuseOldServer(sql)
    await sql`select pg_advisory_lock(${migrationLock})`
    const before = await appliedHashes(sql)
    refuseForeign(before)
    for (const statement of beforehand) await sql.unsafe(statement)
    await applyMigrations(db, { migrationsFolder })
    for (const statement of afterwards) await sql.unsafe(statement)
    return { applied: (await appliedHashes(sql)).length - before.length }
  } finally {
    await close()
  }
}

/** Migrations of this version that the database lacks. */
export async function pendingMigrations(sql: Sql): Promise<number> {
  const applied = new Set(await appliedHashes(sql))
  return knownHashes().filter((hash) => !applied.has(hash)).length
}

async function refuseOldServer(sql: Sql) {
  const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`
  if (row && row.version >= oldestServer) return
  throw new StartProblem(
    `The database server is PostgreSQL ${Math.floor((row?.version ?? 0) / 10_000)}; Throughline needs 16 or later.`,
    'Point DATABASE_URL to a newer server, or leave it out to use the PostgreSQL that comes with Throughline.',
  )
}

function refuseForeign(applied: string[]) {
  const known = new Set(knownHashes())
  if (applied.every((hash) => known.has(hash))) return
  throw new StartProblem(
    'The database was migrated by another version of Throughline than this one.',
    'Start that version or a later one, or set DATA_DIR (or DATABASE_URL) to a new, empty place.',
  )
}

async function appliedHashes(sql: Sql): Promise<string[]> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`
  if (!table?.name) return []
  const applied = await sql<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations`
  return applied.map((row) => row.hash)
}

/** Hashes of the migrations of this version, in order. */
export const knownHashes = () => readMigrationFiles({ migrationsFolder }).map((migration) => migration.hash)
