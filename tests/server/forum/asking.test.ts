import { expect, test } from '#tests/world.ts'
import {
  archiveBoard,
  boardPage,
  createBoard,
  moveTopic,
  startTopic,
  topicList,
} from '#server/forum/index.ts'
import { storyOf } from './story.ts'

test('ASK-01: a board refuses a kind it does not take, with the reason at the field', async ({ world }) => {
  const { nia, mo } = world.cast
  await storyOf(world, ['question', 'announcement'])
  const refused = startTopic(world.as(nia), {
    board: 'api',
    kind: 'discussion',
    title: 'Shall we talk?',
    body: 'About caches.',
  })
  await expect(refused).rejects.toMatchObject({
    status: 422,
    fields: [{ path: 'kind', key: 'forum.board.refuses.discussion' }],
  })
  await expect(
    startTopic(world.as(nia), { board: 'api', kind: 'announcement', title: 'News', body: 'None.' }),
  ).rejects.toMatchObject({ status: 403 })
  await expect(
    startTopic(world.as(mo), { board: 'api', kind: 'announcement', title: 'News', body: 'Some.' }),
  ).resolves.toMatchObject({ kind: 'announcement' })
})

test('ASK-02: a new topic is in its list and at its address, and was told once', async ({ world }) => {
  const { nia, bo } = world.cast
  const { asks, reads, board } = await storyOf(world)
  const question = await asks(nia, 'Why is the cache cold?', 'cache, v7.4')
  expect((await topicList(world.as(bo), { board: 'api' })).items.map((row) => row.id)).toEqual([
    question.topicId,
  ])
  expect(await reads(bo, question)).toMatchObject({
    slug: 'why-is-the-cache-cold',
    state: 'open',
    tags: ['cache', 'v7.4'],
    boardId: board.id,
  })
  expect(await world.told('topic.started')).toHaveLength(1)
  expect((await boardPage(world.as(bo), { board: 'api' })).topicCount).toBe(1)
})

test('asking names every bad field at once and writes nothing', async ({ world }) => {
  await storyOf(world)
  const refused = startTopic(world.as(world.cast.nia), {
    board: '',
    title: '  ',
    body: '\n',
    tags: 'a b c d e f',
  })
  await expect(refused).rejects.toMatchObject({
    status: 422,
    fields: expect.arrayContaining([
      expect.objectContaining({ path: 'board' }),
      expect.objectContaining({ path: 'title', key: 'forum.title.missing' }),
      expect.objectContaining({ path: 'body', key: 'forum.body.missing' }),
      expect.objectContaining({ path: 'tags', key: 'forum.tags.many' }),
    ]),
  })
  expect((await topicList(world.ctx)).items).toEqual([])
})

test('an unknown or archived board is a fault of the field, and guests and bare keys do not write', async ({
  world,
}) => {
  const { ada, nia, guest } = world.cast
  await storyOf(world)
  const ask = { title: 'Why?', body: 'Because.' }
  await expect(startTopic(world.as(nia), { ...ask, board: 'nowhere' })).rejects.toMatchObject({
    fields: [{ path: 'board', key: 'forum.board.unknown' }],
  })
  await expect(startTopic(world.as(guest), { ...ask, board: 'api' })).rejects.toMatchObject({
    status: 403,
    type: 'sign-in-required',
  })
  await expect(startTopic(world.ctx, { ...ask, board: 'api' })).rejects.toMatchObject({
    key: 'forum.author.member',
  })
  await archiveBoard(world.as(ada), { board: 'api' })
  await expect(startTopic(world.as(nia), { ...ask, board: 'api' })).rejects.toMatchObject({
    fields: [{ key: 'forum.board.archived' }],
  })
})

test('a member whose terms are due reads but does not write, and learns where to accept', async ({
  world,
}) => {
  const { asks, reads } = await storyOf(world)
  const due = { ...world.cast.nia, mayWrite: false, termsDue: { document: 'terms-of-service', version: 1 } }
  await expect(asks(due)).rejects.toMatchObject({ status: 403, type: 'terms-required' })
  const question = await asks(world.cast.bo)
  await expect(reads(due, question)).resolves.toMatchObject({ id: question.topicId })
})

test('only admins open boards; an address is given once', async ({ world }) => {
  const { nia, ada } = world.cast
  await storyOf(world)
  const wanted = { slug: 'api', title: 'Another', kinds: ['question' as const] }
  await expect(createBoard(world.as(nia), wanted)).rejects.toMatchObject({ status: 403 })
  await expect(createBoard(world.as(ada), wanted)).rejects.toMatchObject({
    status: 409,
    key: 'forum.board.taken',
  })
})

test('MOD-24: moving keeps the address, moves the counts, and a board that does not take it refuses', async ({
  world,
}) => {
  const { ada, mo, nia } = world.cast
  const { asks, reads } = await storyOf(world)
  const question = await asks(nia)
  await createBoard(world.as(ada), { slug: 'talk', title: 'Talk', kinds: ['discussion'] })
  await createBoard(world.as(ada), { slug: 'billing', title: 'Billing', kinds: ['question'] })
  await expect(
    moveTopic(world.as(nia), { topicId: question.topicId, board: 'billing' }),
  ).rejects.toMatchObject({ status: 403 })
  await expect(moveTopic(world.as(mo), { topicId: question.topicId, board: 'talk' })).rejects.toMatchObject({
    status: 422,
  })
  await moveTopic(world.as(mo), { topicId: question.topicId, board: 'billing' })
  await moveTopic(world.as(mo), { topicId: question.topicId, board: 'billing' })
  expect(await world.told('topic.moved')).toHaveLength(1)
  expect(await reads(nia, question)).toMatchObject({ boardSlug: 'billing' })
  expect((await boardPage(world.ctx, { board: 'api' })).topicCount).toBe(0)
})
