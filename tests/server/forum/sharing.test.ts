import { eq } from 'drizzle-orm'
import { badgeAwards, shares } from '#db/schema/index.ts'
import type { Actor, Member } from '#server/core/actor.ts'
import { followShare, hidePost, ownShare, restorePost, sharePost, withdrawPost } from '#server/forum/index.ts'
import { visitorName } from '#server/http/visitor-name.ts'
import { recomputeStanding } from '#server/reputation/index.ts'
import { expect, test, type World } from '#tests/world.ts'
import { storyOf } from './story.ts'

const codeOf = async (world: World, who: Member, postId: string) =>
  (await ownShare(world.as(who), { postId })).share?.code ?? ''
const visitorsOf = async (world: World, who: Member, postId: string) =>
  (await ownShare(world.as(who), { postId })).share?.visitors

test('PEOPLE-15: an address leads to its post, and each visitor counts once, who shared it never', async ({
  world,
}) => {
  const { nia, bo, cal, guest } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  const { postId } = await says(bo, question)
  expect((await ownShare(world.as(cal), { postId })).share).toBeNull()
  for (const times of [1, 2]) {
    await sharePost(world.as(cal), { postId, visitor: 'cals-own-line' })
    expect(await world.told('post.shared'), `${times}`).toHaveLength(1)
  }
  const code = await codeOf(world, cal, postId)
  expect(code).toMatch(/^[\w-]{8}$/)
  const comes = (visitor: string, who: Actor = guest, machine = false) =>
    followShare(world.as(who), { code, visitor, machine })
  expect(await comes('one')).toMatchObject({ topic: { id: question.topicId, kind: 'question' }, number: 2 })
  await comes('one')
  await comes('two', bo)
  await comes('cals-own-line')
  await comes('cals-office', cal)
  await comes('cals-office')
  await comes('a-crawler', guest, true)
  expect(await visitorsOf(world, cal, postId)).toBe(2)
  // another address of the same post counts for itself, and no mark of one says anything of the other
  await sharePost(world.as(bo), { postId })
  await followShare(world.as(guest), {
    code: await codeOf(world, bo, postId),
    visitor: 'one',
    machine: false,
  })
  expect([await visitorsOf(world, bo, postId), await visitorsOf(world, cal, postId)]).toEqual([1, 2])

  const kept = JSON.stringify([await world.db.select().from(shares), await world.told('share.followed')])
  expect(kept).not.toMatch(/"(one|two)"|cals-/)
  await expect(sharePost(world.as(guest), { postId })).rejects.toMatchObject({ status: 403 })
  await expect(ownShare(world.as(guest), { postId })).rejects.toMatchObject({ status: 403 })
  await expect(
    followShare(world.as(guest), { code: 'no-code1', visitor: 'one', machine: false }),
  ).rejects.toMatchObject({ status: 404 })
})

test('PEOPLE-15: only what everybody may read is shared, and what is gone counts no visitors', async ({
  world,
}) => {
  const { nia, bo, eli, ada, guest } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  const note = await says(eli, { ...question, visibility: 'note' }, 'Seen before.')
  const quiet = await says(eli, { ...question, visibility: 'private' }, 'Between us.')
  for (const { postId } of [note, quiet])
    await expect(sharePost(world.as(eli), { postId })).rejects.toMatchObject({ status: 403 })
  await sharePost(world.as(bo), { postId: answer.postId })
  const code = await codeOf(world, bo, answer.postId)
  const comes = (visitor: string) => followShare(world.as(guest), { code, visitor, machine: false })
  const count = () => visitorsOf(world, bo, answer.postId)
  await hidePost(world.as(ada), { postId: answer.postId, clause: 'spam', reason: 'An advert.' })
  // the page says there what became of it
  expect([(await comes('one')).number, await count()]).toEqual([2, 0])
  await restorePost(world.as(ada), { postId: answer.postId })
  expect([(await comes('one')).number, await count()]).toEqual([2, 1])
  await withdrawPost(world.as(bo), { postId: answer.postId })
  await comes('two')
  expect(await count()).toBe(1)
  await sharePost(world.as(bo), question)
  const topic = await codeOf(world, bo, question.postId)
  await hidePost(world.as(ada), { postId: question.postId, clause: 'spam', reason: 'An advert.' })
  await expect(
    followShare(world.as(guest), { code: topic, visitor: 'one', machine: false }),
  ).rejects.toMatchObject({ status: 404 })
})

test('REP-16 REP-13: 25 different visitors of a shared post bring Announcer, and it goes with the post', async ({
  world,
}) => {
  const { nia, bo, cal, ada, guest } = world.cast
  const { asks, says } = await storyOf(world)
  const { postId } = await says(bo, await asks(nia))
  await sharePost(world.as(cal), { postId })
  const code = await codeOf(world, cal, postId)
  const come = (from: number, to: number) =>
    Promise.all(
      Array.from({ length: to - from }, (_, n) =>
        followShare(world.as(guest), { code, visitor: `visitor-${from + n}`, machine: false }),
      ),
    )
  const held = async () => {
    await recomputeStanding(world.ctx)
    const rows = await world.db.select().from(badgeAwards).where(eq(badgeAwards.memberId, cal.memberId))
    return rows.map(({ badge }) => badge)
  }
  await come(0, 24)
  await come(0, 24)
  expect(await held()).toEqual([])
  await come(24, 25)
  expect(await held()).toEqual(['announcer'])
  await come(25, 300)
  // so many visitors may share a mark now and then; none is ever counted twice
  const visitors = (await visitorsOf(world, cal, postId)) ?? 0
  expect(visitors).toBeGreaterThan(290)
  expect(visitors).toBeLessThanOrEqual(300)
  await hidePost(world.as(ada), { postId, clause: 'spam', reason: 'An advert.' })
  expect(await held()).toEqual([])
})

test('PEOPLE-15: a visitor is named by their network, under a secret, the same each time', () => {
  const name = (ip: string, secret = 'a secret') => visitorName(secret, ip)
  expect(name('203.0.113.9')).toBe(name('::ffff:203.0.113.9'))
  expect(name('2001:db8:1:2::9')).toBe(name('2001:db8:1:2:aaaa:bbbb:cccc:dddd'))
  expect(name('2001:db8::9')).toBe(name('2001:db8:0:0:1::'))
  const others = ['203.0.113.9', '203.0.113.10', '2001:db8:1:2::9', '2001:db8:1:3::9', '::1', '']
  expect(new Set(others.map((ip) => name(ip))).size).toBe(others.length)
  expect(name('203.0.113.9', 'another')).not.toBe(name('203.0.113.9'))
  expect(name('203.0.113.9')).not.toContain('203')
})
