import { appealStatement, noteInFile, sanctionMember } from '#server/moderation/index.ts'
import { expect, test } from './calling.ts'

test('MOD-03: at the API a file and the list of repeated trouble open to who may open files, and are nowhere for everybody else', async ({
  world,
  api,
}) => {
  await noteInFile(world.as(world.cast.mo), { handle: 'bo', reason: 'Spoke with Bo.' })
  const file = await api.call('GET /moderation/members/bo?show=notes', { as: 'mo' })
  expect(file).toMatchObject({
    status: 200,
    body: {
      member: 'bo',
      counts: { notes: 1, flagsGiven: 0 },
      items: [{ kind: 'note', text: 'Spoke with Bo.' }],
    },
  })
  expect(await api.call('GET /moderation/members', { as: 'mo' })).toMatchObject({
    status: 200,
    body: { items: [] },
  })
  expect((await api.call('GET /moderation/members/bo?show=secrets', { as: 'mo' })).status).toBe(422)
  for (const path of ['/moderation/members/bo', '/moderation/members']) {
    for (const as of ['bo', 'cal', 'eli', 'pia'])
      expect((await api.call(`GET ${path}`, { as })).status).toBe(404)
    expect((await api.call(`GET ${path}`, { key: '' })).status).toBe(404)
  }
})

test('MOD-15: at the API appeals and the weekly share of overturned decisions are for who decides appeals', async ({
  world,
  api,
}) => {
  const { bo, mo } = world.cast
  const { statementId } = await sanctionMember(world.as(mo), {
    ...{ handle: 'bo', kind: 'warning', clause: 'no-spam', reason: 'It sells a tool.' },
    skipReason: 'At once.',
  })
  const { appealId } = await appealStatement(world.as(bo), {
    statementId: statementId!,
    text: 'It does not.',
  })
  const listed = async (state: string) =>
    (await api.call(`GET /moderation/appeals?state=${state}`, { as: 'mo' })).body
  expect(await listed('open')).toMatchObject({
    items: [{ id: appealId, statement: statementId, member: 'bo' }],
  })
  await api.call(`POST /appeals/${appealId}/decision`, {
    as: 'ada',
    body: { outcome: 'overturned', reason: 'Error.' },
  })
  expect(await listed('decided')).toMatchObject({ items: [{ outcome: 'overturned', by: { handle: 'ada' } }] })
  const weeks = await api.call('GET /moderation/appeals/weeks', { as: 'mo' })
  expect(weeks.body.items[0]).toEqual({ week: '2026-03-02', decided: 1, overturned: 1, share: 100 })
  for (const path of ['/moderation/appeals', '/moderation/appeals/weeks'])
    for (const as of ['bo', 'eli']) expect((await api.call(`GET ${path}`, { as })).status).toBe(403)
})

test('MOD-26: the API hands out the log as CSV to who asks for it, and as JSON else', async ({
  world,
  api,
}) => {
  await sanctionMember(world.as(world.cast.mo), {
    ...{ handle: 'bo', kind: 'warning', clause: 'no-spam', reason: 'It sells a tool.' },
    skipReason: 'At once.',
  })
  const asked = async (accept: string, as: string) => {
    const headers = { authorization: `Bearer ${api.adminKey}`, accept, 'x-act-as': as }
    const answer = await fetch(`${api.base}/moderation/log?action=member`, { headers })
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
  }
  const csv = await asked('text/csv', 'mo')
  expect(csv).toMatchObject({ status: 200, type: 'text/csv; charset=utf-8' })
  expect(csv.text.split('\r\n')).toMatchObject(
    [/^at,action,/, /,member\.warned,member,mo,bo,/, ''].map((line) =>
      line === '' ? '' : expect.stringMatching(line),
    ),
  )
  for (const accept of ['application/json', '*/*', 'text/csv;q=0.5, application/json'])
    expect(await asked(accept, 'mo')).toMatchObject({
      status: 200,
      type: expect.stringMatching(/^application\/json/),
    })
  for (const who of ['bo', 'eli'])
    expect(await asked('text/csv', who)).toMatchObject({
      status: 403,
      type: expect.stringMatching(/^application\/problem/),
    })
})
