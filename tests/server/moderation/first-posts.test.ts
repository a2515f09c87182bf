import { eq } from 'drizzle-orm'
import { members } from '#db/schema/index.ts'
import { system } from '#server/core/actor.ts'
import { revisePost } from '#server/forum/index.ts'
import { actorOfMember } from '#server/identity/index.ts'
import { openHeld, publishWaiting, undoDecision } from '#server/moderation/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { expect, hour, test, type World } from '#tests/world.ts'
import { moderationOf, spamHide } from './story.ts'

/** A newcomer whose first posts are held, and what the house does about them. */
async function newcomerOf(world: World) {
  const story = await moderationOf(world)
  const { memberId } = await memberOf(world, { handle: 'newt' })
  await world.db.update(members).set({ approvedPosts: 0 }).where(eq(members.id, memberId))
  const newt = () => actorOfMember(world.ctx, { memberId })
  const follows = () => story.hears(openHeld, 'topic.started', 'answer.posted')
  const passes = () => publishWaiting(world.as(system('test')))
  return { ...story, memberId, newt, follows, passes }
}

test('MOD-08: a first post waits; approved by a person it appears, and the next ones appear at once', async ({
  world,
}) => {
  const { bo, mo } = world.cast
  const { asks, newt, follows, reads, itemFor, decide, items } = await newcomerOf(world)
  const question = await asks(await newt())
  await follows()
  expect(await items()).toMatchObject([
    { kind: 'first-post', publishAt: new Date(world.now.getTime() + 2 * hour) },
  ])
  expect(await reads(await newt(), question)).toMatchObject({ heldAt: world.now })
  await expect(reads(bo, question)).rejects.toMatchObject({ status: 404 })

  const { id } = await itemFor(question, 'first-post')
  const { decisionId } = await decide(id, { action: 'approve' })
  expect(await reads(bo, question)).toMatchObject({ heldAt: null })
  expect(await world.told('firstPost.approved')).toMatchObject([{ payload: { byId: mo.memberId } }])
  const next = await asks(await newt(), 'And a second one?')
  expect(await reads(bo, next)).toMatchObject({ heldAt: null })

  await undoDecision(world.as(mo), { decisionId })
  await expect(reads(bo, question)).rejects.toMatchObject({ status: 404 })
  expect(await newt()).toMatchObject({ approvedPosts: 0 })
})

test('MOD-08: nobody looked: published by itself after two hours, which no person guided', async ({
  world,
}) => {
  const { bo } = world.cast
  const { asks, newt, follows, reads, passes, itemFor } = await newcomerOf(world)
  const question = await asks(await newt())
  await follows()
  world.pass(2 * hour - 1)
  await passes()
  await expect(reads(bo, question)).rejects.toMatchObject({ status: 404 })
  world.pass(1)
  await passes()
  await passes()
  expect(await reads(bo, question)).toMatchObject({ heldAt: null })
  expect(await itemFor(question, 'first-post')).toMatchObject({ state: 'decided', outcome: 'publish' })
  expect([await world.told('post.approved'), await world.told('firstPost.approved')]).toMatchObject([
    [{}],
    [],
  ])
  expect(await newt()).toMatchObject({ approvedPosts: 1 })
})

test('MOD-08: vouched members and staff do not wait', async ({ world }) => {
  const { mo, bo } = world.cast
  const { asks, newt, reads } = await newcomerOf(world)
  const vouched = await asks({ ...(await newt()), vouched: true })
  expect(await reads(bo, vouched)).toMatchObject({ heldAt: null })
  expect(await reads(bo, await asks({ ...mo, approvedPosts: 0 }))).toMatchObject({ heldAt: null })
})

test('MOD-07: title, text, tags and board of a held post are corrected and it is approved in one step; the author reads the diff', async ({
  world,
}) => {
  const { bo, nia } = world.cast
  const { asks, newt, follows, reads, itemFor, decide, history, board } = await newcomerOf(world)
  const question = await asks(await newt(), 'help!!')
  await follows()
  const { id } = await itemFor(question, 'first-post')
  await decide(id, {
    action: 'fix',
    title: 'Why is the cache cold?',
    body: 'It was warm.',
    tags: 'cache',
    basedOn: 0,
  })
  expect(await reads(bo, question)).toMatchObject({
    title: 'Why is the cache cold?',
    tags: ['cache'],
    heldAt: null,
  })
  expect(await history(id)).toMatchObject([{ action: 'fix', before: { edits: 0, held: true } }])
  expect(board.slug).toBe('api')
  await expect(decide(id, { action: 'approve' }, nia)).rejects.toMatchObject({ status: 403 })
})

test('MOD-07: words that changed while the moderator looked are not approved unseen', async ({ world }) => {
  const { asks, newt, follows, itemFor, decide } = await newcomerOf(world)
  const question = await asks(await newt())
  await follows()
  await revisePost(world.as(await newt()), { ...question, body: 'Buy caches at shop.example.' })
  const { id } = await itemFor(question, 'first-post')
  await expect(decide(id, { action: 'approve', basedOn: 0 })).rejects.toMatchObject({
    key: 'moderation.item.changed',
  })
  await decide(id, { ...spamHide, basedOn: 1 })
  expect(await newt()).toMatchObject({ approvedPosts: 0 })
})
