import { createReadStream, createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Sql, TransactionSql } from 'postgres'
import { StartProblem } from './embedded/index.ts'
import { knownHashes } from './migrate.ts'

/** First line of a backup: what it is, and the migrations its tables came from. */
type Head = { format: 'throughline-backup-1'; migrations: string[] }
type Table = { table: string; columns: string[] }
export type Counted = { table: string; rows: number }[]

/** Belongs to the Socket.IO adapter: payloads on their way between two processes. */
const passing = ['socket_io_attachments']
const rowsAtOnce = 500

/**
 * Writes every table as of one moment into a gzip file of JSON lines: one for the whole, one before each table, then one for
 * each row. Jobs under way are not in it; facts that were not relayed are.
 */
export async function backup(sql: Sql, file: string): Promise<Counted> {
  const counted: Counted = []
  const half = `${file}.half`
  await sql.begin('isolation level repeatable read read only', async (tx) => {
    const head: Head = { format: 'throughline-backup-1', migrations: knownHashes() }
    async function* lines() {
      yield `${JSON.stringify(head)}\n`
      for (const table of await tablesOf(tx)) {
        yield `${JSON.stringify(table)}\n`
        let rows = 0
        for await (const batch of rowsOf(tx, table)) {
          rows += batch.length
          yield batch.map(({ line }) => `${line}\n`).join('')
        }
        counted.push({ table: table.table, rows })
      }
    }
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(half, { mode: 0o600 }))
  })
  await rename(half, file)
  return counted
}

const rowsOf = (tx: TransactionSql, { table, columns }: Table) =>
  tx<{ line: string }[]>`
    select row_to_json(t)::text as line from (select ${tx(columns)} from ${tx(table)}) t`.cursor(rowsAtOnce)

/**
 * Reads a backup into a database of the same version whose tables are empty, whole or not at all. Foreign keys are taken off
 * and put back in the same transaction, which checks every row.
 */
export async function restore(sql: Sql, file: string): Promise<Counted> {
  const reading = createInterface({
    input: createReadStream(file).pipe(createGunzip()),
    crlfDelay: Infinity,
  })[Symbol.asyncIterator]()
  refuseForeign(file, (await reading.next()).value)
  return await sql.begin(async (tx) => {
    await refuseFull(tx)
    const putBack = await takeOffForeignKeys(tx)
    const counted: Counted = []
    let into: Table | undefined
    let waiting: string[] = []
    const write = async () => {
      if (into) await insert(tx, into, waiting)
      const last = counted.at(-1)
      if (last) last.rows += waiting.length
      waiting = []
    }
    for (let line = await reading.next(); !line.done; line = await reading.next()) {
      if (line.value.startsWith(tableMark)) {
        await write()
        into = JSON.parse(line.value) as Table
        counted.push({ table: into.table, rows: 0 })
      } else waiting.push(line.value)
      if (waiting.length === rowsAtOnce) await write()
    }
    await write()
    for (const statement of putBack) await tx.unsafe(statement)
    await moveSequences(tx)
    return counted
  })
}

/** No row begins like this: its columns come in the order of the table, and none is called so. */
const tableMark = '{"table":"'

async function insert(tx: TransactionSql, { table, columns }: Table, lines: string[]) {
  if (lines.length === 0) return
  await tx`
    insert into ${tx(table)} (${tx(columns)}) overriding system value
    select ${tx(columns)} from json_populate_recordset(null::${tx(table)}, ${`[${lines.join(',')}]`}::text::json)`
}

async function tablesOf(tx: TransactionSql): Promise<Table[]> {
  return await tx<Table[]>`
    select c.relname as table, json_agg(a.attname order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all(${passing})
    group by c.relname order by c.relname`
}

function refuseForeign(file: string, first: unknown) {
  const head: Partial<Head> =
    typeof first === 'string' && first.startsWith('{"format"') ? JSON.parse(first) : {}
  const mine = knownHashes()
  if (head.format !== 'throughline-backup-1')
    throw new StartProblem(`${file} is not a backup of Throughline.`, 'Name the file that `backup` wrote.')
  if (JSON.stringify(head.migrations) !== JSON.stringify(mine))
    throw new StartProblem(
      `${file} was written by another version of Throughline.`,
      'Restore it with that version, then start this one on the same DATA_DIR.',
    )
}

async function refuseFull(tx: TransactionSql) {
  for (const { table } of await tablesOf(tx)) {
    const [row] = await tx`select 1 from ${tx(table)} limit 1`
    if (row && !madeByStart.has(table))
      throw new StartProblem(
        `The database is not empty (${table}).`,
        'Restore into a new DATA_DIR, or an empty database at DATABASE_URL.',
      )
    if (row) await tx`delete from ${tx(table)}`
  }
}

/** A start that waits for its owner has left the links to its setup page. */
const madeByStart = new Set(['setup_tokens'])

async function takeOffForeignKeys(tx: TransactionSql): Promise<string[]> {
  const keys = await tx<{ name: string; owner: string; definition: string }[]>`
    select quote_ident(conname) as name, conrelid::regclass::text as owner, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`
  for (const { name, owner } of keys) await tx.unsafe(`alter table ${owner} drop constraint ${name}`)
  return keys.map(
    ({ name, owner, definition }) => `alter table ${owner} add constraint ${name} ${definition}`,
  )
}

/** Numbers go on where the restored rows end. */
async function moveSequences(tx: TransactionSql) {
  const owned = await tx<{ table: string; column: string; sequence: string }[]>`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`
  for (const { table, column, sequence } of owned)
    await tx`select setval(${sequence}::regclass, greatest((select max(${tx(column)}) from ${tx(table)}), 1))`
}
