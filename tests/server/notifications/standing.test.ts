import { expect, test } from '#tests/world.ts'
import { acceptAnswer } from '#server/forum/index.ts'
import { inbox, tellBadges, tellRank } from '#server/notifications/index.ts'
import { recomputeStanding } from '#server/reputation/index.ts'
import { countsAs, shippedFigures } from '#tests/server/reputation/standing-story.ts'
import { storyOf } from '#tests/server/forum/story.ts'

test('REP-13 REP-26: badges earned at once are one notice, told once, that leads to their page', async ({
  world,
}) => {
  const { nia, bo } = world.cast
  const { asks, says } = await storyOf(world)
  await acceptAnswer(world.as(nia), await says(bo, await asks(nia)))
  await acceptAnswer(world.as(bo), await says(nia, await asks(bo, 'And why is it warm?')))
  await recomputeStanding(world.ctx)
  for (let twice = 0; twice < 2; twice++)
    for (const fact of await world.told('badges.earned')) await tellBadges.run(world.ctx, fact)
  const { rows } = await inbox(world.as(bo), { filter: 'all' })
  expect(rows).toMatchObject([
    {
      summary: 'You earned 2 badges: Scholar, Problem Solver',
      href: '/badges/scholar',
      title: 'Your badges',
    },
  ])
})

test('REP-09 REP-10 REP-26: a rank that moves or fails is told, with the page that says how; the first step is no news', async ({
  world,
}) => {
  const { bo, nia } = world.cast
  await countsAs(world, nia, { verified: 1 })
  await countsAs(world, bo, shippedFigures.Senior!)
  await countsAs(world, bo, { ...shippedFigures.Senior, SOL: 0 })
  for (const fact of await world.told('rank.moved')) await tellRank.run(world.ctx, fact)
  for (const fact of await world.told('rank.failing')) await tellRank.run(world.ctx, fact)
  const { rows } = await inbox(world.as(bo), { filter: 'all' })
  const told = rows.map(({ summary, href, needsYou }) => [summary, href, needsYou])
  expect(told).toContainEqual(['You stand on the step Senior now', '/ranks', false])
  expect(rows.flatMap(({ notices }) => notices.map(({ helpHref }) => helpHref))).toEqual(
    rows.map(() => '/help/rewards#ranks'),
  )
  expect(told).toContainEqual([
    expect.stringMatching(
      /^Something your step Senior asks for is missing\. You keep it if that is mended by .*Apr 3/,
    ),
    '/ranks',
    true,
  ])
  expect((await inbox(world.as(nia), { filter: 'all' })).rows).toEqual([])
})
