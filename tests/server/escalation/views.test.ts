import { Forbidden } from '#server/core/errors.ts'
import {
  consoleView,
  policyList,
  putPolicy,
  putQueue,
  topicPromise,
  unrepliedList,
  upcomingClocks,
  escalateNow,
} from '#server/escalation/index.ts'
import { addPost, castVote, createBoard, follow, startTopic } from '#server/forum/index.ts'
import { answers, asks, clockIn, deskOf, follows, goldPolicy, sweeps } from '#tests/factories/crm.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { expect, hour, minute, test } from '#tests/world.ts'

test('ESC-10: asker and engineer see the same due moment, announced at least 12 h before', async ({
  world,
}) => {
  await deskOf(world)
  const topic = await asks(world.as(world.cast.cal))
  await follows(world, topic.id)
  const seen = async () => {
    const [asker, engineer] = [
      await topicPromise(world.as(world.cast.cal), { topicId: topic.id }),
      await topicPromise(world.as(world.cast.eli), { topicId: topic.id }),
    ]
    expect(asker.clocks).toEqual(engineer.clocks)
    expect([asker.policy, engineer.policy]).toEqual([null, { key: 'gold', name: 'gold', version: 1 }])
    return asker.clocks[0]!
  }
  expect(await seen()).toMatchObject({
    state: 'running',
    dueAt: (await clockIn(world.db, topic.id, 'NR'))!.dueAt,
    announced: false,
  })
  world.pass(12 * hour)
  expect(await seen()).toMatchObject({ state: 'running', announced: true, leftSeconds: 12 * 3600 })
  for (const actor of [world.cast.nia, world.cast.guest])
    expect((await topicPromise(world.as(actor), { topicId: topic.id })).clocks).toEqual([])
})

test('ESC-10: a shorter target is announced from the start', async ({ world }) => {
  await deskOf(world)
  await putPolicy(world.ctx, { ...goldPolicy, noReply: { target: 'PT2S' } })
  const topic = await asks(world.as(world.cast.cal))
  await follows(world, topic.id)
  expect((await topicPromise(world.as(world.cast.cal), { topicId: topic.id })).clocks).toMatchObject([
    { announced: true, target: 'PT2S' },
  ])
  world.pass(5000)
  expect(await sweeps(world)).toBe(1)
})

test('ESC-20: running, soon, critical, breached, paused and met have words', async ({ world }) => {
  await deskOf(world)
  const topic = await asks(world.as(world.cast.cal))
  await follows(world, topic.id)
  const word = async () => (await upcomingClocks(world.as(world.cast.eli)))[0]?.clock.state
  const asked = world.now.getTime()
  for (const [hours, expected] of [
    [0, 'running'],
    [17.9, 'running'],
    [18, 'soon'],
    [21.6, 'critical'],
    [24, 'breached'],
  ] as const) {
    world.at(new Date(asked + hours * hour))
    expect(await word()).toBe(expected)
  }
  world.at(new Date(asked + hour))
  await answers(world.as(world.cast.mo), topic.id)
  await follows(world, topic.id)
  await follows(world, topic.id)
  expect((await topicPromise(world.as(world.cast.eli), { topicId: topic.id })).clocks).toMatchObject([
    { kind: 'NR', state: 'met' },
    { kind: 'NS', state: 'paused', cause: 'waiting' },
  ])
  await expect(consoleView(world.as(world.cast.cal))).rejects.toThrow(Forbidden)
})

test('ESC-17: order is the due moment, shown as a sum; votes, followers and capitals leave it unchanged', async ({
  world,
}) => {
  await deskOf(world)
  const first = await asks(world.as(world.cast.cal))
  await follows(world, first.id)
  world.pass(minute)
  const loud = await asks(world.as(world.cast.cal), 'URGENT!!! THE DAY EXPORT FAILS TOO!!!')
  await follows(world, loud.id)
  world.pass(24 * hour)
  expect(await sweeps(world)).toBe(2)
  for (let n = 0; n < 20; n++) {
    const fan = await memberOf(world, { handle: `fan${n}` })
    await follow(world.as(fan), { subject: 'topic', id: String(loud.id), level: 'watched' })
    await castVote(world.as(fan), { postId: loud.openingId, value: 1 })
  }
  const { rows, counts } = await consoleView(world.as(world.cast.eli))
  expect(rows.map((row) => row.topicId)).toEqual([first.id, loud.id])
  expect(rows).toMatchObject([
    { place: 1, loudPlace: 2, word: 'breached', clock: { kind: 'NR' } },
    { place: 2, loudPlace: 1 },
  ])
  for (const row of rows)
    expect(
      row.clock!.startedAt.getTime() + (row.clock!.targetSeconds + row.clock!.pausedSeconds) * 1000,
    ).toBe(row.dueAt.getTime())
  expect(counts).toMatchObject({ open: 2, unassigned: 2, mine: 0 })
})

test('ESC-20: the list is filtered and turns its pages by due moment', async ({ world }) => {
  await deskOf(world)
  const eli = () => world.as(world.cast.eli)
  const asked = []
  for (const title of ['Question one here?', 'Question two here?', 'Question three here?']) {
    const { id } = await asks(world.as(world.cast.cal), title)
    asked.push(id)
    await follows(world, id)
    world.pass(minute)
  }
  world.pass(24 * hour)
  await sweeps(world)
  const page = await consoleView(eli(), { limit: 2 })
  const rest = await consoleView(eli(), { limit: 2, cursor: page.next })
  expect([...page.rows, ...rest.rows].map((row) => row.topicTitle)).toEqual([
    'Question one here?',
    'Question two here?',
    'Question three here?',
  ])
  expect(rest.next).toBeNull()
  const count = async (filter: Parameters<typeof consoleView>[1]) =>
    (await consoleView(eli(), filter)).rows.length
  expect(await count({ cause: 'ns' })).toBe(0)
  expect(await count({ account: page.rows[0]!.account!.id })).toBe(3)
  expect(await count({ view: 'mine' })).toBe(0)
  expect(await count({ view: 'unassigned', queue: 'engineering' })).toBe(3)
  await expect(consoleView(eli(), { cursor: 'nonsense' })).rejects.toMatchObject({ status: 422 })

  const topicId = asked[0]!
  world.pass(minute)
  await addPost(eli(), { topicId, body: 'Restart the worker first.' })
  await follows(world, topicId)
  const first = await consoleView(eli(), { limit: 2 })
  const last = await consoleView(eli(), { limit: 2, cursor: first.next })
  expect([...first.rows, ...last.rows].map((row) => [row.topicTitle, row.state])).toEqual([
    ['Question two here?', 'queued'],
    ['Question three here?', 'queued'],
    ['Question one here?', 'awaiting_customer'],
  ])
})

test('ESC-01: the escalation goes to the queue of its product', async ({ world }) => {
  await deskOf(world)
  await putQueue(world.ctx, { key: 'everything', name: 'Everything' })
  await putQueue(world.ctx, { key: 'route-desk', name: 'Route desk', product: 'route' })
  const topic = await asks(world.as(world.cast.cal))
  await escalateNow(world.as(world.cast.cal), { topicId: topic.id, reason: 'It stands still.' })
  expect((await consoleView(world.as(world.cast.eli))).rows).toMatchObject([
    { queue: { key: 'route-desk', name: 'Route desk' } },
  ])
})

test('ESC-22: unreplied topics by product, board, tag, language, coverage and date', async ({ world }) => {
  await deskOf(world)
  await createBoard(world.ctx, { slug: 'lounge', title: 'Lounge', kinds: ['question', 'discussion'] })
  const covered = await asks(world.as(world.cast.cal))
  world.pass(48 * hour)
  const open = await startTopic(world.as(world.cast.nia), {
    board: 'lounge',
    kind: 'question',
    title: 'Where is the manual?',
    body: 'I looked everywhere.',
    tags: ['manual'],
  })
  const replied = await asks(world.as(world.cast.bo), 'Is there a quick export?')
  await answers(world.as(world.cast.eli), replied.id)
  const list = async (filter: Parameters<typeof unrepliedList>[1] = {}) =>
    (await unrepliedList(world.as(world.cast.mo), filter)).items.map(({ id }) => id)
  expect(await list()).toEqual([covered.id, open.id])
  expect(await list({ product: 'route' })).toEqual([covered.id])
  expect(await list({ board: 'lounge' })).toEqual([open.id])
  expect(await list({ tag: 'manual' })).toEqual([open.id])
  expect(await list({ coverage: 'covered' })).toEqual([covered.id])
  expect(await list({ coverage: 'uncovered' })).toEqual([open.id])
  expect(await list({ from: '2026-03-05' })).toEqual([open.id])
  expect(await list({ to: '2026-03-05' })).toEqual([covered.id])
  expect(await list({ language: 'de' })).toEqual([])
  const first = await unrepliedList(world.as(world.cast.mo), { limit: 1 })
  expect(await list({ cursor: first.next, limit: 1 })).toEqual([open.id])
  await expect(unrepliedList(world.as(world.cast.nia))).rejects.toThrow(Forbidden)
})

test('ESC-06: the most specific policy applies: board, then product, then level; the same body changes nothing', async ({
  world,
}) => {
  await deskOf(world)
  const target = (hours: number) => ({
    noReply: { target: `PT${hours}H` },
    enforceFrom: goldPolicy.enforceFrom,
  })
  const due = async () => {
    const topic = await asks(world.as(world.cast.cal), 'Which promise holds for this?')
    await follows(world, topic.id)
    return ((await clockIn(world.db, topic.id, 'NR'))!.dueAt!.getTime() - world.now.getTime()) / hour
  }
  expect(await due()).toBe(24)
  await putPolicy(world.ctx, { key: 'all', match: {}, ...target(1) })
  expect(await due()).toBe(24)
  await putPolicy(world.ctx, { key: 'product', match: { product: 'route' }, ...target(30) })
  expect(await due()).toBe(30)
  await putPolicy(world.ctx, { key: 'board', match: { board: 'route' }, ...target(40) })
  expect(await due()).toBe(40)
  await putPolicy(world.ctx, { key: 'board-2', match: { board: 'route' }, ...target(35) })
  expect(await due()).toBe(35)
  expect(await putPolicy(world.ctx, { key: 'board-2', match: { board: 'route' }, ...target(35) })).toEqual({
    key: 'board-2',
    version: 1,
  })
  expect(await putPolicy(world.ctx, { key: 'board-2', match: { board: 'route' }, ...target(36) })).toEqual({
    key: 'board-2',
    version: 2,
  })
  expect(
    (await policyList(world.ctx)).map(({ key, version, noReply }) => [key, version, noReply?.target]),
  ).toContainEqual(['board-2', 2, 'PT36H'])
  expect(() => putPolicy(world.ctx, { key: 'days', match: {}, noReply: { target: 'P1D' } })).toThrow(
    expect.objectContaining({ status: 422 }),
  )
  expect(() => putPolicy(world.as(world.cast.eli), goldPolicy)).toThrow(Forbidden)
})

test('ESC-06 ESC-11: a policy for first questions only, and none for questions asked before it was switched on', async ({
  world,
}) => {
  await deskOf(world)
  await putPolicy(world.ctx, { ...goldPolicy, appliesTo: 'first' })
  const [first, second] = [await asks(world.as(world.cast.cal)), null]
  world.pass(minute)
  const later = await asks(world.as(world.cast.cal), 'And the day export?')
  for (const topic of [first, later]) await follows(world, topic.id)
  expect(await clockIn(world.db, first.id, 'NR')).toMatchObject({ state: 'running' })
  expect([second, await clockIn(world.db, later.id, 'NR')]).toEqual([null, undefined])
  await putPolicy(world.ctx, {
    ...goldPolicy,
    enforceFrom: new Date(world.now.getTime() + minute).toISOString(),
  })
  await follows(world, later.id)
  expect(await clockIn(world.db, later.id, 'NR')).toBeUndefined()
})
