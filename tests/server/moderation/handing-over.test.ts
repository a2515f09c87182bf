import { reviewItems } from '#db/schema/index.ts'
import { levelsFor } from '#server/forum/index.ts'
import { decideItem, handOver } from '#server/moderation/index.ts'
import { expect, test } from '#tests/world.ts'
import { storyOf } from '../forum/story.ts'

test('MOD-17: a member who is answering passes the topic to moderators with a sentence, and hears no more of it', async ({
  world,
}) => {
  const { nia, bo, cal, mo } = world.cast
  const { asks, says, reads } = await storyOf(world)
  const question = await asks(nia)
  await says(bo, question)
  for (const who of [nia, cal])
    await expect(handOver(world.as(who), question)).rejects.toMatchObject({
      key: 'moderation.handOver.answering',
    })
  expect((await reads(bo, question)).can.handOver).toBe(true)
  expect((await reads(cal, question)).can.handOver).toBe(false)
  await handOver(world.as(bo), { ...question, sentence: 'It goes round in circles.' })
  await handOver(world.as(bo), { ...question, sentence: 'It goes round in circles.' })
  const [item, ...more] = await world.db.select().from(reviewItems)
  expect([item, more]).toMatchObject([
    {
      kind: 'other',
      topicId: question.topicId,
      postId: null,
      reasons: [{ params: { handle: 'bo', words: 'It goes round in circles.' } }],
    },
    [],
  ])
  const levels = await levelsFor(world.ctx, { topicId: question.topicId, boardId: 'none', tagIds: [] })
  expect([levels.get(bo.memberId), levels.get(nia.memberId)]).toEqual(['muted', 'watched'])
  await expect(
    decideItem(world.as(mo), { itemId: item!.id, action: 'hide', clause: 'no-spam', message: 'No.' }),
  ).rejects.toMatchObject({ fields: [{ path: 'action' }] })
  await decideItem(world.as(mo), { itemId: item!.id, action: 'approve' })
  expect(await reads(bo, question)).toMatchObject({ hiddenAt: null, closedAt: null })
})
