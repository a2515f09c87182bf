import { Conflict, Forbidden, Invalid, NotFound } from '#server/core/errors.ts'
import { newId } from '#server/core/ids.ts'
import {
  acknowledgeEscalation,
  assignEscalation,
  cancelEscalation,
  changeSeverity,
  escalationPage,
  resolveEscalation,
} from '#server/escalation/index.ts'
import { addPost, markUnsolved } from '#server/forum/index.ts'
import {
  accepts,
  answers,
  asks,
  casesIn,
  clocksIn,
  deskOf,
  escalationsIn,
  follows,
  sweeps,
} from '#tests/factories/crm.ts'
import { day, expect, hour, test, type World } from '#tests/world.ts'

async function fired(world: World) {
  const halden = await deskOf(world)
  const topic = await asks(world.as(world.cast.cal))
  await follows(world, topic.id)
  world.pass(24 * hour + 3000)
  await sweeps(world)
  const [escalation] = await escalationsIn(world.db, topic.id)
  return { topic, halden, escalationId: escalation!.id }
}
const stateOf = async (world: World, topicId: Parameters<typeof escalationsIn>[1]) =>
  (await escalationsIn(world.db, topicId)).at(-1)!.state

test('ESC-20: assign, acknowledge, answer and resolve, each by an engineer and in its state (console verbs)', async ({
  world,
}) => {
  const { topic, escalationId } = await fired(world)
  const eli = () => world.as(world.cast.eli)
  await expect(acknowledgeEscalation(eli(), { escalationId })).rejects.toThrow(Conflict)
  await expect(
    resolveEscalation(eli(), { escalationId, outcome: 'fixed', publish: 'answer' }),
  ).rejects.toThrow(Conflict)
  for (const actor of [world.cast.nia, world.cast.pia, world.cast.guest]) {
    expect(() => assignEscalation(world.as(actor), { escalationId, to: 'eli' })).toThrow(Forbidden)
    expect(() => cancelEscalation(world.as(actor), { escalationId, reason: 'x' })).toThrow(Forbidden)
  }
  await expect(assignEscalation(eli(), { escalationId, to: 'bo' })).rejects.toThrow(Invalid)
  await assignEscalation(eli(), { escalationId, to: '@Eli' })
  await assignEscalation(eli(), { escalationId, to: 'eli' })
  expect(await stateOf(world, topic.id)).toBe('assigned')
  await acknowledgeEscalation(eli(), { escalationId })
  await acknowledgeEscalation(eli(), { escalationId })
  expect(await world.told('escalation.acknowledged')).toHaveLength(1)
  expect(await world.told('escalation.assigned')).toHaveLength(1)
  await resolveEscalation(eli(), { escalationId, outcome: 'fixed', publish: 'answer' })
  expect(await escalationsIn(world.db, topic.id)).toMatchObject([
    { state: 'resolved', outcome: 'fixed', publish: 'answer', endedAt: world.now },
  ])
  expect(await casesIn(world.db, topic.id)).toMatchObject([{ status: 'resolved' }])
  expect(await world.told('escalation.resolved')).toHaveLength(1)
})

test('E38: acting on an ended escalation is 409 and changes nothing', async ({ world }) => {
  const { topic, escalationId } = await fired(world)
  const eli = () => world.as(world.cast.eli)
  await cancelEscalation(eli(), { escalationId, reason: 'asked twice' })
  const before = await escalationsIn(world.db, topic.id)
  for (const act of [
    () => assignEscalation(eli(), { escalationId, to: 'eli' }),
    () => acknowledgeEscalation(eli(), { escalationId }),
    () => resolveEscalation(eli(), { escalationId, outcome: 'fixed', publish: 'private' }),
    () => cancelEscalation(eli(), { escalationId, reason: 'again' }),
    () => changeSeverity(eli(), { escalationId, severity: 1, reason: 'worse' }),
  ])
    await expect(act()).rejects.toMatchObject({ status: 409 })
  expect(await escalationsIn(world.db, topic.id)).toEqual(before)
  await expect(acknowledgeEscalation(eli(), { escalationId: newId() })).rejects.toThrow(NotFound)
})

test('E40: an engineer’s answer implies assigned and acknowledged, the asker’s reply hands it back', async ({
  world,
}) => {
  const { topic } = await fired(world)
  world.pass(hour)
  await answers(world.as(world.cast.bo), topic.id, 'Try the day queue instead.')
  await follows(world, topic.id)
  expect(await stateOf(world, topic.id)).toBe('queued')
  await answers(world.as(world.cast.eli), topic.id, 'The scheduler is at fault, install 7.4.1.')
  await follows(world, topic.id)
  await follows(world, topic.id)
  expect(await escalationsIn(world.db, topic.id)).toMatchObject([
    {
      state: 'awaiting_customer',
      assigneeId: world.cast.eli.memberId,
      ackedAt: world.now,
      waitingSince: world.now,
    },
  ])
  expect(await casesIn(world.db, topic.id)).toMatchObject([{ status: 'waiting' }])
  expect(await world.told('escalation.answered')).toHaveLength(1)
  world.pass(hour)
  await addPost(world.as(world.cast.cal), { topicId: topic.id, body: 'It stops all the same.' })
  await follows(world, topic.id)
  await follows(world, topic.id)
  expect(await stateOf(world, topic.id)).toBe('acknowledged')
  world.pass(hour)
  await answers(world.as(world.cast.eli), topic.id, 'Then the disk is full.')
  await follows(world, topic.id)
  expect(await stateOf(world, topic.id)).toBe('awaiting_customer')
})

test('ESC-16 E43: solved by the asker; not solved within 14 days reopens the same case, later a new one (reopening)', async ({
  world,
}) => {
  const { topic, escalationId } = await fired(world)
  world.pass(hour)
  const reply = await answers(world.as(world.cast.eli), topic.id, 'Install 7.4.1.')
  await accepts(world.as(world.cast.cal), { topicId: topic.id, postId: reply.id })
  await follows(world, topic.id)
  expect(await escalationsIn(world.db, topic.id)).toMatchObject([{ state: 'resolved', outcome: 'solved' }])
  world.pass(13 * day)
  const { withdrawAcceptance } = await import('#server/forum/index.ts')
  await withdrawAcceptance(world.as(world.cast.cal), { topicId: topic.id, postId: reply.id })
  await follows(world, topic.id)
  await follows(world, topic.id)
  expect(await escalationsIn(world.db, topic.id)).toMatchObject([
    { id: escalationId, state: 'acknowledged', reopenedCount: 1 },
  ])
  expect(await casesIn(world.db, topic.id)).toMatchObject([{ status: 'open' }])

  await resolveEscalation(world.as(world.cast.eli), {
    escalationId,
    outcome: 'workaround',
    publish: 'summary',
  })
  world.pass(15 * day)
  await markUnsolved(world.as(world.cast.cal), { topicId: topic.id })
  await follows(world, topic.id)
  world.pass(1000)
  expect(await sweeps(world)).toBe(1)
  expect(await escalationsIn(world.db, topic.id)).toMatchObject([
    { id: escalationId, state: 'resolved' },
    { cause: 'ns', state: 'queued', previousId: escalationId },
  ])
  expect(await casesIn(world.db, topic.id)).toHaveLength(2)
})

test('ESC-12: while an escalation is open no clock of its question runs', async ({ world }) => {
  const { topic } = await fired(world)
  await answers(world.as(world.cast.bo), topic.id)
  await follows(world, topic.id)
  world.pass(30 * day)
  expect(await sweeps(world)).toBe(0)
  expect(await clocksIn(world.db, topic.id)).toMatchObject([{ kind: 'NR', state: 'fired' }])
})

test('ESC-01 L9: the page says why in sentences, with case, account and contract', async ({ world }) => {
  const { escalationId, halden } = await fired(world)
  await assignEscalation(world.as(world.cast.eli), { escalationId, to: 'eli' })
  const page = await escalationPage(world.as(world.cast.eli), { escalationId })
  expect(page).toMatchObject({
    cause: 'nr',
    lateBy: 3,
    queue: { key: 'engineering' },
    assignee: { handle: 'eli' },
    account: { id: halden.accountId, name: 'Halden Rail' },
    level: 'gold',
    case: { number: expect.stringMatching(/^C-\d{4,}$/), status: 'open' },
    can: { assign: true, acknowledge: true, resolve: false, cancel: true },
  })
  expect(page.trace.map(({ text }) => text)).toEqual([
    'Contract H-2026, support level gold, covered the asker.',
    'Policy gold, version 1, promises a first reply within PT24H.',
    'The clock for a first reply started when the question was asked.',
    'The clock ran out; it was due at Mar 5, 2026, 09:00.',
    'It was handed to the engineers because nobody had replied in time, 3 seconds late.',
    'It was assigned to an engineer.',
  ])
  expect(await escalationPage(world.as(world.cast.cal), { escalationId })).toMatchObject({
    account: null,
    level: null,
    can: { cancel: false },
  })
  await expect(escalationPage(world.as(world.cast.nia), { escalationId })).rejects.toThrow(NotFound)
})

test('severity is changed by an engineer with a reason, and does not reorder the queue', async ({
  world,
}) => {
  const { topic, escalationId } = await fired(world)
  const before = (await escalationsIn(world.db, topic.id))[0]!
  await changeSeverity(world.as(world.cast.eli), { escalationId, severity: 1, reason: 'data loss' })
  expect(await escalationsIn(world.db, topic.id)).toMatchObject([
    { severity: 1, dueAt: before.dueAt, state: before.state },
  ])
  expect(() =>
    changeSeverity(world.as(world.cast.cal), { escalationId, severity: 1, reason: 'I shout' }),
  ).toThrow(Forbidden)
})
