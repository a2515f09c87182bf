import { isNull } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { commands, events } from '#db/schema/core.ts'
import { relayCommands, relayFacts } from '#jobs/relay.ts'
import { system } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import { databaseClock } from '#server/core/clock.ts'
import { type Database, makeCtx } from '#server/core/ctx.ts'
import { enqueue } from '#server/core/queue.ts'
import { reaction, reactionAlsoOnImport } from '#server/core/reaction.ts'
import { ownDatabase } from '../database.ts'
import { bareBoss, following, jobsOf, tellMany } from './place.ts'

const first = reaction<'board.created'>('test.first', () => Promise.resolve())
const second = reactionAlsoOnImport<'board.created'>('test.second', () => Promise.resolve())
const reactions = following({ 'board.created': [first, second] })

let place: Awaited<ReturnType<typeof ownDatabase>>
let boss: Awaited<ReturnType<typeof bareBoss>>
const relay = (db: Database = place.db) => ({
  db,
  boss,
  clock: databaseClock(place.db),
  reactions,
  commandQueues: ['test.do'],
})
const unrelayed = () => place.db.select({ id: events.id }).from(events).where(isNull(events.relayedAt))

beforeAll(async () => {
  place = await ownDatabase(inject('cluster'), 'jobs_relay')
  boss = await bareBoss(place.connection)
  for (const queue of ['test.first', 'test.second', 'test.do']) await boss.createQueue(queue)
})
afterAll(async () => {
  await boss.stop({ graceful: false })
  await place.drop()
})

class RolledBack extends Error {}

/** A database whose transactions are rolled back at the very end, after all work, every `nth` time. */
function failing(db: Database, nth: number): Database {
  let count = 0
  const transaction: Database['transaction'] = (work, config) =>
    db.transaction(async (tx) => {
      const result = await work(tx)
      if (++count % nth === 0) throw new RolledBack()
      return result
    }, config)
  return new Proxy(db, {
    get: (target, name) => (name === 'transaction' ? transaction : Reflect.get(target, name)),
  })
}

test('a relay that is rolled back leaves no job and no mark', async () => {
  await tellMany(place.db, 3)
  await expect(relayFacts(relay(failing(place.db, 1)))).rejects.toThrow(RolledBack)
  expect(await jobsOf(place.db)).toEqual([])
  expect(await unrelayed()).toHaveLength(3)

  expect(await relayFacts(relay())).toBe(3)
  expect(await jobsOf(place.db)).toHaveLength(6)
  expect(await relayFacts(relay())).toBe(0)
})

test('three relays at once, a fifth of their transactions rolled back: each fact has each of its jobs exactly once', async () => {
  const relays = [1, 2, 3].map(async (which) => {
    const shaky = relay(failing(place.db, 4 + which))
    for (let idle = 0; idle < 12;) {
      const handedOn = await relayFacts(shaky).catch((error: unknown) => {
        if (error instanceof RolledBack) return -1
        throw error
      })
      if (handedOn >= 0) idle = handedOn === 0 ? idle + 1 : 0
      if (handedOn === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })
  await Promise.all([tellMany(place.db, 250), tellMany(place.db, 250), ...relays])
  while ((await relayFacts(relay())) > 0);

  expect(await unrelayed()).toHaveLength(0)
  const facts = (await place.db.select({ id: events.id }).from(events)).map(({ id }) => id).sort()
  const jobs = await jobsOf(place.db)
  for (const queue of ['test.first', 'test.second'])
    expect(jobs.filter(({ name }) => name === queue).map(({ event }) => event)).toEqual(facts)
})

test('API-11: imported facts reach only the reactions marked for them', async () => {
  const before = await jobsOf(place.db)
  await tellMany(place.db, 2, 'import')
  await relayFacts(relay())
  const known = new Set(before.map(({ event }) => event))
  const added = (await jobsOf(place.db)).filter(({ event }) => !known.has(event))
  expect(added.map(({ name }) => name)).toEqual(['test.second', 'test.second'])
})

test('a command becomes one job and leaves; one of an unknown queue waits', async () => {
  const ctx = makeCtx({ db: place.db, actor: system('test'), now: new Date(), requestId: 'test' })
  await change(ctx, async (tx) => {
    await enqueue(tx, { queue: 'test.do', payload: { what: 'this' } })
    await enqueue(tx, { queue: 'test.later', payload: { what: 'that' } })
  })
  await expect(relayCommands(relay(failing(place.db, 1)))).rejects.toThrow(RolledBack)
  expect(await relayCommands(relay())).toBe(1)
  expect(await relayCommands(relay())).toBe(0)
  const jobs = await boss.fetch<{ what: string }>('test.do', { batchSize: 5 })
  expect(jobs.map(({ data }) => data)).toEqual([{ what: 'this' }])
  expect((await place.db.select().from(commands)).map(({ queue }) => queue)).toEqual(['test.later'])
})
