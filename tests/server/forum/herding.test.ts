import { topics } from '#db/schema/index.ts'
import { tagsOf } from '#server/core/events.ts'
import { roomsFor } from '#server/realtime/audience.ts'
import {
  castVote,
  changeBoard,
  memberPosts,
  showDueCounts,
  startTopic,
  topicList,
  topicPage,
  voteIndependence,
} from '#server/forum/index.ts'
import { recomputeReputation } from '#server/reputation/index.ts'
import { searchTopics } from '#server/search/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { day, expect, hour, test, type World } from '#tests/world.ts'
import { standingOf } from '../reputation/story.ts'

const crowdOf = (world: World, size: number) =>
  Promise.all(Array.from({ length: size }, (_, n) => memberOf(world, { handle: `crowd-${n}` })))

const bySite = { countsAfterHours: null }

test('REP-21: for 48 hours the votes on a new answer are told to nobody, and then to everybody', async ({
  world,
}) => {
  const { nia, bo, mo, ada, guest } = world.cast
  const crowd = await crowdOf(world, 4)
  const { asks, says, finds, hears, shown } = await standingOf(world, ['question'], bySite)
  const question = await asks(nia)
  const answer = await says(bo, question)
  for (const voter of crowd)
    expect(await castVote(world.as(voter), { postId: answer.postId, value: 1 })).toEqual({ score: null })
  expect(await castVote(world.as(crowd[0]!), { postId: answer.postId, value: 1 })).toEqual({ score: null })
  await hears()
  for (const who of [guest, nia, bo, mo, ada]) {
    const post = await finds(who, answer)
    expect(post).toMatchObject({ score: null, up: null, down: null })
    expect(post?.lot).toBeGreaterThanOrEqual(0)
    const { items } = await memberPosts(world.as(who), { memberId: bo.memberId })
    expect(items[0]?.score).toBeNull()
  }
  expect(await finds(crowd[0]!, answer)).toMatchObject({ myVote: 1 })
  // the author's reputation gives nothing away, neither step by step nor worked out anew
  await recomputeReputation(world.ctx)
  expect(await shown(bo)).toBe(1)

  world.pass(48 * hour - 1)
  expect(await showDueCounts(world.ctx)).toBe(0)
  world.pass(1)
  expect(await showDueCounts(world.ctx)).toBe(1)
  expect(await showDueCounts(world.ctx)).toBe(0)
  await hears()
  expect(await finds(guest, answer)).toMatchObject({ score: 4, lot: null })
  expect(await shown(bo)).toBe(41)
  await recomputeReputation(world.ctx)
  expect(await shown(bo)).toBe(41)
  expect(await world.told('counts.shown')).toHaveLength(1)
})

test('REP-21: with enough votes the counts show sooner, by the settings of each board', async ({ world }) => {
  const { nia, bo, ada } = world.cast
  const crowd = await crowdOf(world, 3)
  const { board, asks, says, hears, shown } = await standingOf(world, ['question'], bySite)
  await changeBoard(world.as(ada), { board: board.slug, countsAfterHours: 5, countsAfterVotes: 3 })
  const answer = await says(bo, await asks(nia))
  const scores = []
  for (const voter of crowd)
    scores.push((await castVote(world.as(voter), { postId: answer.postId, value: 1 })).score)
  expect(scores).toEqual([null, null, 3])
  await hears()
  expect(await shown(bo)).toBe(31)

  const next = await says(bo, await asks(nia, 'Another?'))
  await castVote(world.as(crowd[0]!), { postId: next.postId, value: 1 })
  world.pass(5 * hour)
  await showDueCounts(world.ctx)
  await hears()
  expect(await shown(bo)).toBe(41)
  await changeBoard(world.as(ada), { board: board.slug, countsAfterHours: 0 })
  const open = await says(bo, await asks(nia, 'A third?'))
  expect(await castVote(world.as(crowd[0]!), { postId: open.postId, value: 1 })).toEqual({ score: 1 })
})

test('REP-21: meanwhile their order is random for each viewer, and the same each time for the same one', async ({
  world,
}) => {
  const { nia, bo, eli } = world.cast
  const { asks, says } = await standingOf(world, ['question', 'idea'], bySite)
  const question = await asks(nia)
  for (let n = 0; n < 12; n++) await says(bo, question, `Answer ${n}.`)
  const order = async (who: typeof nia) =>
    (await topicPage(world.as(who), { topicId: question.topicId })).posts
      .filter(({ kind }) => kind === 'answer')
      .sort((a, b) => (a.lot ?? 0) - (b.lot ?? 0))
      .map(({ number }) => number)
  const first = await order(nia)
  expect(await order(nia)).toEqual(first)
  expect(await order(eli)).not.toEqual(first)
  expect([...first].sort((a, b) => a - b)).not.toEqual(first)
})

test('REP-21: of a new idea the count is absent from lists, sorts, search and news', async ({ world }) => {
  const { nia, bo, eli, guest } = world.cast
  const crowd = await crowdOf(world, 5)
  const { board } = await standingOf(world, ['idea'], bySite)
  const ideas = []
  for (let n = 0; n < 6; n++)
    ideas.push(
      await startTopic(world.as(nia), {
        board: board.slug,
        kind: 'idea',
        title: `Idea ${n}`,
        body: 'A zebra lane.',
      }),
    )
  for (const [place, idea] of ideas.entries())
    for (const voter of crowd.slice(0, place))
      await castVote(world.as(voter), { postId: idea.openingId, value: 1 })

  const listed = async (who: typeof nia | typeof guest) =>
    (await topicList(world.as(who), { sort: 'votes' })).items
  for (const who of [guest, nia, bo]) {
    for (const row of await listed(who)) expect(row.score).toBeNull()
    for (const hit of (await searchTopics(world.as(who), { q: 'zebra' })).items) expect(hit.score).toBeNull()
  }
  const ids = async (who: typeof nia) => (await listed(who)).map(({ id }) => id)
  expect(await ids(bo)).toEqual(await ids(bo))
  expect(await ids(bo)).not.toEqual(await ids(eli))
  const kept = await world.db.select({ score: topics.score }).from(topics)
  expect(kept.map(({ score }) => score)).toEqual([0, 0, 0, 0, 0, 0])

  // not even that somebody voted is news
  const votes = await world.told('vote.cast')
  expect(votes).toHaveLength(15)
  for (const { type, payload, topicId } of votes as ((typeof votes)[number] & { topicId: number })[]) {
    expect(tagsOf({ type, ...payload })).toEqual([])
    expect(roomsFor({ type, topicId, payload, visibility: 'public' } as never)).toEqual([])
  }

  world.pass(2 * day)
  await showDueCounts(world.ctx)
  expect((await listed(guest)).map(({ score }) => score)).toEqual([5, 4, 3, 2, 1, 0])
})

test('REP-21: staff see how many votes came first and how many before the counts; others do not', async ({
  world,
}) => {
  const { nia, bo, pia, mo, guest } = world.cast
  const crowd = await crowdOf(world, 3)
  const { asks, says } = await standingOf(world, ['question'], bySite)
  const question = await asks(nia)
  const [early, other] = [await says(bo, question), await says(pia, question)]
  await castVote(world.as(crowd[0]!), { postId: early.postId, value: 1 })
  world.pass(hour)
  await castVote(world.as(crowd[1]!), { postId: early.postId, value: 1 })
  world.pass(2 * day)
  await showDueCounts(world.ctx)
  await castVote(world.as(crowd[2]!), { postId: early.postId, value: 1 })
  await castVote(world.as(crowd[2]!), { postId: other.postId, value: 1 })
  // a vote on a question is no part of it
  await castVote(world.as(bo), { postId: question.postId, value: 1 })
  expect(await voteIndependence(world.as(mo))).toEqual({ days: 90, votes: 4, first: 2, blind: 2, members: 3 })
  for (const who of [nia, guest])
    await expect(voteIndependence(world.as(who))).rejects.toMatchObject({ status: 403 })
})
