import { addPost, createBoard, startTopic } from '#server/forum/index.ts'
import { createKey, revokeKey } from '#server/identity/index.ts'
import { publishTerms } from '#server/terms/index.ts'
import { expect, test, type World } from './calling.ts'

const asked = { board: 'cache', title: 'Why is the cache cold?', body: 'It is.' }

async function topicOf(world: World) {
  await createBoard(world.ctx, { slug: 'cache', title: 'Cache', kinds: ['question'] })
  return startTopic(world.as(world.cast.nia), { ...asked, kind: 'question' })
}

test('API-02: idempotency, the same write under one key happens once and answers alike; another is a conflict', async ({
  world,
  api,
}) => {
  await topicOf(world)
  const headers = { 'idempotency-key': 'once-1' }
  const first = await api.call('POST /topics', { as: 'nia', body: asked, headers })
  const again = await api.call('POST /topics', { as: 'nia', body: asked, headers })
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.body).toEqual(first.body)
  expect([first.headers.get('idempotent-replayed'), again.headers.get('idempotent-replayed')]).toEqual([
    null,
    'true',
  ])
  expect(again.headers.get('location')).toBe(first.body.url)
  expect(await world.told('topic.started')).toHaveLength(2)

  const other = await api.call('POST /topics', { as: 'nia', body: { ...asked, title: 'Another' }, headers })
  const otherMember = await api.call('POST /topics', { as: 'bo', body: asked, headers })
  expect([other.status, otherMember.status]).toEqual([409, 409])
  expect(
    (await api.call('POST /topics', { as: 'nia', body: asked, headers: { 'idempotency-key': 'once-2' } }))
      .body.id,
  ).not.toBe(first.body.id)
})

test('a refused write leaves its idempotency key free, and a kept answer is forgotten after a day', async ({
  world,
  api,
}) => {
  await topicOf(world)
  const headers = { 'idempotency-key': 'again' }
  expect((await api.call('POST /topics', { as: 'nia', body: { ...asked, title: '' }, headers })).status).toBe(
    422,
  )
  const made = await api.call('POST /topics', { as: 'nia', body: asked, headers })
  expect(made.status).toBe(201)
  world.at('2026-03-05T09:00:01.000Z')
  const later = await api.call('POST /topics', { as: 'nia', body: asked, headers })
  expect(later.status).toBe(201)
  expect(later.body.id).not.toBe(made.body.id)
})

test('an admin key acts for a member, and for nobody who does not exist; no other key does', async ({
  world,
  api,
}) => {
  await topicOf(world)
  const topic = await api.call('POST /topics', {
    as: '@Nia',
    body: { ...asked, createdAt: '2020-01-02T03:04:05.000Z' },
  })
  expect(topic.body).toMatchObject({ author: { handle: 'nia' }, createdAt: '2020-01-02T03:04:05.000Z' })
  const [, fact] = await world.told('topic.started')
  expect(fact).toMatchObject({ actorKind: 'member', actorId: world.cast.nia.memberId })
  expect((await api.call('GET /topics', { as: 'nobody' })).status).toBe(404)
  const mods = await api.keyOf('moderator')
  expect((await api.call('GET /topics', { key: mods, as: 'nia' })).body.detail).toContain('key')
  expect((await api.call('GET /topics', { key: '', as: 'nia' })).status).toBe(401)
})

test('API-03: scopes, expiry, revoking, a key is held to each at once', async ({ world, api }) => {
  const topic = await topicOf(world)
  const reader = await api.keyOf('admin', ['topics:read'])
  expect((await api.call(`GET /topics/${topic.id}`, { key: reader })).status).toBe(200)
  expect((await api.call('GET /members/nia', { key: reader })).status).toBe(403)
  const refused = await api.call(`PUT /topics/${topic.id}/closed`, {
    key: reader,
    body: { reason: 'off-topic' },
  })
  expect(refused.body).toMatchObject({
    status: 403,
    type: 'missing-scope',
    detail: 'This key lacks the scope topics:write.',
  })
  const whole = await api.keyOf('admin', ['topics'])
  expect(
    (await api.call(`PUT /topics/${topic.id}/closed`, { key: whole, body: { reason: 'off-topic' } })).status,
  ).toBe(204)
  const [, , ended] = await world.told('key.created')
  await revokeKey(world.ctx, { keyId: ended!.payload.keyId })
  const after = await api.call(`GET /topics/${topic.id}`, { key: whole })
  expect(after.status).toBe(401)
  expect(after.headers.get('www-authenticate')).toBe('Bearer')

  const expiresAt = new Date(world.now.getTime() + 60_000).toISOString()
  const { key: brief } = await createKey(world.ctx, { name: 'brief', role: 'admin', expiresAt })
  expect((await api.call('GET /boards', { key: brief })).status).toBe(200)
  world.pass(60_000)
  expect((await api.call('GET /boards', { key: brief })).status).toBe(401)
})

test('a key that asks too often is told when to come back', async ({ strictApi }) => {
  const statuses: number[] = []
  for (let turn = 0; turn < 6; turn++) statuses.push((await strictApi.call('GET /boards')).status)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  const refused = await strictApi.call('GET /boards')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.body.type).toBe('too-many-requests')
})

test('TERMS-02: through the API, a write before accepting is refused with the address to accept', async ({
  world,
  api,
}) => {
  await topicOf(world)
  await publishTerms(world.ctx, {
    document: 'terms-of-service',
    summary: 'The first terms of this site.',
    mustAccept: true,
  })
  const refused = await api.call('POST /topics', { as: 'nia', body: asked })
  expect(refused.body).toMatchObject({
    status: 403,
    type: 'terms-required',
    accept: 'http://127.0.0.1:3000/terms/accept',
    document: 'terms-of-service',
    version: 1,
  })
  const accepted = await api.call('POST /members/nia/acceptances', {
    as: 'nia',
    body: { document: 'terms-of-service', version: 1 },
  })
  expect(accepted.status).toBe(201)
  expect((await api.call('POST /topics', { as: 'nia', body: asked })).status).toBe(201)
  expect(
    (
      await api.call('POST /members/bo/acceptances', {
        as: 'nia',
        body: { document: 'terms-of-service', version: 1 },
      })
    ).status,
  ).toBe(403)
})

test('cookies are ignored, and the address of a thing outweighs its body', async ({ world, api }) => {
  const topic = await topicOf(world)
  const answer = await addPost(world.as(world.cast.bo), { topicId: topic.id, body: 'Warm it.' })
  const cookie = await api.call(`PUT /posts/${answer.id}/vote`, {
    key: '',
    body: { value: 1 },
    headers: { cookie: 'session=anything' },
  })
  expect(cookie.status).toBe(401)
  const named = await api.call(`PUT /posts/${answer.id}/vote`, {
    as: 'nia',
    body: { value: 1, postId: topic.openingId },
  })
  expect(named.body).toEqual({ score: null })
})

test('lists go on where their cursor points', async ({ world, api }) => {
  await topicOf(world)
  for (let turn = 0; turn < 4; turn++)
    await startTopic(world.as(world.cast.bo), { ...asked, kind: 'question' })
  const seen: number[] = []
  let next: string | null = ''
  while (next !== null) {
    const { body } = await api.call(
      `GET /topics?limit=2${next ? `&cursor=${encodeURIComponent(next)}` : ''}`,
      { key: '' },
    )
    seen.push(...(body.items as { id: number }[]).map(({ id }) => id))
    next = body.next as string | null
  }
  expect(seen).toHaveLength(5)
  expect(new Set(seen).size).toBe(5)
  for (const query of ['limit=0', 'limit=101', 'limit=x', 'cursor=%7B', 'state=no'])
    expect({ query, status: (await api.call(`GET /topics?${query}`)).status }).toEqual({ query, status: 422 })
})

test('a second accepted answer is welcome, a third is a conflict', async ({ world, api }) => {
  const topic = await topicOf(world)
  const statuses: number[] = []
  for (const who of ['bo', 'cal', 'mo'] as const) {
    const { id } = await addPost(world.as(world.cast[who]), { topicId: topic.id, body: `By ${who}.` })
    statuses.push((await api.call(`PUT /topics/${topic.id}/accepted/${id}`, { as: 'nia' })).status)
  }
  expect(statuses).toEqual([204, 204, 409])
})

test('what a post is answered with as it is written is what reading it gives', async ({ world, api }) => {
  const topic = await topicOf(world)
  await createBoard(world.ctx, { slug: 'talk', title: 'Talk', kinds: ['discussion'] })
  const talk = await startTopic(world.as(world.cast.nia), {
    ...{ board: 'talk', kind: 'discussion', title: 'How are you all?', body: 'Well?' },
  })
  const writes = [
    { as: 'bo', topicId: topic.id, body: { body: 'Warm *it* up, @nia.' } },
    { as: 'bo', topicId: topic.id, body: { body: 'Which one?', parentId: topic.openingId } },
    { as: 'bo', topicId: talk.id, body: { body: 'Fine.' } },
    { as: 'eli', topicId: topic.id, body: { body: 'Between us.', visibility: 'private' } },
    { as: 'eli', topicId: topic.id, body: { body: 'They are new.', visibility: 'note' } },
  ]
  for (const { as, topicId, body } of writes) {
    const written = await api.call(`POST /topics/${topicId}/posts`, { as, body })
    expect(written.status, JSON.stringify(written.body)).toBe(201)
    const read = await api.call(`GET /topics/${topicId}`, { as })
    const posts = read.body.posts as { id: string }[]
    expect(posts.find(({ id }) => id === written.body.id)).toEqual(written.body)
  }
})
