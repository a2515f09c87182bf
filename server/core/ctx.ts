import type { PgTransaction } from 'drizzle-orm/pg-core'
import type { PostgresJsDatabase, PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type { ExtractTablesWithRelations } from 'drizzle-orm'
import type { Actor } from './actor.ts'
import type { Fact } from './events.ts'
import type { EventId } from './ids.ts'

/** drizzle's relational queries are not used: with them each transaction would begin by making one for every table. */
type Schema = Record<string, never>
export type Database = PostgresJsDatabase<Schema>
export type Transaction = PgTransaction<PostgresJsQueryResultHKT, Schema, ExtractTablesWithRelations<Schema>>

/** What a view may use: reading only. A write outside `change` does not compile. */
export type ReadDb = Pick<Database, 'select' | 'selectDistinct' | 'selectDistinctOn' | '$with' | '$count'>
export type WriteDb = Transaction

/** Who asks, when, and where to read: made once per request, job or command. */
export type Ctx = {
  readonly db: ReadDb
  readonly actor: Actor
  readonly now: Date
  readonly requestId: string
  /** This site's own origin: images of it stay in posts, links to it are not foreign. */
  readonly site: string
  /** What admins have set, where the maker of this ctx has it at hand; read it with `settingsOf`. */
  readonly settings?: object
  /** How long a page's form was open before it was sent, where one was; programs have none. */
  readonly typedSeconds?: number
  /** The fact that led here, when a reaction acts. */
  readonly cause?: { eventId: EventId; depth: number }
  /** Set by importers: their facts start no clock, notice, mail or announcement. */
  readonly origin?: 'import'
}

/** A ctx inside `change`: it can also write, and tell what happened. */
export type Tx = Omit<Ctx, 'db'> & { readonly db: WriteDb; tell(fact: Fact): void }

type CtxParts = {
  db: Database | Transaction
  actor: Actor
  now: Date
  requestId: string
  site?: string
  settings?: object
}

/** A ctx from its parts; without `site` the address of a first start. */
export const makeCtx = (parts: CtxParts): Ctx => ({ site: 'http://127.0.0.1:3000', ...parts })

/** The same place and moment for another actor. */
export const actingAs = (ctx: Ctx, actor: Actor): Ctx => ({ ...ctx, actor })
