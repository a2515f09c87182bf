import { addPost, follow, hidePost, startTopic } from '#server/forum/index.ts'
import {
  inbox,
  markDone,
  muteTopic,
  snooze,
  ownFollows,
  undoDone,
  unmuteTopic,
  unreadCount,
  unsnooze,
} from '#server/notifications/index.ts'
import { expect, hour, test } from '#tests/world.ts'
import { askedBy, follower } from './story.ts'

test('NOTE-01: notices are grouped by topic with the cause on each, and the bell counts topics that need the member', async ({
  world,
}) => {
  const { nia, bo, cal, pia } = world.cast
  const { topic } = await askedBy(world)
  const run = follower(world, 'notifications')
  for (const who of [bo, cal, pia]) {
    world.pass(1000)
    await addPost(world.as(who), { topicId: topic.id, body: 'Warm it.' })
  }
  await run()
  const { rows, next } = await inbox(world.as(nia), { filter: 'needs' })
  expect(next).toBeNull()
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    row: `topic:${topic.id}`,
    board: 'API',
    summary: 'Pia Conti and 2 others answered your question',
    needsYou: true,
  })
  expect(rows[0]?.href).toContain('#p-2')
  expect(rows[0]?.notices.map(({ why }) => why)).toEqual(
    Array<string>(3).fill('because you started this topic'),
  )
  expect(await unreadCount(world.as(nia))).toEqual({ needs: 1, others: false })
  expect(await unreadCount(world.as(bo))).toEqual({ needs: 0, others: true })
  expect(await unreadCount(world.as(world.cast.guest))).toEqual({ needs: 0, others: false })
  await expect(inbox(world.as(world.cast.guest), {})).rejects.toMatchObject({ status: 403 })
})

test('NOTE-01: done, snooze and mute take a row away and can be undone', async ({ world }) => {
  const { nia, bo, cal } = world.cast
  const { topic } = await askedBy(world)
  const run = follower(world, 'notifications')
  await addPost(world.as(bo), { topicId: topic.id, body: 'Warm it.' })
  await run()
  const row = `topic:${topic.id}`
  const needs = async () => (await inbox(world.as(nia), {})).rows.length

  const done = await markDone(world.as(nia), { rows: row })
  expect([done.count, await needs()]).toEqual([1, 0])
  expect((await inbox(world.as(nia), { filter: 'all' })).rows[0]?.doneAt).toEqual(world.now)
  world.pass(1000)
  await undoDone(world.as(nia), { undo: done.undo })
  expect(await needs()).toBe(1)

  await snooze(world.as(nia), { rows: [row], until: new Date(world.now.getTime() + 2 * hour).toISOString() })
  expect(await needs()).toBe(0)
  await unsnooze(world.as(nia), { rows: [row] })
  expect(await needs()).toBe(1)
  await snooze(world.as(nia), { rows: [row], until: new Date(world.now.getTime() + 2 * hour).toISOString() })
  world.pass(2 * hour)
  expect(await needs()).toBe(1)
  await expect(snooze(world.as(nia), { rows: [row], until: world.now.toISOString() })).rejects.toMatchObject({
    status: 422,
  })

  world.pass(1000)
  const muted = await muteTopic(world.as(nia), { topicId: topic.id })
  expect([await needs(), muted.level]).toEqual([0, 'watched'])
  world.pass(1000)
  await addPost(world.as(cal), { topicId: topic.id, body: 'Warm it twice.' })
  await run()
  expect(await needs()).toBe(0)
  await unmuteTopic(world.as(nia), { topicId: topic.id, level: muted.level, undo: muted.undo })
  expect(await needs()).toBe(1)
  await addPost(world.as(cal), { topicId: topic.id, body: 'Or thrice.' })
  await run()
  expect((await inbox(world.as(nia), {})).rows[0]?.notices).toHaveLength(2)

  await markDone(world.as(bo), { rows: [row] })
  expect(await needs()).toBe(1)
})

test('NOTE-01: each filter shows its kinds; a topic one may no longer see takes its notices along', async ({
  world,
}) => {
  const { nia, bo, eli, mo, pia } = world.cast
  const { topic } = await askedBy(world)
  const run = follower(world, 'notifications')
  await addPost(world.as(bo), { topicId: topic.id, body: 'Warm it, @pia.' })
  await addPost(world.as(eli), { topicId: topic.id, visibility: 'private', body: 'Send the log.' })
  await follow(world.as(pia), { subject: 'tag', id: 'cache', level: 'watched' })
  await run()
  const kindsFor = async (who: typeof nia, filter: 'following' | 'mentions' | 'cases' | 'all') =>
    (await inbox(world.as(who), { filter })).rows.flatMap(({ notices }) => notices.map(({ kind }) => kind))
  expect(await kindsFor(nia, 'following')).toEqual(['answer'])
  expect(await kindsFor(nia, 'cases')).toEqual(['private'])
  expect(await kindsFor(pia, 'mentions')).toEqual(['mention'])
  expect((await kindsFor(nia, 'all')).sort()).toEqual(['answer', 'private'])

  const opening = (await world.told('topic.started'))[0]!.payload.postId
  await hidePost(world.as(mo), { postId: opening, clause: 'G1', reason: 'Insult' })
  expect(await kindsFor(pia, 'mentions')).toEqual([])
})

test('the inbox goes on by a cursor, each row once', async ({ world }) => {
  const { nia, bo } = world.cast
  await askedBy(world)
  await follow(world.as(nia), { subject: 'board', id: 'api', level: 'watched' })
  const run = follower(world, 'notifications')
  for (let n = 0; n < 35; n++) {
    if (n % 3 === 0) world.pass(60_000)
    await startTopic(
      { ...world.as(bo), actor: { ...bo, vouched: true, joinedAt: new Date(0) } },
      { board: 'api', title: `Question number ${n}`, body: 'Well?' },
    )
  }
  await run()
  const first = await inbox(world.as(nia), { filter: 'following' })
  const second = await inbox(world.as(nia), { filter: 'following', cursor: first.next })
  expect([first.rows.length, second.rows.length, second.next]).toEqual([30, 5, null])
  expect(new Set([...first.rows, ...second.rows].map(({ row }) => row)).size).toBe(35)
  await expect(inbox(world.as(nia), { cursor: 'nonsense' })).rejects.toMatchObject({ status: 422 })
})

test('NOTE-02: what one follows is listed, and a notice leads to exactly its cause', async ({ world }) => {
  const { ada, nia, bo } = world.cast
  const { topic } = await askedBy(world)
  await follow(world.as(nia), { subject: 'board', id: 'api', level: 'tracked' })
  await follow(world.as(nia), { subject: 'tag', id: 'cache', level: 'muted' })
  const { items, chosen } = await ownFollows(world.as(nia), { cause: `topic:${topic.id}` })
  expect(items.map(({ subject, id, level }) => `${subject} ${id}: ${level}`).sort()).toEqual([
    'board api: tracked',
    'tag cache: muted',
    `topic ${topic.id}: watched`,
  ])
  expect(chosen).toMatchObject({ subject: 'topic', title: 'Why is the cache cold?', level: 'watched' })
  expect((await ownFollows(world.as(bo), { cause: `topic:${topic.id}` })).chosen?.level).toBe('normal')
  expect((await ownFollows(world.as(ada), { cause: 'topic:999999' })).chosen).toBeNull()
  expect((await ownFollows(world.as(ada), { cause: 'mentions' })).chosen).toBeNull()
})
