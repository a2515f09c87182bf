import { day, expect, hour, test } from '#tests/world.ts'
import { castVote, topicList } from '#server/forum/index.ts'
import { changeSettings } from '#server/settings/index.ts'
import { storyOf } from './story.ts'

test("ASK-07: one vote each, changeable, never on one's own post", async ({ world }) => {
  const { nia, bo, mo } = world.cast
  const { asks, says, finds } = await storyOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  expect(await castVote(world.as(nia), { postId: answer.postId, value: 1 })).toEqual({ score: 1 })
  expect(await castVote(world.as(nia), { postId: answer.postId, value: 1 })).toEqual({ score: 1 })
  expect(await castVote(world.as(mo), { postId: answer.postId, value: 1 })).toEqual({ score: 2 })
  expect(await castVote(world.as(nia), { postId: answer.postId, value: -1 })).toEqual({ score: 0 })
  expect(await castVote(world.as(nia), { postId: answer.postId, value: 0 })).toEqual({ score: 1 })
  await expect(castVote(world.as(bo), { postId: answer.postId, value: 1 })).rejects.toMatchObject({
    key: 'forum.vote.own',
  })
  await expect(
    castVote(world.as(world.cast.guest), { postId: answer.postId, value: 1 }),
  ).rejects.toMatchObject({ status: 403 })
  expect(await finds(nia, answer)).toMatchObject({ up: 1, down: 0, score: 1, myVote: null })
  expect((await world.told('vote.cast')).map((fact) => [fact.payload.before, fact.payload.value])).toEqual([
    [0, 1],
    [0, 1],
    [1, -1],
    [-1, 0],
  ])
  await castVote(world.as(bo), { postId: question.postId, value: 1 })
  expect((await topicList(world.ctx, { sort: 'votes' })).items[0]?.score).toBe(1)
})

test('ASK-07: a vote beyond the daily limit is refused with the time it frees again', async ({ world }) => {
  const { ada, nia, bo } = world.cast
  const { asks } = await storyOf(world)
  await changeSettings(world.as(ada), { upVotesPerDay: 2 })
  const questions = [await asks(nia, 'First?'), await asks(nia, 'Second?'), await asks(nia, 'Third?')]
  const first = world.now
  await castVote(world.as(bo), { postId: questions[0]!.postId, value: 1 })
  world.pass(hour)
  await castVote(world.as(bo), { postId: questions[1]!.postId, value: 1 })
  const frees = new Date(first.getTime() + day)
  await expect(castVote(world.as(bo), { postId: questions[2]!.postId, value: 1 })).rejects.toMatchObject({
    status: 429,
    retryAfter: 23 * 3600,
    params: { frees: frees.toISOString() },
  })
  world.at(new Date(frees.getTime() + 1))
  await expect(castVote(world.as(bo), { postId: questions[2]!.postId, value: 1 })).resolves.toEqual({
    score: 1,
  })
})

test('voting needs the ability, and hidden or private posts take none', async ({ world }) => {
  const { nia, bo, eli } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  const newcomer = { ...bo, abilities: new Set<never>() }
  await expect(castVote(world.as(newcomer), { postId: question.postId, value: 1 })).rejects.toMatchObject({
    key: 'forum.vote.up',
  })
  await expect(castVote(world.as(newcomer), { postId: question.postId, value: -1 })).rejects.toMatchObject({
    key: 'forum.vote.down',
  })
  const word = await says(eli, { topicId: question.topicId, visibility: 'private' })
  await expect(castVote(world.as(nia), { postId: word.postId, value: 1 })).rejects.toMatchObject({
    status: 403,
  })
  await expect(castVote(world.as(bo), { postId: word.postId, value: 1 })).rejects.toMatchObject({
    status: 404,
  })
})
