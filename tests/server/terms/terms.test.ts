import { eq } from 'drizzle-orm'
import { acceptances } from '#db/schema/terms.ts'
import { change } from '#server/core/change.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#server/core/errors.ts'
import { actorOfMember } from '#server/identity/index.ts'
import {
  acceptTerms,
  currentTerms,
  ownAcceptances,
  publishTerms,
  termsComparison,
  termsVersion,
  termsVersionList,
} from '#server/terms/index.ts'
import { day, expect, test, type World } from '#tests/world.ts'

const first = {
  document: 'terms-of-service',
  summary: 'The first version of our terms.',
  mustAccept: true,
} as const
const publish = (world: World, wish: object = {}) =>
  publishTerms(world.as(world.cast.ada), { ...first, ...wish })
const acting = async (world: World, handle: string) => world.as(await actorOfMember(world.ctx, { handle }))
const write = (ctx: World['ctx']) => change(ctx, () => Promise.resolve('written'))

test('TERMS-02: writing is open while nothing is published, and drafts are version 0', async ({ world }) => {
  expect(await currentTerms(world.ctx)).toMatchObject({ version: 0, hash: null, mustAccept: false })
  await expect(write(await acting(world, 'nia'))).resolves.toBe('written')
  await expect(acceptTerms(await acting(world, 'nia'), { version: 0 })).rejects.toThrow(Invalid)
})

test('TERMS-02: once a must-accept version is published a write without it is refused with the address to accept', async ({
  world,
}) => {
  await publish(world)
  const before = await acting(world, 'nia')
  await expect(write(before)).rejects.toMatchObject({
    status: 403,
    type: 'terms-required',
    params: { accept: '/terms/accept' },
  })
  await expect(currentTerms(before)).resolves.toMatchObject({ version: 1 })
  await acceptTerms(before, { version: 1 })
  await expect(write(await acting(world, 'nia'))).resolves.toBe('written')
  await expect(write(await acting(world, 'bo'))).rejects.toThrow(Forbidden)
})

test('TERMS-02: a version that need not be accepted locks nobody, and accepting a later one is enough', async ({
  world,
}) => {
  await publish(world, { mustAccept: false })
  await expect(write(await acting(world, 'nia'))).resolves.toBe('written')
  await publish(world)
  await publish(world, { mustAccept: false })
  expect((await actorOfMember(world.ctx, { handle: 'nia' })).termsDue).toEqual({
    document: 'terms-of-service',
    version: 3,
  })
  await acceptTerms(await acting(world, 'nia'), { version: 3 })
  expect((await actorOfMember(world.ctx, { handle: 'nia' })).termsDue).toBeNull()
})

test('TERMS-04: a version announced for a later date gates from that date on', async ({ world }) => {
  await publish(world, { effectiveAt: new Date(world.now.getTime() + 14 * day) })
  await expect(write(await acting(world, 'nia'))).resolves.toBe('written')
  world.pass(15 * day)
  await expect(write(await acting(world, 'nia'))).rejects.toThrow(Forbidden)
})

test('TERMS-03: an acceptance is one record with version, hash, language, time, method and shortened network', async ({
  world,
}) => {
  const { hash } = await publish(world)
  const ctx = await acting(world, 'nia')
  await acceptTerms(ctx, { version: 1, network: '203.0.113.77' })
  world.pass(day)
  await acceptTerms(await acting(world, 'nia'), { version: 1, network: '198.51.100.4' })
  const own = await ownAcceptances(ctx)
  expect(own).toHaveLength(1)
  expect(own[0]).toMatchObject({
    document: 'terms-of-service',
    version: 1,
    hash,
    locale: 'en',
    method: 'page',
    network: '203.0.113.0/24',
    at: ctx.now,
  })
  expect(await world.told('terms.accepted')).toHaveLength(1)
  expect(await ownAcceptances(await acting(world, 'bo'))).toHaveLength(0)
})

test('a replaced version, an unpublished one and a guest are refused', async ({ world }) => {
  await publish(world)
  await publish(world)
  const nia = await acting(world, 'nia')
  await expect(acceptTerms(nia, { version: 1 })).rejects.toThrow(Conflict)
  await expect(acceptTerms(nia, { version: 7 })).rejects.toThrow(NotFound)
  await expect(acceptTerms(world.as(world.cast.guest), { version: 2 })).rejects.toThrow(Forbidden)
  expect(await world.db.$count(acceptances, eq(acceptances.memberId, world.cast.nia.memberId))).toBe(0)
})

test('only an admin publishes, and not without a summary or into the past', async ({ world }) => {
  await expect(publishTerms(world.as(world.cast.mo), first)).rejects.toThrow(Forbidden)
  await expect(publish(world, { summary: ' ' })).rejects.toThrow(Invalid)
  await expect(publish(world, { effectiveAt: new Date(world.now.getTime() - day) })).rejects.toThrow(Invalid)
  expect(await world.told('terms.published')).toHaveLength(0)
})

test('TERMS-05: published versions stay as they were and two of them are compared word by word', async ({
  world,
}) => {
  const text = 'Be kind to people here, and say where an answer comes from when you post one.'
  await publish(world, { text })
  await publish(world, { text: text.replace('kind', 'patient') })
  expect((await termsVersion(world.ctx, { version: 1 })).text).toBe(text)
  const { segments } = await termsComparison(world.as(world.cast.guest), { from: 1, to: 2 })
  expect(segments.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'removed', text: 'kind' },
    { kind: 'added', text: 'patient' },
  ])
  expect((await termsVersionList(world.ctx)).map(({ version }) => version)).toEqual([2, 1])
})

test('TERMS-05: what changed is counted and shown in the text and its clauses, not in the summary that says so', async ({
  world,
}) => {
  const text = 'Be kind to people here.\n\n## Logs\n\nWe keep what you write, and logs for a time.'
  const clauses = [{ key: 'no-spam', title: 'No spam', text: 'None of it, please.' }]
  await publish(world, { text, clauses })
  await publish(world, {
    ...{ text: text.replace('a time', 'thirty days'), summary: 'We say how long we keep logs.' },
    clauses: [{ ...clauses[0], title: 'No advertising' }],
  })
  const { segments } = await termsComparison(world.ctx, { from: 1, to: 2 })
  expect(segments.filter(({ kind }) => kind === 'added').map(({ text }) => text.trim())).toEqual([
    'thirty days',
    'advertising',
  ])
  expect(segments.map(({ text }) => text).join('')).not.toMatch(/#|summary|first version/i)
  expect((await termsVersionList(world.ctx))[0]).toMatchObject({ version: 2, changes: 2 })
})
