import { expect, test } from '#tests/world.ts'
import { createBoard, startTopic, topicPage, topicList, addPost } from '#server/forum/index.ts'

test('a question is asked, answered and shown', async ({ world }) => {
  const { ada, nia, bo } = world.cast
  const board = await createBoard(world.as(ada), { slug: 'api', title: 'API', kinds: ['question'] })
  const topic = await startTopic(world.as(nia), { board: board.slug, title: 'Why is the cache cold?', body: 'It is **cold**.', tags: 'cache, v7.4' })
  await addPost(world.as(bo), { topicId: topic.id, body: 'Warm it.' })
  const page = await topicPage(world.as(nia), { topicId: topic.id })
  expect(page.posts.map((post) => post.kind)).toEqual(['question', 'answer'])
  expect(page.state).toBe('answered')
  expect((await topicList(world.ctx, {})).items[0]?.tags).toEqual(['cache', 'v7.4'])
})
