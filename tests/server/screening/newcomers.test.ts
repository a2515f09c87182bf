import { inject } from 'vitest'
import type { Member } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { addPost, createBoard, startTopic } from '#server/forum/index.ts'
import { formStamps } from '#server/http/form-stamp.ts'
import { changeSettings } from '#server/settings/index.ts'
import { ownDatabase } from '#tests/database.ts'
import { castOf } from '#tests/factories/cast.ts'
import { dawn, day, expect, hour, test, type World } from '#tests/world.ts'
import { storyOf } from '../forum/story.ts'

const links = (count: number) =>
  Array.from({ length: count }, (_, n) => `https://site${n}.example/page`).join(' and ')

/** Nia, as if she had joined just now. */
const fresh = (world: World): Member => ({ ...world.cast.nia, joinedAt: world.now })

test('MOD-19: a newcomer writes at most 2 links, 1 image and 2 mentions in a post; who is vouched for, staff and older members more', async ({
  world,
}) => {
  const { bo, mo } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(bo)
  const newt = fresh(world)
  const many = `${links(3)} ![a](https://a.example/1.png) ![b](https://b.example/2.png) @mo @bo @eli`
  await expect(says(newt, question, many)).rejects.toMatchObject({
    fields: [
      { path: 'body', key: 'forum.newcomer.links', params: { most: 2 } },
      { key: 'forum.newcomer.images' },
      { key: 'forum.newcomer.mentions' },
    ],
  })
  for (const who of [{ ...newt, vouched: true }, mo, bo]) await says(who, question, many)
  world.pass(20_000)
  await says(newt, question, `${links(2)} ![a](https://a.example/1.png) @mo @bo`)
  world.pass(20_000)
  const unproven = { ...bo, abilities: new Set<never>() }
  await expect(says(unproven, question, links(3))).rejects.toMatchObject({ status: 422 })
  await changeSettings(world.as(world.cast.ada), { newMemberLinks: 3 })
  await says(unproven, question, links(3))
})

test('MOD-19: 3 topics and 10 replies on the first day, with a gap between posts; the day after there is no limit', async ({
  world,
}) => {
  const { bo } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(bo)
  const newt = fresh(world)
  world.pass(1000)
  await asks(newt, 'One?')
  await expect(asks(newt, 'Two?')).rejects.toMatchObject({
    status: 429,
    key: 'forum.newcomer.gap',
    retryAfter: 10,
  })
  for (const title of ['Two?', 'Three?']) {
    world.pass(10_000)
    await asks(newt, title)
  }
  world.pass(hour)
  await expect(asks(newt, 'Four?')).rejects.toMatchObject({ status: 429, key: 'forum.newcomer.topics' })
  for (let n = 0; n < 10; n++) {
    await says(newt, question, `Reply ${n}.`)
    world.pass(10_000)
  }
  await expect(says(newt, question, 'One too many.')).rejects.toMatchObject({
    status: 429,
    key: 'forum.newcomer.replies',
  })
  await says({ ...newt, vouched: true }, question, 'Vouched for.')
  world.pass(day)
  await asks(newt, 'Four?')
  await says(newt, question, 'The next morning.')
})

test('MOD-19: posts sent at once by a newcomer are counted one after the other', async () => {
  const { db, drop } = await ownDatabase(inject('cluster'), 'races_newcomer')
  const cast = await castOf({ db, now: dawn })
  const as = (actor: Member) => makeCtx({ db, actor, now: dawn, requestId: 'race' })
  await createBoard(as(cast.ada), { slug: 'api', title: 'API', kinds: ['question'] })
  const topic = await startTopic(as(cast.bo), { board: 'api', title: 'Why?', body: 'Because?' })
  const newt = { ...cast.nia, joinedAt: new Date(dawn.getTime() - 1000) }
  const sent = await Promise.allSettled(
    Array.from({ length: 5 }, (_, n) => addPost(as(newt), { topicId: topic.id, body: `Word ${n}.` })),
  )
  expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await drop()
})

test('MOD-19: a form’s stamp tells how long it was open, and says nothing when forged, borrowed or old', ({
  world,
}) => {
  const { nia, bo } = world.cast
  const stamps = formStamps('a secret of this installation, long enough')
  const stamp = stamps.stamp(nia.memberId, world.now)
  const later = (seconds: number) => new Date(world.now.getTime() + seconds * 1000)
  expect(stamps.secondsSince(stamp, { memberId: nia.memberId, now: later(5) })).toBe(5)
  expect(stamps.secondsSince(stamp, { memberId: bo.memberId, now: later(5) })).toBe(0)
  expect(stamps.secondsSince(stamp, { memberId: nia.memberId, now: later(32 * 86_400) })).toBe(0)
  const earlier = `${world.now.getTime() - 60_000}.${stamp.split('.')[1]}`
  for (const forged of ['', '.', 'x.y', earlier])
    expect(stamps.secondsSince(forged, { memberId: nia.memberId, now: later(5) })).toBe(0)
})
