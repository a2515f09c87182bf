import { Conflict, Forbidden, Invalid, NotFound } from '#server/core/errors.ts'
import { createMember, giveRoles, peopleConcerned } from '#server/identity/index.ts'
import {
  currentTerms,
  discardDraft,
  draftReview,
  dropTranslation,
  publishDraft,
  saveDraft,
  termsDraft,
  termsVersion,
  termsVersionList,
} from '#server/terms/index.ts'
import { day, expect, test, type World } from '#tests/world.ts'

const document = 'privacy' as const
const text = 'We keep what is needed, show it to nobody else, and give you everything when you ask.'
const words = { title: 'Privacy', summary: 'What we keep, in a sentence.', text, clauses: [] }
const ada = (world: World) => world.as(world.cast.ada)
const saves = (world: World, wish: object = {}) => saveDraft(ada(world), { document, ...words, ...wish })

test('TERMS-01: a draft is saved, kept and seen by nobody but admins until it is published', async ({
  world,
}) => {
  expect(await termsDraft(ada(world), { document })).toMatchObject({ revision: 0, savedAt: null })
  await saves(world)
  world.pass(day)
  await saves(world, { summary: 'What we keep, said better.', mustAccept: true, graceDays: 7 })
  expect(await termsDraft(ada(world), { document })).toMatchObject({
    ...{ revision: 2, mustAccept: true, graceDays: 7, savedAt: world.now },
    texts: { en: { summary: 'What we keep, said better.', text } },
  })
  expect(await currentTerms(world.ctx, { document })).toMatchObject({ version: 0 })
  expect((await currentTerms(world.as(world.cast.guest), { document })).text).not.toBe(text)

  for (const actor of [world.cast.guest, world.cast.nia, world.cast.mo]) {
    await expect(termsDraft(world.as(actor), { document })).rejects.toThrow(Forbidden)
    await expect(saveDraft(world.as(actor), { document, ...words })).rejects.toThrow(Forbidden)
    await expect(discardDraft(world.as(actor), { document })).rejects.toThrow(Forbidden)
    await expect(publishDraft(world.as(actor), { document, revision: 2 })).rejects.toThrow(Forbidden)
  }
  await discardDraft(ada(world), { document })
  await discardDraft(ada(world), { document })
  expect((await termsDraft(ada(world), { document })).revision).toBe(0)
  expect(await world.told('terms.draftDiscarded')).toHaveLength(1)
})

test('TERMS-01 TERMS-05: a draft becomes a scheduled version, then the current one, and the one before is superseded', async ({
  world,
}) => {
  await saves(world)
  await publishDraft(ada(world), { document, revision: 1 })
  const effectiveAt = new Date(world.now.getTime() + 10 * day)
  const { revision } = await saves(world, { text: text.replace('nobody else', 'no one'), effectiveAt })
  const states = async () => (await termsVersionList(world.ctx, { document })).map(({ state }) => state)

  const review = await draftReview(ada(world), { document })
  expect(review).toMatchObject({ version: 2, texts: [{ locale: 'en', changes: 1 }] })
  expect(review.texts[0]?.difference?.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'removed', text: 'nobody else' },
    { kind: 'added', text: 'no one' },
  ])
  expect(await publishDraft(ada(world), { document, revision })).toMatchObject({ version: 2, effectiveAt })
  expect(await states()).toEqual(['scheduled', 'current'])
  expect((await termsDraft(ada(world), { document })).revision).toBe(0)
  world.pass(10 * day)
  expect(await states()).toEqual(['current', 'superseded'])
  expect((await termsVersion(world.ctx, { document, version: 1 })).text).toBe(text)
})

test('TERMS-01: a draft carries its languages on, and one can be taken out again', async ({ world }) => {
  const german = { title: 'Datenschutz', summary: 'Was wir behalten.', text: `${text} (de)`, clauses: [] }
  await saves(world)
  await saveDraft(ada(world), { document, locale: 'de', ...german })
  await saveDraft(ada(world), { document, locale: 'fr', ...words })
  await dropTranslation(ada(world), { document, locale: 'fr' })
  await expect(dropTranslation(ada(world), { document, locale: 'fr' })).rejects.toThrow(NotFound)
  await expect(dropTranslation(ada(world), { document, locale: 'en' })).rejects.toThrow(NotFound)
  await publishDraft(ada(world), { document, revision: 4 })
  expect((await termsVersionList(world.ctx, { document }))[0]?.locales).toEqual(['de', 'en'])
  expect(await currentTerms(world.ctx, { document, locale: 'de' })).toMatchObject(german)

  const next = await termsDraft(ada(world), { document })
  expect(next.texts.de).toMatchObject({ title: 'Datenschutz', summary: '' })
  await saves(world)
  await expect(publishDraft(ada(world), { document, revision: 1 })).rejects.toThrow(Invalid)
})

test('TERMS-05: without a summary, or another than was looked at, nothing is published', async ({
  world,
}) => {
  await expect(publishDraft(ada(world), { document, revision: 0 })).rejects.toThrow(Conflict)
  await saves(world, { summary: '' })
  await expect(publishDraft(ada(world), { document, revision: 1 })).rejects.toThrow(Invalid)
  await saves(world, { revision: 1 })
  await expect(saves(world, { revision: 1 })).rejects.toThrow(Conflict)
  await expect(publishDraft(ada(world), { document, revision: 1 })).rejects.toThrow(Conflict)
  expect(await world.told('terms.published')).toHaveLength(0)
  expect((await termsDraft(ada(world), { document })).revision).toBe(2)
})

test('TERMS-01: before publishing an admin sees how many people it concerns', async ({ world }) => {
  const before = await peopleConcerned(ada(world), { audience: 'members' })
  await createMember(world.ctx, { handle: 'machine', bot: true })
  await createMember(world.ctx, { handle: 'zoe', email: 'zoe@example.test' })
  expect(await peopleConcerned(ada(world), { audience: 'members' })).toBe(before + 1)
  expect(await peopleConcerned(ada(world), { audience: 'staff' })).toBe(4)
  await giveRoles(world.ctx, { handle: 'zoe', roles: ['engineer'] })
  expect(await peopleConcerned(ada(world), { audience: 'staff' })).toBe(5)
  await expect(peopleConcerned(world.as(world.cast.mo), { audience: 'staff' })).rejects.toThrow(Forbidden)
})
