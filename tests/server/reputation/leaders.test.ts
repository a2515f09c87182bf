import { castVote, acceptAnswer } from '#server/forum/index.ts'
import {
  knownFor,
  leaderboard,
  recomputeStanding,
  tagExperts,
  wishStanding,
} from '#server/reputation/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { storyOf } from '#tests/server/forum/story.ts'
import { day, expect, test } from '#tests/world.ts'

test('REP-17: a leaderboard ranks by solutions for different people, not by posts, and anybody can be left out', async ({
  world,
}) => {
  const { nia, bo, cal, mo } = world.cast
  const { asks, says } = await storyOf(world)
  const solve = async (asker: typeof nia, by: typeof nia, tag: string) => {
    const answer = await says(
      by,
      await asks(asker, `Why does ${asker.handle} ask ${by.handle} about ${tag}?`, tag),
    )
    await acceptAnswer(world.as(asker), answer)
    return answer
  }
  // Bo helps three people once each; Cal one person five times and writes a lot
  const third = await memberOf({ db: world.db, now: world.now }, { handle: 'third' })
  for (const asker of [nia, mo, third]) await solve(asker, bo, 'cache')
  for (let n = 0; n < 5; n++) await solve(nia, cal, 'queue')
  for (let n = 0; n < 9; n++)
    await says(cal, await asks(cal, `Talk number ${n}?`), `Remark ${n}, with words.`)
  const handles = async (filter: Parameters<typeof leaderboard>[1]) =>
    (await leaderboard(world.ctx, filter)).map(({ handle, people }) => [handle, people])
  expect(await handles({})).toEqual([
    ['bo', 3],
    ['cal', 1],
  ])
  expect(await handles({ tag: 'queue' })).toEqual([['cal', 1]])
  expect(await handles({ board: 'api', period: 'week' })).toHaveLength(2)
  expect(await handles({ board: 'elsewhere' })).toEqual([])
  world.pass(40 * day)
  expect(await handles({ period: 'month' })).toEqual([])
  expect(await handles({ period: 'quarter' })).toHaveLength(2)

  await wishStanding(world.as(bo), { leaderboards: false, readers: true })
  expect(await handles({ period: 'all' })).toEqual([['cal', 1]])
})

test('REP-18: each member has a score per tag from votes and accepted answers, and the best are named', async ({
  world,
}) => {
  const { nia, bo, cal, mo } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia, 'Why is the cache cold?', 'cache, queue')
  const [one, other] = [await says(bo, question), await says(cal, question, 'Try again later.')]
  await castVote(world.as(mo), { postId: one.postId, value: 1 })
  await castVote(world.as(nia), { postId: one.postId, value: 1 })
  await castVote(world.as(nia), { postId: other.postId, value: 1 })
  await acceptAnswer(world.as(nia), one)
  await recomputeStanding(world.ctx)
  expect(await knownFor(world.ctx, bo)).toEqual([
    { tag: 'cache', score: 4, answers: 1, accepted: 1 },
    { tag: 'queue', score: 4, answers: 1, accepted: 1 },
  ])
  const best = async (filter: Partial<Parameters<typeof tagExperts>[1]> = {}) =>
    (await tagExperts(world.ctx, { tags: ['cache'], ...filter })).map(({ handle, score }) => [handle, score])
  expect(await best()).toEqual([
    ['bo', 4],
    ['cal', 1],
  ])
  expect(await best({ limit: 1 })).toEqual([['bo', 4]])
  expect(await best({ tags: ['nothing'] })).toEqual([])
})
