import { publishTerms } from '#server/terms/index.ts'
import { day } from '#tests/world.ts'
import { expect, test } from './calling.ts'

const summary = 'What this version says, in a sentence.'
const text = 'Be kind to people here, and say where an answer comes from when you post one.'

test('TERMS-01 TERMS-05: anyone reads documents, versions, languages and the words that changed', async ({
  api,
}) => {
  const publish = (body: object) =>
    api.call('POST /terms', { body: { document: 'privacy', summary, text, mustAccept: false, ...body } })
  await publish({ translations: { de: { title: 'Datenschutz', summary: 'Alles in einem Satz.', text } } })
  const effectiveAt = new Date(api.world.now.getTime() + 3 * day).toISOString()
  await publish({ text: text.replace('kind', 'patient'), effectiveAt, graceDays: 2 })
  const guest = { key: '' }

  const { body: list } = await api.call('GET /terms', guest)
  expect(list.items.map((row: { document: string }) => row.document)).toEqual([
    ...['terms-of-service', 'terms-of-use', 'privacy', 'guidelines'],
  ])
  expect(list.items[2]).toMatchObject({ version: 1, url: 'http://127.0.0.1:3000/privacy' })
  const { body: versions } = await api.call('GET /terms/privacy', guest)
  expect(versions.items).toMatchObject([
    { version: 2, state: 'scheduled', changes: 1, locales: ['en'] },
    { version: 1, state: 'current', locales: ['de', 'en'] },
  ])
  expect((await api.call('GET /terms/privacy/1?locale=de-CH', guest)).body).toMatchObject({
    locale: 'de',
    title: 'Datenschutz',
  })
  const { body: changed } = await api.call('GET /terms/privacy/2/changes?from=1', guest)
  expect(changed.words.filter(({ kind }: { kind: string }) => kind !== 'same')).toEqual([
    { kind: 'removed', text: 'kind' },
    { kind: 'added', text: 'patient' },
  ])
  const refused = await api.call('POST /terms', {
    as: 'mo',
    body: { document: 'privacy', summary, mustAccept: false },
  })
  expect(refused.status).toBe(403)
})

test('TERMS-09: the guideline is 404 at every address of the API for all but moderators', async ({ api }) => {
  await publishTerms(api.world.ctx, { document: 'moderation-guideline', summary, mustAccept: false })
  const addresses = [
    '/terms/moderation-guideline',
    '/terms/moderation-guideline/0',
    '/terms/moderation-guideline/1',
    '/terms/moderation-guideline/1/changes?from=0',
    '/clauses/no-spam/guideline',
  ]
  const names = async (who: object) =>
    (await api.call('GET /terms', who)).body.items.map((row: { document: string }) => row.document)
  for (const address of addresses) {
    for (const who of [{ key: '' }, { as: 'nia' }, { as: 'eli' }, { as: 'pia' }]) {
      const { status, body } = await api.call(`GET ${address}`, who)
      expect({ address, who, status }).toEqual({ address, who, status: 404 })
      expect(JSON.stringify(body)).not.toMatch(/First step/)
    }
    for (const who of [{ as: 'mo' }, { as: 'ada' }])
      expect((await api.call(`GET ${address}`, who)).status).toBe(200)
  }
  expect(await names({ as: 'eli' })).not.toContain('moderation-guideline')
  expect(await names({ as: 'mo' })).toContain('moderation-guideline')
  expect(await names({ as: 'nia' })).not.toContain('staff-policy')
})

test('TERMS-08: a clause is read as it stood in the version that was cited', async ({ api }) => {
  const { body: clauses } = await api.call('GET /clauses', { key: '' })
  expect(clauses.items.map(({ key }: { key: string }) => key)).toContain('no-spam')
  await api.call('POST /terms', {
    body: {
      document: 'terms-of-service',
      summary,
      mustAccept: false,
      clauses: [{ key: 'no-spam', title: 'Spam', text: 'None of it.' }],
    },
  })
  expect((await api.call('GET /clauses/no-spam/0', { key: '' })).body.text).toMatch(/advertising/)
  expect((await api.call('GET /clauses/no-spam/1', { key: '' })).body).toMatchObject({ text: 'None of it.' })
  expect((await api.call('GET /clauses/no-hate/1', { key: '' })).status).toBe(404)
  expect((await api.call('GET /clauses', { key: '' })).body.items).toHaveLength(1)
})

test('TERMS-03: a member reads their own acceptances by the API, and nobody else’s', async ({ api }) => {
  await publishTerms(api.world.ctx, { document: 'terms-of-service', summary, mustAccept: true })
  const body = { document: 'terms-of-service', version: 1, locale: 'de' }
  await api.call('POST /members/nia/acceptances', { as: 'nia', body })
  const own = await api.call('GET /members/nia/acceptances', { as: 'nia' })
  expect(own.body.items).toMatchObject([{ version: 1, locale: 'en', method: 'api' }])
  expect((await api.call('GET /members/nia/acceptances', { as: 'bo' })).status).toBe(403)
  expect((await api.call('GET /members/nia/acceptances', { key: '' })).status).toBe(401)
})

test('TERMS-10: acting for a member of staff whose role sleeps opens nothing', async ({ api }) => {
  await publishTerms(api.world.ctx, { document: 'staff-policy', summary, mustAccept: true })
  expect((await api.call('GET /settings', { as: 'ada' })).status).toBe(403)
  const body = { document: 'staff-policy', version: 1 }
  expect((await api.call('POST /members/ada/acceptances', { as: 'ada', body })).status).toBe(201)
  expect((await api.call('GET /settings', { as: 'ada' })).status).toBe(200)
  expect((await api.call('POST /members/nia/acceptances', { as: 'nia', body })).status).toBe(404)
})

test('TERMS-11: the API says whom a post was written for, in topics, lists and search alike', async ({
  api,
}) => {
  await api.call('POST /boards', { body: { slug: 'cache', title: 'Cache', kinds: ['question'] } })
  const partner = { kind: 'partner', company: 'Acme Caching' }
  const put = (who: object) =>
    api.call('PUT /members/bo/affiliation', { ...who, body: { company: 'Acme Caching' } })
  expect([(await put({ as: 'bo' })).status, (await put({ as: 'mo' })).status]).toEqual([403, 403])
  expect((await put({})).body).toMatchObject({ affiliation: partner })

  const body = { board: 'cache', kind: 'question', title: 'Is the zebra any good?', body: 'Tell me, please.' }
  const topic = (await api.call('POST /topics', { as: 'bo', body })).body
  await api.call(`POST /topics/${topic.id}/posts`, { as: 'eli', body: { body: 'It is the best there is.' } })
  await api.call('PUT /members/bo/affiliation', { body: { company: null } })
  const page = (await api.call(`GET /topics/${topic.id}`, { key: '' })).body
  expect(page).toMatchObject({ author: { affiliation: partner, staff: false } })
  expect(page.posts.map(({ author }: { author: object }) => author)).toMatchObject([
    { affiliation: partner },
    { affiliation: { kind: 'employee', company: 'Throughline' }, staff: true },
  ])
  expect((await api.call('GET /topics', { key: '' })).body.items[0].author).toMatchObject({
    affiliation: partner,
  })
  expect((await api.call('GET /search?q=zebra', { key: '' })).body.items[0].author).toMatchObject({
    affiliation: partner,
  })
})

test('TERMS-06: an admin key lists who accepted and who has not, as JSON or CSV, and reminds those', async ({
  api,
}) => {
  await publishTerms(api.world.ctx, { document: 'privacy', summary, mustAccept: true })
  const address = '/terms/privacy/1'
  await api.call('POST /members/nia/acceptances', { as: 'nia', body: { document: 'privacy', version: 1 } })
  expect((await api.call(`GET ${address}/acceptances`)).body.items).toMatchObject([
    { handle: 'nia', method: 'api', acceptedAt: api.world.now.toISOString() },
  ])
  const part = (await api.call(`GET ${address}/missing?limit=4`)).body
  expect(part.items.map(({ handle }: { handle: string }) => handle)).toEqual(['ada', 'bo', 'cal', 'eli'])
  const rest = (await api.call(`GET ${address}/missing?cursor=${part.next}`)).body
  expect(rest.items.map(({ handle }: { handle: string }) => handle)).toEqual(['mo', 'pia'])

  const csv = async (part: string, key = api.adminKey) => {
    const headers = { authorization: `Bearer ${key}`, accept: 'text/csv' }
    const answer = await fetch(`${api.base}${address}/${part}`, { headers })
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
  }
  expect(await csv('missing')).toMatchObject({
    status: 200,
    type: 'text/csv; charset=utf-8',
    text: expect.stringMatching(/^handle,name,[^\n]*\r\nada,Ada Okafor,(?:.*\r\n){5}pia,Pia Conti,.*\r\n$/),
  })
  expect((await csv('acceptances')).text.split('\r\n')).toHaveLength(3)
  const member = await api.keyOf('moderator')
  expect(await csv('missing', member)).toMatchObject({ status: 403, type: expect.stringMatching(/problem/) })

  expect(await api.call(`POST ${address}/reminders`)).toMatchObject({ status: 201, body: { people: 6 } })
  const again = await api.call(`POST ${address}/reminders`)
  expect(again).toMatchObject({ status: 429 })
  expect(again.headers.get('retry-after')).toBe('3600')
  for (const who of [{ as: 'mo' }, { as: 'nia' }])
    for (const line of ['GET', 'POST'].map((method) =>
      method === 'GET' ? `GET ${address}/missing` : `POST ${address}/reminders`,
    ))
      expect((await api.call(line, who)).status).toBe(403)
})
