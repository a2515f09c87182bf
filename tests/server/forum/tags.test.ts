import { expect, hour, test } from '#tests/world.ts'
import {
  changeBoard,
  describeTag,
  follow,
  levelsFor,
  makeSynonym,
  mergeTags,
  tagList,
  tagPage,
  topicList,
} from '#server/forum/index.ts'
import { storyOf } from './story.ts'

test('FIND-05: creating a tag needs the ability, and a board can limit its set', async ({ world }) => {
  const { ada, nia } = world.cast
  const { asks } = await storyOf(world)
  await asks(nia, 'A first?', 'cache')
  // a newcomer leaves a pause between posts
  const waits = () => world.pass(hour)
  waits()
  const plain = { ...nia, abilities: new Set<never>() }
  await expect(asks(plain, 'A second?', 'brand-new')).rejects.toMatchObject({
    fields: [{ path: 'tags', key: 'forum.tags.unknown', params: { tags: 'brand-new' } }],
  })
  await asks(plain, 'A third?', 'Cache')
  waits()
  expect((await tagList(world.ctx)).items).toMatchObject([{ slug: 'cache', topicCount: 2 }])
  await changeBoard(world.as(ada), { board: 'api', allowedTags: ['sso'] })
  await expect(asks(nia, 'A fourth?', 'cache')).rejects.toMatchObject({
    fields: [{ key: 'forum.tags.board' }],
  })
})

test('FIND-05: a tag is described, followed, made a synonym and merged; its topics and followers go along', async ({
  world,
}) => {
  const { mo, nia, bo } = world.cast
  const { asks, reads } = await storyOf(world)
  const [one, two] = [await asks(nia, 'One?', 'caches'), await asks(nia, 'Two?', 'cache caches')]
  await expect(
    describeTag(world.as({ ...bo, abilities: new Set<never>() }), { tag: 'cache', excerpt: 'x' }),
  ).rejects.toMatchObject({ status: 403 })
  await describeTag(world.as(mo), { tag: 'cache', excerpt: 'What is kept near.' })
  await follow(world.as(bo), { subject: 'tag', id: 'caches', level: 'watched' })
  await mergeTags(world.as(mo), { from: 'caches', into: 'cache' })
  expect(await tagPage(world.ctx, { tag: 'caches' })).toMatchObject({ synonymOf: 'cache' })
  const tag = await tagPage(world.as(bo), { tag: 'cache' })
  expect(tag).toMatchObject({
    topicCount: 2,
    excerpt: 'What is kept near.',
    synonyms: ['caches'],
    level: 'watched',
  })
  expect((await topicList(world.ctx, { tag: 'caches' })).items.map((row) => row.id).sort()).toEqual(
    [one.topicId, two.topicId].sort(),
  )
  expect(await reads(nia, one)).toMatchObject({ tags: ['cache'] })
  await asks(nia, 'Three?', 'caches')
  expect((await tagPage(world.ctx, { tag: 'cache' })).topicCount).toBe(3)
  await expect(makeSynonym(world.as(mo), { from: 'cache', into: 'caches' })).rejects.toMatchObject({
    status: 409,
  })
})

test('NOTE-03: of several levels the most specific wins', async ({ world }) => {
  const { bo, nia } = world.cast
  const { asks, board } = await storyOf(world)
  const question = await asks(nia, 'One?', 'cache')
  const tag = await tagPage(world.ctx, { tag: 'cache' })
  const levels = async () =>
    (await levelsFor(world.ctx, { topicId: question.topicId, boardId: board.id, tagIds: [tag.id] })).get(
      bo.memberId,
    )
  expect(await levels()).toBeUndefined()
  await follow(world.as(bo), { subject: 'board', id: 'api', level: 'watched' })
  expect(await levels()).toBe('watched')
  await follow(world.as(bo), { subject: 'tag', id: 'cache', level: 'tracked' })
  expect(await levels()).toBe('tracked')
  await follow(world.as(bo), { subject: 'topic', id: String(question.topicId), level: 'muted' })
  expect(await levels()).toBe('muted')
  await follow(world.as(bo), { subject: 'topic', id: String(question.topicId), level: 'normal' })
  expect(await levels()).toBe('tracked')
})
