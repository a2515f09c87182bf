import { type Column, getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Actor, Member } from './actor.ts'
import type { ReadDb, WriteDb } from './ctx.ts'
import { certain } from './rows.ts'

type Executable = { execute(values?: Record<string, unknown>): Promise<unknown> }
type Preparable = { prepare(name: string): Executable }
type Ready<Query extends Preparable> = ReturnType<Query['prepare']>

/**
 * A query that is asked all the time, turned into SQL once and given its `value(…)`s each time: building it costs more
 * than reading its few rows. It goes through the connection of whoever asks, inside a transaction through that one's.
 */
export function prepared<Query extends Preparable>(name: string, build: (db: ReadDb) => Query) {
  let built: Ready<Query> | undefined
  return ({ db }: { db: ReadDb }, values: Record<string, unknown>) => {
    built ??= build(db).prepare(name) as Ready<Query>
    // drizzle ties a query to the connection it was built on; this one is the same query on another
    const query: Ready<Query> = Object.create(built, sessionOf(db))
    return query.execute(asText(values)) as ReturnType<Ready<Query>['execute']>
  }
}

/** The same for what the query builder cannot say: a statement of ours with `value(…)`s, its rows as the driver gives them. */
export function preparedSql<Row = unknown>(name: string, statement: SQL) {
  let built: Executable | undefined
  return async ({ db }: { db: ReadDb | WriteDb }, values: Record<string, unknown>): Promise<Row[]> => {
    built ??= preparing(db, { name, statement })
    const query: Executable = Object.create(built, sessionOf(db))
    return [...((await query.execute(asText(values))) as Iterable<Row>)]
  }
}

/**
 * One row at a time into a table, by the columns named here; all others take their defaults. With `unlessThere` a row
 * that is there already stays as it is.
 */
export function preparedInsert<Table extends PgTable, Name extends keyof Table['$inferInsert'] & string>(
  table: Table,
  { columns, unlessThere = false }: { columns: readonly Name[]; unlessThere?: boolean },
) {
  const all: Record<string, Column> = getTableColumns(table)
  const named = columns.map((name) => ({ name, column: certain(all[name], `the column ${name}`) }))
  const list = (parts: SQL[]) => sql.join(parts, sql`, `)
  const into = list(named.map(({ column }) => sql`${sql.identifier(column.name)}`))
  const places = list(named.map(({ name }) => sql`${value(name)}`))
  const insert = preparedSql(
    `insert-${getTableName(table)}`,
    sql`insert into ${table} (${into}) values (${places})${unlessThere ? sql` on conflict do nothing` : sql``}`,
  )
  return async (tx: { db: WriteDb }, row: Pick<Table['$inferInsert'], Name>): Promise<void> => {
    const encoded = named.map(({ name, column }): [string, unknown] => {
      const given: unknown = row[name]
      return [name, given === null || given === undefined ? null : column.mapToDriverValue(given)]
    })
    await insert(tx, Object.fromEntries(encoded))
  }
}

type Preparing = {
  prepareQuery(query: unknown, fields: undefined, name: string, arrays: boolean): Executable
}

function preparing(db: ReadDb | WriteDb, { name, statement }: { name: string; statement: SQL }): Executable {
  const dialect = Reflect.get(db, 'dialect') as { sqlToQuery(statement: SQL): unknown }
  const session = Reflect.get(Object(Reflect.get(db, '_')), 'session') as Preparing
  return session.prepareQuery(dialect.sqlToQuery(statement), undefined, name, false)
}

/** What drizzle ties a query to: the pool or the transaction behind a handle, and who is told of queries. */
function sessionOf(db: ReadDb | WriteDb): PropertyDescriptorMap {
  const session = Object(Reflect.get(Object(Reflect.get(db, '_')), 'session'))
  const [client, logger]: unknown[] = [Reflect.get(session, 'client'), Reflect.get(session, 'logger')]
  if (typeof client !== 'function') throw new Error('drizzle keeps its connection elsewhere now')
  return { client: { value: client }, logger: { value: logger } }
}

/** Moments travel as text: a place has no column that would say how they are written. */
const asText = (values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value instanceof Date ? value.toISOString() : value,
    ]),
  )

/** Where a prepared query takes the value of this name. */
export const value = (name: string) => sql.placeholder(name)

/**
 * Stands for every member without any role in the conditions of a prepared query: theirs differ by nothing but the id,
 * which is the value `own`. Ask `isAnybody` before giving one of them that query.
 */
// eslint-disable-next-line house/casts -- conditions look at the roles, and hand the id on to SQL without looking at it
export const anybody = {
  kind: 'member',
  memberId: value('own'),
  roles: [],
  boardRoles: {},
  languageRoles: {},
  moderationActions: null,
} as unknown as Member

/** A member whose roles, anywhere, are none. */
export const isAnybody = (actor: Actor): actor is Member =>
  actor.kind === 'member' &&
  actor.roles.length === 0 &&
  Object.keys(actor.boardRoles).length === 0 &&
  Object.keys(actor.languageRoles).length === 0
