import fc from 'fast-check'
import { escalations, slaClocks } from '#db/schema/index.ts'
import type { Member } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { upsertContact, linkMember } from '#server/crm/index.ts'
import { changeSettings } from '#server/settings/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { deskOf } from '#tests/factories/crm.ts'
import { expect, test, type World } from '#tests/world.ts'
import { type Deed, sceneOf } from './scene.ts'

class Retold extends Error {}

const deed: fc.Arbitrary<Deed> = fc.record({
  what: fc.constantFrom(
    ...(['ask', 'ask', 'answer', 'comment', 'vote', 'vote', 'flag', 'flag', 'twinFlags'] as const),
    ...(['accept', 'edit', 'decide', 'decide', 'pass', 'pass'] as const),
  ),
  twin: fc.nat(1),
  who: fc.nat(4),
  post: fc.nat(11),
  value: fc.constantFrom(1, -1),
  words: fc.constantFrom('', 'It worked before the update.', 'See https://example.com/offer now!'),
})

/** The same history told once with each twin as the customer; what came of it, and whether a promise ran at all. */
async function toldWith(world: World, customer: Member, scene: Parameters<typeof sceneOf>[1], deeds: Deed[]) {
  let seen: Awaited<ReturnType<ReturnType<typeof sceneOf>['portrait']>> | undefined
  let promises = 0
  await world.db
    .transaction(async (db) => {
      const admin = makeCtx({ db, actor: world.cast.ada, now: world.now, requestId: 'test' })
      await upsertContact(admin, {
        ...{ externalId: 'halden-twin', account: 'halden', emails: [`${customer.handle}@halden.example`] },
        ...{ givenName: 'Twin', familyName: 'Weber' },
      })
      await linkMember(admin, { memberId: customer.memberId, contact: 'halden-twin' })
      const told = sceneOf({ db, now: world.now }, scene)
      for (const each of deeds) await told.plays(each)
      seen = await told.portrait()
      promises = (await db.$count(slaClocks)) + (await db.$count(escalations))
      throw new Retold()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Retold)) throw error
    })
  return { seen, promises }
}

test('PRIV-08 MOD-05: whichever of two members is the customer, moderation, reputation, limits and every order are the same', async ({
  world,
}) => {
  const { ada, mo } = world.cast
  await deskOf(world)
  await changeSettings(world.as(ada), { abilityPreset: 'new', firstPostsHeld: 1 })
  const newcomer = (handle: string, reputation = 1) => memberOf(world, { handle, reputation })
  const twins = [await newcomer('twin-one'), await newcomer('twin-two')] as const
  const crowd = await Promise.all(
    [1, 40, 400, 1200, 5000].map((points) => newcomer(`crowd-${points}`, points)),
  )
  const scene = { twins, crowd, moderator: mo }
  let promised = 0

  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 22 }), async (deeds) => {
      // a question by each twin and by another to begin with, so that every deed meets something
      const opening: Deed[] = [0, 1, 0].map((twin, n) => ({
        ...{ what: 'ask', twin, who: n, post: n === 2 ? 0 : 1, value: 1, words: `Opening ${n}.` },
      }))
      const history = [...opening, ...deeds]
      const one = await toldWith(world, twins[0], scene, history)
      const two = await toldWith(world, twins[1], scene, history)
      expect(one.seen).toEqual(two.seen)
      promised += one.promises + two.promises
    }),
    { numRuns: 5, endOnFailure: true },
  )
  // or the test would say nothing: somewhere coverage did what it is for
  expect(promised).toBeGreaterThan(0)
}, 60_000)
