import { inject } from 'vitest'
import { eq, sql } from 'drizzle-orm'
import { crmCases, escalations, events, slaClocks, topics } from '#db/schema/index.ts'
import { system } from '#server/core/actor.ts'
import { type Database, makeCtx, type Transaction } from '#server/core/ctx.ts'
import type { TopicId } from '#server/core/ids.ts'
import { escalateNow, keepTopic, sweepBatch, sweepDue } from '#server/escalation/index.ts'
import { castOf } from '#tests/factories/cast.ts'
import { asks, ctxOn, deskOf } from '#tests/factories/crm.ts'
import { ownDatabase } from '#tests/database.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const hour = 3_600_000
const asked = new Date('2026-03-04T09:00:00Z')
const count = 500
class Crash extends Error {}

describe('parallel workers on committed rows', () => {
  let home: Awaited<ReturnType<typeof ownDatabase>>
  let cast: Awaited<ReturnType<typeof castOf>>
  const at = (now: Date) => makeCtx({ db: home.db, actor: system('test'), now, requestId: 'test' })

  beforeAll(async () => {
    home = await ownDatabase(inject('cluster'), 'throughline_parallel')
    cast = await castOf({ db: home.db, now: asked })
    await deskOf({ ctx: at(asked), as: (actor) => ctxOn(home.db, { actor, now: asked }), cast })
  }, 120_000)
  afterAll(() => home.drop())

  /** Asked in transactions of 25: one for each would be all waiting, one for all slows itself down. */
  async function askMany(many: number) {
    const ids: TopicId[] = []
    for (let from = 0; from < many; from += 25) {
      const span = { from, to: Math.min(many, from + 25) }
      ids.push(...(await home.db.transaction((db) => askOn(db, span))))
    }
    return ids
  }

  async function askOn(db: Database | Transaction, { from, to }: { from: number; to: number }) {
    const ids: TopicId[] = []
    for (let n = from; n < to; n++) {
      // One a second, so that the order of due moments is known.
      const now = new Date(asked.getTime() + n * 1000)
      const { id } = await asks(ctxOn(db, { actor: cast.cal, now }), `Why does export number ${n} stop?`)
      await keepTopic(ctxOn(db, { actor: system('test'), now }), id)
      ids.push(id)
    }
    return ids
  }

  test('ESC-12 E49 E50: 8 workers, 500 due clocks and every fifth transaction crashing make exactly 500 escalations', async () => {
    const ids = await askMany(count)
    const now = new Date(asked.getTime() + 3 * 24 * hour)
    let transactions = 0
    let crashes = 0
    const worker = async () => {
      for (;;) {
        const batch = await home.db
          .transaction(async (db) => {
            const settled = await sweepBatch(makeCtx({ db, actor: system('worker'), now, requestId: 'test' }))
            if (settled.settled > 0 && transactions++ % 5 === 2) throw new Crash()
            return settled
          })
          .catch((error: unknown) => {
            if (!(error instanceof Crash)) throw error
            crashes++
            return null
          })
        if (batch?.settled === 0) return
      }
    }
    await Promise.all(Array.from({ length: 8 }, worker))

    const found = await home.db.select().from(escalations)
    expect(found).toHaveLength(count)
    expect(new Set(found.map((row) => row.topicId))).toEqual(new Set(ids))
    expect(await home.db.$count(crmCases)).toBe(count)
    expect(await home.db.$count(events, eq(events.type, 'escalation.opened'))).toBe(count)
    expect(await home.db.$count(slaClocks, eq(slaClocks.state, 'fired'))).toBe(count)
    // Three days of downtime: each is marked late by what it is late.
    for (const row of found) expect(row.lateBy).toBe((now.getTime() - row.dueAt.getTime()) / 1000)
    expect(crashes).toBeGreaterThan(0)
  }, 120_000)

  test('ESC-12 E50: after downtime the earliest due fires first, back to back', async () => {
    await home.db.execute(sql`truncate escalations, crm_cases, clock_events, sla_clocks, events cascade`)
    await home.db.update(topics).set({ escalatedAt: null })
    const ids = (await home.db.select({ id: topics.id }).from(topics).orderBy(topics.id))
      .slice(0, 130)
      .map(({ id }) => id)
    for (const id of ids) await keepTopic(at(asked), id)
    const now = new Date(asked.getTime() + 3 * 24 * hour)
    expect(await sweepDue(at(now))).toBe(130)
    const opened = await home.db
      .select()
      .from(events)
      .where(eq(events.type, 'escalation.opened'))
      .orderBy(events.id)
    expect(opened.map((event) => event.topicId)).toEqual(ids)
    expect(await sweepDue(at(now))).toBe(0)
  }, 60_000)

  test('ESC-04 E33 L8: two tabs and the sweep at the same moment make one escalation and one case', async () => {
    const [id] = await askMany(1)
    const now = new Date(asked.getTime() + 24 * hour)
    const press = () =>
      escalateNow(ctxOn(home.db, { actor: cast.cal, now }), { topicId: id!, reason: 'It stands still.' })
    const [first, second] = await Promise.all([press(), press(), sweepDue(at(now)), press()])
    expect(first.id).toBe(second.id)
    await sweepDue(at(now))
    expect(await home.db.select().from(escalations).where(eq(escalations.topicId, id!))).toHaveLength(1)
    expect(await home.db.select().from(crmCases).where(eq(crmCases.topicId, id!))).toHaveLength(1)
  }, 60_000)

  test('E28: eight presses on eight questions take two units and no more', async () => {
    const ids = await askMany(8)
    await home.db.execute(sql`delete from crm_allowances`)
    const now = new Date(asked.getTime() + hour)
    const pressed = await Promise.allSettled(
      ids.map((topicId) =>
        escalateNow(ctxOn(home.db, { actor: cast.cal, now }), { topicId, reason: 'It stands still.' }),
      ),
    )
    expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const [{ used, total } = { used: 0, total: 0 }] = await home.db.execute<{ used: number; total: number }>(
      sql`select used, total from crm_allowances`,
    )
    expect([used, total]).toEqual([2, 2])
  }, 60_000)
})
