import { sql } from 'drizzle-orm'
import type { Actor, Member } from './actor.ts'
import type { ReadDb } from './ctx.ts'

type Preparable = { prepare(name: string): { execute(values?: Record<string, unknown>): Promise<unknown> } }
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

/** What drizzle ties a query to: the pool or the transaction behind a handle, and who is told of queries. */
function sessionOf(db: ReadDb): PropertyDescriptorMap {
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
