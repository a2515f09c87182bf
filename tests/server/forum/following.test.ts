import type { Member } from '#server/core/actor.ts'
import {
  createBoard,
  follow,
  followedTopics,
  hidePost,
  startTopic,
  withdrawPost,
} from '#server/forum/index.ts'
import { expect, minute, test, type World } from '#tests/world.ts'
import { storyOf } from './story.ts'

type Subject = Parameters<typeof follow>[1]['subject']
type Level = Parameters<typeof follow>[1]['level']

const wish = (world: World, who: Member, subject: Subject, id: string | number, level: Level = 'tracked') =>
  follow(world.as(who), { subject, id: String(id), level })

const seenBy = async (world: World, who: Member) =>
  (await followedTopics(world.as(who))).items.map(({ title }) => title)

test('what one follows gathers by topic, person, answer, tag and board, each topic once, the latest first', async ({
  world,
}) => {
  const { nia, bo, cal, pia, ada, guest } = world.cast
  const { asks, says } = await storyOf(world)
  await createBoard(world.as(ada), { slug: 'other', title: 'Other', kinds: ['question'] })
  const start = async (who: Member, title: string, { tags = '', board = 'api' } = {}) => {
    world.pass(minute)
    return startTopic(world.as(who), { board, title, body: `${title} It was.`, tags })
  }
  world.pass(minute)
  const alone = await asks(cal, 'Followed alone?')
  await start(bo, 'By Bo?', { tags: 'cache' })
  const answered = await start(cal, 'Answered by Bo?')
  await start(cal, 'Of a tag?', { tags: 'cache, other' })
  const elsewhere = await start(cal, 'On a board?', { board: 'other' })
  await start(nia, 'Of nobody?')
  expect(await seenBy(world, pia)).toEqual([])
  await wish(world, pia, 'topic', alone.topicId)
  await wish(world, pia, 'tag', 'cache')
  await wish(world, pia, 'board', 'other', 'watched')
  await wish(world, pia, 'member', 'bo')
  world.pass(minute)
  const answer = await says(bo, { topicId: answered.id })
  const whole = ['Answered by Bo?', 'On a board?', 'Of a tag?', 'By Bo?', 'Followed alone?']
  expect(await seenBy(world, pia)).toEqual(whole)
  expect((await followedTopics(world.as(guest))).items).toEqual([])

  // a page at a time it is the same list
  const paged: string[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await followedTopics(world.as(pia), { limit: 2, cursor })
    paged.push(...page.items.map(({ title }) => title))
    cursor = page.next
  }
  expect(paged).toEqual(whole)
  await expect(followedTopics(world.as(pia), { cursor: 'bent' })).rejects.toMatchObject({ status: 422 })

  await withdrawPost(world.as(bo), { postId: answer.postId })
  expect(await seenBy(world, pia)).toEqual(whole.slice(1))
  await wish(world, pia, 'topic', elsewhere.id, 'muted')
  await wish(world, pia, 'member', 'bo', 'muted')
  expect(await seenBy(world, pia)).toEqual(['Of a tag?', 'By Bo?', 'Followed alone?'])
  await hidePost(world.as(ada), { postId: alone.postId, clause: 'spam', reason: 'An advert.' })
  await wish(world, pia, 'tag', 'cache', 'normal')
  expect(await seenBy(world, pia)).toEqual([])
})
