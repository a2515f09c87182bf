import { eq } from 'drizzle-orm'
import { moderationLog, statements } from '#db/schema/index.ts'
import type { Actor } from '#server/core/actor.ts'
import { actorOfMember, giveModerationActions, giveRoles } from '#server/identity/index.ts'
import {
  appealStatement,
  decideAppeal,
  noteInFile,
  openFile,
  removePost,
  sanctionMember,
  troubleList,
} from '#server/moderation/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { follower } from '#tests/server/notifications/story.ts'
import { day, expect, minute, test, type World } from '#tests/world.ts'
import { moderationOf, spamHide } from './story.ts'

const ground = { clause: 'no-spam', reason: 'It sells a tool.' }

/** Bo: one post reported by Cal and hidden in the queue, one removed by hand, warned and limited; and a report of Bo's own. */
async function record(world: World) {
  const { bo, cal, mo, nia } = world.cast
  const story = await moderationOf(world)
  const question = await story.asks(nia)
  const [reported, removed] = [
    await story.says(bo, question, 'Buy tool one.'),
    await story.says(bo, question, 'Buy tool two.'),
  ]
  await story.flag(cal, reported, 'no-spam', 'An advert.')
  await story.flag(bo, question, 'no-spam')
  await story.decide((await story.itemFor(reported)).id, spamHide)
  await removePost(world.as(mo), { ...removed, ...ground })
  await follower(world, 'moderation')()
  const step = (kind: 'warning' | 'limit', more = {}) =>
    sanctionMember(world.as(mo), { handle: 'bo', kind, ...ground, ...more })
  world.pass(1000)
  const warning = await step('warning', { postId: removed.postId })
  world.pass(1000)
  await step('limit', { limits: ['votes'], days: 7 })
  return { ...story, question, reported, removed, warning }
}

const partsOf = ({ counts }: Awaited<ReturnType<typeof openFile>>) =>
  Object.fromEntries(counts.map(({ part, count }) => [part, count]))

test('MOD-03: the file holds notes, warnings, strikes with their end, decisions, statements and reports; each count opens its items', async ({
  world,
}) => {
  const { mo } = world.cast
  await record(world)
  await noteInFile(world.as(mo), { handle: 'bo', reason: 'Spoke with Bo by telephone.' })
  const open = (show?: string) => openFile(world.as(mo), { handle: 'bo', show })
  const file = await open()
  expect(partsOf(file)).toEqual({
    notes: 1,
    warnings: 1,
    strikes: 2,
    sanctions: 2,
    removals: 2,
    decisions: 1,
    statements: 4,
    flagsReceived: 1,
    flagsUpheld: 1,
    flagsGiven: 1,
  })
  expect(file.items).toMatchObject([
    { kind: 'note', text: 'Spoke with Bo by telephone.', person: { handle: 'mo' } },
  ])
  expect(file).toMatchObject({ accuracy: { judged: 0, upheld: 0 }, restrictions: [{ kind: 'votes' }] })
  for (const { part, count } of file.counts) expect((await open(part)).items).toHaveLength(count)
  expect(
    (await open('strikes')).items.map(({ kind, countsUntil }) => [kind, countsUntil! > world.now]),
  ).toEqual([
    ['limit', true],
    ['warning', true],
  ])
  expect((await open('flagsReceived')).items).toMatchObject([
    { outcome: 'upheld', clause: 'no-spam', person: { handle: 'cal' } },
  ])
  expect((await open('decisions')).items).toMatchObject([{ kind: 'flags', outcome: 'hide' }])
  expect((await open('statements')).items.every(({ statementId }) => statementId !== null)).toBe(true)
})

test('MOD-03: lists go on by cursor, and the last days alone can be asked for', async ({ world }) => {
  const { mo } = world.cast
  await record(world)
  const first = await openFile(world.as(mo), { handle: 'bo', show: 'statements', limit: 3 })
  const rest = await openFile(world.as(mo), {
    handle: 'bo',
    show: 'statements',
    limit: 3,
    cursor: first.next,
  })
  expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(4)
  expect(rest.next).toBeNull()
  world.pass(10 * day)
  const lately = async (days: number) =>
    (await openFile(world.as(mo), { handle: 'bo', show: 'removals', days })).items.length
  expect([await lately(30), await lately(5)]).toEqual([2, 0])
})

test('MOD-03: who lacks the action meets no file and no list, and neither does whom it is about; no note is written either', async ({
  world,
}) => {
  const { ada, bo, cal, eli, guest, mo, pia } = world.cast
  const closed = async (who: Actor, handle = 'bo') => {
    await expect(openFile(world.as(who), { handle })).rejects.toMatchObject({ status: 404 })
    await expect(noteInFile(world.as(who), { handle, reason: 'Hm.' })).rejects.toMatchObject({ status: 404 })
  }
  for (const who of [guest, bo, cal, eli, pia]) {
    await closed(who)
    await expect(troubleList(world.as(who))).rejects.toMatchObject({ status: 404 })
  }
  await closed(mo, 'mo')
  await closed(mo, 'nobody')
  await giveRoles(world.as(ada), { handle: 'cal', roles: ['moderator'] })
  await giveModerationActions(world.as(ada), { handle: 'cal', actions: ['queue', 'decide', 'warn'] })
  const volunteer = await actorOfMember(world.ctx, { handle: 'cal' })
  await closed(volunteer)
  await expect(troubleList(world.as(volunteer))).rejects.toMatchObject({ status: 404 })
  await giveModerationActions(world.as(ada), { handle: 'cal', actions: ['file'] })
  const reader = world.as(await actorOfMember(world.ctx, { handle: 'cal' }))
  expect(await openFile(reader, { handle: 'bo' })).toMatchObject({ can: { note: false, sanction: false } })
  await expect(noteInFile(reader, { handle: 'bo', reason: 'Hm.' })).rejects.toMatchObject({ status: 403 })
  await expect(noteInFile(world.as(mo), { handle: 'bo', reason: ' ' })).rejects.toMatchObject({
    fields: [{ path: 'reason' }],
  })
})

test('MOD-03 MOD-26: that a file was opened stands in the log, once for each sitting of each reader', async ({
  world,
}) => {
  const { ada, bo, mo } = world.cast
  const opened = async () =>
    (await world.db.select().from(moderationLog).where(eq(moderationLog.action, 'member.fileOpened'))).map(
      ({ byId, memberId }) => [byId, memberId],
    )
  await openFile(world.as(mo), { handle: 'bo' })
  await openFile(world.as(mo), { handle: 'bo', show: 'statements' })
  expect(await opened()).toEqual([[mo.memberId, bo.memberId]])
  await openFile(world.as(ada), { handle: 'bo' })
  world.pass(20 * minute)
  await openFile(world.as(mo), { handle: 'bo' })
  expect(await opened()).toHaveLength(3)
})

test('MOD-03: repeated trouble lists who met with it on two occasions within 90 days, and each number opens as many items', async ({
  world,
}) => {
  const { mo, nia } = world.cast
  const { says, question, warning } = await record(world)
  const dee = await memberOf({ db: world.db, now: world.now }, { handle: 'dee' })
  await removePost(world.as(mo), { ...(await says(dee, question, 'Buy tool three.')), ...ground })
  await follower(world, 'moderation')()
  const listed = async () => (await troubleList(world.as(mo))).items
  const [row, ...others] = await listed()
  expect(others).toEqual([])
  expect(row).toMatchObject({ handle: 'bo', flags: 1, removals: 2, warnings: 1 })
  for (const [show, count] of [
    ['flagsUpheld', 1],
    ['removals', 2],
    ['warnings', 1],
  ] as const)
    expect((await openFile(world.as(mo), { handle: 'bo', show, days: 90 })).items).toHaveLength(count)

  world.pass(minute)
  for (const body of ['One.', 'Two.'])
    await removePost(world.as(mo), { ...(await says(nia, question, body)), ...ground })
  await follower(world, 'moderation')()
  const first = await troubleList(world.as(mo), { limit: 1 })
  expect(first.items.map(({ handle }) => handle)).toEqual(['nia'])
  const second = await troubleList(world.as(mo), { limit: 1, cursor: first.next })
  expect([second.items.map(({ handle }) => handle), second.next]).toEqual([['bo'], null])

  await overturn(world, { statementId: warning.statementId! })
  expect((await listed()).find(({ handle }) => handle === 'bo')).toMatchObject({ warnings: 0 })
  const removals = await world.db.select().from(statements).where(eq(statements.memberId, nia.memberId))
  await overturn(world, { statementId: removals[0]!.id, appellant: nia })
  expect((await listed()).map(({ handle }) => handle)).toEqual(['bo'])
  world.pass(91 * day)
  expect(await listed()).toEqual([])
})

/** What was told is appealed, and taken back by a second moderator. */
async function overturn(
  world: World,
  { statementId, appellant = world.cast.bo }: { statementId: string; appellant?: Actor },
) {
  const { appealId } = await appealStatement(world.as(appellant), { statementId, text: 'No.' })
  await decideAppeal(world.as(world.cast.ada), { appealId, outcome: 'overturned', reason: 'In error.' })
}
