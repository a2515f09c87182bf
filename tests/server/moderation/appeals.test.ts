import { asc, eq } from 'drizzle-orm'
import { appeals, flags, moderationLog, posts, statements, topics } from '#db/schema/index.ts'
import type { Actor } from '#server/core/actor.ts'
import type { StatementId } from '#server/core/ids.ts'
import { addPost, closeTopic } from '#server/forum/index.ts'
import { actorOfMember, giveModerationActions, giveRoles } from '#server/identity/index.ts'
import {
  appealStatement,
  decideAppeal,
  decideItem,
  flagPost,
  removePost,
  sanctionMember,
  statementPage,
  undoDecision,
} from '#server/moderation/index.ts'
import { reviewItems } from '#db/schema/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { follower } from '#tests/server/notifications/story.ts'
import { storyOf } from '#tests/server/forum/story.ts'
import { expect, test, type World } from '#tests/world.ts'

const ground = { clause: 'no-spam', reason: 'It sells a tool.' }
const why = { reason: 'It was an honest recommendation.' }
const acting = (world: World, handle: string) => actorOfMember(world.ctx, { handle })

const statementsOf = (world: World) =>
  world.db.select().from(statements).orderBy(asc(statements.at), asc(statements.id))

/** A second moderator beside Mo, so that somebody else can decide. */
const second = (world: World) =>
  memberOf({ db: world.db, now: world.now }, { handle: 'sam', roles: ['moderator'] })

/** Bo's answer, removed by Mo after Cal had flagged it; Bo appeals. */
async function appealed(world: World) {
  const { bo, mo, nia, cal } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question, 'I use this tool.')
  await flagPost(world.as(cal), { postId: answer.postId, clause: 'no-spam' })
  await removePost(world.as(mo), { ...answer, ...ground })
  await follower(world, 'moderation')()
  const [{ id: statementId } = { id: '' as StatementId }] = await statementsOf(world)
  const { appealId } = await appealStatement(world.as(bo), { statementId, text: 'It is free and not mine.' })
  return { question, answer, statementId, appealId }
}

test('MOD-15: once, by whom it was told to, with a text; it waits in the queue as an appeal', async ({
  world,
}) => {
  const { bo, cal, mo, guest } = world.cast
  const { statementId } = await appealed(world)
  const again = (who: Actor) => appealStatement(world.as(who), { statementId, text: 'Please.' })
  await expect(again(bo)).rejects.toMatchObject({ status: 409, key: 'moderation.appeal.again' })
  await expect(again(cal)).rejects.toMatchObject({ status: 404 })
  await expect(again(guest)).rejects.toMatchObject({ status: 403 })
  await expect(again(mo)).rejects.toMatchObject({ status: 409 })
  await expect(appealStatement(world.as(bo), { statementId, text: ' ' })).rejects.toMatchObject({
    fields: [{ path: 'text' }],
  })
  const items = await world.db.select().from(reviewItems).where(eq(reviewItems.kind, 'appeal'))
  expect(items).toMatchObject([{ state: 'open', memberId: bo.memberId, secondFrom: mo.memberId }])
})

test('MOD-15: whoever decided it, the appellant and who lacks the action are refused; another moderator decides once', async ({
  world,
}) => {
  const { bo, mo, cal, ada } = world.cast
  const { appealId, statementId } = await appealed(world)
  const sam = await second(world)
  const decides = (who: Actor, outcome: 'upheld' | 'overturned' = 'upheld') =>
    decideAppeal(world.as(who), { appealId, outcome, ...why })
  await expect(decides(mo)).rejects.toMatchObject({ status: 403, key: 'moderation.appeal.own' })
  await giveRoles(world.as(ada), { handle: 'bo', roles: ['moderator'] })
  await expect(decides(await acting(world, 'bo'))).rejects.toMatchObject({ status: 403 })
  await expect(decides(cal)).rejects.toMatchObject({ status: 403 })
  await giveModerationActions(world.as(ada), { handle: 'sam', actions: ['queue', 'decide'] })
  await expect(decides(await acting(world, 'sam'))).rejects.toMatchObject({ status: 403 })
  await expect(
    decideAppeal(world.as(sam), { appealId, outcome: 'overturned', reason: ' ' }),
  ).rejects.toMatchObject({ fields: [{ path: 'reason' }] })
  await expect(
    decideAppeal(world.as(sam), {
      appealId: '00000000-0000-7000-8000-000000000000',
      outcome: 'upheld',
      ...why,
    }),
  ).rejects.toMatchObject({ status: 404 })
  await decides(sam)
  await expect(decides(ada, 'overturned')).rejects.toMatchObject({ status: 409 })
  expect(await statementPage(world.as(bo), { statementId })).toMatchObject({
    outcome: 'holds',
    appeal: { outcome: 'upheld', reason: why.reason, by: null },
    can: { appeal: false },
  })
  expect((await world.told('appeal.decided')).map(({ payload }) => payload.outcome)).toEqual(['upheld'])
})

test('MOD-15: overturned, the post stands again, its author is told, and the flags that removed it are judged anew', async ({
  world,
}) => {
  const { bo } = world.cast
  const { appealId, answer, statementId } = await appealed(world)
  const sam = await second(world)
  expect((await world.db.select().from(flags)).map(({ upheld }) => upheld)).toEqual([true])
  await decideAppeal(world.as(sam), { appealId, outcome: 'overturned', ...why })
  const [post] = await world.db.select().from(posts).where(eq(posts.id, answer.postId))
  expect(post).toMatchObject({ hiddenAt: null, hiddenReason: null })
  expect((await world.db.select().from(flags)).map(({ upheld }) => upheld)).toEqual([false])
  expect((await world.told('flag.judged')).map(({ payload }) => [payload.before, payload.upheld])).toEqual([
    [null, true],
    [true, false],
  ])
  await follower(world, 'moderation')()
  await follower(world, 'notifications')()
  const told = (await world.told('notice.written')).map(({ payload }) => payload)
  expect(told.filter(({ memberId }) => memberId === bo.memberId).map(({ kind }) => kind)).toContain(
    'appealDecided',
  )
  expect(await statementPage(world.as(bo), { statementId })).toMatchObject({ outcome: 'overturned' })
})

test('MOD-15: a suspended member appeals although nothing else may be written, and is free at once when it is overturned', async ({
  world,
}) => {
  const { mo } = world.cast
  const { asks } = await storyOf(world)
  const question = await asks(world.cast.nia)
  const given = await sanctionMember(world.as(mo), {
    handle: 'bo',
    kind: 'suspension',
    days: 5,
    skipReason: 'At once.',
    ...ground,
  })
  const bo = await acting(world, 'bo')
  const writes = async () =>
    addPost(world.as(await acting(world, 'bo')), { topicId: question.topicId, body: 'Warm it.' })
  await expect(writes()).rejects.toMatchObject({ status: 403 })
  const { appealId } = await appealStatement(world.as(bo), {
    statementId: given.statementId!,
    text: 'That was another Bo.',
  })
  await decideAppeal(world.as(await second(world)), { appealId, outcome: 'overturned', ...why })
  await writes()
  expect(await statementPage(world.as(bo), { statementId: given.statementId! })).toMatchObject({
    outcome: 'overturned',
    lifted: { as: 'overturned', reason: why.reason },
  })
})

test('MOD-15: a topic that somebody else closed can be appealed and opens again; closing one’s own cannot', async ({
  world,
}) => {
  const { mo, nia } = world.cast
  const { asks } = await storyOf(world)
  const question = await asks(nia)
  const own = await asks(nia, 'Does this still matter?')
  await closeTopic(world.as(nia), { topicId: own.topicId, reason: 'obsolete' })
  await closeTopic(world.as(mo), { topicId: question.topicId, reason: 'off-topic', note: 'Ask the vendor.' })
  await follower(world, 'moderation')()
  const stated = await statementsOf(world)
  expect(stated).toMatchObject([{ kind: 'closure', topicId: question.topicId, message: 'Ask the vendor.' }])
  const { appealId } = await appealStatement(world.as(nia), {
    statementId: stated[0]!.id,
    text: 'It is about this product.',
  })
  await decideAppeal(world.as(await second(world)), { appealId, outcome: 'overturned', ...why })
  const [topic] = await world.db.select().from(topics).where(eq(topics.id, question.topicId))
  expect(topic?.closedAt).toBeNull()
})

test('MOD-15 MOD-26: decided in the queue like any item, never undone there, and every step stands in the log', async ({
  world,
}) => {
  const { appealId } = await appealed(world)
  const sam = await second(world)
  const [item] = await world.db.select().from(reviewItems).where(eq(reviewItems.appealOf, appealId))
  await expect(decideItem(world.as(sam), { itemId: item!.id, action: 'approve' })).rejects.toMatchObject({
    fields: [{ path: 'message' }],
  })
  world.pass(60_000)
  const { decisionId } = await decideItem(world.as(sam), {
    itemId: item!.id,
    action: 'reject',
    message: 'It is an advert.',
  })
  await expect(undoDecision(world.as(sam), { decisionId })).rejects.toMatchObject({
    key: 'moderation.undo.never',
  })
  expect((await world.db.select().from(appeals)).map(({ outcome }) => outcome)).toEqual(['upheld'])
  const lines = await world.db
    .select()
    .from(moderationLog)
    .orderBy(asc(moderationLog.at), asc(moderationLog.id))
  expect(lines.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'post.hidden',
      'decision.hide',
      'appeal.made',
      'appeal.upheld',
      'decision.reject',
    ]),
  )
  expect(lines.find(({ action }) => action === 'appeal.upheld')).toMatchObject({
    byId: sam.memberId,
    clause: 'no-spam',
    reason: 'It is an advert.',
    after: { outcome: 'upheld', seconds: 60 },
  })
})
