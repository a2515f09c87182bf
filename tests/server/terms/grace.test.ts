import fc from 'fast-check'
import type { Member } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#server/core/errors.ts'
import { actorOfMember, createMember } from '#server/identity/index.ts'
import {
  acceptTerms,
  currentTerms,
  ownAcceptances,
  publishTerms,
  standingOf,
  type Owed,
} from '#server/terms/index.ts'
import { day, dawn, expect, test, type World } from '#tests/world.ts'

const wish = {
  document: 'terms-of-service',
  summary: 'What changes, in a sentence.',
  mustAccept: true,
} as const
const text = 'Be kind to people here, and say where an answer comes from when you post one.'
const publish = (world: World, more: object = {}) =>
  publishTerms(world.as(world.cast.ada), { ...wish, text, ...more })
const acting = (world: World, handle: string): Promise<Member> => actorOfMember(world.ctx, { handle })
const write = async (world: World, handle: string) =>
  change(world.as(await acting(world, handle)), () => Promise.resolve('written'))
const later = (world: World, days: number) => new Date(world.now.getTime() + days * day)

test('TERMS-04: members have the grace period, see its end and the number of changes, and are locked after it', async ({
  world,
}) => {
  await publish(world, { mustAccept: false })
  await publish(world, {
    text: text.replace('kind', 'patient').replace('comes from', 'was found'),
    effectiveAt: later(world, 7),
    graceDays: 14,
  })
  const announced = { document: 'terms-of-service', version: 2, audience: 'members', changes: 2 }
  expect(await acting(world, 'nia')).toMatchObject({ termsDue: null, mayWrite: true })
  expect((await acting(world, 'nia')).termsAhead).toEqual({ ...announced, from: later(world, 21) })

  world.pass(8 * day)
  expect((await currentTerms(world.ctx)).version).toBe(2)
  await expect(write(world, 'nia')).resolves.toBe('written')
  await acceptTerms(world.as(await acting(world, 'bo')), { version: 2 })
  expect((await acting(world, 'bo')).termsAhead).toBeNull()

  world.pass(13 * day)
  expect(await acting(world, 'nia')).toMatchObject({ mayWrite: false, termsAhead: null })
  await expect(write(world, 'nia')).rejects.toMatchObject({ status: 403, type: 'terms-required' })
  await expect(write(world, 'bo')).resolves.toBe('written')
})

test('TERMS-04: whoever joins after a version took effect has no grace period', async ({ world }) => {
  await publish(world, { effectiveAt: later(world, 1), graceDays: 10 })
  await createMember(world.ctx, { handle: 'early', email: 'early@example.test', emailVerified: true })
  world.pass(2 * day)
  await createMember(world.ctx, { handle: 'late', email: 'late@example.test', emailVerified: true })
  await expect(write(world, 'early')).resolves.toBe('written')
  await expect(write(world, 'late')).rejects.toThrow(Forbidden)
  await acceptTerms(world.as(await acting(world, 'late')), { version: 1 })
  await expect(write(world, 'late')).resolves.toBe('written')
})

test('TERMS-04: during the grace period of the second version the first still binds', async ({ world }) => {
  await publish(world)
  await acceptTerms(world.as(world.cast.bo), { version: 1 })
  await publish(world, { graceDays: 30 })
  expect(await acting(world, 'bo')).toMatchObject({ termsDue: null, termsAhead: { version: 2 } })
  expect((await acting(world, 'nia')).termsDue).toEqual({ document: 'terms-of-service', version: 2 })
  await expect(acceptTerms(world.as(world.cast.nia), { version: 1 })).rejects.toThrow(Conflict)
  await acceptTerms(world.as(world.cast.nia), { version: 2 })
  await expect(write(world, 'nia')).resolves.toBe('written')
})

test('TERMS-05: a scheduled version that a newer one overtakes never takes effect', async ({ world }) => {
  await publish(world, { effectiveAt: later(world, 10) })
  world.pass(day)
  await publish(world, { mustAccept: false })
  expect(await acting(world, 'nia')).toMatchObject({ termsDue: null, termsAhead: null })
  world.pass(20 * day)
  expect((await currentTerms(world.ctx)).version).toBe(2)
  await expect(write(world, 'nia')).resolves.toBe('written')
})

test('TERMS-01 TERMS-03: a reader gets the nearest language, and an acceptance keeps the one that was shown', async ({
  world,
}) => {
  const german = {
    title: 'Nutzungsbedingungen',
    summary: 'Alles in einem Satz gesagt.',
    text: `${text} (de)`,
  }
  await publish(world, { translations: { de: german, fr: { summary: 'Tout en une phrase.', text } } })
  const reading = async (locale: string) => (await currentTerms(world.ctx, { locale })).locale
  expect(await Promise.all(['de', 'de-AT', 'fr', 'ja', 'en'].map(reading))).toEqual([
    ...['de', 'de', 'fr', 'en', 'en'],
  ])
  const austrian = { ...world.cast.nia, locale: 'de-AT' }
  const shown = await currentTerms(world.as(austrian))
  expect(shown).toMatchObject({ title: german.title, text: german.text, version: 1 })
  await acceptTerms(world.as(austrian), { version: 1 })
  expect(await ownAcceptances(world.as(austrian))).toMatchObject([{ locale: 'de', hash: shown.hash }])

  const english = await currentTerms(world.as(world.cast.bo))
  expect(english.hash).not.toBe(shown.hash)
  await acceptTerms(world.as(world.cast.bo), { version: 1, locale: 'ja' })
  expect(await ownAcceptances(world.as(world.cast.bo))).toMatchObject([{ locale: 'en', hash: english.hash }])
})

test('TERMS-05: no version without a summary in each language, and English only once', async ({ world }) => {
  const refused = (more: object) => expect(publish(world, more)).rejects.toThrow(Invalid)
  await refused({ summary: 'Short' })
  await refused({ translations: { de: { summary: '', text } } })
  await refused({ translations: { en: { summary: wish.summary, text } } })
  await refused({ graceDays: 400 })
  await refused({ document: 'moderation-guideline' })
  await refused({ document: 'staff-policy', audience: 'members' })
  expect(await world.told('terms.published')).toHaveLength(0)
})

test('TERMS-03: accepting a text that one may not read finds nothing', async ({ world }) => {
  await publish(world, { document: 'staff-policy' })
  await expect(
    acceptTerms(world.as(world.cast.nia), { document: 'staff-policy', version: 1 }),
  ).rejects.toThrow(NotFound)
})

const moments = fc.integer({ min: -20, max: 20 }).map((days) => new Date(dawn.getTime() + days * day))
const owedOnes = fc.record({
  effectiveAt: moments,
  grace: fc.integer({ min: 0, max: 20 }),
  audience: fc.constantFrom('members' as const, 'staff' as const),
})

test('TERMS-04: law: nothing is due before its effect, and everything owed is due or ahead', () => {
  fc.assert(
    fc.property(fc.array(owedOnes, { maxLength: 4 }), moments, (ones, joinedAt) => {
      const owed = ones.map(({ effectiveAt, grace, audience }, index): Owed => ({
        document: 'terms-of-service',
        version: index + 1,
        accepted: 0,
        inForce: effectiveAt <= dawn ? index + 1 : null,
        audience,
        effectiveAt: effectiveAt.toISOString(),
        locksAt: new Date(effectiveAt.getTime() + grace * day).toISOString(),
        changes: 0,
      }))
      const { due, staffDue, ahead } = standingOf(owed, { now: dawn, joinedAt })
      for (const ref of [due, staffDue])
        if (ref) expect(owed.some((one) => one.version === ref.version && one.inForce)).toBe(true)
      expect(owed.length === 0).toBe(due === null && staffDue === null && ahead === null)
      if (ahead) expect(ahead.from.getTime()).toBeGreaterThan(dawn.getTime())
    }),
    { numRuns: 60 },
  )
})
