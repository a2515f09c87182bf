import { sql } from 'drizzle-orm'
import { moderationLog, reviewDecisions, statements } from '#db/schema/index.ts'
import { closeTopic, moveTopic } from '#server/forum/index.ts'
import { createBoard } from '#server/forum/index.ts'
import { logList, removePost, sanctionMember, transparencyReport } from '#server/moderation/index.ts'
import { follower } from '#tests/server/notifications/story.ts'
import { storyOf } from '#tests/server/forum/story.ts'
import { day, expect, test, type World } from '#tests/world.ts'

const ground = { clause: 'no-spam', reason: 'It sells a tool.' }

/** Six posts of Bo removed by Mo, one topic of Nia closed, and one warning. */
async function busy(world: World) {
  const { bo, mo, nia } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  for (let number = 0; number < 6; number++) {
    world.pass(1000)
    await removePost(world.as(mo), { ...(await says(bo, question, `Buy tool ${number}.`)), ...ground })
  }
  await closeTopic(world.as(mo), { topicId: question.topicId, reason: 'off-topic' })
  await sanctionMember(world.as(mo), { handle: 'bo', kind: 'warning', ...ground })
  await follower(world, 'moderation')()
  return question
}

test('MOD-26: each deed stands in the log with who, when, rule, before and after; filters and cursor lead through it', async ({
  world,
}) => {
  const { mo, ada, bo, guest, nia } = world.cast
  const question = await busy(world)
  await createBoard(world.as(ada), { slug: 'other', title: 'Other', kinds: ['question'] })
  await moveTopic(world.as(mo), { topicId: question.topicId, board: 'other' })
  await follower(world, 'moderation')({ again: true })
  for (const who of [guest, bo, nia])
    await expect(logList(world.as(who))).rejects.toMatchObject({ status: 403 })
  const actions = async (filter = {}) =>
    (await logList(world.as(mo), { limit: 100, ...filter })).items.map(({ action }) => action)
  expect((await actions()).sort()).toEqual([
    'member.warned',
    ...Array.from({ length: 6 }, () => 'post.hidden'),
    'topic.closed',
    'topic.moved',
  ])
  expect(await actions({ action: 'topic' })).toHaveLength(2)
  expect(await actions({ clause: 'no-spam', member: '@bo' })).toHaveLength(7)
  expect(await actions({ by: 'ada' })).toEqual([])
  expect(await actions({ from: '2026-03-05' })).toEqual([])
  const first = await logList(world.as(mo), { limit: 4 })
  const second = await logList(world.as(mo), { limit: 100, cursor: first.next })
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(9)
  expect((await logList(world.as(mo), { action: 'topic.closed' })).items).toMatchObject([
    {
      by: { handle: 'mo' },
      before: { closed: null },
      after: { closed: 'off-topic' },
      member: { handle: 'nia' },
    },
  ])
})

test('MOD-26: the database refuses to change or remove what was logged, decided and stated', async ({
  world,
}) => {
  await busy(world)
  for (const table of [moderationLog, statements, reviewDecisions])
    for (const attempt of [sql`update ${table} set reason = 'other'`, sql`delete from ${table}`])
      await expect(world.db.transaction((tx) => tx.execute(attempt))).rejects.toThrow()
  expect(await world.db.$count(moderationLog)).toBe(8)
})

test('MOD-26: the quarter’s report has no names, says small numbers as few, and is the same when it is made again', async ({
  world,
}) => {
  const { guest } = world.cast
  await busy(world)
  const report = () => transparencyReport(world.as(guest), { quarter: '2026-Q1' })
  expect((await report()).deeds.every(({ count }) => count === 0)).toBe(true)
  world.pass(day)
  const running = await report()
  expect(running).toMatchObject({
    over: false,
    clauses: [{ clause: 'no-spam', removals: 6, sanctions: null }],
  })
  const counts = Object.fromEntries(running.deeds.map(({ action, count }) => [action, count]))
  expect(counts).toMatchObject({
    'post.hidden': 6,
    'topic.closed': null,
    'member.warned': null,
    'member.limited': 0,
  })
  expect(JSON.stringify(running)).not.toMatch(/bo|Tanaka|"mo"|Lindqvist/)
  world.pass(60 * day)
  const over = await report()
  world.pass(100 * day)
  expect(await report()).toEqual(over)
  expect(over).toMatchObject({ over: true, deeds: running.deeds, clauses: running.clauses })
  await expect(transparencyReport(world.as(guest), { quarter: '2027-Q1' })).rejects.toMatchObject({
    status: 422,
  })
})
