import {
  flags,
  members,
  moderationLog,
  posts,
  reviewDecisions,
  sanctions,
  statements,
} from '#db/schema/index.ts'
import { eq } from 'drizzle-orm'
import { hidePost, restorePost } from '#server/forum/index.ts'
import {
  ownReports,
  removalPreview,
  removePost,
  reviewItem,
  sanctionMember,
  statementPage,
  undoDecision,
} from '#server/moderation/index.ts'
import { clauseAt, clauseCited, clausesInForce, publishTerms } from '#server/terms/index.ts'
import { follower } from '#tests/server/notifications/story.ts'
import { expect, minute, test, type World } from '#tests/world.ts'
import { moderationOf, spamHide } from './story.ts'

const reason = 'It sells a tool.'

/** The next version, in which the rule about spam has this title, or is gone. */
async function publish(world: World, title: string | null) {
  world.pass(minute)
  const others = (await clausesInForce(world.ctx)).filter(({ key }) => key !== 'no-spam')
  const kept = others.map(({ key, title, text }) => ({ key, title, text }))
  return publishTerms(world.ctx, {
    document: 'terms-of-service',
    summary: 'One rule is put differently.',
    mustAccept: false,
    clauses: title === null ? kept : [...kept, { key: 'no-spam', title, text: `The words of ${title}.` }],
  })
}

test('TERMS-08: a hidden post keeps its clause with the version of that moment, and shows those words after newer ones', async ({
  world,
}) => {
  const { mo, bo, nia, guest } = world.cast
  const { asks, says, finds } = await moderationOf(world)
  await publish(world, 'First words')
  const answer = await says(bo, await asks(nia), 'Buy my tool.')
  await removePost(world.as(mo), { ...answer, clause: 'no-spam', reason })
  await publish(world, 'Second words')
  await publish(world, null)

  const cited = { key: 'no-spam', version: 1, title: 'First words' }
  for (const who of [guest, nia, bo, mo])
    expect(await finds(who, answer)).toMatchObject({ hiddenTermsVersion: 1, hiddenUnder: cited })
  expect(await clauseAt(world.ctx, cited)).toMatchObject({ text: 'The words of First words.' })

  await restorePost(world.as(mo), answer)
  expect(await finds(nia, answer)).toMatchObject({ hiddenTermsVersion: null, hiddenUnder: null })
  await expect(removePost(world.as(mo), { ...answer, clause: 'no-spam', reason })).rejects.toMatchObject({
    status: 422,
  })
  // a door that takes any word cites what it last was
  await hidePost(world.as(mo), { ...answer, clause: 'no-spam', reason })
  expect(await finds(nia, answer)).toMatchObject({ hiddenUnder: { version: 2, title: 'Second words' } })
})

test('TERMS-08: a draft is cited as version 0, and what never was a clause by its word and the version in force', async ({
  world,
}) => {
  const { mo, bo, nia } = world.cast
  const { asks, says, finds } = await moderationOf(world)
  const question = await asks(nia)
  const [one, two] = [await says(bo, question, 'One.'), await says(bo, question, 'Two.')]
  await hidePost(world.as(mo), { ...one, clause: 'no-spam', reason })
  await publish(world, 'First words')
  await hidePost(world.as(mo), { ...two, clause: 'clause-of-old', reason })
  expect(await finds(nia, one)).toMatchObject({ hiddenUnder: { version: 0, title: 'No spam' } })
  expect(await finds(nia, two)).toMatchObject({
    ...{ hiddenClause: 'clause-of-old', hiddenTermsVersion: 1, hiddenUnder: null },
  })
  await publish(world, null)
  expect(await clauseCited(world.ctx, { key: 'no-spam' })).toMatchObject({ version: 1 })
  expect(await clauseCited(world.ctx, { key: 'no-spam', version: 0 })).toMatchObject({ title: 'No spam' })
})

test('TERMS-08: statement and log of a removal name the words of the moment it was done, however late its fact is heard', async ({
  world,
}) => {
  const { mo, bo, nia } = world.cast
  const { asks, says } = await moderationOf(world)
  await publish(world, 'First words')
  const answer = await says(bo, await asks(nia), 'Buy my tool.')
  await hidePost(world.as(mo), { ...answer, clause: 'no-spam', reason })
  await publish(world, 'Second words')
  await follower(world, 'moderation')()
  const [statement] = await world.db.select().from(statements)
  expect(statement).toMatchObject({
    ...{ termsVersion: 1, clauseTitle: 'First words', clauseText: 'The words of First words.' },
  })
  expect(await statementPage(world.as(bo), { statementId: statement!.id })).toMatchObject({
    clause: { version: 1, title: 'First words' },
  })
  const logged = await world.db.select().from(moderationLog).where(eq(moderationLog.action, 'post.hidden'))
  expect(logged).toMatchObject([{ clause: 'no-spam', termsVersion: 1 }])
})

test('TERMS-08: flags, what their weight does, decisions and sanctions keep the version, and pages show it later', async ({
  world,
}) => {
  const { mo, bo, nia } = world.cast
  const { asks, says, flag, people, itemFor, decide, finds } = await moderationOf(world)
  await publish(world, 'First words')
  const sold = await says(bo, await asks(nia), 'Buy caches.')
  const crowd = await people(3, 60)
  for (const who of crowd) await flag(who, sold)
  await sanctionMember(world.as(mo), {
    handle: 'bo',
    kind: 'limit',
    limits: ['votes'],
    days: 2,
    clause: 'no-spam',
    reason,
    skipReason: 'An evening of it.',
  })
  await publish(world, 'Second words')

  const { id: itemId } = await itemFor(sold)
  const shown = async () => reviewItem(world.as(mo), { itemId })
  const first = { version: 1, title: 'First words' }
  expect((await shown()).flags).toMatchObject(crowd.map(() => ({ cited: first })))
  expect((await shown()).history).toMatchObject([{ action: 'hide-pending', cited: first }])
  expect((await ownReports(world.as(crowd[0]!))).reports).toMatchObject([{ cited: first }])
  expect(await finds(nia, sold)).toMatchObject({ hiddenUnder: first, hiddenPending: true })

  const { decisionId } = await decide(itemId, spamHide)
  expect(await finds(nia, sold)).toMatchObject({
    hiddenUnder: { version: 2, title: 'Second words' },
    hiddenPending: false,
  })
  await publish(world, null)
  expect((await shown()).history[0]).toMatchObject({ action: 'hide', cited: { version: 2 } })
  // hidden again as the flags had hidden it
  await undoDecision(world.as(mo), { decisionId })
  expect(await finds(nia, sold)).toMatchObject({ hiddenReason: null, hiddenUnder: first })

  for (const table of [flags, reviewDecisions, sanctions, statements, moderationLog]) {
    const kept = await world.db.select({ clause: table.clause, version: table.termsVersion }).from(table)
    expect(kept.filter(({ clause }) => clause !== null).length).toBeGreaterThan(0)
    expect(kept.filter(({ clause, version }) => clause !== null && version === null)).toEqual([])
  }
  expect(await world.db.$count(posts, eq(posts.hiddenTermsVersion, 1))).toBe(1)
})

test('TERMS-08 MOD-14: a statement keeps the clause in the language of the member it is about, not the moderator’s', async ({
  world,
}) => {
  const { mo, bo, nia } = world.cast
  const { asks, says } = await moderationOf(world)
  const english = (await clausesInForce(world.ctx)).map(({ key, title, text }) => ({ key, title, text }))
  const german = english.map((clause) =>
    clause.key === 'no-spam' ? { ...clause, title: 'Keine Werbung', text: 'Gar keine.' } : clause,
  )
  const text = 'Seid nett zueinander, und sagt, woher eine Antwort kommt, wenn ihr eine schreibt.'
  await publishTerms(world.ctx, {
    ...{ document: 'terms-of-service', summary: 'The first version.', mustAccept: false },
    translations: { de: { summary: 'Die erste Fassung.', text, clauses: german } },
  })
  await world.db.update(members).set({ locale: 'de' }).where(eq(members.id, bo.memberId))
  await world.db.update(members).set({ locale: 'fr' }).where(eq(members.id, nia.memberId))
  const question = await asks(nia)
  const sold = await says(bo, question, 'Buy my tool.')
  const ground = { clause: 'no-spam', reason }
  expect(await removalPreview(world.as(mo), { ...sold, ...ground })).toMatchObject({
    clause: { title: 'Keine Werbung', version: 1 },
  })
  await removePost(world.as(mo), { ...sold, ...ground })
  await sanctionMember(world.as(mo), { handle: 'bo', kind: 'warning', ...ground })
  await hidePost(world.as(mo), { ...question, ...ground })
  await follower(world, 'moderation')()
  const words = await world.db
    .select({ memberId: statements.memberId, title: statements.clauseTitle, text: statements.clauseText })
    .from(statements)
  expect(words.filter(({ memberId }) => memberId === bo.memberId)).toEqual(
    [1, 2].map(() => ({ memberId: bo.memberId, title: 'Keine Werbung', text: 'Gar keine.' })),
  )
  expect(words.filter(({ memberId }) => memberId === nia.memberId)).toMatchObject([{ title: 'No spam' }])
  expect(await world.db.select({ title: sanctions.clauseTitle }).from(sanctions)).toEqual([
    { title: 'Keine Werbung' },
  ])
})
