import { postHistory, revisePost } from '#server/forum/index.ts'
import { proposeEdit, undoDecision, withdrawSuggestion } from '#server/moderation/index.ts'
import { expect, minute, test } from '#tests/world.ts'
import { moderationOf } from './story.ts'

test('ASK-18: a suggested edit waits as an item and becomes a version by its proposer, with who approved it noted', async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks, decide, reads, item } = await moderationOf(world)
  const plain = { ...bo, abilities: new Set<never>() }
  const question = await asks(nia, 'Why is the cache cold?', 'cache')
  world.pass(minute)
  const better = {
    ...question,
    title: 'Why is the cache cold after an update?',
    body: 'Since 7.4.',
    tags: 'cache',
  }
  const { itemId, suggestionId } = await proposeEdit(world.as(plain), {
    ...better,
    reason: 'says when',
    basedOn: 0,
  })
  expect(await item(itemId)).toMatchObject({
    kind: 'edit',
    state: 'open',
    suggestionId,
    memberId: nia.memberId,
  })
  expect(await reads(nia, question)).toMatchObject({ title: 'Why is the cache cold?' })

  const { decisionId } = await decide(itemId, { action: 'approve' })
  expect(await reads(nia, question)).toMatchObject({ title: better.title })
  const [newest] = (await postHistory(world.as(nia), question)).versions
  expect(newest).toMatchObject({
    author: { name: bo.displayName },
    reason: 'says when',
    approvedBy: mo.displayName,
  })
  expect(await world.told('suggestion.decided')).toMatchObject([
    { payload: { suggestionId, proposerId: bo.memberId, approved: true } },
  ])
  await undoDecision(world.as(mo), { decisionId })
  expect(await reads(nia, question)).toMatchObject({ title: 'Why is the cache cold?' })
  expect(await item(itemId)).toMatchObject({ state: 'open' })
})

test('ASK-18: turning a suggestion down needs a reason for the proposer; a new one takes the place of an open one', async ({
  world,
}) => {
  const { nia, bo } = world.cast
  const { asks, decide, item, items } = await moderationOf(world)
  const plain = { ...bo, abilities: new Set<never>() }
  const question = await asks(nia)
  const first = await proposeEdit(world.as(plain), { ...question, body: 'One.', basedOn: 0 })
  const second = await proposeEdit(world.as(plain), { ...question, body: 'Two.', basedOn: 0 })
  expect(await item(first.itemId)).toMatchObject({ state: 'withdrawn' })
  await expect(decide(second.itemId, { action: 'reject' })).rejects.toMatchObject({
    fields: [{ path: 'message' }],
  })
  await decide(second.itemId, { action: 'reject', message: 'It changes what was asked.' })
  expect((await world.told('suggestion.decided'))[0]?.payload).toMatchObject({ approved: false })
  const third = await proposeEdit(world.as(plain), { ...question, body: 'Three.', basedOn: 0 })
  await withdrawSuggestion(world.as(plain), third)
  expect((await items()).map(({ state }) => state)).toEqual(['withdrawn', 'decided', 'withdrawn'])
})

test('ASK-18: a suggestion for a post that changed meanwhile is a conflict; with corrected words it is accepted', async ({
  world,
}) => {
  const { nia, bo } = world.cast
  const { asks, decide } = await moderationOf(world)
  const plain = { ...bo, abilities: new Set<never>() }
  const question = await asks(nia)
  const { itemId } = await proposeEdit(world.as(plain), { ...question, body: 'Mine.', basedOn: 0 })
  world.pass(minute)
  await revisePost(world.as(nia), { ...question, body: 'Hers.' })
  await expect(decide(itemId, { action: 'approve' })).rejects.toMatchObject({
    key: 'moderation.suggestion.meanwhile',
  })
  await decide(itemId, { action: 'fix', body: 'Hers and mine.', basedOn: 1 })
  expect((await postHistory(world.as(nia), question)).post.source).toBe('Hers and mine.')
})

test('ASK-18: nothing is suggested for what one may edit, nor what stands there already', async ({
  world,
}) => {
  const { nia, bo } = world.cast
  const { asks } = await moderationOf(world)
  const plain = { ...bo, abilities: new Set<never>() }
  const question = await asks(nia, 'Why?')
  await expect(proposeEdit(world.as(nia), { ...question, body: 'Mine.', basedOn: 0 })).rejects.toMatchObject({
    key: 'moderation.suggestion.own',
  })
  await expect(
    proposeEdit(world.as(plain), { ...question, body: 'Why? It was warm before the update.', basedOn: 0 }),
  ).rejects.toMatchObject({ fields: [{ key: 'moderation.suggestion.same' }] })
})

test('MOD-04 ASK-18: a decision about an edit decides nothing about reports of the same post, and they wait on', async ({
  world,
}) => {
  const { nia, bo, cal } = world.cast
  const { asks, flag, decide, item, flagsOf } = await moderationOf(world)
  const plain = { ...bo, abilities: new Set<never>() }
  const question = await asks(nia)
  const reported = await flag(cal, question)
  const wanted = { ...question, body: 'Since 7.4.', basedOn: 0 }
  const { itemId } = await proposeEdit(world.as(plain), wanted)
  await decide(itemId, { action: 'approve' })
  expect(await item(itemId)).toMatchObject({ state: 'decided' })
  expect(await item(reported.itemId)).toMatchObject({ state: 'open', outcome: null })
  expect(await flagsOf(reported.itemId)).toMatchObject([{ upheld: null, judgedAt: null }])
  await decide(reported.itemId, { action: 'approve' })
  expect(await flagsOf(reported.itemId)).toMatchObject([{ upheld: false }])
})
