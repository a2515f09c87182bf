import { archiveBoard, createBoard } from '#server/forum/index.ts'
import { actorOfMember, deactivateMember, giveBoardRoles } from '#server/identity/index.ts'
import {
  alertModerators,
  assignByRule,
  assignmentRules,
  changeAssignmentRule,
  logList,
  makeAssignmentRule,
  removeAssignmentRule,
  reviewQueue,
  tendItem,
} from '#server/moderation/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { expect, test, type World } from '#tests/world.ts'
import { moderationOf } from './story.ts'

const spamOnApi = { board: 'api', clause: 'no-spam', flagCount: 3, assignee: '@mo', category: 'Adverts' }

/** A reported post, and reports that the rules hear as they come. */
async function reportsOf(world: World) {
  const story = await moderationOf(world)
  const answer = await story.says(world.cast.bo, await story.asks(world.cast.nia), 'Cheap caches here.')
  const people = await story.people(6)
  let next = 0
  const reports = async (count: number, clause = 'no-spam', post = answer) => {
    for (const who of people.slice(next, next + count)) await story.flag(who, post, clause)
    next += count
    await story.hears(assignByRule, 'post.flagged')
  }
  return { ...story, answer, reports, itemNow: () => story.itemFor(answer) }
}

test('MOD-12: the third report under a clause on a board assigns the item and gives it its category, once, with a record', async ({
  world,
}) => {
  const { ada, mo } = world.cast
  const { reports, itemNow, history, hears } = await reportsOf(world)
  await makeAssignmentRule(world.as(ada), spamOnApi)
  await reports(2)
  await reports(1, 'no-bullying')
  expect(await itemNow()).toMatchObject({ assigneeId: null, category: null })
  await reports(1)
  const item = await itemNow()
  expect(item).toMatchObject({ assigneeId: mo.memberId, category: 'adverts' })
  expect((await reviewQueue(world.as(mo), { view: 'mine' })).rows).toHaveLength(1)
  expect((await history(item.id)).map(({ action, byKind }) => [action, byKind])).toEqual([
    ['assign', 'system'],
    ['category', 'system'],
  ])
  // whoever is assigned hears of it, however low its priority
  expect((await world.told('moderator.alerted')).map(({ payload }) => payload.memberId)).toContain(
    mo.memberId,
  )

  await tendItem(world.as(mo), { itemId: item.id, assignee: '', category: '' })
  await reports(1)
  await hears(alertModerators, 'post.flagged')
  expect(await itemNow()).toMatchObject({ assigneeId: null, category: null })
  expect(await assignmentRules(world.as(ada))).toMatchObject([{ met: 1, assignee: { moderates: true } }])
})

test('MOD-12: the closest rule fills first, and none overrides what a moderator said of the item', async ({
  world,
}) => {
  const { ada, mo } = world.cast
  const { reports, itemNow } = await reportsOf(world)
  await makeAssignmentRule(world.as(ada), { flagCount: 1, assignee: 'ada', category: 'anything' })
  await makeAssignmentRule(world.as(ada), { board: 'api', flagCount: 1, category: 'cache' })
  await makeAssignmentRule(world.as(ada), { ...spamOnApi, flagCount: 2 })
  await reports(1)
  const item = await itemNow()
  expect(item).toMatchObject({ assigneeId: ada.memberId, category: 'cache' })
  await reports(1)
  expect(await itemNow()).toMatchObject({ assigneeId: ada.memberId, category: 'cache' })
  await tendItem(world.as(mo), { itemId: item.id, assignee: 'mo', category: 'shops' })
  await reports(1)
  expect(await itemNow()).toMatchObject({ assigneeId: mo.memberId, category: 'shops' })
})

test('MOD-12: whoever left, or is reported, is assigned nothing; a removed rule and another board’s do nothing', async ({
  world,
}) => {
  const { ada, mo, nia, bo } = world.cast
  const { reports, itemNow, asks, flag, itemFor, hears, people, board } = await reportsOf(world)
  await createBoard(world.as(ada), { slug: 'route', title: 'Route', kinds: ['question'] })
  const elsewhere = await makeAssignmentRule(world.as(ada), { ...spamOnApi, board: 'route', flagCount: 1 })
  const removed = await makeAssignmentRule(world.as(ada), { ...spamOnApi, flagCount: 1 })
  await removeAssignmentRule(world.as(ada), removed)
  await expect(removeAssignmentRule(world.as(ada), removed)).rejects.toMatchObject({ status: 404 })
  await reports(1)
  expect(await itemNow()).toMatchObject({ assigneeId: null, category: null })

  const lea = await memberOf(world, { handle: 'lea', roles: ['moderator'] })
  await makeAssignmentRule(world.as(ada), { ...spamOnApi, flagCount: 1, assignee: 'lea' })
  await deactivateMember(world.as(ada), { handle: lea.handle })
  await reports(1)
  expect(await itemNow()).toMatchObject({ assigneeId: null, category: 'adverts' })
  expect(await assignmentRules(world.as(ada))).toMatchObject([
    { id: elsewhere.assignmentRuleId, met: 0, assignee: { moderates: true } },
    { met: 1, assignee: { handle: 'lea', moderates: false } },
  ])

  const [first] = await people(1, 60)
  await giveBoardRoles(world.as(ada), { memberId: bo.memberId, boardId: board.id, roles: ['moderator'] })
  await makeAssignmentRule(world.as(ada), {
    clause: 'no-bullying',
    board: 'api',
    flagCount: 1,
    assignee: 'bo',
  })
  const own = await asks(await actorOfMember(world.ctx, { handle: 'bo' }), 'Is this mine?')
  await flag(first!, own, 'no-bullying')
  await flag(first!, await asks(nia, 'And this?'), 'no-bullying')
  await hears(assignByRule, 'post.flagged')
  expect(await itemFor(own)).toMatchObject({ assigneeId: null })
  expect(
    (await reviewQueue(world.as(mo), {})).rows.filter(({ assignee }) => assignee?.handle === 'bo'),
  ).toHaveLength(1)
})

test('MOD-12 MOD-25: rules are kept with the action, on one’s own board; what they name must exist, moderate there and be open', async ({
  world,
}) => {
  const { ada, mo, nia, cal } = world.cast
  const { board, reports, itemNow } = await reportsOf(world)
  const other = await createBoard(world.as(ada), { slug: 'route', title: 'Route', kinds: ['question'] })
  await giveBoardRoles(world.as(ada), { memberId: cal.memberId, boardId: other.id, roles: ['moderator'] })
  const ofRoute = await actorOfMember(world.ctx, { handle: 'cal' })
  const own = { board: 'route', flagCount: 2, assignee: 'cal' }
  const { assignmentRuleId } = await makeAssignmentRule(world.as(ofRoute), own)
  for (const wanted of [spamOnApi, { ...own, board: null, assignee: 'mo' }])
    await expect(makeAssignmentRule(world.as(ofRoute), wanted)).rejects.toMatchObject({ status: 403 })
  await expect(makeAssignmentRule(world.as(nia), own)).rejects.toMatchObject({ status: 403 })
  await expect(assignmentRules(world.as(nia))).rejects.toMatchObject({ status: 403 })
  const without = { ...mo, moderationActions: ['queue', 'decide'] as const }
  await expect(makeAssignmentRule(world.as(without), spamOnApi)).rejects.toMatchObject({ status: 403 })
  const wrong = [
    [{ ...spamOnApi, assignee: 'cal' }, 'assignee'],
    [{ ...spamOnApi, assignee: 'nia' }, 'assignee'],
    [{ ...spamOnApi, assignee: null, category: null }, 'assignee'],
    [{ ...spamOnApi, flagCount: 0 }, 'flagCount'],
    [{ ...spamOnApi, clause: 'made-up' }, 'clause'],
    [{ ...spamOnApi, board: 'nowhere' }, 'board'],
  ] as const
  for (const [wanted, path] of wrong)
    await expect(makeAssignmentRule(world.as(ada), wanted)).rejects.toMatchObject({
      status: 422,
      fields: [{ path }],
    })

  // an archived board takes no new rule, and the one it has goes on and can be changed or removed
  const onApi = await makeAssignmentRule(world.as(ada), { ...spamOnApi, flagCount: 1 })
  await archiveBoard(world.as(ada), { board: board.slug })
  await expect(makeAssignmentRule(world.as(ada), spamOnApi)).rejects.toMatchObject({ status: 422 })
  expect((await assignmentRules(world.as(ada)))[0]).toMatchObject({ board: { archivedAt: world.now } })
  await reports(1)
  expect(await itemNow()).toMatchObject({ assigneeId: mo.memberId })
  await changeAssignmentRule(world.as(ada), { ...spamOnApi, ...onApi, category: 'shops' })
  await changeAssignmentRule(world.as(ada), { ...spamOnApi, ...onApi, category: 'shops' })
  expect(await world.told('assignmentRule.changed')).toHaveLength(1)
  await removeAssignmentRule(world.as(ofRoute), { assignmentRuleId })
  const logged = (await logList(world.as(ada), { action: 'assignment' })).items
  expect(logged.map(({ action }) => action)).toEqual([
    'assignment.removed',
    'assignment.changed',
    'assignment.made',
    'assignment.made',
  ])
  expect(logged[1]).toMatchObject({
    by: { handle: 'ada' },
    before: { category: 'adverts', reports: 1 },
    after: { category: 'shops', reports: 3 },
  })
})
