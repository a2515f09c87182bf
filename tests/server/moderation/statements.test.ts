import { asc, eq } from 'drizzle-orm'
import { letters, notices, statements } from '#db/schema/index.ts'
import type { Actor } from '#server/core/actor.ts'
import type { StatementId } from '#server/core/ids.ts'
import { hidePost } from '#server/forum/index.ts'
import { deliverLetter, setMailCause } from '#server/mail/index.ts'
import {
  ownStatements,
  removePost,
  sanctionMember,
  statementForLetter,
  statementPage,
} from '#server/moderation/index.ts'
import { publishTerms } from '#server/terms/index.ts'
import { follower } from '#tests/server/notifications/story.ts'
import { storyOf } from '#tests/server/forum/story.ts'
import { day, expect, test, type World } from '#tests/world.ts'

const ground = { clause: 'no-spam', reason: 'It sells a tool.' }

async function answered(world: World) {
  const { asks, says } = await storyOf(world)
  const question = await asks(world.cast.nia)
  return says(world.cast.bo, question, 'Buy my tool.')
}

const stated = (world: World) =>
  world.db.select().from(statements).orderBy(asc(statements.at), asc(statements.id))

/** What follows in the rooms that tell and carry, and the letters that come of it. */
async function carried(world: World) {
  for (const room of ['moderation', 'notifications', 'mail']) await follower(world, room)()
  const invitationOf = () => Promise.resolve(null)
  for (const { id } of await world.db.select({ id: letters.id }).from(letters))
    await deliverLetter(
      world.ctx,
      { letterId: id },
      { carrier: null, invitationOf, statementOf: statementForLetter },
    )
  return world.db.select().from(letters).where(eq(letters.cause, 'statements')).orderBy(asc(letters.id))
}

test('MOD-14 MOD-22: a removal without clause or reason is refused; with both its author gets one statement', async ({
  world,
}) => {
  const { mo, bo, nia } = world.cast
  const answer = await answered(world)
  for (const [wrong, path] of [
    [{ clause: '', reason: 'It sells.' }, 'clause'],
    [{ clause: 'no-spam', reason: ' ' }, 'reason'],
    [{ clause: 'nonsense', reason: 'It sells.' }, 'clause'],
  ] as const)
    await expect(removePost(world.as(mo), { ...answer, ...wrong })).rejects.toMatchObject({
      fields: [{ path }],
    })
  for (const who of [bo, nia])
    await expect(removePost(world.as(who), { ...answer, ...ground })).rejects.toMatchObject({ status: 403 })
  expect(await stated(world)).toEqual([])

  await removePost(world.as(mo), { ...answer, ...ground, message: 'Please do not advertise here.' })
  await removePost(world.as(mo), { ...answer, ...ground })
  await carried(world)
  expect(await stated(world)).toMatchObject([
    {
      kind: 'removal',
      memberId: bo.memberId,
      clause: 'no-spam',
      reason: 'It sells a tool.',
      message: 'Please do not advertise here.',
      byId: mo.memberId,
    },
  ])
  const told = (await world.told('statement.sent')).map(({ payload }) => payload)
  expect(told).toMatchObject([{ memberId: bo.memberId, kind: 'removal', clause: 'No spam' }])
})

test('MOD-14: whichever door hides a post, its author gets the statement, also when its fact is heard twice', async ({
  world,
}) => {
  const { mo, bo } = world.cast
  const answer = await answered(world)
  await hidePost(world.as(mo), { ...answer, ...ground })
  const follow = follower(world, 'moderation')
  await follow()
  await follow({ again: true })
  expect(await stated(world)).toMatchObject([
    { memberId: bo.memberId, message: 'It sells a tool.', byKind: 'member', byId: mo.memberId },
  ])
})

test('MOD-14: who is warned, limited or suspended gets clause, reason, duration and the way to appeal, by notice and letter that nobody can stop', async ({
  world,
}) => {
  const { mo, bo } = world.cast
  const gives = (kind: 'warning' | 'limit' | 'suspension', more = {}) =>
    sanctionMember(world.as(mo), { handle: 'bo', kind, ...ground, skipReason: 'In one evening.', ...more })
  await gives('warning')
  await gives('limit', { limits: ['topics', 'votes'], days: 3 })
  await gives('suspension', { days: 2, message: 'Take two days off, please.' })
  const sent = await carried(world)
  expect(sent.map(({ subject }) => subject)).toEqual([
    'You were warned',
    'Some things are closed to you for a time',
    'You may not write for a time',
  ])
  for (const { text, headers } of sent) {
    expect(text).toContain('The rule: No spam.')
    expect(text).toContain('you can appeal once')
    expect(text).toMatch(/\/statements\/[0-9a-f-]{36}/)
    expect(text).toContain('cannot be switched off')
    expect(text).not.toContain('unsubscribe')
    expect(headers).not.toHaveProperty('List-Unsubscribe')
  }
  expect(sent[1]?.text).toContain('It ends on Mar 7, 2026, 9:00 AM UTC.')
  expect(sent[1]?.text).toContain('You can start no topics.')
  expect(sent[2]?.text).toContain('> Take two days off, please.')
  const held = await world.db.select().from(notices).where(eq(notices.memberId, bo.memberId))
  expect(held.map(({ kind, needsYou, byId }) => [kind, needsYou, byId])).toEqual(
    Array.from({ length: 3 }, () => ['statement', true, null]),
  )
  await expect(setMailCause(world.as(bo), { cause: 'statements', refused: true })).rejects.toMatchObject({
    status: 409,
  })
})

test('MOD-14 TERMS-08: a statement is for its member and moderators of the place, keeps the clause of its day, and names nobody to the member', async ({
  world,
}) => {
  const { mo, bo, nia, cal, eli, ada, guest } = world.cast
  const answer = await answered(world)
  await removePost(world.as(mo), { ...answer, ...ground })
  const [{ id: statementId } = { id: '' as StatementId }] = await stated(world)
  const reads = (who: Actor) => statementPage(world.as(who), { statementId })
  for (const who of [guest, nia, cal, eli]) await expect(reads(who)).rejects.toMatchObject({ status: 404 })
  expect(await reads(bo)).toMatchObject({
    kind: 'removal',
    mine: true,
    by: null,
    outcome: 'holds',
    can: { appeal: true, lift: false },
    about: { post: { number: 2, excerpt: 'Buy my tool.' }, topic: { title: 'Why is the cache cold?' } },
  })
  for (const who of [mo, ada])
    expect(await reads(who)).toMatchObject({ mine: false, by: { handle: 'mo' }, can: { appeal: false } })

  const before = (await reads(bo)).clause
  await publishTerms(world.as(ada), {
    document: 'terms-of-service',
    summary: 'Advertising is welcome from now on.',
    mustAccept: false,
    clauses: [{ key: 'no-spam', title: 'Some spam', text: 'Advertise as you like.' }],
  })
  world.pass(day)
  expect((await reads(bo)).clause).toEqual(before)
  expect(before).toMatchObject({ key: 'no-spam', version: 0, title: 'No spam' })
  expect(await ownStatements(world.as(bo))).toMatchObject({
    items: [{ kind: 'removal', appeal: null }],
    next: null,
  })
  expect((await ownStatements(world.as(nia))).items).toEqual([])
  await expect(ownStatements(world.as(guest))).rejects.toMatchObject({ status: 403 })
})
