import { abilities, type Actor } from '#server/core/actor.ts'
import { castVote } from '#server/forum/index.ts'
import { actorOfMember } from '#server/identity/index.ts'
import {
  abilityList,
  abilityPage,
  chooseAbilities,
  previewAbilities,
  reputationHistory,
} from '#server/reputation/index.ts'
import { settingsOf, thresholdOf } from '#server/settings/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { expect, hour, test } from '#tests/world.ts'
import { standingOf } from './story.ts'

test('REP-04: each preset sets every threshold, and a line alone differs', async ({ world }) => {
  const ada = world.as(world.cast.ada)
  const thresholds = async () => (await abilityList(world.ctx)).map(({ threshold }) => threshold)
  await chooseAbilities(ada, { preset: 'established' })
  expect(await thresholds()).toEqual([
    1, 1, 50, 15, 10, 15, 50, 75, 125, 300, 500, 500, 1000, 1000, 2000, 2500, 3000, 5000, 10_000, 15_000,
    25_000,
  ])
  await chooseAbilities(ada, { preset: 'growing', thresholds: { voteDown: 60, comment: 10 } })
  expect(await settingsOf(ada)).toMatchObject({
    abilityPreset: 'growing',
    abilityThresholds: { voteDown: 60 },
  })
  await chooseAbilities(ada, { preset: 'new' })
  expect(thresholdOf(await settingsOf(ada), 'voteDown')).toBe(1)
  await expect(chooseAbilities(ada, { preset: 'new', thresholds: { voteDown: 0 } })).rejects.toMatchObject({
    status: 422,
  })
  for (const who of [world.cast.mo, world.cast.nia, world.cast.guest] satisfies Actor[])
    await expect(chooseAbilities(world.as(who), { preset: 'new' })).rejects.toMatchObject({ status: 403 })
})

test('REP-04: before saving an admin sees how many would gain or lose each ability', async ({ world }) => {
  const ada = world.as(world.cast.ada)
  await chooseAbilities(ada, { preset: 'growing' })
  for (const [place, reputation] of [9, 10, 15, 49, 50, 124, 125].entries())
    await memberOf(world, { handle: `member-${place}`, reputation })
  const changed = (list: Awaited<ReturnType<typeof previewAbilities>>) =>
    Object.fromEntries(
      list
        .filter(({ from, to }) => from !== to)
        .map(({ key, from, to, gain, lose }) => [key, [from, to, gain, lose]]),
    )
  const wish = { preset: 'growing', thresholds: { comment: 50, voteDown: 100, voteUp: 15 } } as const
  const seen = await previewAbilities(ada, wish)
  expect(changed(seen)).toEqual({ comment: [10, 50, 0, 3], voteDown: [125, 100, 1, 0] })
  expect(seen.map(({ key }) => key)).toEqual([...abilities])

  // what was shown is what happens
  const has = async (handle: string, ability: 'comment' | 'voteDown') =>
    (await actorOfMember(world.ctx, { handle })).abilities.has(ability)
  expect([await has('member-3', 'comment'), await has('member-5', 'voteDown')]).toEqual([true, false])
  await chooseAbilities(ada, wish)
  expect([await has('member-3', 'comment'), await has('member-5', 'voteDown')]).toEqual([false, true])
  await expect(previewAbilities(world.as(world.cast.mo), wish)).rejects.toMatchObject({ status: 403 })
})

test('REP-05: every ability says how far its reader is, and what earns and loses it', async ({ world }) => {
  await chooseAbilities(world.as(world.cast.ada), { preset: 'established' })
  const bo = await actorOfMember(world.ctx, { handle: 'bo' })
  const list = await abilityList(world.as(bo))
  expect(list.map(({ key }) => key)).toEqual([...abilities])
  for (const { threshold, own, open } of list) expect([own, open]).toEqual([2400, 2400 >= threshold])
  expect(await abilityPage(world.as(bo), { key: 'close' })).toMatchObject({
    threshold: 3000,
    own: 2400,
    open: false,
    points: { answerUp: 10, accepted: 15, abuse: -100 },
  })
  expect(await abilityPage(world.as(world.cast.guest), { key: 'close' })).toMatchObject({
    own: null,
    open: false,
  })
  await expect(abilityPage(world.ctx, { key: 'fly' })).rejects.toMatchObject({ status: 404 })
})

test('REP-01: everybody reads the ledger of a member, page by page, and nobody learns who voted', async ({
  world,
}) => {
  const { nia, bo, eli, guest } = world.cast
  const { asks, says, hears, entries } = await standingOf(world)
  const answer = await says(bo, await asks(nia))
  for (const voter of [nia, eli]) {
    world.pass(30 * hour)
    await castVote(world.as(voter), { postId: answer.postId, value: 1 })
    await hears()
  }
  world.pass(hour)
  await castVote(world.as(eli), { postId: answer.postId, value: 0 })
  await hears()
  const of = { memberId: bo.memberId, limit: 2 }
  const first = await reputationHistory(world.as(guest), of)
  const second = await reputationHistory(world.as(guest), { ...of, cursor: first.next })
  const all = [...first.items, ...second.items]
  expect(second.next).toBeNull()
  expect(all).toHaveLength((await entries(bo)).length)
  expect(all.map(({ day }) => day)).toEqual(['2026-03-06', '2026-03-06', '2026-03-05', '2026-02-02'])
  expect(all[2]).toMatchObject({ reason: 'answerUp', amount: 10, topic: { title: 'Why is the cache cold?' } })

  const text = JSON.stringify([first, second])
  for (const { memberId, handle } of [nia, eli]) {
    expect(text).not.toContain(memberId)
    expect(text).not.toContain(handle)
  }
  for (const { id, at } of await entries(bo)) {
    expect(text).not.toContain(id)
    expect(text).not.toContain(at.toISOString())
  }
})
