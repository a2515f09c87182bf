import { clausesInForce, currentTerms } from '#server/terms/index.ts'
import { restorePost, topicPage } from '#server/forum/index.ts'
import {
  appealStatement,
  clauseChoices,
  decideAppeal,
  precedents,
  removalStatements,
  removePost,
  reviewItem,
  reviewQueue,
  statementPage,
  transparencyReport,
  undoDecision,
} from '#server/moderation/index.ts'
import { follower } from '#tests/server/notifications/story.ts'
import { day, expect, test, type World } from '#tests/world.ts'
import { moderationOf, spamHide } from './story.ts'

/** Two answers of Bo that Cal reported under one clause; the first is hidden. */
async function reported(world: World) {
  const { bo, cal, nia } = world.cast
  const story = await moderationOf(world)
  const question = await story.asks(nia)
  const [one, two] = [await story.says(bo, question, 'Buy one.'), await story.says(bo, question, 'Buy two.')]
  await story.flag(cal, one)
  await story.flag(cal, two)
  const [first, second] = [(await story.itemFor(one)).id, (await story.itemFor(two)).id]
  const decided = await story.decide(first, spamHide)
  await follower(world, 'moderation')()
  return { ...story, question, one, first, second, decided }
}

test('MOD-23: an item shows what was decided before under the clause of its reports, and two judged by one clause both appear', async ({
  world,
}) => {
  const { bo, guest, mo } = world.cast
  const { first, second, decide } = await reported(world)
  const beside = async (clause?: string) =>
    (await reviewItem(world.as(mo), { itemId: second, clause })).precedents.decisions
  expect(await beside()).toMatchObject([{ itemId: first, action: 'hide', clause: 'no-spam', appeal: null }])
  expect(await beside('be-kind')).toEqual([])
  world.pass(1000)
  const { decisionId } = await decide(second, spamHide)
  const under = async () =>
    (await precedents(world.as(mo), { clause: 'no-spam' })).map(({ itemId }) => itemId)
  expect(await under()).toEqual([second, first])
  await undoDecision(world.as(mo), { decisionId })
  expect(await under()).toEqual([first])
  for (const who of [guest, bo])
    await expect(precedents(world.as(who), { clause: 'no-spam' })).rejects.toMatchObject({ status: 403 })
})

test('MOD-23: what was let stand is cited under the clause of its reports, so that both outcomes stand side by side, and removals by hand among them', async ({
  world,
}) => {
  const { ada, bo, cal, mo, nia, pia, eli } = world.cast
  const { question, first, second, says, flag, decide, item } = await reported(world)
  const third = await says(bo, question, 'Buy three.')
  await flag(cal, third, 'on-topic')
  await flag(eli, third, 'other', 'Odd.')
  await flag(pia, third, 'other', 'Odd indeed.')
  world.pass(1000)
  await decide(second, { action: 'approve', reason: 'It answers.' })
  world.pass(1000)
  const fourth = await says(bo, question, 'Buy four.')
  await flag(cal, fourth)
  const removal = { clause: 'no-spam', reason: 'An advert.', message: '' }
  await removePost(world.as(mo), { ...fourth, ...removal })
  world.pass(1000)
  await follower(world, 'moderation')()
  const restored = await says(nia, question, 'Buy five.')
  await removePost(world.as(mo), { ...restored, ...removal })
  const under = async (clause: string) =>
    (await precedents(world.as(mo), { clause })).map(({ itemId, action, reason }) => [itemId, action, reason])
  expect(await under('no-spam')).toEqual([
    [null, 'hide', 'An advert.'],
    [null, 'hide', 'An advert.'],
    [second, 'approve', 'It answers.'],
    [first, 'hide', 'It advertises a shop.'],
  ])
  await restorePost(world.as(ada), restored)
  expect(await under('no-spam')).toHaveLength(3)

  // the rule that most reports name; what no rule was named for is a precedent of none
  const odd = await says(bo, question, 'Buy six.')
  const { itemId } = await flag(cal, odd, 'other', 'Odd.')
  await decide(itemId, { action: 'approve' })
  expect(await under('other')).toEqual([])
  expect(await item(itemId)).toMatchObject({ outcome: 'approve' })

  // many of one outcome leave room for the other
  for (let n = 0; n < 6; n++) {
    const more = await flag(cal, await says(bo, question, `Buy more ${n}.`))
    world.pass(1000)
    await decide(more.itemId, spamHide)
  }
  expect((await under('no-spam')).map(([, action]) => action)).toEqual([
    ...Array<string>(5).fill('hide'),
    'approve',
  ])
})

test('TERMS-12: from a removed post one walks to clause, flag reason, guideline, statement, appeal, precedent and report', async ({
  world,
}) => {
  const { ada, bo, cal, mo } = world.cast
  const { question, one, first, second } = await reported(world)
  const page = await topicPage(world.as(bo), { topicId: question.topicId })
  const removed = page.posts.find(({ id }) => id === one.postId)!
  expect(removed).toMatchObject({ stub: 'hidden', hiddenClause: expect.any(String) })
  const linked = async (who: typeof bo) =>
    (await removalStatements(world.as(who), [one.postId])).get(one.postId)
  expect(await linked(cal)).toBeUndefined()
  const statementId = (await linked(bo))!
  expect(await linked(mo)).toBe(statementId)

  const statement = await statementPage(world.as(bo), { statementId })
  const clause = (await clausesInForce(world.as(bo))).find(({ key }) => key === statement.clause!.key)!
  expect(clause.version).toBe(statement.clause!.version)
  expect(statement).toMatchObject({ itemId: null })
  expect(await statementPage(world.as(mo), { statementId })).toMatchObject({ itemId: first })
  const item = await reviewItem(world.as(mo), { itemId: first })
  expect(item.flags).toMatchObject([{ clause: clause.key }])
  expect((await clauseChoices(world.as(mo))).map(({ key }) => key)).toContain(clause.key)
  await expect(currentTerms(world.as(bo), { document: 'moderation-guideline' })).rejects.toMatchObject({
    status: 404,
  })

  const { appealId } = await appealStatement(world.as(bo), { statementId, text: 'It is free.' })
  const [waiting] = (await reviewQueue(world.as(ada), { view: 'appeals' })).rows
  // who decides the appeal reads what was decided and what is said against it, and not itself as its precedent
  expect(await reviewItem(world.as(ada), { itemId: waiting!.id })).toMatchObject({
    second: false,
    appeal: { text: 'It is free.', statementId, clause: clause.key, by: mo.displayName, byMe: false },
    precedents: { under: [clause.key], decisions: [] },
  })
  expect(await reviewItem(world.as(mo), { itemId: waiting!.id })).toMatchObject({
    appeal: { byMe: true },
    can: { decide: false },
  })
  await decideAppeal(world.as(ada), { appealId, outcome: 'overturned', reason: 'It is free.' })
  const [precedent] = (await reviewItem(world.as(mo), { itemId: second })).precedents.decisions
  expect(precedent).toMatchObject({ itemId: first, statementId, appeal: 'overturned' })
  world.pass(day)
  const report = await transparencyReport(world.as(bo), { quarter: '2026-Q1' })
  expect(report.clauses).toMatchObject([{ clause: clause.key }])
})
