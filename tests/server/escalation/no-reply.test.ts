import { eq } from 'drizzle-orm'
import { clockEvents } from '#db/schema/index.ts'
import {
  follows,
  answers,
  asks,
  casesIn,
  clockIn,
  clocksIn,
  comments,
  deskOf,
  escalationsIn,
  repairs,
  sweeps,
} from '#tests/factories/crm.ts'
import { expect, hour, minute, test } from '#tests/world.ts'

test('ESC-01 E1: a covered question without a reply for 24 h becomes one escalation with one case', async ({
  world,
}) => {
  const halden = await deskOf(world)
  const topic = await asks(world.as(world.cast.cal))
  await follows(world, topic.id)
  expect(await clocksIn(world.db, topic.id)).toMatchObject([
    {
      kind: 'NR',
      generation: 1,
      state: 'running',
      startedAt: world.now,
      dueAt: new Date(world.now.getTime() + 24 * hour),
    },
  ])

  world.pass(24 * hour - 1)
  expect(await sweeps(world)).toBe(0)
  world.pass(1)
  const due = world.now
  world.pass(59_000)
  expect(await sweeps(world)).toBe(1)
  expect(await sweeps(world)).toBe(0)
  await follows(world, topic.id)

  expect(await clocksIn(world.db, topic.id)).toMatchObject([{ kind: 'NR', state: 'fired' }])
  expect(await escalationsIn(world.db, topic.id)).toMatchObject([
    {
      cause: 'nr',
      state: 'queued',
      dueAt: due,
      lateBy: 59,
      ...halden,
      coverage: { level: 'gold', reference: 'H-2026' },
    },
  ])
  expect(await casesIn(world.db, topic.id)).toMatchObject([
    { status: 'open', ...halden, subject: 'Why does the night export stop?' },
  ])
  expect(await world.told('escalation.opened')).toHaveLength(1)
})

test('ESC-01: the same question without coverage starts no clock', async ({ world }) => {
  await deskOf(world)
  const topic = await asks(world.as(world.cast.nia))
  await follows(world, topic.id)
  await repairs(world)
  world.pass(48 * hour)
  expect(await sweeps(world)).toBe(0)
  expect(await clocksIn(world.db, topic.id)).toEqual([])
})

test('ESC-12 E49: a lost reaction is made good by the repair sweep, without a minute lost', async ({
  world,
}) => {
  await deskOf(world)
  const asked = world.now
  const topic = await asks(world.as(world.cast.cal))
  world.pass(3 * hour)
  await repairs(world)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({
    startedAt: asked,
    dueAt: new Date(asked.getTime() + 24 * hour),
  })
  await repairs(world)
  expect(await clocksIn(world.db, topic.id)).toHaveLength(1)
})

test('ESC-03 E2: a reply just before due, and one exactly at due, win', async ({ world }) => {
  await deskOf(world)
  const [first, second] = [
    await asks(world.as(world.cast.cal)),
    await asks(world.as(world.cast.cal), 'And the day export?'),
  ]
  for (const topic of [first, second]) await follows(world, topic.id)
  world.pass(24 * hour - 100)
  await answers(world.as(world.cast.bo), first.id)
  world.pass(100)
  await answers(world.as(world.cast.bo), second.id)
  world.pass(minute)
  // The reactions are late: the sweep derives the replies from the posts.
  expect(await sweeps(world)).toBe(0)
  for (const topic of [first, second]) {
    expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'stopped', endCause: 'answered' })
    expect(await escalationsIn(world.db, topic.id)).toEqual([])
  }
})

test('ESC-03 E2: a reply 1 ms after due comes too late, whoever notices first', async ({ world }) => {
  await deskOf(world)
  const topic = await asks(world.as(world.cast.cal))
  await follows(world, topic.id)
  world.pass(24 * hour + 1)
  await answers(world.as(world.cast.bo), topic.id)
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'running' })
  expect(await sweeps(world)).toBe(1)
  expect(await escalationsIn(world.db, topic.id)).toHaveLength(1)
})

test('ESC-03 E3 E4: words of the asker, comments of members, "me too" and bots do not stop the clock', async ({
  world,
}) => {
  await deskOf(world)
  const { cal, bo, nia } = world.cast
  const topic = await asks(world.as(cal))
  await answers(world.as(cal), topic.id, 'Still nothing, please help')
  await comments(world.as(bo), { topicId: topic.id, parentId: topic.openingId })
  await answers(world.as(nia), topic.id, 'Me too!')
  await answers(world.as(nia), topic.id, '+1 👍')
  await answers(world.as(bo), topic.id, ':-)')
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'running' })
  world.pass(24 * hour)
  expect(await sweeps(world)).toBe(1)
})

test('ESC-03: an official comment stops the clock, a staff note does not', async ({ world }) => {
  await deskOf(world)
  const { cal, eli, mo } = world.cast
  const [noted, replied] = [await asks(world.as(cal)), await asks(world.as(cal), 'And the day export?')]
  await comments(world.as(mo), { topicId: replied.id, parentId: replied.openingId })
  const { addPost } = await import('#server/forum/index.ts')
  await addPost(world.as(eli), { topicId: noted.id, body: 'Looks like the scheduler.', visibility: 'note' })
  for (const topic of [noted, replied]) await follows(world, topic.id)
  expect(await clockIn(world.db, noted.id, 'NR')).toMatchObject({ state: 'running' })
  expect(await clockIn(world.db, replied.id, 'NR')).toMatchObject({ state: 'stopped' })
})

test('ESC-12: a clock that cannot be settled holds up no other, and is told', async ({ world }) => {
  await deskOf(world)
  const [broken, sound] = [
    await asks(world.as(world.cast.cal)),
    await asks(world.as(world.cast.cal), 'And the day export?'),
  ]
  for (const topic of [broken, sound]) await follows(world, topic.id)
  const clock = await clockIn(world.db, broken.id, 'NR')
  await world.db.delete(clockEvents).where(eq(clockEvents.clockId, clock!.id))
  world.pass(25 * hour)
  await expect(sweeps(world)).rejects.toThrow('could not be settled')
  expect(await clockIn(world.db, broken.id, 'NR')).toMatchObject({ state: 'running' })
  expect(await escalationsIn(world.db, sound.id)).toHaveLength(1)
})
