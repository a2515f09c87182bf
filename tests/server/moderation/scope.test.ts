import { giveBoardRoles, giveLanguageRoles, actorOfMember } from '#server/identity/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { createBoard, startTopic } from '#server/forum/index.ts'
import {
  hideScore,
  keepHideScore,
  logList,
  noteInFile,
  openFile,
  reviewItem,
  reviewQueue,
  sanctionMember,
  statementPage,
} from '#server/moderation/index.ts'
import { expect, test } from '#tests/world.ts'
import { moderationOf, spamHide } from './story.ts'

test('MOD-10: a moderator of a board or a language sees, counts and decides items of that board or language only', async ({
  world,
}) => {
  const { nia, bo, cal, pia, eli, ada, mo } = world.cast
  const { board, asks, flag, decide, finds } = await moderationOf(world)
  const other = await createBoard(world.as(ada), { slug: 'route', title: 'Route', kinds: ['question'] })
  const here = await flag(pia, await asks(nia))
  const german = await flag(pia, await asks({ ...nia, locale: 'de-AT' }, 'Warum ist der Speicher kalt?'))
  for (const [who, boardId] of [
    [bo, board.id],
    [cal, other.id],
  ] as const)
    await giveBoardRoles(world.as(ada), { memberId: who.memberId, boardId, roles: ['moderator'] })
  await giveLanguageRoles(world.as(ada), { memberId: eli.memberId, language: 'de', roles: ['moderator'] })
  const now = (who: typeof nia) => actorOfMember(world.ctx, { memberId: who.memberId })
  const sees = async (who: typeof nia) => {
    const { rows, counts } = await reviewQueue(world.as(await now(who)), {})
    return [rows.map(({ id }) => id).sort(), counts.all]
  }
  const both = [here.itemId, german.itemId].sort()
  expect(await sees(mo)).toEqual([both, 2])
  expect(await sees(bo)).toEqual([both, 2])
  expect(await sees(cal)).toEqual([[], 0])
  expect(await sees(eli)).toEqual([[german.itemId], 1])
  await expect(reviewQueue(world.as(nia), {})).rejects.toMatchObject({ status: 403 })

  await expect(decide(here.itemId, spamHide, await now(eli))).rejects.toMatchObject({ status: 404 })
  await expect(decide(here.itemId, spamHide, await now(cal))).rejects.toMatchObject({ status: 404 })
  await decide(german.itemId, spamHide, await now(eli))
  await decide(here.itemId, { action: 'approve' }, await now(bo))
  expect(await finds(mo, await asks(nia, 'And now?'))).toMatchObject({ stub: null })
})

test('MOD-03 MOD-10: a moderator of a board or language opens files and statements of whom their items concern, and reads of them only what falls there', async ({
  world,
}) => {
  const { nia, bo, cal, pia, eli, ada, mo } = world.cast
  const { board, asks, says, flag, decide } = await moderationOf(world)
  await createBoard(world.as(ada), { slug: 'route', title: 'Route', kinds: ['question'] })
  await giveBoardRoles(world.as(ada), { memberId: cal.memberId, boardId: board.id, roles: ['moderator'] })
  await giveLanguageRoles(world.as(ada), { memberId: eli.memberId, language: 'de', roles: ['moderator'] })
  const ofBoard = world.as(await actorOfMember(world.ctx, { memberId: cal.memberId }))
  const ofGerman = world.as(await actorOfMember(world.ctx, { memberId: eli.memberId }))

  // Bo is reported on the board, in German on the other one, and warned for both
  const here = await flag(pia, await says(bo, await asks(nia), 'Cheap caches.'))
  const elsewhere = await startTopic(world.as({ ...bo, locale: 'de-AT' }), {
    ...{ board: 'route', kind: 'question', title: 'Wer kauft Routen?', body: 'Billig zu haben.' },
  })
  const there = await flag(pia, { postId: elsewhere.openingId })
  await decide(here.itemId, spamHide)
  world.pass(1000)
  await decide(there.itemId, spamHide)
  const warned = { handle: 'bo', kind: 'warning', clause: 'no-spam', reason: 'Adverts.' } as const
  await sanctionMember(world.as(mo), { ...warned, postId: elsewhere.openingId })
  await noteInFile(world.as(mo), { handle: 'bo', reason: 'Sells things.' })

  const counted = async (ctx: Ctx) =>
    Object.fromEntries((await openFile(ctx, { handle: 'bo' })).counts.map(({ part, count }) => [part, count]))
  expect(await counted(world.as(mo))).toMatchObject({ notes: 1, warnings: 1, removals: 2, flagsReceived: 2 })
  expect(await counted(ofBoard)).toMatchObject({ notes: 0, warnings: 0, removals: 1, flagsReceived: 1 })
  expect(await counted(ofGerman)).toMatchObject({ notes: 0, warnings: 1, removals: 1, decisions: 1 })
  const [removal] = (await openFile(ofGerman, { handle: 'bo', show: 'removals' })).items
  expect(await statementPage(ofGerman, { statementId: removal!.statementId! })).toMatchObject({ staff: true })
  await expect(statementPage(ofBoard, { statementId: removal!.statementId! })).rejects.toMatchObject({
    status: 404,
  })
  expect((await reviewItem(ofBoard, { itemId: here.itemId })).person).toMatchObject({
    past: [],
    can: { file: true },
  })
  expect((await logList(ofGerman, { action: 'decision.hide' })).items).toHaveLength(1)
  // of whom nothing here concerns there is no file, nor for members
  await expect(openFile(ofBoard, { handle: 'pia' })).rejects.toMatchObject({ status: 404 })
  await expect(openFile(world.as(pia), { handle: 'bo' })).rejects.toMatchObject({ status: 404 })
})

test('MOD-06: an admin sets from which weight reports hide on one board, and takes it back; nobody else does', async ({
  world,
}) => {
  const { ada, mo, nia } = world.cast
  const { board, says, asks, flag, people, finds } = await moderationOf(world)
  await expect(keepHideScore(world.as(mo), { board: 'api', score: 2 })).rejects.toMatchObject({ status: 403 })
  await expect(keepHideScore(world.as(ada), { board: 'nowhere', score: 2 })).rejects.toMatchObject({
    status: 404,
  })
  await expect(keepHideScore(world.as(ada), { board: 'api', score: 'much' })).rejects.toMatchObject({
    status: 422,
  })
  const answer = await says(nia, await asks(nia))
  const [one, two] = await people(2)
  await flag(one!, answer)
  expect(await keepHideScore(world.as(ada), { board: board.slug, score: '2' })).toEqual({
    score: 2,
    usual: 8.33,
  })
  await flag(two!, answer)
  expect(await finds(mo, answer)).toMatchObject({ stub: 'hidden' })
  await keepHideScore(world.as(ada), { board: board.slug, score: '' })
  expect(await hideScore(world.as(ada), { board: board.id })).toMatchObject({ score: null })
})
