import fc from 'fast-check'
import { acceptAnswer, castVote, hidePost, restorePost, withdrawAcceptance } from '#server/forum/index.ts'
import { recomputeReputation } from '#server/reputation/index.ts'
import { changeSettings } from '#server/settings/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { expect, hour, test } from '#tests/world.ts'
import { standingOf } from './story.ts'

const deed = fc.record({
  what: fc.constantFrom('vote', 'vote', 'vote', 'accept', 'unaccept', 'hide', 'restore', 'hear'),
  who: fc.nat(5),
  post: fc.nat(3),
  value: fc.constantFrom(1, 1, -1, 0),
  pause: fc.constantFrom(0, 1, 9, 26),
})
const history = fc.record({ deeds: fc.array(deed, { minLength: 12, maxLength: 24 }), shuffle: fc.nat() })

/** An order that depends on the seed alone. */
const shuffled = <Item extends { id: string }>(list: Item[], seed: number) =>
  [...list].sort((a, b) => weigh(a.id, seed) - weigh(b.id, seed))
const weigh = (id: string, seed: number) =>
  [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) + seed) % 1_000_003, seed % 1000)

test('REP-01 REP-02: whatever happened in whatever order it was heard, rows sum to what is shown and a recompute agrees', async ({
  world,
}) => {
  const { ada, mo, nia, bo } = world.cast
  const crowd = await Promise.all(
    Array.from({ length: 6 }, (_, n) => memberOf(world, { handle: `someone-${n}` })),
  )
  const { asks, says, hears, shown, sum, standing } = await standingOf(world)
  await changeSettings(world.as(ada), {
    points: { dailyCap: 25 },
    upVotesPerDay: 1000,
    downVotesPerDay: 1000,
  })
  await fc.assert(
    fc.asyncProperty(history, async ({ deeds, shuffle }) => {
      const question = await asks(nia)
      const refs = [question, await says(bo, question), await says(bo, question), await says(nia, question)]
      for (const { what, who, post, value, pause } of deeds) {
        world.pass(pause * hour)
        const ref = refs[post]!
        const voter = world.as(crowd[who]!)
        const vote = { postId: ref.postId, value: value }
        const act = {
          vote: () => castVote(voter, vote),
          accept: () => acceptAnswer(world.as(nia), ref),
          unaccept: () => withdrawAcceptance(world.as(nia), ref),
          hide: () => hidePost(world.as(mo), { postId: ref.postId, clause: 'spam', reason: 'A trial.' }),
          restore: () => restorePost(world.as(mo), { postId: ref.postId }),
          hear: () => hears((facts) => shuffled(facts, shuffle)),
        }[what]
        await act().catch((error: unknown) => {
          if (!(error instanceof Error && 'status' in error)) throw error
        })
      }
      await hears((facts) => shuffled(facts, shuffle))
      const before = await standing()
      for (const who of [...crowd, nia, bo]) expect(await shown(who)).toBe(Math.max(1, await sum(who)))
      world.pass(hour)
      await recomputeReputation(world.ctx)
      expect(await standing()).toEqual(before)

      // every vote taken back: nothing is left of this history
      for (const ref of refs) await restorePost(world.as(mo), { postId: ref.postId })
      for (const voter of crowd)
        for (const { postId } of refs) await castVote(world.as(voter), { postId, value: 0 })
      for (const ref of refs) await withdrawAcceptance(world.as(nia), ref)
      await hears()
      expect(await standing()).toEqual([])
    }),
    { numRuns: 4, endOnFailure: true },
  )
}, 60_000)
