import { eq } from 'drizzle-orm'
import { notices } from '#db/schema/index.ts'
import type { Member } from '#server/core/actor.ts'
import {
  alertModerators,
  chooseWishes,
  noteAuthor,
  ownReports,
  proposeEdit,
  undoDecision,
} from '#server/moderation/index.ts'
import {
  tellAlert,
  tellCorrected,
  tellNoted,
  tellProposer,
  tellReporter,
} from '#server/notifications/index.ts'
import { postHistory } from '#server/forum/index.ts'
import { expect, test, type World } from '#tests/world.ts'
import { moderationOf, spamHide } from './story.ts'

const kindsOf = async (world: World, who: Member) =>
  (
    await world.db
      .select()
      .from(notices)
      .where(eq(notices.memberId, who.memberId))
      .orderBy(notices.at, notices.id)
  ).map(({ kind, params }) => [kind, params.outcome ?? params.clause ?? null])

test('MOD-13: everyone who reported is told the outcome once; an undone and repeated decision tells nothing new', async ({
  world,
}) => {
  const { nia, bo, cal, mo } = world.cast
  const { asks, flag, decide, hears } = await moderationOf(world)
  const question = await asks(nia)
  const { itemId } = await flag(bo, question)
  await flag(cal, question, 'on-topic')
  const { decisionId } = await decide(itemId, spamHide)
  await hears(tellReporter, 'flag.judged')
  for (const who of [bo, cal]) expect(await kindsOf(world, who)).toEqual([['reported', 'upheld']])
  await undoDecision(world.as(mo), { decisionId })
  world.pass(1000)
  await decide(itemId, spamHide)
  await hears(tellReporter, 'flag.judged')
  expect(await kindsOf(world, bo)).toEqual([['reported', 'upheld']])
})

test('MOD-07: whose words were corrected in the queue is told, and reads what changed', async ({ world }) => {
  const { nia, bo } = world.cast
  const { asks, says, flag, decide, hears } = await moderationOf(world)
  const answer = await says(bo, await asks(nia), 'Buy caches.')
  const { itemId } = await flag(nia, answer)
  await decide(itemId, { action: 'fix', body: 'Warm caches.', basedOn: 0 })
  await hears(tellCorrected, 'review.decided')
  expect(await kindsOf(world, bo)).toEqual([['corrected', null]])
  expect((await postHistory(world.as(bo), answer)).versions).toHaveLength(2)
})

test('ASK-18 MOD-01: a proposer hears the outcome with its reason; a private word reaches its author with a name', async ({
  world,
}) => {
  const { nia, bo } = world.cast
  const { asks, decide, hears } = await moderationOf(world)
  const question = await asks(nia)
  const plain = { ...bo, abilities: new Set<never>() }
  const { itemId } = await proposeEdit(world.as(plain), { ...question, body: 'Better.', basedOn: 0 })
  await decide(itemId, { action: 'reject', message: 'It changes the question.' })
  await hears(tellProposer, 'suggestion.decided')
  expect(await kindsOf(world, bo)).toEqual([['suggested', 'rejected']])
  expect((await ownReports(world.as(bo))).edits).toMatchObject([
    { state: 'rejected', reason: 'It changes the question.' },
  ])
  await noteAuthor(world.as(bo), { postId: question.postId, text: 'Your key stands in the log.' })
  await hears(tellNoted, 'author.noted')
  expect(await kindsOf(world, nia)).toEqual([['noted', null]])
  expect((await ownReports(world.as(nia))).words).toMatchObject([
    { from: bo.displayName, text: 'Your key stands in the log.' },
  ])
})

test('MOD-11: page and mail: moderators are alerted once, from their own priority on, as they chose', async ({
  world,
}) => {
  const { nia, bo, mo, ada } = world.cast
  const { asks, says, flag, people, hears } = await moderationOf(world)
  await chooseWishes(world.as(mo), { minimum: 'low', alertFrom: 'low', alertPage: true })
  await chooseWishes(world.as(ada), { minimum: 'low', alertFrom: 'medium', alertMail: true })
  const question = await asks(nia)
  const answer = await says(bo, question)
  const [one, ...others] = await people(3, 60)
  const alerted = async () => {
    await hears(alertModerators, 'review.opened', 'post.flagged')
    return (await world.told('moderator.alerted')).map(({ payload }) => [
      payload.memberId,
      payload.page,
      payload.mail,
    ])
  }
  await flag(one!, answer)
  expect(await alerted()).toEqual([[mo.memberId, true, false]])
  for (const who of others) await flag(who, answer)
  expect(await alerted()).toEqual([
    [mo.memberId, true, false],
    [ada.memberId, false, true],
  ])
  await hears(tellAlert, 'moderator.alerted')
  expect([await kindsOf(world, mo), await kindsOf(world, ada)]).toEqual([
    [['queued', null]],
    [['queued', null]],
  ])
})
