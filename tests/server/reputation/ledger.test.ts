import { eq } from 'drizzle-orm'
import { members, postRevisions, posts, scoreEntries } from '#db/schema/index.ts'
import {
  acceptAnswer,
  castVote,
  hidePending,
  hidePost,
  restorePost,
  restoreWithdrawn,
  withdrawAcceptance,
  withdrawPost,
} from '#server/forum/index.ts'
import {
  choosePoints,
  previewPoints,
  reckonMembers,
  reckonPost,
  recomputeReputation,
  recomputeScores,
} from '#server/reputation/index.ts'
import { changeSettings } from '#server/settings/index.ts'
import { newId } from '#server/core/ids.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { day, expect, hour, test, type World } from '#tests/world.ts'
import { standingOf } from './story.ts'

const crowdOf = (world: World, size: number) =>
  Promise.all(Array.from({ length: size }, (_, n) => memberOf(world, { handle: `voter-${n}` })))

test('REP-01 REP-02: every change is a row, and the rows sum to what is shown', async ({ world }) => {
  const { nia, bo, pia, eli } = world.cast
  const { asks, says, hears, entries, sum, shown } = await standingOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  await castVote(world.as(bo), { postId: question.postId, value: 1 })
  await castVote(world.as(nia), { postId: answer.postId, value: 1 })
  await castVote(world.as(eli), { postId: answer.postId, value: -1 })
  await castVote(world.as(eli), { postId: question.postId, value: -1 })
  await acceptAnswer(world.as(nia), answer)
  await hears()

  const told = (row: { reason: string; amount: number }) => [row.reason, row.amount]
  expect((await entries(nia)).map(told).sort()).toEqual([
    ['accepting', 2],
    ['joined', 1],
    ['postDown', -2],
    ['questionUp', 5],
  ])
  expect((await entries(bo)).map(told).sort()).toEqual([
    ['accepted', 15],
    ['answerUp', 10],
    ['joined', 1],
    ['postDown', -2],
  ])
  // a vote down costs its voter on an answer, not on a question
  expect((await entries(eli)).map(told).sort()).toEqual([
    ['joined', 1],
    ['voterDown', -1],
  ])
  expect(await entries(pia)).toEqual([])
  expect([await shown(nia), await shown(bo), await shown(eli)]).toEqual([6, 24, 1])
  for (const who of [nia, bo]) expect(await shown(who)).toBe(await sum(who))
  const [up] = (await entries(bo)).filter(({ reason }) => reason === 'answerUp')
  expect(up).toMatchObject({ byId: nia.memberId, postId: answer.postId, at: world.now, day: '2026-03-04' })
  expect((await world.told('reputation.changed')).map(({ payload }) => payload.memberId)).toContain(
    nia.memberId,
  )
})

test('REP-01: taking back, hiding and restoring write the exact opposite, and twice is once', async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks, says, hears, entries, shown } = await standingOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  await castVote(world.as(nia), { postId: answer.postId, value: 1 })
  await acceptAnswer(world.as(nia), answer)
  await hears()
  expect(await shown(bo)).toBe(26)

  const steps: [() => Promise<unknown>, number, string][] = [
    [() => castVote(world.as(nia), { postId: answer.postId, value: 0 }), 16, 'unvoted'],
    [() => castVote(world.as(nia), { postId: answer.postId, value: 1 }), 26, ''],
    [() => withdrawAcceptance(world.as(nia), answer), 11, 'unaccepted'],
    [() => acceptAnswer(world.as(nia), answer), 26, 'again'],
    [
      () => hidePost(world.as(mo), { postId: answer.postId, clause: 'spam', reason: 'An advertisement.' }),
      1,
      'hidden',
    ],
    [() => restorePost(world.as(mo), { postId: answer.postId }), 26, 'again'],
    [() => withdrawPost(world.ctx, { postId: answer.postId }), 1, 'withdrawn'],
    [() => restoreWithdrawn(world.ctx, { postId: answer.postId }), 26, 'again'],
    [
      () => hidePost(world.as(mo), { postId: question.postId, clause: 'spam', reason: 'An advertisement.' }),
      1,
      'hidden',
    ],
    [() => restorePost(world.as(mo), { postId: question.postId }), 26, 'again'],
  ]
  for (const [step, after, cause] of steps) {
    world.pass(hour)
    await step()
    await hears()
    expect(await shown(bo)).toBe(after)
    const rows = await entries(bo)
    expect(rows.at(-1)?.cause ?? '').toBe(cause)
    const [last] = await world.told('vote.cast')
    await reckonPost.run(world.ctx, last as Parameters<typeof reckonPost.run>[1])
    expect(await entries(bo)).toHaveLength(rows.length)
  }
})

test('REP-02: at most 200 a day in the order of time, acceptances beyond it; a loss leaves room again', async ({
  world,
}) => {
  const { bo, nia, eli } = world.cast
  const crowd = await crowdOf(world, 22)
  const { asks, says, hears, entries, shown } = await standingOf(world)
  const answer = await says(bo, await asks(nia))
  for (const voter of crowd) {
    world.pass(60_000)
    await castVote(world.as(voter), { postId: answer.postId, value: 1 })
  }
  await acceptAnswer(world.as(nia), answer)
  await hears()
  expect(await shown(bo)).toBe(1 + 200 + 15)
  const cut = (await entries(bo)).filter(({ full, amount }) => full !== amount)
  expect(cut.map(({ full, amount }) => [full, amount])).toEqual([
    [10, 0],
    [10, 0],
  ])

  // decision 32: the vote's own opposite, and what the limit had cut comes in its place
  await castVote(world.as(crowd[3]!), { postId: answer.postId, value: 0 })
  await hears()
  expect(await shown(bo)).toBe(216)
  const corrected = (await entries(bo)).filter(({ cause }) => cause !== null)
  expect(corrected.map(({ amount, cause }) => [amount, cause]).sort()).toEqual([
    [-10, 'unvoted'],
    [10, 'limit'],
  ])
  await castVote(world.as(eli), { postId: answer.postId, value: -1 })
  await hears()
  expect(await shown(bo)).toBe(214)
  world.pass(day)
  await castVote(world.as(crowd[3]!), { postId: answer.postId, value: 1 })
  await hears()
  expect(await shown(bo)).toBe(224)
})

test('REP-02: never below 1, nothing for accepting oneself, nothing for what the community owns', async ({
  world,
}) => {
  const { nia, bo, pia, eli } = world.cast
  const { asks, says, hears, shown, sum } = await standingOf(world)
  const question = await asks(nia)
  const own = await says(nia, question)
  await acceptAnswer(world.as(nia), own)
  for (const voter of [bo, pia, eli]) await castVote(world.as(voter), { postId: question.postId, value: -1 })
  await hears()
  expect([await sum(nia), await shown(nia)]).toEqual([-5, 1])

  const shared = await says(bo, question)
  await world.db.update(posts).set({ communityAt: world.now }).where(eq(posts.id, shared.postId))
  world.pass(hour)
  await castVote(world.as(nia), { postId: shared.postId, value: 1 })
  await hears()
  expect(await shown(bo)).toBe(1)
})

test('REP-02: each value can be changed; a recompute writes the differences and nothing more', async ({
  world,
}) => {
  const { ada, nia, bo } = world.cast
  const { asks, hears, entries, shown } = await standingOf(world)
  const question = await asks(nia)
  await castVote(world.as(bo), { postId: question.postId, value: 1 })
  await hears()
  expect(await shown(nia)).toBe(6)
  await changeSettings(world.as(ada), { pointPreset: 'stackexchange' })
  await recomputeReputation(world.ctx)
  expect(await shown(nia)).toBe(11)
  await changeSettings(world.as(ada), { points: { questionUp: 7 } })
  await recomputeReputation(world.ctx)
  expect(await shown(nia)).toBe(8)
  expect((await entries(nia)).map(({ amount, cause }) => [amount, cause])).toEqual([
    [1, null],
    [5, null],
    [5, 'points'],
    [-3, 'points'],
  ])
  const before = await entries(nia)
  expect((await recomputeReputation(world.ctx)).moved).toBe(0)
  expect(await entries(nia)).toEqual(before)
})

test('REP-01: the ledger of content is another, and each is recomputed alone', async ({ world }) => {
  const { nia, bo, pia } = world.cast
  const { asks, says, hears, shown } = await standingOf(world)
  const answer = await says(bo, await asks(nia))
  for (const voter of [nia, pia]) await castVote(world.as(voter), { postId: answer.postId, value: 1 })
  await hears()
  await castVote(world.as(pia), { postId: answer.postId, value: -1 })
  await castVote(world.as(nia), { postId: answer.postId, value: 0 })
  await hears()
  const ledger = () =>
    world.db
      .select()
      .from(scoreEntries)
      .where(eq(scoreEntries.postId, answer.postId))
      .orderBy(scoreEntries.at)
  const amounts = async () => (await ledger()).map(({ amount }) => amount).sort((a, b) => a - b)
  expect(await amounts()).toEqual([-2, -1, 1, 1])

  await world.db.update(posts).set({ score: 40, up: 40 }).where(eq(posts.id, answer.postId))
  await world.db.update(members).set({ reputation: 900 }).where(eq(members.id, bo.memberId))
  await recomputeScores(world.ctx)
  const [post] = await world.db.select().from(posts).where(eq(posts.id, answer.postId))
  expect(post).toMatchObject({ score: -1, up: 0, down: 1 })
  expect(await shown(bo)).toBe(900)
  await reckonMembers(world.ctx, [bo.memberId])
  expect(await shown(bo)).toBe(1)
  expect(await amounts()).toHaveLength(4)
})

test('REP-02: suggested edits that were let stand earn 2 each, up to a limit in all', async ({ world }) => {
  const { ada, nia, bo } = world.cast
  const { asks, hears, shown, sum } = await standingOf(world)
  await changeSettings(world.as(ada), { points: { editsInAll: 5 } })
  const questions = [await asks(nia, 'First?'), await asks(nia, 'Second?'), await asks(nia, 'Third?')]
  for (const { postId } of questions) {
    world.pass(day)
    const version = { id: newId(), postId, number: 2, source: 'Better.', at: world.now }
    await world.db.insert(postRevisions).values({ ...version, authorId: bo.memberId, approvedAt: world.now })
  }
  await reckonMembers(world.ctx, [bo.memberId])
  expect(await shown(bo)).toBe(1 + 2 + 2 + 1)

  // room that a hidden post leaves is taken by a later day's edit
  const [first] = questions
  await hidePost(world.as(world.cast.mo), { postId: first!.postId, clause: 'spam', reason: 'A trial.' })
  await hears()
  expect(await shown(bo)).toBe(1 + 2 + 2)
  expect(await sum(bo)).toBe(5)
})

test('REP-02: abuse that a moderator upholds costs 100 until it is overturned, the weight of flags alone nothing', async ({
  world,
}) => {
  const { ada, nia, bo, mo } = world.cast
  const { asks, says, hears, entries, sum } = await standingOf(world)
  await changeSettings(world.as(ada), { points: { answerUp: 150 }, abuseClauses: ['no-spam'] })
  const question = await asks(nia)
  const good = await says(bo, question)
  const bad = await says(bo, question, 'Buy my tea.')
  await castVote(world.as(nia), { postId: good.postId, value: 1 })
  await hears()
  expect(await sum(bo)).toBe(151)

  const { postId } = bad
  await hidePending(world.ctx, { postId, clause: 'no-spam' })
  await hears()
  expect(await sum(bo)).toBe(151)
  await hidePost(world.as(mo), { postId, clause: 'no-spam', reason: 'An advertisement.' })
  await hears()
  expect(await sum(bo)).toBe(51)
  expect((await entries(bo)).at(-1)).toMatchObject({ reason: 'abuse', amount: -100, byId: mo.memberId })
  await restorePost(world.as(mo), { postId })
  await hears()
  expect(await sum(bo)).toBe(151)
  expect((await entries(bo)).at(-1)).toMatchObject({ reason: 'abuse', amount: 100, cause: 'overturned' })

  await hidePost(world.as(mo), { postId, clause: 'on-topic', reason: 'Not about the product.' })
  await hears()
  expect(await sum(bo)).toBe(151)
})

test('REP-02: an admin sees whom other points would move, and saving moves exactly them', async ({
  world,
}) => {
  const { ada, nia, bo, mo } = world.cast
  const { asks, says, hears, shown } = await standingOf(world)
  const question = await asks(nia)
  await castVote(world.as(bo), { postId: question.postId, value: 1 })
  await castVote(world.as(nia), { postId: (await says(bo, question)).postId, value: 1 })
  await recomputeReputation(world.ctx)
  const choice = { preset: 'stackexchange', points: { answerUp: 4 } } as const
  const seen = await previewPoints(world.as(ada), choice)
  expect(seen).toMatchObject({ rise: 1, fall: 1 })
  expect(seen.moved).toEqual([
    { handle: 'bo', name: 'Bo Tanaka', from: 11, to: 5 },
    { handle: 'nia', name: 'Nia Barros', from: 6, to: 11 },
  ])
  expect([await shown(bo), await shown(nia)]).toEqual([11, 6])
  await choosePoints(world.as(ada), choice)
  await hears()
  expect([await shown(bo), await shown(nia)]).toEqual([5, 11])
  await expect(choosePoints(world.as(ada), { ...choice, points: { dailyCap: -1 } })).rejects.toMatchObject({
    status: 422,
  })
  for (const deed of [previewPoints, choosePoints])
    await expect(deed(world.as(mo), choice)).rejects.toMatchObject({ status: 403 })
})
