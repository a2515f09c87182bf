import { saves } from '#db/schema/index.ts'
import type { Actor } from '#server/core/actor.ts'
import {
  forgetSave,
  hidePost,
  restorePost,
  saveList,
  savePost,
  topicPage,
  withdrawPost,
} from '#server/forum/index.ts'
import { expect, minute, test, type World } from '#tests/world.ts'
import { storyOf } from './story.ts'

const listOf = async (world: World, who: Actor) =>
  (await saveList(world.as(who), {})).items.map(({ postId, note }) => (note ? `${postId} ${note}` : postId))

test('REP-11: a post is saved once, found again newest first, and forgotten; only its saver has the list', async ({
  world,
}) => {
  const { nia, bo, cal, guest } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  const comment = await says(bo, { topicId: question.topicId, parentId: question.postId }, 'Which one?')
  for (const { postId } of [question, answer, comment]) {
    world.pass(minute)
    await savePost(world.as(cal), { postId })
  }
  world.pass(minute)
  await savePost(world.as(cal), { postId: question.postId, note: 'for the update' })
  await savePost(world.as(cal), { postId: question.postId })
  expect(await listOf(world, cal)).toEqual([
    comment.postId,
    answer.postId,
    `${question.postId} for the update`,
  ])
  const [first] = (await saveList(world.as(cal), { limit: 1 })).items
  expect(first).toMatchObject({ kind: 'comment', number: 3, author: { handle: 'bo' }, boardSlug: 'api' })
  const page = await saveList(world.as(cal), { limit: 2 })
  const rest = await saveList(world.as(cal), { limit: 2, cursor: page.next })
  expect([page.items.length, rest.items.map(({ postId }) => postId), rest.next]).toEqual([
    2,
    [question.postId],
    null,
  ])
  const shown = async (as: Actor) =>
    (await topicPage(world.as(as), { topicId: question.topicId })).posts.map(({ saved }) => saved)
  expect(await shown(cal)).toEqual([true, true, true])
  expect(await shown(bo)).toEqual([false, false, false])
  expect(await shown(guest)).toEqual([null, null, null])
  expect(await listOf(world, bo)).toEqual([])

  for (const times of [1, 2]) {
    await forgetSave(world.as(cal), { postId: answer.postId })
    expect(await listOf(world, cal), `${times}`).toHaveLength(2)
  }
  expect([(await world.told('post.saved')).length, (await world.told('post.unsaved')).length]).toEqual([3, 1])
  await expect(savePost(world.as(guest), { postId: answer.postId })).rejects.toMatchObject({ status: 403 })
  await expect(saveList(world.as(guest), {})).rejects.toMatchObject({ status: 403 })
  await expect(
    savePost(world.as(bo), { postId: answer.postId, note: 'x'.repeat(501) }),
  ).rejects.toMatchObject({
    status: 422,
  })
  await expect(saveList(world.as(cal), { cursor: 'bent' })).rejects.toMatchObject({ status: 422 })
})

test('REP-11: a save shows what its saver may read, and nothing that is gone', async ({ world }) => {
  const { nia, bo, cal, ada, eli } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  const note = await says(eli, { ...question, visibility: 'note' }, 'Seen before.')
  await savePost(world.as(cal), { postId: answer.postId, note: 'mine' })
  await expect(savePost(world.as(cal), { postId: note.postId })).rejects.toMatchObject({ status: 404 })
  await hidePost(world.as(ada), { postId: answer.postId, clause: 'spam', reason: 'An advert.' })
  expect(await listOf(world, cal)).toEqual([])
  await expect(savePost(world.as(nia), { postId: answer.postId })).rejects.toMatchObject({ status: 404 })
  await restorePost(world.as(ada), { postId: answer.postId })
  expect(await listOf(world, cal)).toEqual([`${answer.postId} mine`])
  await withdrawPost(world.as(bo), { postId: answer.postId })
  expect(await listOf(world, cal)).toEqual([])
  // what can be read no more can still be let go
  await forgetSave(world.as(cal), { postId: answer.postId })
  expect(await world.db.select().from(saves)).toEqual([])
})

test('REP-19: neither author nor topic hear that something of theirs was saved', async ({ world }) => {
  const { nia, cal } = world.cast
  const { asks } = await storyOf(world)
  const question = await asks(nia)
  await savePost(world.as(cal), { postId: question.postId, note: 'secret' })
  const [fact] = await world.told('post.saved')
  expect(fact?.payload).toEqual({ memberId: cal.memberId, postId: question.postId })
})
