import { changeSettings } from '#server/settings/index.ts'
import { flagMember, flagPost, noteAuthor, withdrawFlag } from '#server/moderation/index.ts'
import { system } from '#server/core/actor.ts'
import { actorOfMember } from '#server/identity/index.ts'
import { clausesInForce } from '#server/terms/index.ts'
import { reopenDue, revisePost } from '#server/forum/index.ts'
import { day, expect, hour, minute, test } from '#tests/world.ts'
import { moderationOf, spamHide } from './story.ts'

test('MOD-01 TERMS-07: every clause is a reason to flag, and "other" needs words; reasons that do not exist are refused', async ({
  world,
}) => {
  const { bo, nia } = world.cast
  const { asks, flag, people, flagsOf } = await moderationOf(world)
  const question = await asks(nia)
  const clauses = await clausesInForce(world.as(bo))
  const flaggers = await people(clauses.length)
  for (const [n, { key }] of clauses.entries()) await flag(flaggers[n]!, question, key)
  const { itemId } = await flag(bo, question, 'other', 'It names my customer.')
  const raised = await flagsOf(itemId)
  expect(raised.map((each) => each.clause)).toEqual([...clauses.map(({ key }) => key), 'other'])
  expect(new Set(raised.map((each) => each.termsVersion))).toEqual(new Set([0]))
  await expect(flag(world.cast.cal, question, 'other')).rejects.toMatchObject({ fields: [{ path: 'note' }] })
  await expect(flag(world.cast.cal, question, 'rudeness')).rejects.toMatchObject({
    fields: [{ path: 'clause' }],
  })
})

test('MOD-01: once per member and post, changeable until it is judged; own posts and members without the ability are refused', async ({
  world,
}) => {
  const { nia, bo, cal, guest } = world.cast
  const { asks, flag, flagsOf, itemFor, decide, item } = await moderationOf(world)
  const question = await asks(nia)
  await expect(flag(nia, question)).rejects.toMatchObject({ status: 403 })
  await expect(flag({ ...bo, abilities: new Set() }, question)).rejects.toMatchObject({ status: 403 })
  await expect(
    flagPost(world.as(guest), { postId: question.postId, clause: 'no-spam' }),
  ).rejects.toMatchObject({
    status: 403,
  })

  const first = await flag(bo, question)
  expect(await flag(bo, question)).toMatchObject({ flagId: first.flagId, changed: false })
  expect(await flag(bo, question, 'on-topic', 'About bicycles.')).toMatchObject({
    flagId: first.flagId,
    changed: true,
  })
  expect(await flagsOf(first.itemId)).toMatchObject([{ clause: 'on-topic', note: 'About bicycles.' }])
  expect(await world.told('post.flagged')).toHaveLength(1)

  await flag(cal, question)
  expect((await item(first.itemId)).reasons).toEqual([
    { key: 'moderation.reason.flags', params: { count: 2 } },
  ])
  await withdrawFlag(world.as(cal), { flagId: (await flagsOf(first.itemId))[1]!.id })
  expect((await item(first.itemId)).reasons).toEqual([
    { key: 'moderation.reason.flags', params: { count: 1 } },
  ])

  await decide((await itemFor(question)).id, { action: 'approve' })
  await expect(flag(bo, question)).rejects.toMatchObject({ status: 409, key: 'moderation.flag.judged' })
  world.pass(minute)
  await revisePost(world.as(nia), { ...question, body: 'Now it really sells something, at shop.example.' })
  expect(await flag(bo, question)).toMatchObject({ changed: false })
})

test('MOD-01: the last flag taken back ends the item', async ({ world }) => {
  const { nia, bo } = world.cast
  const { asks, flag, item } = await moderationOf(world)
  const { flagId, itemId } = await flag(bo, await asks(nia))
  await withdrawFlag(world.as(bo), { flagId })
  expect(await item(itemId)).toMatchObject({ state: 'withdrawn', outcome: 'withdraw' })
})

test('MOD-01: a person is flagged with posts of theirs that show it, and nothing is hidden', async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks, says, item, decide } = await moderationOf(world)
  const question = await asks(nia)
  const [rude, other] = [await says(bo, question, 'You again.'), await says(mo, question)]
  const report = { handle: 'bo', clause: 'no-bullying', note: 'In every topic.' }
  await expect(flagMember(world.as(nia), { ...report, posts: [] })).rejects.toMatchObject({ status: 422 })
  await expect(flagMember(world.as(nia), { ...report, posts: [other.postId] })).rejects.toMatchObject({
    fields: [{ path: 'posts', key: 'moderation.flag.theirs' }],
  })
  await expect(flagMember(world.as(bo), { ...report, posts: [rude.postId] })).rejects.toMatchObject({
    status: 403,
  })
  const { itemId } = await flagMember(world.as(nia), { ...report, posts: [rude.postId] })
  expect(await item(itemId)).toMatchObject({
    memberId: bo.memberId,
    postId: null,
    boardId: expect.any(String) as string,
  })
  await expect(decide(itemId, spamHide)).rejects.toMatchObject({ status: 422 })
  await decide(itemId, { action: 'uphold', clause: 'no-bullying' })
  expect(await world.told('flag.judged')).toMatchObject([
    { payload: { upheld: true, before: null, flaggerId: nia.memberId, authorId: bo.memberId, postId: null } },
  ])
})

test('MOD-06: three flags of band 2 hide a post until a moderator rules; "illegal" and "other" never do', async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks, says, flag, people, finds, itemFor, decide } = await moderationOf(world)
  const question = await asks(nia)
  const [sold, quiet] = [await says(bo, question, 'Buy caches.'), await says(bo, question, 'Other.')]
  for (const who of await people(3, 60)) {
    await flag(who, quiet, 'lawful')
    expect((await finds(nia, sold))?.stub ?? null).toBeNull()
    await flag(who, sold)
  }
  expect(await finds(nia, sold)).toMatchObject({
    stub: 'hidden',
    hiddenClause: 'no-spam',
    hiddenReason: null,
  })
  expect((await finds(nia, quiet))?.stub ?? null).toBeNull()
  expect(await world.told('post.hidden')).toMatchObject([
    { payload: { pending: true, authorId: bo.memberId } },
  ])
  const { id } = await itemFor(sold)
  await decide(id, { action: 'approve' })
  expect((await finds(nia, sold))?.stub ?? null).toBeNull()
  expect(await world.told('post.restored')).toHaveLength(1)
  await expect(decide(id, spamHide, mo)).rejects.toMatchObject({ status: 409 })
})

test('MOD-06: a board may ask for another weight, and nothing is hidden below what the queue shows', async ({
  world,
}) => {
  const { nia, bo, ada } = world.cast
  const { board, asks, says, flag, people, finds } = await moderationOf(world)
  await changeSettings(world.as(ada), { hideScoreByBoard: { [board.id]: 2 } })
  const question = await asks(nia)
  const [first, second, third] = [
    await says(bo, question, 'One.'),
    await says(bo, question, 'Two.'),
    await says(bo, question, 'Three.'),
  ]
  const [one, two, three] = await people(3)
  for (const who of [one!, two!]) await flag(who, first)
  expect(await finds(nia, first)).toMatchObject({ stub: 'hidden' })
  await changeSettings(world.as(ada), { queueMinimum: 'medium' })
  for (const who of [one!, two!, three!]) await flag(who, second)
  expect((await finds(nia, second))?.stub ?? null).toBeNull()
  await changeSettings(world.as(ada), { hideScoreByBoard: { [board.id]: 0 } })
  for (const who of await people(3, 2000)) await flag(who, third)
  expect((await finds(nia, third))?.stub ?? null).toBeNull()
})

test('MOD-06: three people silence a new member for a day, never one who is known; a wrong silence is lifted', async ({
  world,
}) => {
  const { nia, bo } = world.cast
  const { asks, flag, people, itemFor, decide } = await moderationOf(world)
  const [byNew, byKnown] = [await asks(nia), await asks(bo)]
  for (const who of await people(3)) {
    await flag(who, byNew)
    await flag(who, byKnown)
  }
  const now = async (member: typeof nia) => actorOfMember(world.ctx, { memberId: member.memberId })
  expect(await now(nia)).toMatchObject({
    mayWrite: false,
    suspendedUntil: new Date(world.now.getTime() + day),
  })
  expect(await now(bo)).toMatchObject({ mayWrite: true })
  await decide((await itemFor(byNew)).id, { action: 'approve' })
  expect(await now(nia)).toMatchObject({ mayWrite: true, suspendedUntil: null })
})

test('MOD-06: five people of weight close a topic for four hours; it opens again by itself', async ({
  world,
}) => {
  const { nia, bo, cal, ada } = world.cast
  const { asks, says, flag, people, reads } = await moderationOf(world)
  await changeSettings(world.as(ada), { hideScore: 0 })
  const question = await asks(nia)
  const reply = await says(bo, question)
  const crowd = await people(4, 3000)
  for (const who of crowd) for (const post of [question, reply]) await flag(who, post, 'no-bullying')
  expect(await reads(nia, question)).toMatchObject({ closedAt: null })
  await flag(cal, reply, 'no-bullying')
  expect(await reads(nia, question)).toMatchObject({ closedReason: 'cooling' })
  world.pass(4 * hour - 1)
  await reopenDue(world.as(system('test')))
  expect(await reads(nia, question)).toMatchObject({ closedReason: 'cooling' })
  world.pass(1)
  await reopenDue(world.as(system('test')))
  expect(await reads(nia, question)).toMatchObject({ closedAt: null })
})

test('MOD-01: a day has a limit of reports', async ({ world }) => {
  const { nia, bo, ada } = world.cast
  const { asks, says, flag } = await moderationOf(world)
  await changeSettings(world.as(ada), { flagsPerDay: 2 })
  const question = await asks(nia)
  const posts = [await says(nia, question, 'One.'), await says(nia, question, 'Two.')]
  await flag(bo, question)
  await flag(bo, posts[0]!)
  await expect(flag(bo, posts[1]!)).rejects.toMatchObject({ status: 429, key: 'moderation.flag.limit' })
  world.pass(day + 1)
  await flag(bo, posts[1]!)
})

test('MOD-01: a private word to the author is no report: nothing is queued, nobody judges it', async ({
  world,
}) => {
  const { nia, bo } = world.cast
  const { asks, items } = await moderationOf(world)
  const question = await asks(nia)
  const word = { postId: question.postId, text: 'Your key stands in the log.' }
  await noteAuthor(world.as(bo), word)
  await expect(noteAuthor(world.as(bo), word)).rejects.toMatchObject({ status: 409 })
  await expect(noteAuthor(world.as(nia), word)).rejects.toMatchObject({ status: 403 })
  expect(await items()).toEqual([])
  expect(await world.told('author.noted')).toMatchObject([
    { payload: { authorId: nia.memberId, fromId: bo.memberId } },
  ])
})
