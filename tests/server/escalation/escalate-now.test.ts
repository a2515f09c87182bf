import { Conflict, Forbidden } from '#server/core/errors.ts'
import { cancelEscalation, escalateNow, putPolicy, topicPromise } from '#server/escalation/index.ts'
import { upsertContract } from '#server/crm/index.ts'
import { startTopic } from '#server/forum/index.ts'
import {
  accepts,
  allowancesIn,
  answers,
  asks,
  casesIn,
  clockIn,
  deskOf,
  escalationsIn,
  follows,
  goldPolicy,
  haldenContract,
  sweeps,
} from '#tests/factories/crm.ts'
import { expect, hour, test } from '#tests/world.ts'

const reason = 'The night shift stands still.'

test('ESC-04 E33: a covered asker escalates once, however often it is pressed', async ({ world }) => {
  await deskOf(world)
  const cal = world.as(world.cast.cal)
  const topic = await asks(cal)
  await follows(world, topic.id)
  const due = (await clockIn(world.db, topic.id, 'NR'))!.dueAt
  expect(await topicPromise(cal, { topicId: topic.id })).toMatchObject({
    escalateNow: { allowed: true, reason: null, quota: { left: 2, total: 2 } },
  })
  world.pass(hour)
  const first = await escalateNow(world.as(world.cast.cal), { topicId: topic.id, reason })
  const again = await escalateNow(world.as(world.cast.cal), { topicId: topic.id, reason: 'again' })
  expect([first.created, again.created, again.id]).toEqual([true, false, first.id])
  // Its place in the queue is still that of the promise: pressing does not move it ahead.
  expect(await escalationsIn(world.db, topic.id)).toMatchObject([
    { cause: 'customer', reason, state: 'queued', dueAt: due },
  ])
  expect(await casesIn(world.db, topic.id)).toHaveLength(1)
  expect(await allowancesIn(world.db)).toMatchObject([{ kind: 'escalate_now', used: 1, total: 2 }])
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'cancelled', endCause: 'escalated' })
})

test('ESC-04: without coverage it is refused with the reason', async ({ world }) => {
  await deskOf(world)
  const topic = await asks(world.as(world.cast.nia))
  const refused = escalateNow(world.as(world.cast.nia), { topicId: topic.id, reason })
  await expect(refused).rejects.toMatchObject({ status: 403, key: 'crm.coverage.not-linked' })
  expect(await topicPromise(world.as(world.cast.nia), { topicId: topic.id })).toMatchObject({
    clocks: [],
    escalateNow: { allowed: false, reason: 'Your membership is not linked to a customer account.' },
  })
  const own = await asks(world.as(world.cast.cal))
  await upsertContract(world.ctx, { ...haldenContract, status: 'suspended' })
  await expect(escalateNow(world.as(world.cast.cal), { topicId: own.id, reason })).rejects.toMatchObject({
    key: 'crm.coverage.contract-suspended',
  })
})

test('ESC-04 E35: nobody escalates another’s question, and a reason is required', async ({ world }) => {
  await deskOf(world)
  const topic = await asks(world.as(world.cast.cal))
  await expect(escalateNow(world.as(world.cast.bo), { topicId: topic.id, reason })).rejects.toThrow(Forbidden)
  await expect(escalateNow(world.as(world.cast.guest), { topicId: topic.id, reason })).rejects.toThrow(
    Forbidden,
  )
  expect(() => escalateNow(world.as(world.cast.cal), { topicId: topic.id, reason: ' ' })).toThrow(
    expect.objectContaining({ status: 422 }),
  )
  const discussion = await startTopic(world.as(world.cast.cal), {
    board: 'route',
    kind: 'discussion',
    title: 'Which shift do you export in?',
    body: 'Curious.',
  })
  await expect(escalateNow(world.as(world.cast.cal), { topicId: discussion.id, reason })).rejects.toThrow(
    Forbidden,
  )
  const reply = await answers(world.as(world.cast.bo), topic.id)
  await accepts(world.as(world.cast.cal), { topicId: topic.id, postId: reply.id })
  await expect(escalateNow(world.as(world.cast.cal), { topicId: topic.id, reason })).rejects.toThrow(Conflict)
})

test('ESC-04 E28: the quota is counted, refused at zero, and a cancelled escalation gives its unit back', async ({
  world,
}) => {
  await deskOf(world)
  const cal = () => world.as(world.cast.cal)
  const topics = [
    await asks(cal(), 'First question here?'),
    await asks(cal(), 'Second question here?'),
    await asks(cal(), 'Third question here?'),
  ]
  const first = await escalateNow(cal(), { topicId: topics[0]!.id, reason })
  await escalateNow(cal(), { topicId: topics[1]!.id, reason })
  await expect(escalateNow(cal(), { topicId: topics[2]!.id, reason })).rejects.toMatchObject({
    status: 403,
    key: 'crm.coverage.allowance-used',
  })
  expect(await topicPromise(cal(), { topicId: topics[2]!.id })).toMatchObject({
    escalateNow: { allowed: false, quota: { left: 0, total: 2 } },
  })
  await cancelEscalation(world.as(world.cast.eli), { escalationId: first.id, reason: 'a test' })
  await escalateNow(cal(), { topicId: topics[2]!.id, reason })
  expect(await allowancesIn(world.db)).toMatchObject([{ used: 2 }])
})

test('ESC-04: a policy that does not grant it refuses', async ({ world }) => {
  await deskOf(world)
  await putPolicy(world.ctx, { ...goldPolicy, escalateNow: { allowed: false } })
  const topic = await asks(world.as(world.cast.cal))
  await expect(escalateNow(world.as(world.cast.cal), { topicId: topic.id, reason })).rejects.toMatchObject({
    key: 'escalation.now.notGranted',
  })
})

test('ESC-04 E34: escalate now at the moment the clock is due makes one escalation, whoever comes first', async ({
  world,
}) => {
  await deskOf(world)
  const [pressed, swept] = [
    await asks(world.as(world.cast.cal)),
    await asks(world.as(world.cast.cal), 'And the day export?'),
  ]
  for (const topic of [pressed, swept]) await follows(world, topic.id)
  world.pass(24 * hour)
  const first = await escalateNow(world.as(world.cast.cal), { topicId: pressed.id, reason })
  expect(await sweeps(world)).toBe(1)
  const second = await escalateNow(world.as(world.cast.cal), { topicId: swept.id, reason })
  expect([first.created, second.created]).toEqual([true, false])
  expect(await escalationsIn(world.db, pressed.id)).toMatchObject([{ cause: 'customer' }])
  expect(await escalationsIn(world.db, swept.id)).toMatchObject([{ cause: 'nr' }])
  expect(await clockIn(world.db, pressed.id, 'NR')).toMatchObject({
    state: 'cancelled',
    endCause: 'escalated',
  })
  expect(await clockIn(world.db, swept.id, 'NR')).toMatchObject({ state: 'fired' })
})

test('ESC-05: staff escalate any topic with a reason, covered or not, and the asker sees it with its cause', async ({
  world,
}) => {
  await deskOf(world)
  const topic = await startTopic(world.as(world.cast.nia), {
    board: 'route',
    kind: 'discussion',
    title: 'Exports at night are slow',
    body: 'For weeks.',
  })
  await expect(escalateNow(world.as(world.cast.pia), { topicId: topic.id, reason })).rejects.toThrow(
    Forbidden,
  )
  const { id } = await escalateNow(world.as(world.cast.mo), { topicId: topic.id, reason })
  await follows(world, topic.id)
  expect(await escalationsIn(world.db, topic.id)).toMatchObject([
    { id, cause: 'staff', askedBy: world.cast.mo.memberId, coverage: null, state: 'queued' },
  ])
  const seen = await topicPromise(world.as(world.cast.nia), { topicId: topic.id })
  expect(seen.escalation).toMatchObject({ cause: 'staff', state: 'queued' })
  expect(seen.escalation?.trace.map(({ text }) => text)).toEqual(['It was handed to the engineers by staff.'])
  expect(await topicPromise(world.as(world.cast.bo), { topicId: topic.id })).toMatchObject({
    clocks: [],
    escalation: null,
    escalateNow: null,
  })
})
