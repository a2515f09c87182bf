import { eq } from 'drizzle-orm'
import { members } from '#db/schema/identity.ts'
import { type Actor, isAdmin, isEngineer, isStaff, moderates } from '#server/core/actor.ts'
import { type BoardId, newId } from '#server/core/ids.ts'
import {
  actorOfMember,
  countApprovedPost,
  createMember,
  giveBoardRoles,
  giveRoles,
  restrict,
  setReputation,
  setReputations,
} from '#server/identity/index.ts'
import { changeSettings } from '#server/settings/index.ts'
import { publishTerms } from '#server/terms/index.ts'
import { change } from '#server/core/change.ts'
import { Conflict, Forbidden } from '#server/core/errors.ts'
import { day, expect, test, type World } from '#tests/world.ts'

const board = newId<BoardId>()
const acting = (world: World, handle: string) => actorOfMember(world.ctx, { handle })

test('roles open what they should and nothing else', async ({ world }) => {
  const can = (actor: Actor) => [isAdmin(actor), moderates(actor), isEngineer(actor), isStaff(actor)]
  expect(can(await acting(world, 'ada'))).toEqual([true, true, false, true])
  expect(can(await acting(world, 'mo'))).toEqual([false, true, false, true])
  expect(can(await acting(world, 'eli'))).toEqual([false, false, true, true])
  expect(can(await acting(world, 'pia'))).toEqual([false, false, false, true])
  expect(can(await acting(world, 'nia'))).toEqual([false, false, false, false])
  expect(can(world.cast.guest)).toEqual([false, false, false, false])
})

test('a role on one board counts on that board', async ({ world }) => {
  await giveBoardRoles(world.as(world.cast.ada), { handle: 'bo', boardId: board, roles: ['moderator'] })
  const bo = await acting(world, 'bo')
  expect([moderates(bo, board), moderates(bo, newId<BoardId>()), moderates(bo)]).toEqual([true, false, false])
  await giveBoardRoles(world.as(world.cast.ada), { handle: 'bo', boardId: board, roles: [] })
  expect(moderates(await acting(world, 'bo'), board)).toBe(false)
  expect(await world.told('member.rolesChanged')).toHaveLength(2)
})

test('admins give and take roles, and one of them stays', async ({ world }) => {
  const ada = world.as(world.cast.ada)
  await giveRoles(ada, { handle: 'bo', roles: ['engineer', 'engineer'] })
  await giveRoles(ada, { handle: 'bo', roles: ['engineer'] })
  expect((await acting(world, 'bo')).roles).toEqual(['engineer'])
  expect(await world.told('member.rolesChanged')).toHaveLength(1)
  await expect(giveRoles(ada, { handle: 'ada', roles: [] })).rejects.toThrow(Conflict)
  await giveRoles(ada, { handle: 'mo', roles: ['admin'] })
  await giveRoles(ada, { handle: 'ada', roles: [] })
  await expect(
    giveRoles(world.as(await acting(world, 'ada')), { handle: 'nia', roles: ['admin'] }),
  ).rejects.toThrow(Forbidden)
})

test('reputation opens abilities by the thresholds that are set', async ({ world }) => {
  await change(world.ctx, async (tx) => {
    await setReputation(tx, { memberId: world.cast.nia.memberId, reputation: 130 })
    await setReputations(tx, [{ memberId: world.cast.bo.memberId, reputation: -40 }])
    await countApprovedPost(tx, { memberId: world.cast.nia.memberId })
  })
  await changeSettings(world.ctx, { abilityPreset: 'growing' })
  const nia = await acting(world, 'nia')
  expect([nia.reputation, nia.approvedPosts]).toEqual([130, 11])
  expect([nia.abilities.has('voteDown'), nia.abilities.has('createTag')]).toEqual([true, false])
  const bo = await acting(world, 'bo')
  expect([bo.reputation, bo.abilities.has('voteUp')]).toEqual([1, false])
})

test('who may write: verified, not suspended, terms accepted; ghosts and bots owe no letter', async ({
  world,
}) => {
  const write = async (handle: string) => (await acting(world, handle)).mayWrite
  const { nia, bo } = world.cast
  await createMember(world.ctx, { handle: 'fresh', email: 'fresh@example.test' })
  await createMember(world.ctx, { handle: 'machine', bot: true })
  expect([await write('nia'), await write('fresh'), await write('machine')]).toEqual([true, false, true])

  const until = new Date(world.now.getTime() + day)
  const suspension = { kind: 'suspension', until, clause: 'No spam', statementId: 'one' } as const
  await change(world.ctx, (tx) => restrict(tx, { memberId: bo.memberId, restrictions: [suspension] }))
  expect(await write('bo')).toBe(false)
  await expect(change(world.as(await acting(world, 'bo')), () => Promise.resolve())).rejects.toMatchObject({
    type: 'suspended',
    params: { clause: 'No spam', statement: '/statements/one' },
  })
  world.pass(2 * day)
  expect(await write('bo')).toBe(true)

  await publishTerms(world.ctx, {
    document: 'terms-of-service',
    summary: 'The first version.',
    mustAccept: true,
  })
  await world.db
    .update(members)
    .set({ ghostOf: 'beer:7', emailVerifiedAt: null })
    .where(eq(members.handle, 'cal'))
  expect([await write('nia'), await write('cal')]).toEqual([false, true])
  expect(nia.termsDue).toBeNull()
  expect((await acting(world, 'nia')).termsDue).toEqual({ document: 'terms-of-service', version: 1 })
})
