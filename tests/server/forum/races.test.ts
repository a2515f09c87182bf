import { eq } from 'drizzle-orm'
import { inject } from 'vitest'
import { events, posts, votes } from '#db/schema/index.ts'
import type { Actor } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import {
  acceptAnswer,
  addPost,
  castVote,
  createBoard,
  mergeTopics,
  pinTopic,
  splitTopic,
  startTopic,
} from '#server/forum/index.ts'
import { ownDatabase } from '#tests/database.ts'
import { castOf } from '#tests/factories/cast.ts'
import { dawn, expect, test } from '#tests/world.ts'

/** Rows that are committed, so that several connections race as they do in life. */
async function committedPlace(name: string) {
  const { db, drop } = await ownDatabase(inject('cluster'), name)
  const as = (actor: Actor) => makeCtx({ db, actor, now: dawn, requestId: 'race' })
  const cast = await castOf({ db, now: dawn })
  await createBoard(as(cast.ada), { slug: 'api', title: 'API', kinds: ['question'] })
  const topic = await startTopic(as(cast.nia), { board: 'api', title: 'Why?', body: 'Because?' })
  const told = async (type: string) => (await db.select().from(events).where(eq(events.type, type))).length
  return { db, drop, as, cast, topic, told }
}

test('ASK-04 ASK-05: accepting the same answer ten times at once tells one fact, and a third meets the limit', async () => {
  const { db, drop, as, cast, topic, told } = await committedPlace('races_accepting')
  const answers = []
  for (const body of ['One.', 'Two.', 'Three.', 'Four.'])
    answers.push(await addPost(as(cast.bo), { topicId: topic.id, body }))
  const [first] = answers
  await Promise.all(
    Array.from({ length: 10 }, () =>
      acceptAnswer(as(cast.nia), { topicId: topic.id, postId: first?.id ?? '' }),
    ),
  )
  expect(await told('answer.accepted')).toBe(1)
  const tried = await Promise.allSettled(
    answers.slice(1).map((answer) => acceptAnswer(as(cast.nia), { topicId: topic.id, postId: answer.id })),
  )
  expect(tried.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  const accepted = await db.select().from(posts).where(eq(posts.topicId, topic.id))
  expect(accepted.filter((post) => post.acceptedAt !== null)).toHaveLength(2)
  await drop()
})

test('ASK-07: the same vote sent five times at once counts once, and posts written at once have places of their own', async () => {
  const { db, drop, as, cast, topic } = await committedPlace('races_voting')
  await Promise.all(
    Array.from({ length: 5 }, () => castVote(as(cast.bo), { postId: topic.openingId, value: 1 })),
  )
  expect(await db.select().from(votes)).toHaveLength(1)
  const written = await Promise.all(
    Array.from({ length: 6 }, (_, n) => addPost(as(cast.bo), { topicId: topic.id, body: `Answer ${n}.` })),
  )
  expect(written.map((post) => post.number).sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7])
  const [opening] = await db.select().from(posts).where(eq(posts.id, topic.openingId))
  expect(opening?.score).toBe(1)
  await drop()
})

test('MOD-24: words written while topics merge both ways arrive once each, and one merge of the two holds', async () => {
  const { db, drop, as, cast, topic, told } = await committedPlace('races_merging')
  const other = await startTopic(as(cast.bo), { board: 'api', title: 'Why, too?', body: 'Because, too?' })
  const write = (topicId: number, n: number) => addPost(as(cast.cal), { topicId, body: `Word ${n}.` })
  const merge = (topicId: number, into: number) => mergeTopics(as(cast.mo), { topicId, into })
  const results = await Promise.allSettled([
    write(topic.id, 1),
    write(other.id, 2),
    merge(topic.id, other.id),
    write(topic.id, 3),
    merge(other.id, topic.id),
    write(other.id, 4),
    write(topic.id, 5),
  ])
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  expect(await told('topic.merged')).toBe(1)
  const written = await db.select({ topicId: posts.topicId, number: posts.number }).from(posts)
  expect(written).toHaveLength(7)
  expect(new Set(written.map((post) => post.topicId)).size).toBe(1)
  expect(new Set(written.map((post) => post.number)).size).toBe(7)
  await drop()
})

test('MOD-24: of two moderators who split the same post off at once, and of many who pin, only as many succeed as can', async () => {
  const { drop, as, cast, topic, told } = await committedPlace('races_splitting')
  const post = await addPost(as(cast.bo), { topicId: topic.id, body: 'Another matter.' })
  const split = () =>
    splitTopic(as(cast.mo), { topicId: topic.id, postIds: [post.id], title: 'Another matter' })
  const tried = await Promise.allSettled([split(), split()])
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await told('topic.split')).toBe(1)
  const more = []
  for (const title of ['One', 'Two', 'Three', 'Four'])
    more.push(await startTopic(as(cast.nia), { board: 'api', title, body: title }))
  const pins = await Promise.allSettled(more.map(({ id }) => pinTopic(as(cast.mo), { topicId: id })))
  expect(pins.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  await drop()
})
