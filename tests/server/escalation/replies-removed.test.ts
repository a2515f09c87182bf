import {
  addPost,
  hidePost,
  moveTopic,
  restorePost,
  restoreWithdrawn,
  revisePost,
  withdrawAcceptance,
  withdrawPost,
} from '#server/forum/index.ts'
import {
  cancelEscalation,
  followPolicy,
  putPolicy,
  reweighMoved,
  startLinked,
} from '#server/escalation/index.ts'
import { upsertContact, upsertContract, linkMember } from '#server/crm/index.ts'
import {
  accepts,
  answers,
  asks,
  casesIn,
  clockIn,
  clocksIn,
  deskOf,
  escalationsIn,
  follows,
  goldPolicy,
  haldenContract,
  sweeps,
} from '#tests/factories/crm.ts'
import { expect, hour, minute, test, type World } from '#tests/world.ts'

const clause = { clause: 'spam', reason: 'advertising' }
async function running(world: World) {
  await deskOf(world)
  const asked = world.now
  const topic = await asks(world.as(world.cast.cal))
  await follows(world, topic.id)
  return { topic, asked, due: new Date(asked.getTime() + 24 * hour) }
}

test('ESC-03 E5: a colleague of the same account does not stop the clock, unless the policy lets colleagues count', async ({
  world,
}) => {
  const { topic } = await running(world)
  await upsertContact(world.ctx, { externalId: 'halden-nia', account: 'halden', emails: [] })
  await linkMember(world.ctx, { memberId: world.cast.nia.memberId, contact: 'halden-nia' })
  await answers(world.as(world.cast.nia), topic.id, 'We see the same with the night export of Tuesday.')
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'running' })

  await putPolicy(world.ctx, { ...goldPolicy, sameAccountCounts: true })
  const second = await asks(world.as(world.cast.cal), 'And the day export?')
  await answers(world.as(world.cast.nia), second.id, 'The day export needs a restart.')
  await follows(world, second.id)
  await follows(world, second.id)
  expect(await clockIn(world.db, second.id, 'NR')).toMatchObject({ state: 'stopped' })
})

test('ESC-03 E6: a held reply counts from its approval', async ({ world }) => {
  const { topic, due } = await running(world)
  const { posts } = await import('#db/schema/index.ts')
  const { eq } = await import('drizzle-orm')
  const held = await answers(world.as(world.cast.bo), topic.id)
  await world.db.update(posts).set({ heldAt: world.now, visibleAt: null }).where(eq(posts.id, held.id))
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'running', dueAt: due })
  world.pass(23 * hour)
  await world.db.update(posts).set({ heldAt: null, visibleAt: world.now }).where(eq(posts.id, held.id))
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'stopped' })
})

test('ESC-03 E7: a hidden reply lets the clock go on from its original start', async ({ world }) => {
  const { topic, due } = await running(world)
  world.pass(2 * hour)
  const reply = await answers(world.as(world.cast.bo), topic.id)
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NS')).toMatchObject({ state: 'running', startedAt: world.now })
  world.pass(hour)
  await hidePost(world.as(world.cast.mo), { postId: reply.id, ...clause })
  await follows(world, topic.id)
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'running', dueAt: due })
  expect(await clockIn(world.db, topic.id, 'NS')).toMatchObject({
    state: 'cancelled',
    endCause: 'reply-removed',
  })

  await restorePost(world.as(world.cast.mo), { postId: reply.id })
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'stopped' })
  expect(await clockIn(world.db, topic.id, 'NS')).toMatchObject({ state: 'running' })
})

test('ESC-03 E7: a reply removed after the due moment gives 60 minutes of grace', async ({ world }) => {
  const { topic } = await running(world)
  world.pass(2 * hour)
  const reply = await answers(world.as(world.cast.bo), topic.id)
  await follows(world, topic.id)
  world.pass(30 * hour)
  await withdrawPost(world.as(world.cast.bo), { postId: reply.id })
  await follows(world, topic.id)
  const grace = new Date(world.now.getTime() + 60 * minute)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'running', dueAt: grace })
  world.pass(60 * minute - 1)
  expect(await sweeps(world)).toBe(0)
  world.pass(1)
  expect(await sweeps(world)).toBe(1)
})

test('ESC-03 E9: an edited question changes no clock, and the open case takes the new title', async ({
  world,
}) => {
  const { topic, due } = await running(world)
  const edit = {
    postId: topic.openingId,
    title: 'Why does the weekly export stop?',
    body: 'It stops at 03:00 with no message.',
    reason: 'clearer',
  }
  await revisePost(world.as(world.cast.cal), edit)
  await follows(world, topic.id)
  expect(await clocksIn(world.db, topic.id)).toMatchObject([{ kind: 'NR', state: 'running', dueAt: due }])
  world.pass(24 * hour)
  await sweeps(world)
  await revisePost(world.as(world.cast.cal), { ...edit, title: 'Why does the monthly export stop?' })
  await follows(world, topic.id)
  expect(await casesIn(world.db, topic.id)).toMatchObject([{ subject: 'Why does the monthly export stop?' }])
})

test('ESC-14 E14: a deleted question ends its clock; restored it goes on, the time between not counted (deletion)', async ({
  world,
}) => {
  const { topic, due } = await running(world)
  world.pass(10 * hour)
  await withdrawPost(world.as(world.cast.cal), { postId: topic.openingId })
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'cancelled', endCause: 'deleted' })
  world.pass(20 * hour)
  expect(await sweeps(world)).toBe(0)
  await restoreWithdrawn(world.as(world.cast.mo), { postId: topic.openingId })
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({
    generation: 1,
    state: 'running',
    dueAt: new Date(due.getTime() + 20 * hour),
  })
})

test('ESC-14 E14: deleting an escalated question cancels escalation and case; restored a new generation runs (deletion)', async ({
  world,
}) => {
  const { topic } = await running(world)
  world.pass(24 * hour)
  await sweeps(world)
  await withdrawPost(world.as(world.cast.cal), { postId: topic.openingId })
  await follows(world, topic.id)
  expect(await escalationsIn(world.db, topic.id)).toMatchObject([
    { state: 'cancelled', endReason: 'deleted' },
  ])
  expect(await casesIn(world.db, topic.id)).toMatchObject([{ status: 'cancelled' }])
  world.pass(hour)
  await restoreWithdrawn(world.as(world.cast.mo), { postId: topic.openingId })
  await follows(world, topic.id)
  const grace = new Date(world.now.getTime() + 60 * minute)
  expect(await clocksIn(world.db, topic.id)).toMatchObject([
    { generation: 1, state: 'fired' },
    { generation: 2, state: 'running', dueAt: grace },
  ])
  world.pass(60 * minute)
  expect(await sweeps(world)).toBe(1)
  expect(await escalationsIn(world.db, topic.id)).toHaveLength(2)
})

test('ESC-08 E15: a question hidden for review stands still, and counts on when it is shown', async ({
  world,
}) => {
  const { topic, due } = await running(world)
  world.pass(10 * hour)
  await hidePost(world.as(world.cast.mo), { postId: topic.openingId, ...clause })
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'paused', dueAt: null })
  world.pass(30 * hour)
  expect(await sweeps(world)).toBe(0)
  await restorePost(world.as(world.cast.mo), { postId: topic.openingId })
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({
    state: 'running',
    dueAt: new Date(due.getTime() + 30 * hour),
  })
})

test('ESC-08 E15: reactions that come late lose nothing of a pause', async ({ world }) => {
  const { topic, due } = await running(world)
  world.pass(10 * hour)
  await hidePost(world.as(world.cast.mo), { postId: topic.openingId, ...clause })
  world.pass(5 * hour)
  await restorePost(world.as(world.cast.mo), { postId: topic.openingId })
  world.pass(hour)
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({
    state: 'running',
    dueAt: new Date(due.getTime() + 5 * hour),
  })
})

test('ESC-02 E17: solved in time ends the clocks; an acceptance withdrawn starts NS from that moment', async ({
  world,
}) => {
  const { topic } = await running(world)
  world.pass(hour)
  const reply = await answers(world.as(world.cast.bo), topic.id)
  await follows(world, topic.id)
  world.pass(hour)
  await accepts(world.as(world.cast.cal), { topicId: topic.id, postId: reply.id })
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NS')).toMatchObject({ state: 'cancelled', endCause: 'solved' })
  world.pass(72 * hour)
  expect(await sweeps(world)).toBe(0)
  await withdrawAcceptance(world.as(world.cast.cal), { topicId: topic.id, postId: reply.id })
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NS')).toMatchObject({
    state: 'running',
    startedAt: world.now,
    dueAt: new Date(world.now.getTime() + 48 * hour),
  })
})

test('ESC-13 E19: a contract that ends before due is honoured, unless the policy says cancel (expiry)', async ({
  world,
}) => {
  const { topic } = await running(world)
  await upsertContract(world.ctx, { ...haldenContract, endsOn: '2026-03-04' })
  await follows(world, topic.id)
  world.pass(24 * hour)
  expect(await sweeps(world)).toBe(1)

  await upsertContract(world.ctx, { ...haldenContract, endsOn: '2026-03-05' })
  await putPolicy(world.ctx, { ...goldPolicy, onExpiry: 'cancel' })
  const second = await asks(world.as(world.cast.cal), 'And the day export?')
  await follows(world, second.id)
  world.pass(24 * hour)
  expect(await sweeps(world)).toBe(0)
  expect(await clockIn(world.db, second.id, 'NR')).toMatchObject({
    state: 'cancelled',
    endCause: 'contract-ended',
  })
})

test('ESC-08 E29: a suspended contract pauses its clocks, and nothing is lost', async ({ world }) => {
  const { topic, due } = await running(world)
  world.pass(4 * hour)
  await upsertContract({ ...world.ctx }, { ...haldenContract, status: 'suspended' })
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'paused' })
  world.pass(40 * hour)
  await upsertContract(world.ctx, haldenContract)
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({
    state: 'running',
    dueAt: new Date(due.getTime() + 40 * hour),
  })
})

test('ESC-13 E24: an unlinked member’s clocks end, an open escalation goes on (unlinking)', async ({
  world,
}) => {
  const { topic } = await running(world)
  world.pass(24 * hour)
  await sweeps(world)
  const second = await asks(world.as(world.cast.cal), 'And the day export?')
  await follows(world, second.id)
  await upsertContact(world.ctx, { externalId: 'halden-cal', account: 'halden', active: false, emails: [] })
  for (const { id } of [topic, second]) await follows(world, id)
  expect(await clockIn(world.db, second.id, 'NR')).toMatchObject({ state: 'cancelled', endCause: 'unlinked' })
  expect(await escalationsIn(world.db, topic.id)).toMatchObject([{ state: 'queued' }])
})

test('ESC-01: a cancelled escalation does not come back by itself', async ({ world }) => {
  const { topic } = await running(world)
  world.pass(24 * hour)
  await sweeps(world)
  const [open] = await escalationsIn(world.db, topic.id)
  await cancelEscalation(world.as(world.cast.eli), { escalationId: open!.id, reason: 'asked by mistake' })
  await follows(world, topic.id)
  world.pass(100 * hour)
  expect(await sweeps(world)).toBe(0)
  await addPost(world.as(world.cast.bo), { topicId: topic.id, body: 'Still of use: restart the worker.' })
  await follows(world, topic.id)
  expect(await escalationsIn(world.db, topic.id)).toHaveLength(1)
})

test('ESC-14 E11: a question moved to a board with another promise keeps its elapsed time; away and back it goes on (moving)', async ({
  world,
}) => {
  const { topic, due } = await running(world)
  const { createBoard } = await import('#server/forum/index.ts')
  for (const slug of ['fast', 'unpromised'])
    await createBoard(world.ctx, { slug, title: slug, kinds: ['question'] })
  await putPolicy(world.ctx, {
    ...goldPolicy,
    key: 'fast',
    match: { board: 'fast' },
    noReply: { target: 'PT12H' },
  })
  await putPolicy(world.ctx, {
    ...goldPolicy,
    key: 'none',
    match: { board: 'unpromised' },
    noReply: null,
    noSolution: null,
  })
  const move = async (board: string) => {
    await moveTopic(world.as(world.cast.mo), { topicId: topic.id, board })
    const told = (await world.told('topic.moved')).at(-1)!
    await reweighMoved.run(world.ctx, told)
    await reweighMoved.run(world.ctx, told)
  }
  world.pass(4 * hour)
  await move('fast')
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({
    state: 'running',
    dueAt: new Date(due.getTime() - 12 * hour),
    policyVersion: 1,
  })
  await move('unpromised')
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'cancelled', endCause: 'moved' })
  world.pass(30 * hour)
  await move('route')
  expect(await clocksIn(world.db, topic.id)).toMatchObject([
    { generation: 1, state: 'running', dueAt: new Date(due.getTime() + 30 * hour) },
  ])
})

test('ESC-13 E22: a member linked later is promised from the asking on, and never in the past (linking)', async ({
  world,
}) => {
  await deskOf(world)
  const old = await asks(world.as(world.cast.nia))
  world.pass(20 * hour)
  const fresh = await asks(world.as(world.cast.nia), 'And the day export?')
  world.pass(10 * hour)
  await upsertContact(world.ctx, { externalId: 'halden-nia', account: 'halden', emails: [] })
  await linkMember(world.ctx, { memberId: world.cast.nia.memberId, contact: 'halden-nia' })
  const told = (await world.told('contact.linked')).at(-1)!
  await startLinked.run(world.ctx, told)
  await startLinked.run(world.ctx, told)
  expect(await clockIn(world.db, old.id, 'NR')).toMatchObject({ backfilled: true, dueAt: world.now })
  expect(await clockIn(world.db, fresh.id, 'NR')).toMatchObject({
    backfilled: true,
    dueAt: new Date(world.now.getTime() + 14 * hour),
  })
})

test('ESC-13: a policy that is switched off takes its clocks with it (switching off)', async ({ world }) => {
  const { topic } = await running(world)
  await putPolicy(world.ctx, { ...goldPolicy, active: false })
  await followPolicy.run(world.ctx, (await world.told('policy.changed')).at(-1)!)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({
    state: 'cancelled',
    endCause: 'policy-removed',
  })
})
