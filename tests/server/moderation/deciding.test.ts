import { hidePost, withdrawPost } from '#server/forum/index.ts'
import { system } from '#server/core/actor.ts'
import {
  closeStale,
  followHidden,
  followWithdrawn,
  noteOnItem,
  releaseItem,
  tendItem,
  undoDecision,
} from '#server/moderation/index.ts'
import { day, expect, hour, minute, test } from '#tests/world.ts'
import { moderationOf, spamHide } from './story.ts'

test('MOD-09: opening claims that item alone, shows whose it is, and frees itself after five idle minutes', async ({
  world,
}) => {
  const { nia, bo, mo, ada } = world.cast
  const { asks, says, flag, claim, itemFor } = await moderationOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  await flag(bo, question)
  await flag(nia, answer)
  const [one, other] = [await itemFor(question), await itemFor(answer)]
  expect(await claim(mo, one.id)).toMatchObject({ mine: true })
  expect(await claim(ada, one.id)).toMatchObject({ mine: false, claimedBy: mo.memberId })
  expect(await claim(ada, other.id)).toMatchObject({ mine: true })
  expect(await world.told('review.claimed')).toHaveLength(2)
  world.pass(3 * minute)
  await claim(mo, one.id)
  world.pass(4 * minute)
  expect(await claim(ada, one.id)).toMatchObject({ mine: false })
  world.pass(minute)
  expect(await claim(ada, one.id)).toMatchObject({ mine: true })
  await expect(claim(bo, one.id)).rejects.toMatchObject({ status: 403 })
  await releaseItem(world.as(ada), { itemId: one.id })
  expect(await claim(mo, one.id)).toMatchObject({ mine: true })
})

test('MOD-09 UX-MOD-1: of two decisions one is stored; the other gets 409 with who and what', async ({
  world,
}) => {
  const { nia, bo, mo, ada } = world.cast
  const { asks, flag, decide, item, history } = await moderationOf(world)
  const { itemId } = await flag(bo, await asks(nia))
  const { version } = await item(itemId)
  await decide(itemId, { ...spamHide, version }, mo)
  await expect(decide(itemId, { action: 'approve', version }, ada)).rejects.toMatchObject({
    status: 409,
    key: 'moderation.taken.hide',
    params: { name: mo.displayName },
  })
  expect(await history(itemId)).toHaveLength(1)
  expect(await world.told('review.decided')).toMatchObject([
    { payload: { itemId, kind: 'flags', action: 'hide', clause: 'no-spam', deciderId: mo.memberId } },
  ])
})

test('MOD-22: hiding in the queue needs clause and message; a stub with the clause stands there; undo brings it back', async ({
  world,
}) => {
  const { nia, bo, guest } = world.cast
  const { asks, says, flag, decide, finds, history, item } = await moderationOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question, 'Buy my caches.')
  const { itemId } = await flag(nia, answer)
  await expect(decide(itemId, { action: 'hide' })).rejects.toMatchObject({
    status: 422,
    fields: [{ path: 'clause' }, { path: 'message' }],
  })
  const { decisionId } = await decide(itemId, spamHide)
  expect(await finds(guest, answer)).toMatchObject({ stub: 'hidden', hiddenClause: 'no-spam' })
  expect(await finds(bo, answer)).toMatchObject({ hiddenReason: spamHide.message })
  await undoDecision(world.as(world.cast.mo), { decisionId })
  expect((await finds(guest, answer))?.stub ?? null).toBeNull()
  expect(await item(itemId)).toMatchObject({ state: 'open', outcome: null, version: 3 })
  expect((await history(itemId)).map(({ action }) => action)).toEqual(['hide', 'undo'])
  expect((await world.told('flag.judged')).map(({ payload }) => [payload.before, payload.upheld])).toEqual([
    [null, true],
    [true, null],
  ])
  await decide(itemId, { action: 'approve' })
  expect((await world.told('flag.judged')).at(-1)?.payload).toMatchObject({ before: null, upheld: false })
})

test('MOD-12: a decision is undone for a day, once, and never by the author it concerns', async ({
  world,
}) => {
  const { nia, bo, mo, ada } = world.cast
  const { asks, flag, decide } = await moderationOf(world)
  const [first, second] = [
    await flag(bo, await asks(nia)),
    await flag(bo, await asks(nia, 'Why two caches?')),
  ]
  const one = await decide(first.itemId, { action: 'approve' })
  const two = await decide(second.itemId, { action: 'approve' })
  await undoDecision(world.as(ada), one)
  await expect(undoDecision(world.as(mo), one)).rejects.toMatchObject({ status: 409 })
  world.pass(day + 1)
  await expect(undoDecision(world.as(mo), two)).rejects.toMatchObject({ key: 'moderation.undo.late' })
})

test('MOD-12: second opinion: who asked decides it no more; nobody decides in their own matter', async ({
  world,
}) => {
  const { nia, bo, mo, ada } = world.cast
  const { asks, flag, decide, item } = await moderationOf(world)
  const { itemId } = await flag(bo, await asks(nia))
  await expect(decide(itemId, { action: 'second', to: 'mo' })).rejects.toMatchObject({
    fields: [{ path: 'to' }],
  })
  await expect(decide(itemId, { action: 'second', to: 'bo' })).rejects.toMatchObject({
    fields: [{ path: 'to' }],
  })
  await decide(itemId, { action: 'second', to: 'ada', reason: 'Is it ours?' })
  expect(await item(itemId)).toMatchObject({
    assigneeId: ada.memberId,
    secondFrom: mo.memberId,
    state: 'open',
  })
  await expect(decide(itemId, { action: 'approve' }, mo)).rejects.toMatchObject({ status: 403 })
  await decide(itemId, { action: 'approve' }, ada)

  const own = await flag(bo, await asks(mo, 'Who else has this?'))
  await expect(decide(own.itemId, { action: 'approve' }, mo)).rejects.toMatchObject({
    status: 403,
    key: 'moderation.item.own',
  })
})

test('MOD-12: snoozed for three hours, skipped for oneself, the item stays open', async ({ world }) => {
  const { nia, bo } = world.cast
  const { asks, flag, decide, item, history } = await moderationOf(world)
  const { itemId } = await flag(bo, await asks(nia))
  await decide(itemId, { action: 'snooze' })
  expect(await item(itemId)).toMatchObject({
    snoozedUntil: new Date(world.now.getTime() + 3 * hour),
    state: 'open',
  })
  await decide(itemId, { action: 'skip' })
  expect((await history(itemId)).map(({ action }) => action)).toEqual(['snooze', 'skip'])
})

test('MOD-22: a post hidden outside the queue settles what waits about it; one taken back leaves nothing to judge', async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks, says, flag, item, hears } = await moderationOf(world)
  const question = await asks(nia)
  const [sold, regretted] = [await says(bo, question, 'Buy.'), await says(bo, question, 'Sorry.')]
  const [first, second] = [await flag(nia, sold), await flag(nia, regretted)]
  await hidePost(world.as(mo), { postId: sold.postId, clause: 'no-spam', reason: 'Sells.' })
  await hears(followHidden, 'post.hidden')
  expect(await item(first.itemId)).toMatchObject({
    state: 'decided',
    outcome: 'hide',
    decidedBy: mo.memberId,
  })
  await withdrawPost(world.as(bo), regretted)
  await hears(followWithdrawn, 'post.withdrawn')
  expect(await item(second.itemId)).toMatchObject({ state: 'withdrawn' })
  expect(await world.told('flag.judged')).toHaveLength(1)
})

test('MOD-12: an item carries notes, an assignee who moderates there, and a category, each with a record', async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks, flag, item, history } = await moderationOf(world)
  const { itemId } = await flag(bo, await asks(nia))
  await tendItem(world.as(mo), { itemId, assignee: '@ada', category: 'Promotion' })
  await expect(tendItem(world.as(mo), { itemId, assignee: 'bo' })).rejects.toMatchObject({
    fields: [{ path: 'assignee' }],
  })
  await noteOnItem(world.as(mo), { itemId, text: 'Same shop as last week.' })
  await expect(noteOnItem(world.as(bo), { itemId, text: 'Mine.' })).rejects.toMatchObject({ status: 403 })
  expect(await item(itemId)).toMatchObject({ assigneeId: world.cast.ada.memberId, category: 'promotion' })
  await tendItem(world.as(mo), { itemId, assignee: '' })
  expect((await history(itemId)).map(({ action }) => action)).toEqual(['assign', 'category', 'assign'])
})

test('MOD-12: low-priority items that waited 90 days end as ignored, with a record; heavier ones stay', async ({
  world,
}) => {
  const { nia } = world.cast
  const { asks, flag, people, item, history } = await moderationOf(world)
  const [light, heavy] = [await asks(nia), await asks(nia, 'Why two caches?')]
  const [newish] = await people(1)
  const { itemId } = await flag(newish!, light)
  for (const who of await people(2, 60)) await flag(who, heavy)
  world.pass(90 * day + 1)
  await closeStale(world.as(system('test')))
  expect(await item(itemId)).toMatchObject({ state: 'ignored', outcome: 'ignore' })
  expect(await history(itemId)).toMatchObject([{ action: 'ignore', byKind: 'system' }])
  expect((await world.told('review.decided')).map(({ payload }) => payload.itemId)).toEqual([itemId])
})
