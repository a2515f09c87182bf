import { and, eq, sql } from 'drizzle-orm'
import { badgeAwards, members, posts, standingDeeds, topics } from '#db/schema/index.ts'
import type { Actor, Member } from '#server/core/actor.ts'
import { newId } from '#server/core/ids.ts'
import {
  acceptAnswer,
  castVote,
  hidePost,
  importVotes,
  revisePost,
  withdrawAcceptance,
  withdrawPost,
} from '#server/forum/index.ts'
import { editProfile } from '#server/identity/index.ts'
import {
  badgeList,
  badgePage,
  dropBadge,
  giveBadge,
  hearEvent,
  hideBadge,
  makeBadge,
  memberBadges,
  recomputeStanding,
  switchBadge,
  takeBadge,
} from '#server/reputation/index.ts'
import { shippedBadges } from '#server/reputation/shipped-badges.ts'
import { storyOf } from '#tests/server/forum/story.ts'
import { day, expect, test, type World } from '#tests/world.ts'

type Ref = { postId: string }

const heldBy = async (world: World, who: Member) => {
  await recomputeStanding(world.ctx)
  const rows = await world.db.select().from(badgeAwards).where(eq(badgeAwards.memberId, who.memberId))
  return rows.map(({ badge }) => badge).sort()
}

/** So many up votes of people who came with an import. */
const liked = (world: World, { postId }: Ref, times: number) =>
  importVotes(world.ctx, {
    source: 'liked',
    votes: Array.from({ length: times }, () => ({
      ...{ externalId: newId<string>(), postId: postId as never, value: 1 as const, at: world.now },
    })),
  })

test('REP-13: first badges come with their causes and go with them', async ({ world }) => {
  const { nia, bo, cal, mo } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  await castVote(world.as(cal), { postId: answer.postId, value: 1 })
  await castVote(world.as(cal), { postId: question.postId, value: -1 })
  await castVote(world.as(bo), { postId: question.postId, value: 1 })
  await castVote(world.as(mo), { postId: question.postId, value: 1 })
  await acceptAnswer(world.as(nia), answer)
  await revisePost(world.as(mo), { postId: answer.postId, body: 'Warm it up first, then ask.' })
  expect(await heldBy(world, nia)).toEqual(['scholar', 'student'])
  expect(await heldBy(world, bo)).toEqual(['problem-solver', 'supporter', 'teacher'])
  expect(await heldBy(world, cal)).toEqual(['critic', 'supporter'])
  expect(await heldBy(world, mo)).toEqual(['editor', 'supporter'])
  expect(
    (await world.told('badges.earned')).find(({ payload }) => payload.memberId === bo.memberId),
  ).toMatchObject({
    payload: {
      badges: ['teacher', 'problem-solver', 'supporter'],
      names: ['Teacher', 'Problem Solver', 'Supporter'],
    },
  })

  await withdrawAcceptance(world.as(nia), answer)
  await castVote(world.as(cal), { postId: answer.postId, value: 0 })
  expect(await heldBy(world, bo)).toEqual(['supporter'])
  expect(await heldBy(world, nia)).toEqual(['student'])
  await hidePost(world.as(mo), { postId: question.postId, clause: 'spam', reason: 'An advert.' })
  expect(await heldBy(world, nia)).toEqual([])
  const told = (await world.told('badges.earned')).length
  await recomputeStanding(world.ctx)
  expect(await world.told('badges.earned')).toHaveLength(told)
})

test('REP-13 REP-16: posts earn by their score and what was done with them, each post for itself', async ({
  world,
}) => {
  const { nia, bo, cal } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  const first = await says(cal, question, 'Have you tried it cold?')
  const answer = await says(bo, question)
  const other = await says(bo, await asks(nia, 'Why is it warm?'))
  await liked(world, answer, 40)
  await liked(world, other, 25)
  await liked(world, question, 10)
  await acceptAnswer(world.as(nia), answer)
  await acceptAnswer(world.as(nia), other)
  expect(await heldBy(world, bo)).toEqual([
    'enlightened',
    'good-answer',
    'good-answer',
    'guru',
    'nice-answer',
    'nice-answer',
    'problem-solver',
    'teacher',
  ])
  expect(await heldBy(world, nia)).toContain('nice-question')
  // with the earlier answer gone this one was the first
  await withdrawPost(world.as(cal), { postId: first.postId })
  expect((await heldBy(world, bo)).filter((key) => key === 'enlightened')).toHaveLength(2)

  await world.db.update(topics).set({ views: 2600 }).where(eq(topics.id, question.topicId))
  expect(await heldBy(world, nia)).toEqual(
    expect.arrayContaining(['popular-question', 'notable-question', 'nice-question', 'student', 'scholar']),
  )
})

test('REP-16: old questions, one’s own, and poor ones that were rescued', async ({ world }) => {
  const { nia, bo, cal, mo } = world.cast
  const { asks, says } = await storyOf(world)
  const old = await asks(nia)
  const poor = await asks(cal, 'Why oh why?')
  await castVote(world.as(mo), { postId: poor.postId, value: -1 })
  await castVote(world.as(nia), { postId: poor.postId, value: -1 })
  world.pass(61 * day)
  const late = await says(bo, old)
  await liked(world, late, 5)
  const rescue = await says(bo, poor)
  await liked(world, rescue, 5)
  expect(await heldBy(world, bo)).toEqual(expect.arrayContaining(['necromancer', 'revival', 'teacher']))
  expect(await heldBy(world, bo)).not.toContain('lifejacket')
  world.pass(day)
  await liked(world, poor, 4)
  expect(await heldBy(world, bo)).toContain('lifejacket')

  const own = await says(nia, old, 'I found it out myself.')
  await liked(world, own, 3)
  expect(await heldBy(world, nia)).toContain('self-learner')
  await withdrawPost(world.as(nia), { postId: own.postId })
  const without = await heldBy(world, nia)
  expect(without).not.toContain('self-learner')
  expect(without).toContain('disciplined')
})

test('REP-16 REP-20: reviews, flags, tags, profile and years', async ({ world }) => {
  const { nia, bo, mo } = world.cast
  const { asks, says } = await storyOf(world)
  const deed = (kind: 'review' | 'flag' | 'guided', n: number, more: object = {}) => ({
    ...{ kind, sourceId: `${kind}-${n}`, memberId: mo.memberId, outcome: 1, at: world.now, ...more },
  })
  await world.db
    .insert(standingDeeds)
    .values([
      ...Array.from({ length: 250 }, (_, n) => deed('review', n, { queue: 'flags' })),
      deed('review', 900, { queue: 'edit' }),
      deed('review', 901, { queue: 'spam', outcome: -1 }),
      ...Array.from({ length: 80 }, (_, n) => deed('flag', n)),
      deed('guided', 1, { otherId: nia.memberId }),
    ])
  expect(await heldBy(world, mo)).toEqual([
    ...['citizen-patrol', 'custodian', 'custodian', 'deputy', 'first-flag', 'guide', 'reviewer'],
  ])

  for (let n = 0; n < 20; n++)
    await liked(world, await says(bo, await asks(nia, `Question number ${n}?`, 'cache')), 5)
  expect(await heldBy(world, bo)).toEqual(['appreciated', 'tag-bronze', 'teacher'])
  await editProfile(world.as(bo), { about: 'I look after warehouses and answer over breakfast.' })
  expect(await heldBy(world, bo)).toContain('autobiographer')
})

test('REP-16: badges for days in a row exist, and are off until an admin wants them', async ({ world }) => {
  const { ada, nia } = world.cast
  await world.db.execute(sql`insert into member_days (member_id, day)
    select ${nia.memberId}::uuid, (${world.now.toISOString()}::timestamptz)::date - n from generate_series(0, 99) n`)
  expect(await heldBy(world, nia)).toEqual([])
  expect((await badgeList(world.as(nia))).map(({ key }) => key)).not.toContain('enthusiast')
  await expect(switchBadge(world.as(nia), { key: 'enthusiast', active: true })).rejects.toMatchObject({
    status: 403,
  })
  await switchBadge(world.as(ada), { key: 'enthusiast', active: true })
  await switchBadge(world.as(ada), { key: 'fanatic', active: true })
  await switchBadge(world.as(ada), { key: 'devotee', active: true })
  expect(await heldBy(world, nia)).toEqual(['enthusiast', 'fanatic'])
  await switchBadge(world.as(ada), { key: 'fanatic', active: false })
  expect(await heldBy(world, nia)).toEqual(['enthusiast'])
  const shipped = shippedBadges.filter(({ off }) => off).map(({ key }) => key)
  expect(shipped).toEqual(['enthusiast', 'fanatic', 'devotee'])
})

test('REP-13: each badge has a page with its rule, what it is not for, and its holders by cursor', async ({
  world,
}) => {
  const { nia, bo, cal } = world.cast
  const { asks, says } = await storyOf(world)
  await castVote(world.as(cal), { postId: (await says(bo, await asks(nia))).postId, value: 1 })
  await castVote(world.as(nia), { postId: (await says(cal, await asks(bo, 'And warm?'))).postId, value: 1 })
  await recomputeStanding(world.ctx)
  const seen = await badgePage(world.as(nia), { key: 'supporter', limit: 1 })
  expect(seen).toMatchObject({ name: 'Supporter', metal: 'bronze', rule: 'up votes cast: at least 1' })
  expect(seen.progress).toMatchObject([{ met: true, choices: [{ value: 1, of: 1 }] }])
  const rest = await badgePage(world.as(nia), { key: 'supporter', cursor: seen.next })
  expect([...seen.holders, ...rest.holders].map(({ handle }) => handle).sort()).toEqual(['cal', 'nia'])
  expect(rest.next).toBeNull()
  await expect(badgePage(world.ctx, { key: 'unheard-of' })).rejects.toMatchObject({ status: 404 })
  const all = await badgeList(world.as(nia))
  for (const { key, name, rule } of all) {
    expect(name, key).not.toContain('badge.')
    expect(rule, key).not.toMatch(/badge\.|\{/)
    const { purpose, not } = await badgePage(world.ctx, { key })
    expect([purpose, not].join(), key).not.toMatch(/badge\.|\{/)
  }
  expect(new Set(all.map(({ metal }) => metal))).toEqual(new Set(['bronze', 'silver', 'gold']))
  expect(all.length).toBeGreaterThanOrEqual(70)
})

const rule = { metal: 'silver' as const, family: 'help' as const }

test('REP-14: an admin builds a badge from measures with and and or, without SQL, and orders it', async ({
  world,
}) => {
  const { ada, mo, nia, bo, cal } = world.cast
  const { asks, says } = await storyOf(world)
  const answer = await says(bo, await asks(nia))
  await castVote(world.as(cal), { postId: answer.postId, value: 1 })
  await recomputeStanding(world.ctx)
  const wanted = {
    ...{ key: 'helping-hand', origin: 'rule' as const, name: 'Helping Hand', position: 1, ...rule },
    joins: ['and', 'and', 'or'],
    measure: ['answers', 'HV', 'SOL'],
    plus: ['', '', ''],
    sign: ['>=', '>=', '>='] as '>='[],
    value: ['1', '50', '0'],
  }
  await expect(makeBadge(world.as(mo), wanted)).rejects.toMatchObject({ status: 403 })
  await makeBadge(world.as(ada), wanted)
  const [first] = await badgeList(world.as(bo))
  expect(first).toMatchObject({ key: 'helping-hand', own: 1, holders: 1 })
  expect(first!.rule).toBe(
    'answers to others: at least 1 and helpful votes: at least 50 or accepted answers: at least 0',
  )
  await expect(
    makeBadge(world.as(ada), { ...wanted, key: 'covered', formula: 'SOL >= 1 && contractLevel >= 2' }),
  ).rejects.toMatchObject({ fields: [{ key: 'formula.crm' }] })
  await expect(makeBadge(world.as(ada), { ...wanted, key: 'teacher' })).rejects.toMatchObject({
    fields: [{ key: 'badge.key.taken' }],
  })
  await hidePost(world.as(mo), { postId: answer.postId, clause: 'spam', reason: 'An advert.' })
  expect(await heldBy(world, bo)).not.toContain('helping-hand')
  await dropBadge(world.as(ada), { key: 'helping-hand' })
  await expect(dropBadge(world.as(ada), { key: 'teacher' })).rejects.toMatchObject({ status: 409 })
})

test('REP-14 REP-12: what is given by hand is marked as given, and what is earned cannot be given', async ({
  world,
}) => {
  const { ada, mo, bo } = world.cast
  await makeBadge(world.as(ada), { key: 'host', origin: 'hand', name: 'Host', ...rule })
  const give = (who: Actor, key: string) =>
    giveBadge(world.as(who), { key, handle: 'bo', for: 'Ran the meetup.' })
  await expect(give(mo, 'host')).rejects.toMatchObject({ status: 403 })
  await expect(give(ada, 'teacher')).rejects.toMatchObject({ status: 409, key: 'badge.earnedOnly' })
  await give(ada, 'host')
  await give(ada, 'host')
  await recomputeStanding(world.ctx)
  expect(await memberBadges(world.ctx, bo)).toMatchObject([
    { key: 'host', given: true, givenFor: 'Ran the meetup.', times: 1 },
  ])
  expect((await badgePage(world.ctx, { key: 'host' })).holders).toMatchObject([
    { handle: 'bo', givenFor: 'Ran the meetup.' },
  ])
  await takeBadge(world.as(ada), { key: 'host', handle: 'bo' })
  expect(await memberBadges(world.ctx, bo)).toEqual([])
})

test('REP-15: an outside event gives its badge once, can be hidden, and goes when it is revoked', async ({
  world,
}) => {
  const { ada, nia, bo } = world.cast
  await makeBadge(world.as(ada), {
    ...{ key: 'paperless', origin: 'event', eventType: 'paperless.started', name: 'Went Paperless', ...rule },
  })
  const event = (id: string, more: { type?: string; revokes?: string } = {}) =>
    hearEvent(world.ctx, {
      ...{ id, type: more.type ?? 'paperless.started', memberId: nia.memberId },
      ...{ occurredAt: world.now, revokes: more.revokes ?? null },
    })
  await event('evt-1')
  await event('evt-1')
  await event('evt-2')
  await event('evt-3', { type: 'something.else' })
  expect(await heldBy(world, nia)).toEqual(['paperless'])
  expect(await world.told('badges.earned')).toHaveLength(1)
  const seen = JSON.stringify(await badgePage(world.as(bo), { key: 'paperless' }))
  for (const hidden of ['evt-1', 'occurred', 'contact']) expect(seen).not.toContain(hidden)

  await hideBadge(world.as(nia), { key: 'paperless', hidden: true })
  await expect(hideBadge(world.as(bo), { key: 'paperless', hidden: true })).rejects.toMatchObject({
    status: 404,
  })
  expect(await memberBadges(world.as(bo), nia)).toEqual([])
  expect((await badgePage(world.as(bo), { key: 'paperless' })).holders).toEqual([])
  expect(await memberBadges(world.as(nia), nia)).toMatchObject([{ key: 'paperless', hidden: true }])

  await event('evt-4', { revokes: 'evt-1' })
  expect(await heldBy(world, nia)).toEqual(['paperless'])
  await event('evt-5', { revokes: 'evt-2' })
  expect(await heldBy(world, nia)).toEqual([])
})

test('REP-13: a round that finds nothing new writes and tells nothing, whoever it looks at', async ({
  world,
}) => {
  const { nia, bo, cal } = world.cast
  const { asks, says } = await storyOf(world)
  await liked(world, await says(bo, await asks(nia)), 12)
  await recomputeStanding(world.ctx)
  await world.db
    .update(members)
    .set({ about: 'Nothing that is counted.' })
    .where(eq(members.id, cal.memberId))
  await world.db
    .update(posts)
    .set({ editCount: 3 })
    .where(and(eq(posts.authorId, bo.memberId)))
  const before = await world.db.select().from(badgeAwards).where(eq(badgeAwards.memberId, bo.memberId))
  world.pass(day)
  await recomputeStanding(world.ctx)
  expect(await world.db.select().from(badgeAwards).where(eq(badgeAwards.memberId, bo.memberId))).toEqual(
    before,
  )
  expect(await world.told('badges.withdrawn')).toEqual([])
})
