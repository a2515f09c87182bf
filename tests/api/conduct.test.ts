import { noteInFile } from '#server/moderation/index.ts'
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
