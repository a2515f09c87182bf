import { endpoints } from '#server/api/index.ts'
import { attachReward, detachReward, rewardDesk } from '#server/reputation/index.ts'
import { expect, test } from '#tests/world.ts'

const mug = { rule: 'ability:voteUp', reward: 'A mug' }
const reason = 'The founders were promised one before the site opened.'

test('REP-25: tying goods to a rule meets a warning, which is answered with a reason that is kept', async ({
  world,
}) => {
  const { ada, mo, guest } = world.cast
  const admin = world.as(ada)
  for (const unanswered of [mug, { ...mug, reason: '   ' }])
    await expect(attachReward(admin, unanswered as typeof mug & { reason: string })).rejects.toMatchObject({
      status: 422,
      fields: [{ path: 'reason', key: 'reputation.reward.warning' }],
    })
  expect((await rewardDesk(admin)).rewards).toEqual([])
  for (const rule of ['ability:fly', 'step:emperor', 'badge:crown', 'votes', ''])
    await expect(attachReward(admin, { ...mug, rule, reason })).rejects.toMatchObject({ status: 422 })
  for (const who of [mo, guest])
    await expect(attachReward(world.as(who), { ...mug, reason })).rejects.toMatchObject({ status: 403 })

  const { rewardId } = await attachReward(admin, { ...mug, reason })
  const [step] = (await rewardDesk(admin)).steps
  await attachReward(admin, { rule: `step:${step?.key}`, reward: 'A scarf', reason })
  expect((await rewardDesk(admin)).rewards).toMatchObject([
    { rule: 'step' },
    {
      rule: 'ability',
      ruleKey: 'voteUp',
      reward: 'A mug',
      reason,
      attachedBy: 'Ada Okafor',
      detachedAt: null,
    },
  ])
  expect((await world.told('reward.attached'))[0]).toMatchObject({
    actorId: ada.memberId,
    payload: { rewardId, rule: 'ability', ruleKey: 'voteUp' },
  })
  await detachReward(admin, { rewardId })
  await expect(detachReward(admin, { rewardId })).rejects.toMatchObject({ status: 404 })
  expect((await rewardDesk(admin)).rewards[1]).toMatchObject({ reason, detachedAt: world.now })
})

test('REP-25: nobody can write points, by any door; a bounty is the only way from one member to another', () => {
  const about = endpoints.filter(({ path }) => /reputation|points|entries/.test(path))
  expect(about.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /members/{handle}/reputation'])
  const writers = endpoints.filter(({ method, path }) => method !== 'GET' && /^\/members/.test(path))
  for (const { input } of writers)
    expect(JSON.stringify(Object.keys(shapeOf(input)))).not.toMatch(/reputation|points/)
})

const shapeOf = (input: object) => ('shape' in input ? (input.shape as object) : {})
