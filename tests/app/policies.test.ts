import { action as edit } from '#app/routes/admin-policy.tsx'
import { action as publish } from '#app/routes/admin-policy-publish.tsx'
import { loader as people, action as remind } from '#app/routes/admin-policy-people.tsx'
import { loader as csv } from '#app/routes/admin-policy-people-csv.tsx'
import { acceptTerms, currentTerms, publishTerms, termsDraft } from '#server/terms/index.ts'
import type { Actor } from '#server/core/actor.ts'
import { expect, test, type World } from '#tests/world.ts'
import { redirectOf, sent } from './forms.ts'

const document = 'guidelines' as const
const path = '/admin/policies/guidelines'
const text = 'Ask as you would want to be asked, and come back to say what worked in the end.'
const fields = {
  document,
  locale: 'en',
  revision: '0',
  title: 'Guidelines',
  summary: 'How to ask well.',
  text,
}
const clause = {
  'clause-0-key': 'come-back',
  'clause-0-title': 'Come back',
  'clause-0-text': 'Say what worked.',
}
const empty = { 'clause-1-key': '', 'clause-1-title': ' ', 'clause-1-text': '' }
const sends = (world: World, more: Record<string, string>) =>
  edit(sent(world, { path, as: world.cast.ada, fields: { ...fields, ...more }, params: { document } }))

test('TERMS-01: the editor saves clauses and settings, leads to the review, and the review publishes', async ({
  world,
}) => {
  const settings = { mustAccept: 'on', audience: 'members', graceDays: '14', effectiveOn: '2026-04-01' }
  const saved = await sends(world, { ...clause, ...empty, ...settings })
  expect(redirectOf(saved).to).toBe(path)
  const draft = await termsDraft(world.as(world.cast.ada), { document })
  expect(draft).toMatchObject({
    ...{ revision: 1, mustAccept: true, audience: 'members', graceDays: 14 },
    effectiveAt: new Date('2026-04-01T00:00:00Z'),
    texts: { en: { text, clauses: [{ key: 'come-back', title: 'Come back', text: 'Say what worked.' }] } },
  })

  const reviewed = await sends(world, {
    ...clause,
    revision: '1',
    graceDays: '0',
    audience: 'staff',
    then: 'publish',
  })
  expect(redirectOf(reviewed).to).toBe(`${path}/publish`)
  const press = (revision: string) =>
    publish(sent(world, { path: `${path}/publish`, as: world.cast.ada, fields: { document, revision } }))
  expect(await press('1')).toMatchObject({ init: { status: 409 } })
  expect(redirectOf(await press('2')).to).toBe(path)
  expect(await currentTerms(world.ctx, { document })).toMatchObject({
    ...{ version: 1, mustAccept: false, audience: 'staff', title: 'Guidelines' },
    clauses: [{ key: 'come-back' }],
  })
})

test('TERMS-01: what the editor refuses comes back whole; a language is added and taken out', async ({
  world,
}) => {
  expect(await sends(world, { graceDays: '400' })).toMatchObject({
    init: { status: 422 },
    data: { fields: { graceDays: [expect.any(String)] }, values: { text } },
  })
  expect(await sends(world, { revision: '5' })).toMatchObject({ init: { status: 409 } })
  const german = { locale: 'de', title: 'Leitlinien', summary: 'Wie man gut fragt.', mustAccept: 'on' }
  expect(redirectOf(await sends(world, german)).to).toBe(`${path}?lang=de`)
  const locales = async () =>
    Object.keys((await termsDraft(world.as(world.cast.ada), { document })).texts).sort()
  expect(await locales()).toEqual(['de', 'en'])
  expect((await termsDraft(world.as(world.cast.ada), { document })).mustAccept).toBe(false)
  await sends(world, { _method: 'DELETE', locale: 'de' })
  expect(await locales()).toEqual(['en'])
  await sends(world, { _method: 'DELETE', locale: '' })
  expect((await termsDraft(world.as(world.cast.ada), { document })).revision).toBe(0)
})

test('TERMS-06: the page of a version lists both, hands out either as a file, and its button reminds once an hour', async ({
  world,
}) => {
  await publishTerms(world.ctx, { document, summary: 'How to ask well.', mustAccept: true })
  await acceptTerms(world.as(world.cast.nia), { document, version: 1 })
  const at = (path: string, as: Actor = world.cast.ada) =>
    sent(world, { path, as, fields: { document, version: '1' }, params: { document, version: '1' } })
  const here = `${path}/1`
  expect(await people(at(here))).toMatchObject({
    show: 'missing',
    remindable: true,
    resting: false,
    owing: { next: null },
  })
  expect(await people(at(`${here}?show=accepted`))).toMatchObject({
    ...{ owing: null, figures: { accepted: 1, missing: 6 } },
    accepted: { items: [{ handle: 'nia' }] },
  })
  const file = await csv(at(`${here}/csv?show=missing`))
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="guidelines-1-missing.csv"')
  expect((await file.text()).match(/\r\n/g)).toHaveLength(7)
  await expect(csv(at(`${here}/csv`, world.cast.mo))).rejects.toMatchObject({ init: { status: 403 } })
  await expect(people(at(here, world.cast.mo))).rejects.toMatchObject({ init: { status: 403 } })

  expect(redirectOf(await remind(at(here))).to).toBe(here)
  expect(await people(at(here))).toMatchObject({ remindable: true, resting: true })
  expect(await remind(at(here))).toMatchObject({ init: { status: 429 } })
  expect(await remind(at(here, world.cast.mo))).toMatchObject({ init: { status: 403 } })
})
