import { asc, eq } from 'drizzle-orm'
import { test as base, inject } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { events } from '#db/schema/index.ts'
import { type Actor, guest, system } from '#server/core/actor.ts'
import { type Ctx, type Database, type Transaction, makeCtx } from '#server/core/ctx.ts'
import type { FactType, StoredFact } from '#server/core/events.ts'
import { createDatabase, templateName } from './database.ts'
import { castOf } from './factories/cast.ts'

export { expect } from 'vitest'

/** The moment at which every test begins, unless it says otherwise: a Wednesday morning, UTC. */
export const dawn = new Date('2026-03-04T09:00:00.000Z')

class RolledBack extends Error {}

/** One test's world: a migrated database inside a transaction that is thrown away, and the cast in it. */
async function openWorld(db: Database | Transaction) {
  let now = dawn
  const ctx = (actor: Actor = system('test')): Ctx => makeCtx({ db, actor, now, requestId: 'test' })
  const cast = await castOf({ db, now })
  return {
    db,
    cast: { ...cast, guest },
    /** The present of this world; `at` sets it, `pass` lets time go by (milliseconds). */
    get now() {
      return now
    },
    get ctx() {
      return ctx()
    },
    as: (actor: Actor): Ctx => ctx(actor),
    at: (moment: Date | string) => {
      now = new Date(moment)
    },
    pass: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds)
    },
    async told<Type extends FactType>(type: Type): Promise<StoredFact<Type>[]> {
      const found = await db
        .select()
        .from(events)
        .where(eq(events.type, type))
        .orderBy(asc(events.at), asc(events.id))
      return found as unknown as StoredFact<Type>[]
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>

export const hour = 3_600_000
export const minute = 60_000
export const day = 24 * hour

export const test = base
  .extend('database', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const name = `throughline_${process.env.VITEST_POOL_ID ?? '1'}`
    const connection = await createDatabase(inject('cluster'), { name, template: templateName })
    const opened = openDatabase(connection, { max: 4 })
    onCleanup(opened.close)
    return opened
  })
  .extend('world', async ({ database }, { onCleanup }) => {
    const opened = Promise.withResolvers<World>()
    const over = Promise.withResolvers<never>()
    const running = database.db
      .transaction(async (db) => {
        opened.resolve(await openWorld(db))
        await over.promise
      })
      .catch((error: unknown) => {
        if (!(error instanceof RolledBack)) opened.reject(error)
      })
    onCleanup(async () => {
      over.reject(new RolledBack())
      await running
    })
    return await opened.promise
  })
