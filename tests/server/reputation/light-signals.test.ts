import { castVote, countViews, follow, topicList, topicPage } from '#server/forum/index.ts'
import { memberStanding, recomputeReputation, recomputeStanding } from '#server/reputation/index.ts'
import { searchTopics } from '#server/search/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { expect, hour, test, type World } from '#tests/world.ts'
import { standingOf } from './story.ts'

const sorts = ['active', 'new', 'oldest', 'votes'] as const

/** Everybody follows everything of the one topic, as closely as can be. */
async function flock(world: World, size: number, of: { topicId: number; boardId: string; tag: string }) {
  for (let n = 0; n < size; n++) {
    const ctx = world.as(await memberOf(world, { handle: `follower-${n}` }))
    const subjects = [
      { subject: 'topic', id: String(of.topicId) },
      { subject: 'board', id: of.boardId },
      { subject: 'tag', id: of.tag },
    ] as const
    for (const subject of subjects) await follow(ctx, { ...subject, level: 'watched' })
  }
}

test('REP-22: of topics, ideas and answers the order is the same, however many follow one of them', async ({
  world,
}) => {
  const { nia, bo, eli, guest } = world.cast
  const { board, asks, says } = await standingOf(world, ['question', 'idea'])
  const topics = [await asks(nia, 'First?', 'cache'), await asks(bo, 'Second?'), await asks(nia, 'Third?')]
  for (const { topicId } of topics) for (const who of [bo, eli, nia]) await says(who, { topicId })
  world.pass(hour)
  await castVote(world.as(eli), { postId: topics[1]!.postId, value: 1 })
  const orders = async () => ({
    lists: await Promise.all(
      sorts.map(async (sort) => (await topicList(world.as(guest), { sort })).items.map(({ id }) => id)),
    ),
    found: (await searchTopics(world.as(guest), { q: 'cache' })).items.map(({ id }) => id),
    answers: (await topicPage(world.as(guest), { topicId: topics[0]!.topicId })).posts.map(({ id }) => id),
  })
  const before = await orders()
  await flock(world, 12, { topicId: topics[0]!.topicId, boardId: board.id, tag: 'cache' })
  expect(await orders()).toEqual(before)

  // a vote weighs the same, whoever follows its voter's topics
  const vote = await castVote(world.as(nia), { postId: topics[1]!.postId, value: 1 })
  expect(vote).toEqual({ score: 2 })
})

test('REP-19: following and reading move neither reputation nor rank, in any number', async ({ world }) => {
  const { nia, bo } = world.cast
  const { board, asks, says, hears, entries, shown } = await standingOf(world)
  const question = await asks(nia, 'Why?', 'cache')
  await says(bo, question)
  await hears()
  await recomputeReputation(world.ctx)
  await recomputeStanding(world.ctx)
  const standing = async () => ({
    reputation: [await shown(nia), await shown(bo)],
    entries: [await entries(nia), await entries(bo)],
    rank: await memberStanding(world.ctx, { memberId: nia.memberId }),
  })
  const before = await standing()
  await flock(world, 12, { topicId: question.topicId, boardId: board.id, tag: 'cache' })
  await countViews(world.ctx, new Map([[question.topicId, 5000]]))
  await hears()
  await recomputeReputation(world.ctx)
  await recomputeStanding(world.ctx)
  expect(await standing()).toEqual(before)
})
