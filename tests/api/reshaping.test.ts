import { addPost, createBoard, startTopic } from '#server/forum/index.ts'
import { expect, test, type World } from './calling.ts'

const ask = (world: World, title: string) =>
  startTopic(world.as(world.cast.nia), { board: 'cache', kind: 'question', title, body: title })

test('MOD-24 API-02: topics are split, merged and parted over the API; an old address sends readers on and takes no deed', async ({
  world,
  api,
}) => {
  await createBoard(world.ctx, { slug: 'cache', title: 'Cache', kinds: ['question', 'discussion'] })
  const [stays, goes] = [await ask(world, 'Why is it cold?'), await ask(world, 'Cold, why?')]
  const answer = await addPost(world.as(world.cast.bo), { topicId: goes.id, body: 'Warm it.' })
  const as = 'mo'
  const merged = await api.call(`PUT /topics/${goes.id}/merged`, { as, body: { into: stays.id } })
  expect(merged).toMatchObject({
    status: 200,
    body: { id: stays.id, deeds: [{ kind: 'merged', by: 'Mo Lindqvist', topicId: goes.id, posts: 2 }] },
  })
  const old = await api.call(`GET /topics/${goes.id}`, { as: 'bo' })
  expect([old.status, old.body.type]).toEqual([307, 'moved'])
  expect(old.headers.get('location')).toMatch(new RegExp(`/api/v1/topics/${stays.id}$`))
  const deed = await api.call(`PUT /topics/${goes.id}/locked`, { as, body: { reason: 'No more.' } })
  expect(deed.status).toBe(409)
  const late = await api.call(`POST /topics/${goes.id}/posts`, { as: 'bo', body: { body: 'And more.' } })
  expect(late).toMatchObject({ status: 201, body: { topicId: stays.id } })

  const split = await api.call(`POST /topics/${stays.id}/split`, {
    as,
    body: { postIds: [late.body.id], title: 'More of it', kind: 'discussion' },
  })
  expect(split).toMatchObject({ status: 201, body: { kind: 'discussion', posts: [{ id: late.body.id }] } })
  expect((await api.call(`DELETE /topics/${goes.id}/merged`, { as })).status).toBe(204)
  expect((await api.call(`GET /topics/${goes.id}`, { as: 'bo' })).body.posts[1].id).toBe(answer.id)
  const kind = await api.call(`PUT /topics/${goes.id}/kind`, { as, body: { kind: 'discussion' } })
  expect(kind).toMatchObject({ status: 200, body: { kind: 'discussion' } })
})
