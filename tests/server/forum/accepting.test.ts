import { expect, test } from '#tests/world.ts'
import { day } from '#tests/world.ts'
import {
  acceptAnswer,
  markEscalated,
  markSolved,
  markUnsolved,
  topicList,
  withdrawAcceptance,
} from '#server/forum/index.ts'
import { change } from '#server/core/change.ts'
import { storyOf } from './story.ts'

test('ASK-04: accepting reads solved everywhere, withdrawing undoes all of it', async ({ world }) => {
  const { nia, bo } = world.cast
  const { asks, says, reads } = await storyOf(world)
  const answer = await says(bo, await asks(nia))
  await acceptAnswer(world.as(nia), answer)
  await acceptAnswer(world.as(nia), answer)
  expect(await world.told('answer.accepted')).toHaveLength(1)
  expect(await reads(bo, answer)).toMatchObject({ state: 'solved', acceptedPostIds: [answer.postId] })
  expect((await topicList(world.ctx, { state: 'solved' })).items).toHaveLength(1)

  await withdrawAcceptance(world.as(nia), answer)
  expect(await reads(bo, answer)).toMatchObject({ state: 'answered', solvedAt: null, acceptedPostIds: [] })
  expect((await topicList(world.ctx, { state: 'solved' })).items).toHaveLength(0)
  expect(await world.told('acceptance.withdrawn')).toHaveLength(1)
})

test('ASK-04: a comment at any depth can be accepted and becomes an answer that remembers its exchange', async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks, says, finds } = await storyOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  const comment = await says(mo, { topicId: question.topicId, parentId: answer.postId })
  const deeper = await says(bo, { topicId: question.topicId, parentId: comment.postId })
  await acceptAnswer(world.as(nia), deeper)
  expect(await finds(nia, deeper)).toMatchObject({
    kind: 'answer',
    parentId: null,
    exchangeOf: comment.postId,
  })
  await withdrawAcceptance(world.as(nia), deeper)
  expect(await finds(nia, deeper)).toMatchObject({ kind: 'answer', acceptedAt: null })
})

test('ASK-05: two accepted answers with the versions they hold for; a third is refused', async ({
  world,
}) => {
  const { nia, bo, mo, eli } = world.cast
  const { asks, says, finds } = await storyOf(world)
  const question = await asks(nia)
  const [first, second, third] = [
    await says(bo, question),
    await says(mo, question),
    await says(eli, question),
  ]
  await acceptAnswer(world.as(nia), { ...first, validFor: '7.x' })
  await acceptAnswer(world.as(nia), { ...second, validFor: '8.x' })
  await expect(acceptAnswer(world.as(nia), third)).rejects.toMatchObject({
    status: 409,
    key: 'forum.accept.limit',
  })
  expect(await finds(bo, second)).toMatchObject({ validFor: '8.x' })
})

test('ASK-06: staff accept only for an absent asker or an escalated question, by name; the asker says not solved beside it', async ({
  world,
}) => {
  const { nia, bo, mo, eli } = world.cast
  const { asks, says, reads, finds } = await storyOf(world)
  const answer = await says(bo, await asks(nia))
  for (const who of [bo, mo, eli])
    await expect(acceptAnswer(world.as(who), answer)).rejects.toMatchObject({ status: 403 })
  world.pass(7 * day)
  await expect(acceptAnswer(world.as(bo), answer)).rejects.toMatchObject({ status: 403 })
  await acceptAnswer(world.as(mo), answer)
  expect(await finds(bo, answer)).toMatchObject({ acceptedBy: mo.memberId, acceptedByName: mo.displayName })
  await expect(withdrawAcceptance(world.as(nia), answer)).rejects.toMatchObject({
    key: 'forum.accept.byStaff',
  })
  await markUnsolved(world.as(nia), answer)
  expect(await reads(bo, answer)).toMatchObject({ state: 'solved', unsolvedAt: world.now })
  expect(await world.told('topic.markedUnsolved')).toHaveLength(1)
})

test('ASK-06: on an escalated question an engineer accepts at once', async ({ world }) => {
  const { nia, bo, eli } = world.cast
  const { asks, says } = await storyOf(world)
  const answer = await says(bo, await asks(nia))
  await change(world.ctx, (tx) => markEscalated(tx, { topicId: answer.topicId, at: world.now }))
  await expect(acceptAnswer(world.as(eli), answer)).resolves.toBeUndefined()
})

test('the asker marks it solved without an answer, and only the asker does', async ({ world }) => {
  const { nia, bo } = world.cast
  const { asks, reads } = await storyOf(world)
  const question = await asks(nia)
  await expect(markSolved(world.as(bo), question)).rejects.toMatchObject({ status: 403 })
  await markSolved(world.as(nia), question)
  expect(await reads(bo, question)).toMatchObject({ state: 'solved' })
  await markUnsolved(world.as(nia), question)
  expect(await reads(bo, question)).toMatchObject({ state: 'open' })
})
