import type { Member } from '#server/core/actor.ts'
import type { TopicId } from '#server/core/ids.ts'
import { linkMember, upsertAccount, upsertContact, upsertContract } from '#server/crm/index.ts'
import { followMerge, followSplit, putPolicy, topicPromise } from '#server/escalation/index.ts'
import {
  convertPost,
  convertTopic,
  mergeTopics,
  splitTopic,
  startTopic,
  topicPage,
  unmergeTopic,
} from '#server/forum/index.ts'
import {
  accepts,
  answers,
  asks,
  casesIn,
  clockIn,
  clocksIn,
  comments,
  deskOf,
  escalationsIn,
  follows,
  goldPolicy,
  haldenContract,
  sweeps,
  systemAt,
} from '#tests/factories/crm.ts'
import { expect, hour, minute, test, type World } from '#tests/world.ts'

/** Nia becomes a contact of a second customer, with a contract of this level. */
async function coverNia(world: World, level = 'gold') {
  await upsertAccount(world.ctx, { externalId: 'moor', name: 'Moor Ltd', domains: [] })
  await upsertContact(world.ctx, { externalId: 'moor-nia', account: 'moor', emails: [] })
  await upsertContract(world.ctx, {
    ...haldenContract,
    externalId: 'moor',
    account: 'moor',
    reference: 'M-2026',
    supportLevel: level,
  })
  await linkMember(world.ctx, { memberId: world.cast.nia.memberId, contact: 'moor-nia' })
}

const kept = async (world: World, who: Member, title: string) => {
  const topic = await asks(world.as(who), title)
  await follows(world, topic.id)
  return topic
}

/** The newest fact of a merge is followed, twice as may happen. */
async function followed(world: World, type: 'topic.merged' | 'topic.unmerged') {
  const fact = (await world.told(type)).at(-1)!
  for (let times = 0; times < 2; times++) await followMerge.run(systemAt(world), fact)
}

async function merges(world: World, topicId: TopicId, into: TopicId) {
  await mergeTopics(world.as(world.cast.mo), { topicId, into })
  await followed(world, 'topic.merged')
}

async function unmerges(world: World, topicId: TopicId) {
  await unmergeTopic(world.as(world.cast.mo), { topicId })
  await followed(world, 'topic.unmerged')
}

const after = (moment: Date, hours: number) => new Date(moment.getTime() + hours * hour)

test('ESC-14 E16: converted, a question’s clock ends; converted back the same one goes on, once', async ({
  world,
}) => {
  await deskOf(world)
  const topic = await kept(world, world.cast.cal, 'Why does the night export stop?')
  const due = after(world.now, 24)
  world.pass(4 * hour)
  await convertTopic(world.as(world.cast.mo), { topicId: topic.id, kind: 'discussion' })
  await follows(world, topic.id)
  expect(await clocksIn(world.db, topic.id)).toMatchObject([{ state: 'cancelled', endCause: 'converted' }])
  world.pass(30 * hour)
  expect(await sweeps(world)).toBe(0)
  await convertTopic(world.as(world.cast.mo), { topicId: topic.id, kind: 'question' })
  for (let times = 0; times < 2; times++) await follows(world, topic.id)
  expect(await clocksIn(world.db, topic.id)).toMatchObject([
    { generation: 1, state: 'running', dueAt: after(due, 30) },
  ])
})

test('ESC-14 E16: converting an escalated question cancels its escalation; back as a question it fires once more, after an hour', async ({
  world,
}) => {
  await deskOf(world)
  const topic = await kept(world, world.cast.cal, 'Why does the night export stop?')
  world.pass(24 * hour)
  expect(await sweeps(world)).toBe(1)
  await convertTopic(world.as(world.cast.mo), { topicId: topic.id, kind: 'discussion' })
  await follows(world, topic.id)
  expect(await escalationsIn(world.db, topic.id)).toMatchObject([
    { state: 'cancelled', endReason: 'converted' },
  ])
  await convertTopic(world.as(world.cast.mo), { topicId: topic.id, kind: 'question' })
  for (let times = 0; times < 2; times++) await follows(world, topic.id)
  world.pass(hour - 1)
  expect(await sweeps(world)).toBe(0)
  world.pass(1)
  expect(await sweeps(world)).toBe(1)
  expect(await escalationsIn(world.db, topic.id)).toHaveLength(2)
})

test('ESC-14: what becomes a question by conversion is promised from its writing, never in the past and not when it is old', async ({
  world,
}) => {
  await deskOf(world)
  const talk = (title: string) =>
    startTopic(world.as(world.cast.cal), { board: 'route', kind: 'discussion', title, body: title })
  const [early, late, old] = [await talk('It stops.'), await talk('It stops again.'), await talk('Old.')]
  const asked = world.now
  const become = async (topicId: TopicId) => {
    await convertTopic(world.as(world.cast.mo), { topicId, kind: 'question' })
    for (let times = 0; times < 2; times++) await follows(world, topicId)
  }
  await follows(world, early.id)
  expect(await clocksIn(world.db, early.id)).toEqual([])
  world.pass(4 * hour)
  await become(early.id)
  expect(await clocksIn(world.db, early.id)).toMatchObject([{ state: 'running', dueAt: after(asked, 24) }])
  world.pass(30 * hour)
  await become(late.id)
  expect(await clockIn(world.db, late.id, 'NR')).toMatchObject({ dueAt: after(world.now, 1) })
  world.pass(15 * 24 * hour)
  await become(old.id)
  expect(await clocksIn(world.db, old.id)).toEqual([])
})

test('ESC-14: an answer turned into a comment answers no more, and does again when turned back', async ({
  world,
}) => {
  await deskOf(world)
  const topic = await kept(world, world.cast.cal, 'Why does the night export stop?')
  const due = after(world.now, 24)
  world.pass(hour)
  const reply = await answers(world.as(world.cast.bo), topic.id)
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'stopped' })
  await convertPost(world.as(world.cast.mo), { postId: reply.id, kind: 'comment' })
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'running', dueAt: due })
  await convertPost(world.as(world.cast.mo), { postId: reply.id, kind: 'answer' })
  await follows(world, topic.id)
  expect(await clockIn(world.db, topic.id, 'NR')).toMatchObject({ state: 'stopped' })
})

test('ESC-14: a split takes the reply that had stopped the clock along, and a covered asker who stands alone now is promised once', async ({
  world,
}) => {
  await deskOf(world)
  const { cal, nia, bo, mo } = world.cast
  const mine = await kept(world, cal, 'Why does the night export stop?')
  const due = after(world.now, 24)
  world.pass(hour)
  const reply = await answers(world.as(bo), mine.id)
  await follows(world, mine.id)
  const foreign = await kept(world, nia, 'Is there a day export?')
  const own = await answers(world.as(cal), foreign.id, 'And who restarts the weekly one?')
  await comments(world.as(nia), { topicId: foreign.id, parentId: own.id })
  const written = world.now
  await follows(world, foreign.id)
  world.pass(hour)

  const split = async (topicId: TopicId, postId: string) => {
    const made = await splitTopic(world.as(mo), { topicId, postIds: [postId], title: 'A matter of its own' })
    const fact = (await world.told('topic.split')).at(-1)!
    for (let times = 0; times < 2; times++) await followSplit.run(systemAt(world), fact)
    return made
  }
  await split(mine.id, reply.id)
  expect(await clockIn(world.db, mine.id, 'NR')).toMatchObject({ state: 'running', dueAt: due })
  const made = await split(foreign.id, own.id)
  expect(await clocksIn(world.db, made.id)).toMatchObject([
    { kind: 'NR', memberId: cal.memberId, state: 'running', dueAt: after(written, 24) },
  ])
  expect(await clocksIn(world.db, foreign.id)).toEqual([])
})

test('ESC-14 E12: of two merged covered questions the earlier start survives; undone, each counts as before', async ({
  world,
}) => {
  await deskOf(world)
  await coverNia(world)
  const first = await kept(world, world.cast.nia, 'Why does my export stop?')
  const start = world.now
  world.pass(2 * hour)
  const second = await kept(world, world.cast.cal, 'Why does the night export stop?')
  world.pass(hour)
  await merges(world, first.id, second.id)
  expect(await clocksIn(world.db, first.id)).toMatchObject([{ state: 'cancelled', endCause: 'merged' }])
  expect(await clocksIn(world.db, second.id)).toMatchObject([
    {
      generation: 1,
      state: 'running',
      memberId: world.cast.cal.memberId,
      startedAt: start,
      dueAt: after(start, 24),
    },
  ])
  world.pass(3 * hour)
  await unmerges(world, first.id)
  expect(await clocksIn(world.db, first.id)).toMatchObject([
    { generation: 1, state: 'running', dueAt: after(start, 24) },
  ])
  expect(await clocksIn(world.db, second.id)).toMatchObject([
    { generation: 1, state: 'running', dueAt: after(start, 26) },
  ])
  await merges(world, first.id, second.id)
  world.pass(18 * hour)
  expect(await sweeps(world)).toBe(1)
  expect(await escalationsIn(world.db, second.id)).toHaveLength(1)
  expect(await escalationsIn(world.db, first.id)).toHaveLength(0)
  await expect(unmergeTopic(world.as(world.cast.mo), { topicId: first.id })).rejects.toMatchObject({
    key: 'forum.unmerge.escalated',
  })
})

test('ESC-14 E12: the stricter of two promises holds, even where it is that of the later question', async ({
  world,
}) => {
  await deskOf(world)
  await coverNia(world, 'silver')
  await putPolicy(world.ctx, {
    ...goldPolicy,
    key: 'silver',
    match: { level: 'silver' },
    noReply: { target: 'PT6H' },
  })
  const mine = await kept(world, world.cast.cal, 'Why does the night export stop?')
  world.pass(hour)
  const strict = await kept(world, world.cast.nia, 'Why does my export stop?')
  const start = world.now
  world.pass(hour)
  await merges(world, strict.id, mine.id)
  expect(await clocksIn(world.db, mine.id)).toMatchObject([{ state: 'running', dueAt: after(start, 6) }])
})

test('ESC-14 E12: merged into a question nobody is promised, a covered asker keeps the promise, seen by that asker and staff alone', async ({
  world,
}) => {
  await deskOf(world)
  const { cal, nia, bo, eli } = world.cast
  const open = await kept(world, nia, 'Is there a day export?')
  world.pass(hour)
  const mine = await kept(world, cal, 'Why does the night export stop?')
  const start = world.now
  world.pass(hour)
  await merges(world, mine.id, open.id)
  expect(await clocksIn(world.db, open.id)).toMatchObject([
    { kind: 'NR', memberId: cal.memberId, state: 'running', startedAt: start, dueAt: after(start, 24) },
  ])
  const seen = async (who: Member) => (await topicPromise(world.as(who), { topicId: open.id })).clocks.length
  expect([await seen(cal), await seen(eli), await seen(nia), await seen(bo)]).toEqual([1, 1, 0, 0])
  // neither of the two who asked answers for the other
  await answers(world.as(nia), open.id, 'I found a setting for it.')
  await follows(world, open.id)
  expect(await clockIn(world.db, open.id, 'NR')).toMatchObject({ state: 'running' })
  world.pass(23 * hour)
  expect(await sweeps(world)).toBe(1)
  expect(await escalationsIn(world.db, open.id)).toMatchObject([{ askerId: cal.memberId, state: 'queued' }])
  expect(await sweeps(world)).toBe(0)
})

test('ESC-14 E12: answers that stood there answer the merged question from the merge on, and the promise of a solution begins then', async ({
  world,
}) => {
  await deskOf(world)
  const answered = await kept(world, world.cast.nia, 'Is there a day export?')
  await answers(world.as(world.cast.bo), answered.id, 'Yes, in the settings of the worker.')
  world.pass(40 * hour)
  const mine = await kept(world, world.cast.cal, 'Where is the day export?')
  world.pass(hour)
  await merges(world, mine.id, answered.id)
  expect(await clockIn(world.db, answered.id, 'NR')).toMatchObject({ state: 'stopped' })
  expect(await clockIn(world.db, answered.id, 'NS')).toMatchObject({
    state: 'running',
    startedAt: world.now,
    dueAt: after(world.now, 48),
  })
  expect(await sweeps(world)).toBe(0)
  await unmerges(world, mine.id)
  expect(await clocksIn(world.db, answered.id)).toMatchObject([
    { kind: 'NR', state: 'stopped' },
    { kind: 'NS', state: 'cancelled' },
  ])
})

test('ESC-14 E12: a merge with an answered question of one’s own keeps the earlier promise of a solution', async ({
  world,
}) => {
  await deskOf(world)
  await coverNia(world)
  const first = await kept(world, world.cast.nia, 'Why does my export stop?')
  await answers(world.as(world.cast.bo), first.id)
  await follows(world, first.id)
  const replied = world.now
  world.pass(5 * hour)
  const second = await kept(world, world.cast.cal, 'Why does the night export stop?')
  world.pass(hour)
  await merges(world, first.id, second.id)
  expect(await clockIn(world.db, first.id, 'NS')).toMatchObject({ state: 'cancelled', endCause: 'merged' })
  expect(await clockIn(world.db, second.id, 'NR')).toMatchObject({ state: 'stopped' })
  await follows(world, second.id)
  expect(await clockIn(world.db, second.id, 'NS')).toMatchObject({
    state: 'running',
    dueAt: after(replied, 48),
  })
})

test('ESC-14 E12: of two escalated questions the older case remains, with the topic that stays; the newer is closed as its duplicate', async ({
  world,
}) => {
  await deskOf(world)
  await coverNia(world)
  const first = await kept(world, world.cast.nia, 'Why does my export stop?')
  world.pass(minute)
  const second = await kept(world, world.cast.cal, 'Why does the night export stop?')
  world.pass(24 * hour - minute)
  expect(await sweeps(world)).toBe(1)
  world.pass(minute)
  expect(await sweeps(world)).toBe(1)
  const [older] = await escalationsIn(world.db, first.id)
  await merges(world, first.id, second.id)
  expect(await escalationsIn(world.db, second.id)).toMatchObject([
    { id: older?.id, state: 'queued' },
    { state: 'cancelled', endReason: 'merged' },
  ])
  const cases = await casesIn(world.db, second.id)
  expect(cases.map((one) => [one.status, one.duplicateOf]).sort()).toEqual([
    ['cancelled', older?.id],
    ['open', null],
  ])
  expect(cases.find(({ status }) => status === 'open')?.escalationId).toBe(older?.id)
  expect(await escalationsIn(world.db, first.id)).toEqual([])
  expect(await topicPage(world.as(world.cast.bo), { topicId: second.id })).toMatchObject({
    flags: ['escalated'],
  })
  const reply = await answers(world.as(world.cast.eli), second.id, 'The worker lacked memory.')
  await accepts(world.as(world.cast.cal), { topicId: second.id, postId: reply.id })
  await follows(world, second.id)
  expect(await escalationsIn(world.db, second.id)).toMatchObject([
    { id: older?.id, state: 'resolved', outcome: 'solved' },
    { state: 'cancelled' },
  ])
  world.pass(100 * hour)
  await follows(world, second.id)
  expect(await sweeps(world)).toBe(0)
})

test('ESC-14: a merge whose reaction never came is made good by the sweep at the due moment, exactly once', async ({
  world,
}) => {
  await deskOf(world)
  const open = await kept(world, world.cast.nia, 'Is there a day export?')
  const mine = await kept(world, world.cast.cal, 'Why does the night export stop?')
  world.pass(hour)
  await mergeTopics(world.as(world.cast.mo), { topicId: mine.id, into: open.id })
  world.pass(22 * hour)
  expect(await sweeps(world)).toBe(0)
  world.pass(hour)
  expect(await sweeps(world)).toBe(1)
  expect(await escalationsIn(world.db, open.id)).toMatchObject([{ cause: 'nr', lateBy: 0 }])
  await followed(world, 'topic.merged')
  expect(await sweeps(world)).toBe(0)
  expect(await escalationsIn(world.db, open.id)).toHaveLength(1)
  expect(await escalationsIn(world.db, mine.id)).toHaveLength(0)
})

test('ESC-14 E12: merged and merged again, whatever order the news comes in, one promise goes on', async ({
  world,
}) => {
  await deskOf(world)
  const { cal, nia, bo, mo } = world.cast
  const mine = await kept(world, cal, 'Why does the night export stop?')
  const start = world.now
  const [second, third] = [await kept(world, nia, 'Day export?'), await kept(world, bo, 'Any export?')]
  world.pass(hour)
  await mergeTopics(world.as(mo), { topicId: mine.id, into: second.id })
  await mergeTopics(world.as(mo), { topicId: second.id, into: third.id })
  const [one, two] = await world.told('topic.merged')
  for (const fact of [two!, one!, two!]) await followMerge.run(systemAt(world), fact)
  expect(await clocksIn(world.db, third.id)).toMatchObject([
    { kind: 'NR', memberId: cal.memberId, state: 'running', dueAt: after(start, 24) },
  ])
  const ticking = [...(await clocksIn(world.db, mine.id)), ...(await clocksIn(world.db, second.id))]
  expect(ticking.every((clock) => clock.state === 'cancelled')).toBe(true)
  world.pass(23 * hour)
  expect(await sweeps(world)).toBe(1)
})
