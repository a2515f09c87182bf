import { addPost, markUnsolved } from '#server/forum/index.ts'
import { putCalendar, putPolicy } from '#server/escalation/index.ts'
import {
  answers,
  asks,
  clockIn,
  comments,
  deskOf,
  escalationsIn,
  follows,
  goldPolicy,
  sweeps,
} from '#tests/factories/crm.ts'
import { expect, hour, minute, test, type World } from '#tests/world.ts'

async function replied(world: World, by = world.cast.bo) {
  await deskOf(world)
  const topic = await asks(world.as(world.cast.cal))
  world.pass(hour)
  const reply = await answers(world.as(by), topic.id)
  await follows(world, topic.id)
  await follows(world, topic.id)
  return { topic, reply, at: world.now }
}

test('ESC-02: 48 h after the last qualifying reply without a solution it becomes an escalation', async ({
  world,
}) => {
  const { topic, at } = await replied(world)
  expect(await clockIn(world.db, topic.id, 'NS')).toMatchObject({
    state: 'running',
    startedAt: at,
    dueAt: new Date(at.getTime() + 48 * hour),
  })
  world.pass(48 * hour)
  expect(await sweeps(world)).toBe(1)
  expect(await escalationsIn(world.db, topic.id)).toMatchObject([{ cause: 'ns', state: 'queued' }])
})

test('ESC-02: each qualifying reply restarts it, the asker’s own words do not', async ({ world }) => {
  const { topic } = await replied(world)
  world.pass(40 * hour)
  await answers(world.as(world.cast.nia), topic.id, 'Or move the export to noon.')
  const again = world.now
  await follows(world, topic.id)
  world.pass(10 * hour)
  await addPost(world.as(world.cast.cal), { topicId: topic.id, body: 'That did not work either.' })
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NS')).toMatchObject({
    startedAt: again,
    dueAt: new Date(again.getTime() + 48 * hour),
  })
})

test('ESC-02 E32: replies every 40 h reach the hard limit of 7 days', async ({ world }) => {
  const { topic, at } = await replied(world)
  for (let n = 0; n < 4; n++) {
    world.pass(40 * hour)
    await answers(world.as(world.cast.nia), topic.id, `Another idea, number ${n}.`)
    await follows(world, topic.id)
  }
  expect(await clockIn(world.db, topic.id, 'NS')).toMatchObject({
    dueAt: new Date(at.getTime() + 7 * 24 * hour),
  })
  world.pass(8 * hour)
  expect(await sweeps(world)).toBe(1)
})

test('ESC-08: NS stands still while an official reply waits for the asker', async ({ world }) => {
  const { topic, at } = await replied(world, world.cast.mo)
  expect(await clockIn(world.db, topic.id, 'NS')).toMatchObject({ state: 'paused', dueAt: null })
  world.pass(100 * hour)
  expect(await sweeps(world)).toBe(0)
  await addPost(world.as(world.cast.cal), { topicId: topic.id, body: 'Version 7.4, and it still stops.' })
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NS')).toMatchObject({
    state: 'running',
    dueAt: new Date(at.getTime() + 148 * hour),
  })
})

test('ESC-08: NR never waits: it is stopped by an official comment, not paused', async ({ world }) => {
  await deskOf(world)
  const topic = await asks(world.as(world.cast.cal))
  await comments(world.as(world.cast.eli), { topicId: topic.id, parentId: topic.openingId })
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'stopped' })
  expect(await clockIn(world.db, topic.id, 'NS')).toMatchObject({ state: 'paused' })
})

test('ESC-02 E31: "not solved" makes NS due at once', async ({ world }) => {
  const { topic } = await replied(world)
  world.pass(3 * hour)
  await markUnsolved(world.as(world.cast.cal), { topicId: topic.id })
  await follows(world, topic.id)
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NS')).toMatchObject({ state: 'running', dueAt: world.now })
  world.pass(5000)
  expect(await sweeps(world)).toBe(1)
  expect(await escalationsIn(world.db, topic.id)).toMatchObject([{ cause: 'ns', lateBy: 5 }])
})

test('ESC-06 ESC-07: business time with a calendar and its holidays, and a later version leaves running clocks alone', async ({
  world,
}) => {
  await deskOf(world)
  const office = Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [
      day,
      [{ opens: '09:00', closes: '17:00' }],
    ]),
  )
  const calendar = { key: 'office', timeZone: 'Europe/Berlin', weekly: office, holidays: ['2026-03-05'] }
  expect(await putCalendar(world.ctx, calendar)).toEqual({ key: 'office', version: 1 })
  expect(await putCalendar(world.ctx, calendar)).toEqual({ key: 'office', version: 1 })
  await putPolicy(world.ctx, {
    ...goldPolicy,
    calendar: 'office',
    noReply: { target: 'PT8H', clock: 'business' },
  })
  world.at('2026-03-04T16:00:00+01:00')
  const topic = await asks(world.as(world.cast.cal))
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({
    dueAt: new Date('2026-03-06T16:00:00+01:00'),
  })

  expect(await putCalendar(world.ctx, { ...calendar, holidays: ['2026-03-05', '2026-03-06'] })).toEqual({
    key: 'office',
    version: 2,
  })
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({
    dueAt: new Date('2026-03-06T16:00:00+01:00'),
  })
  const second = await asks(world.as(world.cast.cal), 'And the day export?')
  await follows(world, second.id)
  expect(await clockIn(world.db, second.id, 'NR')).toMatchObject({
    dueAt: new Date('2026-03-09T16:00:00+01:00'),
  })
  world.at('2026-03-06T16:00:00+01:00')
  world.pass(minute)
  expect(await sweeps(world)).toBe(1)
})
