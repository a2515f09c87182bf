import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { settings } from '#db/schema/settings.ts'
import { events } from '#db/schema/core.ts'
import { startWorker } from '#jobs/worker.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { stuckJobs } from '#server/core/queue.ts'
import { reaction } from '#server/core/reaction.ts'
import { system } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { ownDatabase } from '../database.ts'
import { following, planOf, tellMany, until, workerPlace } from './place.ts'

let place: Awaited<ReturnType<typeof ownDatabase>>
beforeAll(async () => {
  place = await ownDatabase(inject('cluster'), 'jobs_worker')
})
afterAll(() => place.drop())

const adminCtx = (): Ctx =>
  makeCtx({ db: place.db, actor: system('test'), now: new Date(), requestId: 'test' })

test('a reaction follows its fact at once, acts as the system, and what it tells names its cause', async () => {
  const seen: { actor: string; took: number }[] = []
  const answer = reaction<'board.created'>('test.answer', async (ctx, fact) => {
    seen.push({ actor: ctx.actor.kind, took: ctx.now.getTime() - fact.at.getTime() })
    await change(ctx, (tx) =>
      Promise.resolve(tx.tell({ type: 'board.changed', boardId: fact.payload.boardId })),
    )
  })
  const worker = await startWorker(
    workerPlace(place, planOf({ reactions: following({ 'board.created': [answer] }) })),
  )
  try {
    await tellMany(place.db, 5)
    const told = await until(async () => {
      const found = await place.db
        .select()
        .from(events)
        .where(eq(events.type, 'board.changed'))
        .orderBy(asc(events.id))
      return found.length === 5 && found
    })
    expect(told.every(({ cause, depth }) => cause !== null && depth === 1)).toBe(true)
    expect(seen.every(({ actor, took }) => actor === 'system' && took < 2_000)).toBe(true)
  } finally {
    await worker.stop()
  }
})

test('a reaction that fails is tried again; one that always fails is shown to admins as stuck', async () => {
  let attempts = 0
  const stumbles = reaction<'tag.created'>('test.stumbles', () =>
    ++attempts < 2 ? Promise.reject(new Error('not yet')) : Promise.resolve(),
  )
  const plan = planOf({
    reactions: following({ 'tag.created': [stumbles] }),
    commands: [
      { queue: 'test.hopeless', retries: 0, pauseSeconds: 1, run: () => Promise.reject(new Error('never')) },
    ],
  })
  const worker = await startWorker(workerPlace(place, plan))
  try {
    const { enqueue } = await import('#server/core/queue.ts')
    await change(adminCtx(), async (tx) => {
      tx.tell({ type: 'tag.created', tagId: '0198c0de-0000-7000-8000-000000000001' as never })
      await enqueue(tx, { queue: 'test.hopeless', payload: { it: 'breaks' } })
    })
    await until(() => Promise.resolve(attempts === 2))
    const stuck = await until(async () => {
      const { items } = await stuckJobs(adminCtx())
      return items.find(({ queue, state }) => queue === 'test.hopeless' && state === 'dead')
    })
    expect(stuck.error).toContain('never')
    await expect(stuckJobs({ ...adminCtx(), actor: { kind: 'guest' } })).rejects.toThrow()
  } finally {
    await worker.stop()
  }
})

test('continual sweeps run in every worker, round after round, and stop when asked', async () => {
  let rounds = 0
  const sweep = {
    name: 'test.sweep',
    everySeconds: 0.05,
    run: (ctx: Ctx) => {
      expect(Math.abs(ctx.now.getTime() - Date.now())).toBeLessThan(60_000)
      rounds++
      return rounds === 2 ? Promise.reject(new Error('one bad round')) : Promise.resolve()
    },
  }
  const worker = await startWorker(workerPlace(place, planOf({ continual: [sweep] })))
  await until(() => Promise.resolve(rounds >= 4))
  await worker.stop()
  const after = rounds
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(rounds).toBe(after)
  expect(await place.db.select().from(settings)).toEqual([])
})
