import { Invalid, NotFound } from '#server/core/errors.ts'
import {
  citationOf,
  clauseAt,
  clausesInForce,
  currentTerms,
  guidelineFor,
  publishTerms,
  termsComparison,
  termsVersionList,
} from '#server/terms/index.ts'
import { day, expect, test, type World } from '#tests/world.ts'

const summary = 'The same as before, with one rule put differently.'
const drafted = async (world: World) =>
  (await clausesInForce(world.ctx)).map(({ key, title, text }) => ({ key, title, text }))
const publish = (world: World, wish: object) =>
  publishTerms(world.as(world.cast.ada), {
    document: 'terms-of-service',
    summary,
    mustAccept: false,
    ...wish,
  })

test('TERMS-07: the default terms have clauses on participation, topic, bullying, hate and spam', async ({
  world,
}) => {
  const clauses = await clausesInForce(world.ctx)
  expect(new Set(clauses.map(({ version }) => version))).toEqual(new Set([0]))
  expect(clauses.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['participation', 'on-topic', 'no-bullying', 'no-hate', 'no-spam']),
  )
})

test('TERMS-07: a clause of a scheduled version becomes a reason when it takes effect', async ({ world }) => {
  const riddles = { key: 'no-riddles', title: 'No riddles', text: 'Say **what** you mean.' }
  await publish(world, {
    clauses: [...(await drafted(world)), riddles],
    effectiveAt: new Date(world.now.getTime() + 7 * day),
  })
  expect(() => citationOf([], 'no-riddles')).toThrow(Invalid)
  expect((await clausesInForce(world.ctx)).map(({ key }) => key)).not.toContain('no-riddles')
  world.pass(7 * day)
  const clauses = await clausesInForce(world.ctx)
  expect(clauses.at(-1)).toMatchObject({ key: 'no-riddles', version: 1 })
  expect(clauses.at(-1)?.html).toContain('<strong>what</strong>')
  expect(citationOf(clauses, 'no-riddles')).toEqual({ clause: 'no-riddles', version: 1 })
})

test('TERMS-08: a cited clause keeps the text of its version after newer ones; a draft is version 0', async ({
  world,
}) => {
  const clauses = await drafted(world)
  const cited = citationOf(await clausesInForce(world.ctx), 'no-spam')
  expect(cited).toEqual({ clause: 'no-spam', version: 0 })
  const before = clauses.find(({ key }) => key === 'no-spam')
  await publish(world, {
    clauses: clauses.map((clause) => (clause.key === 'no-spam' ? { ...clause, text: 'None.' } : clause)),
  })
  await publish(world, { clauses: clauses.filter(({ key }) => key !== 'no-spam') })

  expect(await clauseAt(world.ctx, { key: 'no-spam', version: 0 })).toMatchObject({ text: before?.text })
  expect(await clauseAt(world.ctx, { key: 'no-spam', version: 1 })).toMatchObject({
    text: 'None.',
    version: 1,
  })
  await expect(clauseAt(world.ctx, { key: 'no-spam', version: 2 })).rejects.toThrow(NotFound)
  await expect(clauseAt(world.ctx, { key: 'no-spam', version: 9 })).rejects.toThrow(NotFound)
  const now = await clausesInForce(world.ctx)
  expect(() => citationOf(now, 'no-spam')).toThrow(Invalid)
})

test('TERMS-09: every default clause has its guideline, read by moderators and found by nobody else', async ({
  world,
}) => {
  const { cast } = world
  for (const { key } of await clausesInForce(world.ctx))
    expect((await guidelineFor(world.as(cast.mo), key))?.html, key).toMatch(/<li>/)
  expect(await guidelineFor(world.as(cast.ada), 'no-such-clause')).toBeNull()

  const onOneBoard = { ...cast.bo, boardRoles: { 'any-board': ['moderator' as const] } }
  expect(await guidelineFor(world.as(onOneBoard), 'no-spam')).toMatchObject({ key: 'no-spam', version: 0 })

  const document = 'moderation-guideline'
  await publish(world, { document })
  for (const actor of [cast.guest, cast.nia, cast.eli, cast.pia]) {
    const ctx = world.as(actor)
    await expect(guidelineFor(ctx, 'no-spam')).rejects.toThrow(NotFound)
    await expect(currentTerms(ctx, { document })).rejects.toThrow(NotFound)
    await expect(termsVersionList(ctx, { document })).rejects.toThrow(NotFound)
    await expect(termsComparison(ctx, { document, from: 0, to: 1 })).rejects.toThrow(NotFound)
  }
})

test('TERMS-10: the staff policy is read by staff alone', async ({ world }) => {
  const { cast } = world
  const document = 'staff-policy'
  for (const actor of [cast.guest, cast.nia])
    await expect(currentTerms(world.as(actor), { document })).rejects.toThrow(NotFound)
  for (const actor of [cast.mo, cast.eli, cast.pia, cast.ada])
    expect(await currentTerms(world.as(actor), { document })).toMatchObject({ version: 0 })
})
