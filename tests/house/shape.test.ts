import { expect, expectTypeOf, test } from 'vitest'
import { events } from '#db/schema/core.ts'
import type { Ctx, ReadDb, Tx } from '#server/core/ctx.ts'
import type { Fact, FactType } from '#server/core/events.ts'
import { reactions } from '#jobs/reactions.ts'

/** What the types keep. The compiler complains here when one of these stops being an error. */
test('a view cannot write, a change can', () => {
  const view = (ctx: Ctx) => {
    // @ts-expect-error -- writing is for change() alone
    void ctx.db.insert(events)
    // @ts-expect-error -- and so is telling
    ctx.tell({ type: 'settings.changed', keys: [] })
  }
  const verb = (tx: Tx) => tx.db.delete(events)
  expectTypeOf(view).parameter(0).toEqualTypeOf<Ctx>()
  expectTypeOf(verb).parameter(0).toEqualTypeOf<Tx>()
  expectTypeOf<Tx>().toExtend<Omit<Ctx, 'db'>>()
  expectTypeOf<Tx['db']>().toExtend<ReadDb>()
})

test('a fact has exactly the values of the almanac', () => {
  // @ts-expect-error -- no such fact
  const unknown: Fact = { type: 'member.vanished' }
  // @ts-expect-error -- a fact is told with its ids
  const bare: Fact = { type: 'member.joined' }
  expect([unknown, bare]).toHaveLength(2)
})

test('a fact left out of jobs/reactions.ts does not compile', () => {
  const { 'member.joined': _, ...rest } = reactions
  // @ts-expect-error -- one is missing
  const page: Record<FactType, unknown> = rest
  expect(Object.keys(page).length).toBe(Object.keys(reactions).length - 1)
})
