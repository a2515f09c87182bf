import { eq } from 'drizzle-orm'
import { members } from '#db/schema/index.ts'
import type { Actor, Member } from '#server/core/actor.ts'
import type { TopicId } from '#server/core/ids.ts'
import {
  acceptAnswer,
  closeTopic,
  declineInvitation,
  invitationPage,
  inviteToAnswer,
  topicPage,
  wishInvitations,
} from '#server/forum/index.ts'
import { recomputeStanding, whomToInvite, wishStanding } from '#server/reputation/index.ts'
import { changeSettings } from '#server/settings/index.ts'
import { follower, noticesOf } from '#tests/server/notifications/story.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { day, expect, hour, test, type World } from '#tests/world.ts'
import { storyOf } from './story.ts'

const plain = (who: Member): Member => ({ ...who, abilities: new Set() })
const invites = (world: World, who: Actor, topicId: TopicId, handle: string, tag?: string) =>
  inviteToAnswer(world.as(who), { topicId, handle, ...(tag ? { tag } : {}) })

test('ASK-16: its asker invites once the question has stood unanswered, staff and who has the ability at any time', async ({
  world,
}) => {
  const { nia, bo, cal, mo, pia, guest } = world.cast
  const { asks, says } = await storyOf(world)
  const { topicId } = await asks(plain(nia))
  const may = async (who: Actor) => (await topicPage(world.as(who), { topicId })).can.invite
  expect([
    await may(plain(nia)),
    await may(plain(bo)),
    await may(bo),
    await may(mo),
    await may(guest),
  ]).toEqual([false, false, true, true, false])
  const refused = { status: 403, key: 'forum.invite.refused' }
  await expect(invites(world, plain(nia), topicId, 'bo')).rejects.toMatchObject(refused)
  await expect(invitationPage(world.as(plain(nia)), { topicId })).rejects.toMatchObject(refused)
  await expect(invites(world, guest, topicId, 'bo')).rejects.toMatchObject({ status: 403 })
  world.pass(24 * hour)
  expect(await may(plain(nia))).toBe(true)
  await invites(world, plain(nia), topicId, 'bo')
  for (const [handle, key] of [
    ['bo', 'forum.invite.twice'],
    ['nia', 'forum.invite.self'],
  ] as const)
    await expect(invites(world, plain(nia), topicId, handle)).rejects.toMatchObject({ status: 409, key })
  await expect(invites(world, mo, topicId, 'nia')).rejects.toMatchObject({ key: 'forum.invite.asker' })
  await expect(invites(world, mo, topicId, 'nobody')).rejects.toMatchObject({ status: 404 })
  await says(cal, { topicId })
  await expect(invites(world, mo, topicId, 'cal')).rejects.toMatchObject({ key: 'forum.invite.answered' })
  // answered: it is no longer the asker's to hurry, but staff may still ask somebody
  expect(await may(plain(nia))).toBe(false)
  await invites(world, mo, topicId, 'pia')
  await closeTopic(world.as(mo), { topicId, reason: 'off-topic' })
  await expect(invites(world, mo, topicId, 'eli')).rejects.toMatchObject(refused)
  expect(pia.handle).toBe('pia')
})

test('ASK-16: at most three by one member to a question, and so many in a day', async ({ world }) => {
  const { nia, mo, ada } = world.cast
  const { asks } = await storyOf(world)
  const [first, second] = [await asks(nia, 'First?'), await asks(nia, 'Second?')]
  for (const n of [1, 2, 3, 4, 5]) await memberOf(world, { handle: `knows-${n}` })
  for (const n of [1, 2, 3]) await invites(world, mo, first.topicId, `knows-${n}`)
  await expect(invites(world, mo, first.topicId, 'knows-4')).rejects.toMatchObject({
    status: 409,
    key: 'forum.invite.enough',
  })
  expect(await invitationPage(world.as(mo), first)).toMatchObject({ left: 0 })
  await changeSettings(world.as(ada), { invitesPerDay: 4 })
  world.pass(hour)
  await invites(world, mo, second.topicId, 'knows-1')
  await expect(invites(world, mo, second.topicId, 'knows-2')).rejects.toMatchObject({
    status: 429,
    retryAfter: 23 * 3600,
  })
  world.pass(23 * hour + 1)
  await invites(world, mo, second.topicId, 'knows-2')
})

test('ASK-16: who is invited gets one notice with why it is them, may decline, and may switch invitations off', async ({
  world,
}) => {
  const { nia, bo, mo, cal } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia, 'Why is the cache cold?', 'cache')
  const { topicId } = question
  await invites(world, mo, topicId, 'bo', 'cache')
  await invites(world, mo, topicId, 'cal', 'something-else')
  const run = follower(world, 'notifications')
  await run()
  await run({ again: true })
  const told = async () =>
    (await noticesOf(world))
      .filter(({ kind }) => kind === 'invited')
      .map(({ memberId, rule, params, cause, byId, doneAt }) => ({
        memberId,
        rule,
        params,
        cause,
        byId,
        doneAt,
      }))
  const open = { cause: 'invitations', byId: mo.memberId, doneAt: null }
  expect(await told()).toEqual([
    { memberId: bo.memberId, rule: 'expert', params: { name: 'cache' }, ...open },
    { memberId: cal.memberId, rule: 'invitedToAnswer', params: {}, ...open },
  ])
  // who was asked is nobody else's news
  expect((await world.told('invitation.sent'))[0]?.payload).not.toHaveProperty('topicId')

  expect((await invitationPage(world.as(plain(bo)), { topicId })).mine).toMatchObject({ inviterHandle: 'mo' })
  expect((await invitationPage(world.as(plain(bo)), { topicId })).invited).toEqual([])
  for (const times of [1, 2]) {
    await declineInvitation(world.as(plain(bo)), { topicId })
    expect(await world.told('invitation.declined'), `${times}`).toHaveLength(1)
  }
  await expect(declineInvitation(world.as(nia), { topicId })).rejects.toMatchObject({ status: 404 })
  await says(cal, question)
  await run()
  expect((await told()).map(({ doneAt }) => doneAt !== null)).toEqual([true, true])
  expect((await invitationPage(world.as(mo), { topicId })).invited).toMatchObject([
    { handle: 'bo', answered: false, declinedAt: world.now },
    { handle: 'cal', answered: true, declinedAt: null },
  ])

  const other = await asks(nia, 'And this?')
  await wishInvitations(world.as(bo), { wanted: false })
  await expect(invites(world, mo, other.topicId, 'bo')).rejects.toMatchObject({ key: 'forum.invite.off' })
  await wishInvitations(world.as(bo), { wanted: true })
  await invites(world, mo, other.topicId, 'bo')
})

test('REP-18: the top people of a question’s tags are suggested, but for who was asked, is away or wants to be left out', async ({
  world,
}) => {
  const { nia, bo, cal, mo, pia, eli } = world.cast
  const { asks, says } = await storyOf(world)
  const solve = async (who: Member, tags: string, times = 1) => {
    for (let n = 0; n < times; n++)
      await acceptAnswer(world.as(nia), await says(who, await asks(nia, `Why, ${who.handle} ${n}?`, tags)))
  }
  await solve(bo, 'cache', 2)
  await solve(cal, 'cache, queue')
  await solve(pia, 'queue')
  await solve(eli, 'other')
  await recomputeStanding(world.ctx)
  const question = await asks(nia, 'Which cache is it?', 'cache, queue')
  const suggested = async (except: Member[] = [nia]) =>
    (
      await whomToInvite(world.ctx, {
        tags: ['cache', 'queue'],
        topicId: question.topicId,
        except: except.map(({ memberId }) => memberId),
      })
    ).map(({ handle, tag, accepted }) => [handle, tag, accepted])
  const all = await suggested()
  expect(all).toHaveLength(3)
  expect(all).toContainEqual(['bo', 'cache', 2])
  expect(all).toContainEqual(['pia', 'queue', 1])
  expect((await suggested([nia, bo])).map(([handle]) => handle)).not.toContain('bo')
  const to = { tags: ['cache', 'queue'], topicId: question.topicId, except: [] }
  expect((await whomToInvite(world.as(bo), to)).map(({ handle }) => handle)).not.toContain('bo')

  const names = async () => (await suggested()).map(([handle]) => handle).sort()
  await wishStanding(world.as(bo), { readers: true, leaderboards: false })
  expect(await names()).toEqual(['cal', 'pia'])
  await wishStanding(world.as(bo), { readers: true, leaderboards: true })
  await wishInvitations(world.as(cal), { wanted: false })
  expect(await names()).toEqual(['bo', 'pia'])
  await says(pia, question, 'Which version?')
  expect(await names()).toEqual(['bo'])
  for (const n of [1, 2, 3])
    await inviteToAnswer(world.as(mo), { topicId: (await asks(nia, `Busy ${n}?`)).topicId, handle: 'bo' })
  expect(await names()).toEqual([])
  world.pass(day + hour)
  expect(await names()).toEqual(['bo'])
  await world.db
    .update(members)
    .set({ lastSeenAt: new Date(world.now.getTime() - 91 * day) })
    .where(eq(members.id, bo.memberId))
  expect(await names()).toEqual([])
})
