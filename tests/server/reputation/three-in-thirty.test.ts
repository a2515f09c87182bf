import fc from 'fast-check'
import { sql } from 'drizzle-orm'
import { rows } from '#server/core/rows.ts'
import { atMostThree } from '#server/reputation/views/own-posts.ts'
import { expect, test } from '#tests/world.ts'

const day = 86_400_000
type Event = { id: number; member_id: number; other: number; at: string }

/** In words: what comes counts, unless three that counted lie within the 30 days before it. */
function counted(events: readonly Event[]): number[] {
  const kept = new Map<string, Event[]>()
  const inOrder = [...events].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.id - b.id)
  for (const event of inOrder) {
    const pair = `${event.member_id} ${event.other}`
    const before = kept.get(pair) ?? []
    const third = before.at(-3)
    if (!third || Date.parse(event.at) >= Date.parse(third.at) + 30 * day) kept.set(pair, [...before, event])
  }
  return [...kept.values()].flatMap((pair) => pair.map(({ id }) => id)).sort((a, b) => a - b)
}

test('REP-24: whatever people give each other when, the statement counts what the rule in words counts', async ({
  world: { db },
}) => {
  const hours = fc.array(
    fc.record({
      member_id: fc.integer({ min: 1, max: 2 }),
      other: fc.integer({ min: 1, max: 2 }),
      // close together, now and then exactly 30 days apart
      hour: fc.oneof(fc.integer({ min: 0, max: 120 * 24 }), fc.constantFrom(0, 24, 720, 744, 1440, 1441)),
    }),
    { maxLength: 60 },
  )
  await fc.assert(
    fc.asyncProperty(hours, async (given) => {
      const events = given.map(({ hour, ...pair }, id) => ({
        ...{ id, ...pair },
        at: new Date(Date.parse('2026-01-01T00:00:00Z') + hour * 3_600_000).toISOString(),
      }))
      const found = await rows<{ id: number }>(
        db,
        sql`with recursive events as (select * from json_to_recordset(${JSON.stringify(events)}::json)
            as e(id int, member_id int, other int, at timestamptz)), ${atMostThree(sql`events`, sql`kept`)}
          select id from kept order by id`,
      )
      expect(found.map(({ id }) => id)).toEqual(counted(events))
    }),
    { numRuns: 60 },
  )
})
