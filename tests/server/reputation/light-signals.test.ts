import fc from 'fast-check'
import { and, eq, sql } from 'drizzle-orm'
import { badgeAwards, memberMeasures, saves, watches } from '#db/schema/index.ts'
import type { Member } from '#server/core/actor.ts'
import {
  castVote,
  countViews,
  follow,
  followedTopics,
  forgetSave,
  hidePost,
  savePost,
  startTopic,
  topicList,
  topicPage,
} from '#server/forum/index.ts'
import {
  draftStep,
  leaderboard,
  memberStanding,
  recomputeReputation,
  recomputeStanding,
} from '#server/reputation/index.ts'
import { searchTopics } from '#server/search/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { expect, hour, test, type World } from '#tests/world.ts'
import { standingOf } from './story.ts'

const sorts = ['active', 'new', 'oldest', 'votes'] as const

/** Everybody follows everything of the one topic, as closely as can be. */
async function flock(world: World, size: number, of: { topicId: number; boardId: string; tag: string }) {
  for (let n = 0; n < size; n++) {
    const ctx = world.as(await memberOf(world, { handle: `follower-${n}` }))
    const subjects = [
      { subject: 'topic', id: String(of.topicId) },
      { subject: 'board', id: of.boardId },
      { subject: 'tag', id: of.tag },
    ] as const
    for (const subject of subjects) await follow(ctx, { ...subject, level: 'watched' })
  }
}

/** A crowd with accounts of their own, each of whom follows this one person as closely as can be. */
async function crowdOf(world: World, who: Member, size: number) {
  const at = world.now.toISOString()
  await world.db.execute(sql`
    with crowd as (
      insert into members (id, handle, display_name, email, email_verified_at, joined_at, last_seen_at)
      select gen_random_uuid(), 'fan-' || n, 'Fan ' || n, 'fan-' || n || '@example.test', ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz
      from generate_series(1, ${size}::int) n returning id)
    insert into watches (member_id, subject_kind, subject_id, level, at)
    select id, 'member', ${who.memberId}, 'watched', ${at}::timestamptz from crowd`)
}

/** The whole crowd leaves for another. */
const turnTo = (world: World, who: Member) =>
  world.db
    .update(watches)
    .set({ subjectId: who.memberId })
    .where(and(eq(watches.subjectKind, 'member'), eq(watches.level, 'watched')))

test('REP-22: with 10,000 followers of one author or the other every order is the same, and a vote weighs the same', async ({
  world,
}) => {
  const { nia, bo, eli, cal, pia, guest } = world.cast
  const { asks, says, hears, shown } = await standingOf(world, ['question', 'idea'])
  const idea = async (who: Member, title: string) => {
    const { id, openingId } = await startTopic(world.as(who), {
      board: 'api',
      kind: 'idea',
      title,
      body: 'Do it.',
    })
    return { topicId: id, postId: openingId }
  }
  const topics = [
    await asks(nia, 'First, of a cold cache?', 'cache'),
    await asks(bo, 'Second, of a cold cache?', 'cache'),
    await idea(nia, 'A warmer cache'),
    await idea(bo, 'A cache that is warm'),
  ]
  const answers: typeof topics = []
  for (const { topicId } of topics)
    for (const who of [bo, nia, eli]) answers.push(await says(who, { topicId }))
  world.pass(hour)
  for (const { postId } of [topics[0]!, topics[2]!, answers[2]!])
    await castVote(world.as(cal), { postId, value: 1 })
  for (const who of [nia, bo])
    await follow(world.as(pia), { subject: 'member', id: who.handle, level: 'tracked' })

  const orders = async () => {
    const listed = (filter: Parameters<typeof topicList>[1]) =>
      topicList(world.as(guest), filter).then(({ items }) => items.map(({ id }) => id))
    return {
      lists: await Promise.all(sorts.map((sort) => listed({ sort }))),
      ideas: await Promise.all(sorts.map((sort) => listed({ sort, kind: 'idea' }))),
      feed: (await followedTopics(world.as(pia))).items.map(({ id }) => id),
      found: (await searchTopics(world.as(guest), { q: 'cache' })).items.map(({ id }) => id),
      answers: await Promise.all(
        topics.map(async ({ topicId }) =>
          (await topicPage(world.as(guest), { topicId })).posts.map(({ id, score }) => [id, score]),
        ),
      ),
      leaders: await leaderboard(world.ctx, {}),
      points: [await shown(nia), await shown(bo)],
    }
  }
  const counts = async () => {
    await hears()
    await recomputeReputation(world.ctx)
    await recomputeStanding(world.ctx)
  }
  await counts()
  const before = await orders()
  expect(before.feed).toHaveLength(4)
  await crowdOf(world, nia, 10_000)
  await counts()
  for (const who of [nia, bo]) {
    await turnTo(world, who)
    expect(await orders(), who.handle).toEqual(before)
  }

  // a vote of the one whom 10,000 follow, and of the one whom nobody does
  const weigh = async (who: Member) => castVote(world.as(who), { postId: answers[2]!.postId, value: 1 })
  const times = [await weigh(bo), await weigh(nia)].map(({ score }) => score)
  expect(times).toEqual([2, 3])
})

test('REP-19: following and reading move neither reputation nor rank, in any number', async ({ world }) => {
  const { nia, bo } = world.cast
  const { board, asks, says, hears, entries, shown } = await standingOf(world)
  const question = await asks(nia, 'Why?', 'cache')
  await says(bo, question)
  await hears()
  await recomputeReputation(world.ctx)
  await recomputeStanding(world.ctx)
  const standing = async () => ({
    reputation: [await shown(nia), await shown(bo)],
    entries: [await entries(nia), await entries(bo)],
    rank: await memberStanding(world.ctx, { memberId: nia.memberId }),
  })
  const before = await standing()
  await flock(world, 12, { topicId: question.topicId, boardId: board.id, tag: 'cache' })
  await countViews(world.ctx, new Map([[question.topicId, 5000]]))
  await hears()
  await recomputeReputation(world.ctx)
  await recomputeStanding(world.ctx)
  expect(await standing()).toEqual(before)
})

test('REP-19: with no other activity of the author any number of saves leaves rank and points as they are', async ({
  world,
}) => {
  const { nia, bo } = world.cast
  const { asks, says, hears, entries, shown } = await standingOf(world)
  const question = await asks(nia, 'Why?', 'cache')
  const answer = await says(nia, await asks(bo, 'How?'))
  const crowd = await Promise.all(
    Array.from({ length: 8 }, (_, n) => memberOf(world, { handle: `saver-${n}` })),
  )
  const standing = async () => {
    await hears()
    await recomputeReputation(world.ctx)
    await recomputeStanding(world.ctx)
    const { memberId } = nia
    const rank = await memberStanding(world.ctx, { memberId })
    return {
      rank,
      points: await shown(nia),
      entries: await entries(nia),
      board: await leaderboard(world.ctx, {}),
    }
  }
  const before = await standing()
  const deed = fc.record({
    who: fc.constantFrom(...crowd, nia),
    what: fc.constantFrom(question, answer),
    keeps: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 20 }), async (deeds) => {
      for (const { who, what, keeps } of deeds)
        await (keeps ? savePost : forgetSave)(world.as(who), { postId: what.postId })
      expect(await standing()).toEqual(before)
    }),
    { numRuns: 6 },
  )
})

test('REP-19: a save is counted once for each person, of others alone, and no step of contributors may ask for it', async ({
  world,
}) => {
  const { nia, bo, cal, ada } = world.cast
  const { asks, says } = await standingOf(world)
  const question = await asks(nia)
  const answer = await says(nia, await asks(bo, 'How?'))
  for (const who of [nia, bo, cal])
    for (const { postId } of [question, answer]) await savePost(world.as(who), { postId })
  const counted = async (who: typeof nia) => {
    await recomputeStanding(world.ctx)
    const [row] = await world.db
      .select()
      .from(memberMeasures)
      .where(eq(memberMeasures.memberId, who.memberId))
    return { saves: row?.values.saves, savers: row?.values.savers }
  }
  expect(await counted(nia)).toEqual({ saves: 0, savers: 2 })
  expect(await counted(cal)).toEqual({ saves: 2, savers: 0 })
  await hidePost(world.as(ada), { postId: answer.postId, clause: 'spam', reason: 'An advert.' })
  expect(await counted(cal)).toEqual({ saves: 1, savers: 0 })

  const step = { ladder: 'contributors', place: 2, name: 'Sophomore' } as const
  for (const light of ['saves', 'savers'])
    await expect(
      draftStep(world.as(ada), { ...step, formula: `active >= 2 && ${light} >= 1 && HV >= 1` }),
    ).rejects.toMatchObject({ fields: [{ key: 'ladder.step.light' }] })
  await draftStep(world.as(ada), { ...step, formula: 'active >= 2 && read >= 1 && HV >= 1' })
})

test('REP-16 REP-13: a question that 25 others saved brings its badge, and one fewer takes it', async ({
  world,
}) => {
  const { nia, bo } = world.cast
  const { asks } = await standingOf(world)
  const question = await asks(nia)
  for (const who of [nia, bo]) await savePost(world.as(who), { postId: question.postId })
  const others = await Promise.all(
    Array.from({ length: 24 }, (_, n) => memberOf(world, { handle: `saver-${n}` })),
  )
  const held = async () => {
    await recomputeStanding(world.ctx)
    const rows = await world.db.select().from(badgeAwards).where(eq(badgeAwards.memberId, nia.memberId))
    return rows.map(({ badge }) => badge).filter((badge) => badge.endsWith('-question'))
  }
  const row = (who: typeof nia) => ({ memberId: who.memberId, postId: question.postId, at: world.now })
  await world.db.insert(saves).values(others.slice(1).map(row))
  expect(await held()).toEqual([])
  await world.db.insert(saves).values(row(others[0]!))
  expect(await held()).toEqual(['favorite-question'])
  await forgetSave(world.as(bo), { postId: question.postId })
  expect(await held()).toEqual([])
})
