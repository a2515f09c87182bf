import { sql } from 'drizzle-orm'
import type { Actor, Member } from './actor.ts'
import type { ReadDb } from './ctx.ts'

type Preparable = { prepare(name: string): { execute(values?: Record<string, unknown>): Promise<unknown> } }
type Ready<Query extends Preparable> = ReturnType<Query['prepare']>

/**
 * A query that every page asks, turned into SQL once for a database and given its `value(…)`s each time: building it costs
 * more than reading its few rows. Inside a transaction it is built anew.
 */
export function prepared<Query extends Preparable>(name: string, build: (db: ReadDb) => Query) {
  const ready = new WeakMap<ReadDb, Ready<Query>>()
  return ({ db }: { db: ReadDb }, values: Record<string, unknown>) => {
    const query = ready.get(db) ?? (build(db).prepare(name) as Ready<Query>)
    ready.set(db, query)
    return query.execute(asText(values)) as ReturnType<Ready<Query>['execute']>
  }
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
