import { eq } from 'drizzle-orm'
import { memberDays, memberMeasures, standingDue } from '#db/schema/index.ts'
import type { Member } from '#server/core/actor.ts'
import { acceptAnswer, castVote, hidePost } from '#server/forum/index.ts'
import { linkMember } from '#server/crm/index.ts'
import { actorFromSession } from '#server/identity/index.ts'
import {
  ladderList,
  lookAtPeople,
  lookAtSilent,
  lookAtTopic,
  memberStanding,
  rankSigns,
  recomputeStanding,
  sweepStanding,
  wishStanding,
} from '#server/reputation/index.ts'
import { haldenOf } from '#tests/factories/crm.ts'
import { verifiedNewcomer } from '#tests/factories/members.ts'
import { storyOf } from '#tests/server/forum/story.ts'
import { day, expect, hour, test, type World } from '#tests/world.ts'
import { countsAs, dueOf, judges, shippedFigures, stepOf } from './standing-story.ts'

const shippedSteps = [
  'Freshman',
  'Sophomore',
  'Junior',
  'Senior',
  'Graduate',
  'Teaching Assistant',
  'Lecturer',
  'Assistant Professor',
  'Associate Professor',
  'Professor',
  'Dean',
  'Provost',
]

test('REP-06 REP-07: twelve steps are public with their formulas, and each is reached by its line of the table', async ({
  world,
}) => {
  const [contributors, readers] = await ladderList(world.as(world.cast.guest))
  expect(contributors!.steps.map(({ name }) => name)).toEqual(shippedSteps)
  expect(readers!.steps).toHaveLength(5)
  expect(contributors!.steps[4]).toMatchObject({
    formula:
      'tenure >= 60 && active >= 20 && counted >= 400 && SOL >= 5 && rate >= 10% && people >= 4 && flags60 == 0 && HV >= 20',
    conditions: expect.arrayContaining([
      'accepted answers: at least 5',
      'share of answers accepted: at least 10 %',
    ]),
  })
  for (const [name, values] of Object.entries(shippedFigures)) {
    await countsAs(world, world.cast.nia, values)
    expect(shippedSteps[(await stepOf(world, world.cast.nia))!.step - 1], name).toBe(name)
  }
})

test('REP-07: a step that needs what nothing makes yet reads so', async ({ world }) => {
  const [contributors, readers] = await ladderList(world.ctx)
  const unreachable = (steps: { name: string; reachable: boolean }[]) =>
    steps.filter(({ reachable }) => !reachable).map(({ name }) => name)
  expect(unreachable(contributors!.steps)).toEqual(['Dean', 'Provost'])
  expect(unreachable(readers!.steps)).toEqual(['Librarian'])
})

test('REP-08 UX-PROF-2: a thousand posts without an accepted answer stay at the third step', async ({
  world,
}) => {
  const busy = {
    verified: 1,
    tenure: 4000,
    active: 1200,
    read: 9000,
    PO: 1000,
    comments: 600,
    answers: 400,
    rate: 0,
  }
  await countsAs(world, world.cast.bo, { ...busy, HV: 500, GQ: 100, FG: 50, RV: 300 })
  expect(await stepOf(world, world.cast.bo)).toMatchObject({ step: 3 })
  // volume alone buys no more than quality: one accepted answer and no other merit leave the score at twice its worth
  await countsAs(world, world.cast.nia, { ...busy, SOL: 1, people: 1, HV: 5 })
  expect(await stepOf(world, world.cast.nia)).toMatchObject({ step: 3 })
  await countsAs(world, world.cast.nia, { ...busy, SOL: 1, people: 1, HV: 15 })
  expect(await stepOf(world, world.cast.nia)).toMatchObject({ step: 4 })
})

test('REP-07 UX-PROF-1: a member sees each missing term as n of m, by the evaluation that ranks them', async ({
  world,
}) => {
  const { bo, mo, nia } = world.cast
  await countsAs(world, bo, { ...shippedFigures.Graduate, tenure: 70, SOL: 8, FG: 2, RV: 4 })
  const standing = await memberStanding(world.as(bo), bo)
  expect(standing.contributors).toMatchObject({ step: 5, name: 'Graduate', failing: null })
  const next = standing.contributors.next!
  expect(next).toMatchObject({ name: 'Teaching Assistant', reachable: true })
  expect(next.terms.map(({ met, choices }) => [choices.map(({ value, of }) => [value, of]), met])).toEqual([
    [[[70, 90]], false],
    [[[20, 30]], false],
    [[[520, 900]], false],
    [[[8, 12]], false],
    [[[10, 15]], false],
    [[[4, 8]], false],
    [[[0, null]], true],
    [
      [
        [2, 5],
        [4, 5],
      ],
      false,
    ],
  ])
  expect((await memberStanding(world.as(mo), bo)).contributors.next).not.toBeNull()
  for (const other of [nia, world.cast.guest]) {
    const seen = await memberStanding(world.as(other), bo)
    expect(seen.contributors).toMatchObject({ step: 5, name: 'Graduate', next: null, failing: null })
  }
  expect((await rankSigns(world.ctx, [bo.memberId])).get(bo.memberId)).toEqual({
    rank: 'Graduate',
    title: null,
  })
})

test('REP-10: a failed term gives a notice and 30 days, mending it keeps the step, else it falls', async ({
  world,
}) => {
  const { bo } = world.cast
  const senior = shippedFigures.Senior!
  await countsAs(world, bo, senior)
  const moves = async () =>
    (await world.told('rank.moved')).filter(({ payload }) => payload.ladder === 'contributors')
  expect(await moves()).toMatchObject([
    { payload: { ladder: 'contributors', from: 0, to: 4, step: 'Senior', cause: 'earned' } },
  ])
  await countsAs(world, bo, { ...senior, SOL: 0, people: 0 })
  const mendBy = new Date(world.now.getTime() + 30 * day)
  expect(await stepOf(world, bo)).toMatchObject({ step: 4, failingSince: world.now, mendBy })
  expect(await world.told('rank.failing')).toMatchObject([
    { payload: { step: 'Senior', mendBy: mendBy.toISOString() } },
  ])
  const own = await memberStanding(world.as(bo), bo)
  expect(own.contributors.failing!.mendBy).toEqual(mendBy)
  expect(own.contributors.failing!.terms.map(({ choices }) => choices[0]!.label)).toEqual([
    'score, of which volume is at most half',
    'accepted answers',
    'different people helped',
  ])

  world.pass(20 * day)
  await countsAs(world, bo, senior)
  expect(await stepOf(world, bo)).toMatchObject({ step: 4, failingSince: null, mendBy: null })
  expect(await world.told('rank.mended')).toHaveLength(1)

  await countsAs(world, bo, { ...senior, SOL: 0, people: 0 })
  world.pass(29 * day)
  await judges(world, bo)
  expect(await stepOf(world, bo)).toMatchObject({ step: 4 })
  world.pass(day)
  await judges(world, bo)
  expect(await stepOf(world, bo)).toMatchObject({ step: 3, failingSince: null })
  expect((await moves()).at(-1)).toMatchObject({
    payload: { from: 4, to: 3, step: 'Junior', cause: 'failed' },
  })
  expect(await world.told('rank.failing')).toHaveLength(2)
})

test('REP-10: absence alone lowers nobody, for however long', async ({ world }) => {
  const { nia, bo } = world.cast
  const { asks, says } = await storyOf(world)
  const answer = await says(bo, await asks(nia))
  await acceptAnswer(world.as(nia), answer)
  await recomputeStanding(world.ctx)
  const before = await stepOf(world, bo)
  expect(before!.step).toBeGreaterThanOrEqual(1)
  for (let year = 0; year < 4; year++) {
    world.pass(365 * day)
    await recomputeStanding(world.ctx)
    expect(await stepOf(world, bo)).toMatchObject({ step: before!.step, mendBy: null })
  }
  expect(await world.told('rank.failing')).toEqual([])
})

/** What the facts told since would do, and the next round after it. */
async function rounds(world: World) {
  for (const type of ['topic.started', 'answer.posted', 'vote.cast'] as const)
    for (const fact of await world.told(type)) await lookAtPeople.run(world.ctx, fact)
  for (const type of ['answer.accepted', 'post.hidden', 'topic.hidden'] as const)
    for (const fact of await world.told(type)) await lookAtTopic.run(world.ctx, fact)
  return sweepStanding(world.ctx)
}

test('REP-10: what happens marks whom it moves, the next round counts them, and then again each day of theirs', async ({
  world,
}) => {
  const { nia, bo, cal, mo } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  await castVote(world.as(cal), { postId: answer.postId, value: 1 })
  await rounds(world)
  const counted = async (who: Member) =>
    (await world.db.select().from(memberMeasures).where(eq(memberMeasures.memberId, who.memberId)))[0]?.values
  expect(await counted(bo)).toMatchObject({ HV: 1, answers: 1, SOL: 0 })
  expect(await counted(cal)).toMatchObject({ upVotes: 1 })
  expect(await counted(mo)).toBeUndefined()
  // verified 30 days before the present, to the minute: the next day of theirs begins a day from now
  expect((await dueOf(world, bo))!.dueAt).toEqual(new Date(world.now.getTime() + day))
  expect(await sweepStanding(world.ctx)).toBe(0)

  await acceptAnswer(world.as(nia), answer)
  await rounds(world)
  expect(await counted(bo)).toMatchObject({ SOL: 1 })
  await hidePost(world.as(mo), { postId: question.postId, clause: 'spam', reason: 'An advert.' })
  await rounds(world)
  expect(await counted(bo)).toMatchObject({ SOL: 0, answers: 0, HV: 0 })

  world.pass(day)
  expect(await sweepStanding(world.ctx)).toBeGreaterThanOrEqual(3)
  expect(await counted(bo)).toMatchObject({ tenure: 31 })
})

test('REP-10: visits and reading are nobody’s news, and are seen within a minute all the same', async ({
  world,
}) => {
  const { cookie, memberId } = await verifiedNewcomer(world.ctx, 'zoe')
  await lookAtSilent(world.ctx)
  await sweepStanding(world.ctx)
  const active = async () =>
    (await world.db.select().from(memberMeasures).where(eq(memberMeasures.memberId, memberId)))[0]!.values
      .active
  const first = await active()
  world.pass(day)
  await world.db.update(standingDue).set({ dueAt: new Date(world.now.getTime() + 10 * day) })
  await actorFromSession(world.as(world.cast.guest), cookie)
  world.pass(hour)
  await actorFromSession(world.as(world.cast.guest), cookie)
  expect(await world.db.select().from(memberDays).where(eq(memberDays.memberId, memberId))).toHaveLength(2)
  await lookAtSilent(world.ctx)
  expect(await sweepStanding(world.ctx)).toBe(1)
  expect(await active()).toBe(first! + 1)
})

test('REP-11: readers have a ladder of their own, from what they read, and can switch it off', async ({
  world,
}) => {
  const { nia } = world.cast
  await countsAs(world, nia, { verified: 1, active: 20, read: 100, saves: 1, used: 1 })
  expect(await stepOf(world, nia, 'readers')).toMatchObject({ step: 3 })
  expect(await stepOf(world, nia)).toMatchObject({ step: 1 })
  expect((await memberStanding(world.as(nia), nia)).readers).toMatchObject({ name: 'Regular', step: 3 })

  await wishStanding(world.as(nia), { readers: false, leaderboards: true })
  expect((await memberStanding(world.as(nia), nia)).readers).toBeNull()
  await countsAs(world, nia, { verified: 1, active: 80, read: 500, saves: 5, used: 5 })
  expect(await stepOf(world, nia, 'readers')).toMatchObject({ step: 3 })
  await wishStanding(world.as(nia), { readers: true, leaderboards: true })
  await judges(world, nia)
  expect((await memberStanding(world.as(nia), nia)).readers).toMatchObject({ name: 'Bibliophile' })
})

test('PRIV-08: a link to a customer changes nothing that is counted and no rank', async ({ world }) => {
  const { nia, bo, cal } = world.cast
  const { asks, says } = await storyOf(world)
  await acceptAnswer(world.as(nia), await says(cal, await asks(nia)))
  await acceptAnswer(world.as(nia), await says(bo, await asks(nia, 'Why is it warm?')))
  const standings = async () => {
    await recomputeStanding(world.ctx)
    const rows = await world.db.select().from(memberMeasures)
    return rows.map(({ memberId, values }) => [memberId, values]).sort()
  }
  const before = await standings()
  const { contactId } = await haldenOf({ ctx: world.as(world.cast.ada), as: world.as }, cal)
  expect(contactId).toBeTruthy()
  await linkMember(world.as(world.cast.ada), { memberId: cal.memberId, contact: 'halden-cal' })
  expect(await standings()).toEqual(before)
  const values = new Map(before as [string, object][])
  expect(values.get(cal.memberId)).toEqual({ ...values.get(bo.memberId) })
})
