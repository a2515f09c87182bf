import type { Actor } from '#server/core/actor.ts'
import { actorOfMember, giveModerationActions } from '#server/identity/index.ts'
import {
  appealList,
  appealStatement,
  decideAppeal,
  overturnedWeeks,
  sanctionMember,
} from '#server/moderation/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { day, expect, test, type World } from '#tests/world.ts'

/** A warning of Bo by Mo that Bo appeals. */
async function appealed(world: World) {
  const { bo, mo } = world.cast
  world.pass(1000)
  const { statementId } = await sanctionMember(world.as(mo), {
    ...{ handle: 'bo', kind: 'warning', clause: 'no-spam', reason: 'It sells a tool.' },
    skipReason: 'At once.',
  })
  return appealStatement(world.as(bo), { statementId: statementId!, text: 'It does not.' })
}

test('MOD-15: appeals are listed by what became of them, with a cursor, for who decides appeals and nobody else', async ({
  world,
}) => {
  const { ada, bo, eli, guest, mo } = world.cast
  const ids = []
  for (let number = 0; number < 3; number++) ids.push((await appealed(world)).appealId)
  await decideAppeal(world.as(ada), { appealId: ids[0]!, outcome: 'overturned', reason: 'In error.' })
  await decideAppeal(world.as(ada), { appealId: ids[1]!, outcome: 'upheld', reason: 'It does.' })
  const listed = async (state: 'open' | 'decided' | 'overturned' | 'upheld', who: Actor = mo) =>
    (await appealList(world.as(who), { state })).items.map(({ id }) => id)
  expect(await listed('open')).toEqual([ids[2]])
  expect(await listed('decided')).toEqual([ids[1], ids[0]])
  expect(await listed('overturned')).toEqual([ids[0]])
  expect(await listed('upheld')).toEqual([ids[1]])
  const first = await appealList(world.as(mo), { state: 'decided', limit: 1 })
  expect(first.items).toMatchObject([
    { kind: 'warning', outcome: 'upheld', member: { handle: 'bo' }, by: { handle: 'ada' } },
  ])
  expect(first.items[0]!.itemId).not.toBeNull()
  const second = await appealList(world.as(mo), { state: 'decided', limit: 1, cursor: first.next })
  expect([second.items[0]!.id, second.next]).toEqual([ids[0], null])

  await memberOf({ db: world.db, now: world.now }, { handle: 'sam', roles: ['moderator'] })
  await giveModerationActions(world.as(ada), { handle: 'sam', actions: ['queue', 'decide'] })
  for (const who of [guest, bo, eli, await actorOfMember(world.ctx, { handle: 'sam' })]) {
    await expect(appealList(world.as(who))).rejects.toMatchObject({ status: 403 })
    await expect(overturnedWeeks(world.as(who))).rejects.toMatchObject({ status: 403 })
  }
})

test('MOD-15: the share of overturned decisions is counted by week from Monday, the present week first', async ({
  world,
}) => {
  const { ada, mo } = world.cast
  const decide = async (outcome: 'upheld' | 'overturned') =>
    decideAppeal(world.as(ada), { ...(await appealed(world)), outcome, reason: 'So be it.' })
  await decide('overturned')
  await decide('upheld')
  await decide('upheld')
  world.at('2026-03-08T23:59:00Z')
  await decide('overturned')
  world.at('2026-03-09T00:00:00Z')
  await decide('upheld')
  world.pass(7 * day)
  const weeks = await overturnedWeeks(world.as(mo))
  expect(weeks).toHaveLength(12)
  expect(weeks.slice(0, 4)).toEqual([
    { week: '2026-03-16', decided: 0, overturned: 0, share: null },
    { week: '2026-03-09', decided: 1, overturned: 0, share: 0 },
    { week: '2026-03-02', decided: 4, overturned: 2, share: 50 },
    { week: '2026-02-23', decided: 0, overturned: 0, share: null },
  ])
})
