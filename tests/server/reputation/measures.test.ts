import { eq, sql } from 'drizzle-orm'
import { memberMeasures, members, posts, votes } from '#db/schema/index.ts'
import type { Member } from '#server/core/actor.ts'
import { newId } from '#server/core/ids.ts'
import {
  acceptAnswer,
  castVote,
  confirmSameProblem,
  hidePost,
  markRead,
  revisePost,
  withdrawAcceptance,
} from '#server/forum/index.ts'
import { recomputeStanding } from '#server/reputation/index.ts'
import { measureNames, measures } from '#server/reputation/measures.ts'
import { storyOf } from '#tests/server/forum/story.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { day, expect, hour, test, type World } from '#tests/world.ts'

/** What is counted of a member now. */
export async function countOf(world: World, who: Member) {
  await recomputeStanding(world.ctx)
  const [row] = await world.db
    .select({ values: memberMeasures.values })
    .from(memberMeasures)
    .where(eq(memberMeasures.memberId, who.memberId))
  return row!.values
}

test('REP-06: at least 20 measures are counted of everybody, those without a source as 0', async ({
  world,
}) => {
  const counted = await countOf(world, world.cast.nia)
  expect(Object.keys(counted).sort()).toEqual([...measureNames].sort())
  expect(measureNames.filter((name) => measures[name].source !== null).length).toBeGreaterThanOrEqual(20)
  for (const name of measureNames.filter((each) => measures[each].source === null))
    expect(counted[name], name).toBe(0)
  expect(counted).toMatchObject({ verified: 1, tenure: 30, SOL: 0, rate: null, PO: 0, flags30: 0 })
})

test('REP-06: one story is counted as it happened, net of what is taken back or hidden', async ({
  world,
}) => {
  const { nia, bo, mo, cal, ada } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  await says(cal, { topicId: question.topicId, parentId: question.postId }, 'I have that too.')
  await castVote(world.as(nia), { postId: answer.postId, value: 1 })
  await castVote(world.as(cal), { postId: answer.postId, value: 1 })
  await castVote(world.as(bo), { postId: question.postId, value: 1 })
  await castVote(world.as(mo), { postId: question.postId, value: -1 })
  await acceptAnswer(world.as(nia), answer)
  await confirmSameProblem(world.as(cal), { topicId: question.topicId })
  await revisePost(world.as(mo), { postId: answer.postId, body: 'Warm it up first, then ask.' })
  await markRead(world.as(mo), { topicId: question.topicId, number: 2 })
  expect(await countOf(world, bo)).toMatchObject({
    ...{ SOL: 1, SOL30: 1, people: 1, answers: 1, HV: 2, supporters: 2, liked: 1, liked2: 1, liked5: 0 },
    ...{ PO: 1, comments: 0, active: 1, upVotes: 1, questionVotes: 1, unthanked: 0, rate: null },
  })
  expect(await countOf(world, nia)).toMatchObject({
    ...{ questions: 1, GQ: 1, GQdays: 1, sameProblem: 1, accepts: 1, used: 1, HV: 0, upVotes: 1 },
  })
  expect(await countOf(world, cal)).toMatchObject({ comments: 1, PO: 1, used: 1, upVotes: 1 })
  expect(await countOf(world, mo)).toMatchObject({ edits: 1, read: 1, downVotes: 1, questionVotes: 1 })

  await castVote(world.as(nia), { postId: answer.postId, value: 0 })
  await withdrawAcceptance(world.as(nia), answer)
  expect(await countOf(world, bo)).toMatchObject({
    SOL: 0,
    people: 0,
    HV: 1,
    liked: 1,
    liked2: 0,
    answers: 1,
  })
  await hidePost(world.as(ada), { postId: answer.postId, clause: 'spam', reason: 'An advert.' })
  expect(await countOf(world, bo)).toMatchObject({ answers: 0, HV: 0, PO: 0, active: 0 })
})

test('REP-06: accepting oneself counts nothing, as asker or as moderator of an absent asker', async ({
  world,
}) => {
  const { nia, mo } = world.cast
  const { asks, says } = await storyOf(world)
  const own = await asks(nia)
  await acceptAnswer(world.as(nia), await says(nia, own))
  const left = await asks(nia, 'Why does it wait?')
  const answer = await says(mo, left)
  world.pass(8 * day)
  await acceptAnswer(world.as(mo), answer)
  expect(await countOf(world, nia)).toMatchObject({ SOL: 0, people: 0, answers: 0, accepts: 2 })
  expect(await countOf(world, mo)).toMatchObject({ SOL: 0, people: 0, answers: 1 })
})

/** `times` questions of one asker, each answered and accepted at its hour. */
async function solves(world: World, { asker, by, at }: { asker: Member; by: Member; at: Date[] }) {
  const { asks, says } = await storyOf(world)
  for (const moment of at) {
    world.at(moment)
    const answer = await says(by, await asks(asker, `Why at ${moment.toISOString()}?`))
    await acceptAnswer(world.as(asker), answer)
  }
}

test('REP-24: from one person at most three accepts or votes count in any 30 days, the first ones', async ({
  world,
}) => {
  const { nia, bo } = world.cast
  const start = world.now.getTime()
  const at = (days: number) => new Date(start + days * day)
  // counted: days 0, 1, 2; then day 31 (the first is 30 days past), 33; day 32 stands 30 days after day 1... and so on
  await solves(world, { asker: nia, by: bo, at: [0, 1, 2, 10, 20, 29.5, 30, 30.5, 31, 45, 60].map(at) })
  const counted = await countOf(world, bo)
  // 0, 1, 2 | 30 (after 0), 31 (after 1), 45 (after 2) | 60 (after 30)
  expect(counted).toMatchObject({ SOL: 7, people: 1, answers: 11 })
})

test('REP-24: another person counts for themselves, and votes are kept within three in 30 days alike', async ({
  world,
}) => {
  const { nia, bo, cal } = world.cast
  const { asks, says } = await storyOf(world)
  const answers = []
  for (let n = 0; n < 6; n++) {
    world.pass(hour)
    answers.push(await says(bo, await asks(nia, `Question number ${n}?`)))
  }
  for (const answer of answers) await castVote(world.as(nia), { postId: answer.postId, value: 1 })
  for (const answer of answers.slice(0, 2)) await castVote(world.as(cal), { postId: answer.postId, value: 1 })
  expect(await countOf(world, bo)).toMatchObject({ HV: 5, supporters: 2, liked: 6 })
})

test('REP-24: ten posts a day count, and what the community owns earns nothing', async ({ world }) => {
  const { nia, bo, cal } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  const first = await says(bo, question)
  for (let n = 0; n < 12; n++)
    await says(bo, { topicId: question.topicId, parentId: first.postId }, `Remark number ${n}.`)
  world.pass(day)
  await says(bo, { topicId: question.topicId, parentId: first.postId }, 'And on the next day one more.')
  expect(await countOf(world, bo)).toMatchObject({ PO: 11, comments: 13, active: 2 })
  await castVote(world.as(cal), { postId: first.postId, value: 1 })
  expect(await countOf(world, bo)).toMatchObject({ HV: 1, answers: 1 })
  await world.db.update(posts).set({ communityAt: world.now }).where(eq(posts.id, first.postId))
  expect(await countOf(world, bo)).toMatchObject({ HV: 0, answers: 0, PO: 11 })
})

test('REP-06: the rate asks for ten ripe answers, and absence leaves it where it was', async ({ world }) => {
  const { bo } = world.cast
  const { asks, says } = await storyOf(world)
  for (let n = 0; n < 10; n++) {
    const asker = await memberOf({ db: world.db, now: world.now }, { handle: `asker${n}` })
    const answer = await says(bo, await asks(asker, `Question number ${n}?`))
    if (n < 4) await acceptAnswer(world.as(asker), answer)
  }
  expect(await countOf(world, bo)).toMatchObject({ SOL: 4, answers: 10, rate: null })
  world.pass(7 * day)
  expect(await countOf(world, bo)).toMatchObject({ rate: 40 })
  world.pass(800 * day)
  expect(await countOf(world, bo)).toMatchObject({ rate: 40, SOL: 4, SOL30: 0, SOL365: 0 })
})

test('imported votes without a voter count as given, and machines are counted nowhere', async ({ world }) => {
  const { nia, bo } = world.cast
  const { asks, says } = await storyOf(world)
  const answer = await says(bo, await asks(nia))
  const vote = (value: number) => ({ id: newId(), postId: answer.postId, value, at: world.now })
  await world.db.insert(votes).values([vote(1), vote(1), vote(1), vote(1), vote(3), vote(-1)])
  expect(await countOf(world, bo)).toMatchObject({ HV: 7, supporters: 0, liked5: 1 })
  await world.db.update(members).set({ bot: true }).where(eq(members.id, bo.memberId))
  await world.db.delete(memberMeasures)
  await recomputeStanding(world.ctx)
  const [row] = await world.db.execute<{ n: number }>(
    sql`select count(*)::int as n from member_measures where member_id = ${bo.memberId}`,
  )
  expect(row!.n).toBe(0)
})
