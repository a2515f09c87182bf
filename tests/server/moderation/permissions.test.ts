import {
  type Actor,
  mayModerate,
  type ModerationAction,
  moderationActions,
  type RestrictionKind,
} from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { BoardId } from '#server/core/ids.ts'
import { newId } from '#server/core/ids.ts'
import {
  consoleView,
  escalateNow,
  topicPromise,
  unrepliedList,
  upcomingClocks,
} from '#server/escalation/index.ts'
import {
  addPost,
  castVote,
  closeTopic,
  createBoard,
  hidePost,
  moveTopic,
  revisePost,
} from '#server/forum/index.ts'
import {
  actorOfMember,
  giveBoardRoles,
  giveModerationActions,
  giveRoles,
  restrict,
} from '#server/identity/index.ts'
import { changeSettings } from '#server/settings/index.ts'
import { asks, deskOf, follows } from '#tests/factories/crm.ts'
import { storyOf } from '#tests/server/forum/story.ts'
import { day, expect, test, type World } from '#tests/world.ts'

const acting = (world: World, handle: string) => actorOfMember(world.ctx, { handle })
const reason = { clause: 'spam', reason: 'An advert.' }

/** Bo, no employee, as a moderator who holds these actions and no other; a settled site, so that reputation opens nothing. */
async function volunteer(world: World, actions: ModerationAction[]) {
  const ada = world.as(world.cast.ada)
  await changeSettings(ada, {
    abilityPreset: 'established',
    abilityThresholds: { close: 9000, editFreely: 9000 },
  })
  await giveRoles(ada, { handle: 'bo', roles: ['moderator'] })
  await giveModerationActions(ada, { handle: 'bo', actions })
  return acting(world, 'bo')
}

test('MOD-25: each action is given alone and opens what it names and nothing else', async ({ world }) => {
  const { nia, ada } = world.cast
  const { asks, says } = await storyOf(world)
  await createBoard(world.as(ada), { slug: 'other', title: 'Other', kinds: ['question'] })
  const question = await asks(nia)
  const answer = await says(nia, question)
  const deeds: Partial<Record<ModerationAction, (ctx: Ctx) => Promise<unknown>>> = {
    edit: (ctx) => revisePost(ctx, { postId: answer.postId, body: 'Warm it first.' }),
    move: (ctx) => moveTopic(ctx, { topicId: question.topicId, board: 'other' }),
    close: (ctx) => closeTopic(ctx, { topicId: question.topicId, reason: 'off-topic' }),
    hide: (ctx) => hidePost(ctx, { postId: answer.postId, ...reason }),
  }
  for (const action of ['edit', 'move', 'close', 'hide'] as const) {
    const others = await volunteer(
      world,
      moderationActions.filter((one) => one !== action),
    )
    await expect(deeds[action]?.(world.as(others)), action).rejects.toMatchObject({ status: 403 })
    await deeds[action]?.(world.as(await volunteer(world, [action])))
  }
  await giveModerationActions(world.as(ada), { handle: 'bo', actions: null })
  const whole = await acting(world, 'bo')
  expect(moderationActions.filter((action) => mayModerate(whole, action))).toEqual([...moderationActions])
})

test('MOD-25: without the role a list opens nothing; on one board it counts there; only admins give it', async ({
  world,
}) => {
  const { ada, mo } = world.cast
  const board = newId<BoardId>()
  await giveModerationActions(world.as(ada), { handle: 'bo', actions: ['hide', 'warn'] })
  await giveModerationActions(world.as(ada), { handle: 'bo', actions: ['warn', 'hide'] })
  expect(await world.told('member.actionsChanged')).toHaveLength(1)
  expect(mayModerate(await acting(world, 'bo'), 'hide')).toBe(false)
  await giveBoardRoles(world.as(ada), { handle: 'bo', boardId: board, roles: ['moderator'] })
  const bo = await acting(world, 'bo')
  const may = (actor: Actor, action: ModerationAction) => [
    mayModerate(actor, action),
    mayModerate(actor, action, board),
    mayModerate(actor, action, newId<BoardId>()),
  ]
  expect([may(bo, 'hide'), may(bo, 'move')]).toEqual([
    [false, true, false],
    [false, false, false],
  ])
  await expect(giveModerationActions(world.as(mo), { handle: 'bo', actions: null })).rejects.toMatchObject({
    status: 403,
  })
  await expect(
    giveModerationActions(world.as(ada), { handle: 'bo', actions: ['fly' as never] }),
  ).rejects.toMatchObject({ status: 422 })
})

test('MOD-25: a moderator who is no employee sees no promise, case or coverage; one of the house does', async ({
  world,
}) => {
  await deskOf(world)
  const topic = await asks(world.as(world.cast.cal))
  await follows(world, topic.id)
  const sees = async (actor: Actor) => {
    const ctx = world.as(actor)
    const may = (work: Promise<unknown>) => work.then(() => true).catch(() => false)
    return [
      (await topicPromise(ctx, { topicId: topic.id })).clocks.length > 0,
      await may(consoleView(ctx)),
      await may(upcomingClocks(ctx)),
      await may(unrepliedList(ctx)),
      await may(escalateNow(ctx, { topicId: topic.id, reason: 'It should be looked at.' })),
    ]
  }
  const bo = await volunteer(world, [...moderationActions])
  expect(await sees(bo)).toEqual([false, false, false, false, false])
  expect(await sees(world.cast.mo)).toEqual([true, true, true, true, true])
})

test('MOD-16: a limit closes what it names until its moment, and says until when, why and where to appeal', async ({
  world,
}) => {
  const { nia, bo } = world.cast
  const { asks } = await storyOf(world)
  const question = await asks(nia)
  const limited = async (...kinds: RestrictionKind[]) => {
    const until = new Date(world.now.getTime() + 3 * day)
    const restrictions = kinds.map((kind) => ({ kind, until, clause: 'No spam', statementId: 'one' }))
    await change(world.ctx, (tx) => restrict(tx, { memberId: bo.memberId, restrictions }))
    return world.as(await acting(world, 'bo'))
  }
  const starts = (actor: Actor) => asks(actor, 'May I ask this?')
  const why = {
    status: 403,
    params: {
      type: 'restricted',
      clause: 'No spam',
      statement: '/statements/one',
      until: 'Mar 7, 2026, 9:00 AM UTC',
    },
  }
  const answers = (ctx: Ctx) => addPost(ctx, { topicId: question.topicId, body: 'Warm it first.' })
  const votes = (ctx: Ctx) => castVote(ctx, { postId: question.postId, value: 1 })

  const topics = await limited('topics')
  await expect(starts(topics.actor)).rejects.toMatchObject(why)
  expect(await answers(topics)).toMatchObject({ held: false })
  const voting = await limited('votes')
  await expect(votes(voting)).rejects.toMatchObject(why)
  await starts(voting.actor)
  const reviewed = await limited('review')
  expect(await answers(reviewed)).toMatchObject({ held: true })
  expect(await votes(reviewed)).toEqual({ score: 1 })
  const suspended = await limited('suspension')
  await expect(answers(suspended)).rejects.toMatchObject({
    ...why,
    params: { ...why.params, type: 'suspended' },
  })

  world.pass(3 * day)
  const free = world.as(await acting(world, 'bo'))
  expect(await answers(free)).toMatchObject({ held: false })
  await starts(free.actor)
})
