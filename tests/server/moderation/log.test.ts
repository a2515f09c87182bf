import { sql } from 'drizzle-orm'
import { moderationLog, reviewDecisions, statements } from '#db/schema/index.ts'
import { type LogEntryId, newId } from '#server/core/ids.ts'
import { closeTopic, moveTopic } from '#server/forum/index.ts'
import { createBoard } from '#server/forum/index.ts'
import { actorOfMember, giveBoardRoles } from '#server/identity/index.ts'
import { logCsv, logList, removePost, sanctionMember, transparencyReport } from '#server/moderation/index.ts'
import { follower } from '#tests/server/notifications/story.ts'
import { storyOf } from '#tests/server/forum/story.ts'
import { day, expect, test, type World } from '#tests/world.ts'

const ground = { clause: 'no-spam', reason: 'It sells a tool.' }

/** Six posts of Bo removed by Mo, one topic of Nia closed, and one warning. */
async function busy(world: World) {
  const { bo, mo, nia } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  for (let number = 0; number < 6; number++) {
    world.pass(1000)
    await removePost(world.as(mo), { ...(await says(bo, question, `Buy tool ${number}.`)), ...ground })
  }
  await closeTopic(world.as(mo), { topicId: question.topicId, reason: 'off-topic' })
  await sanctionMember(world.as(mo), { handle: 'bo', kind: 'warning', ...ground })
  await follower(world, 'moderation')()
  return question
}

test('MOD-26: each deed stands in the log with who, when, rule, before and after; filters and cursor lead through it', async ({
  world,
}) => {
  const { mo, ada, bo, guest, nia } = world.cast
  const question = await busy(world)
  await createBoard(world.as(ada), { slug: 'other', title: 'Other', kinds: ['question'] })
  await moveTopic(world.as(mo), { topicId: question.topicId, board: 'other' })
  await follower(world, 'moderation')({ again: true })
  for (const who of [guest, bo, nia])
    await expect(logList(world.as(who))).rejects.toMatchObject({ status: 403 })
  const actions = async (filter = {}) =>
    (await logList(world.as(mo), { limit: 100, ...filter })).items.map(({ action }) => action)
  expect((await actions()).sort()).toEqual([
    'member.warned',
    ...Array.from({ length: 6 }, () => 'post.hidden'),
    'topic.closed',
    'topic.moved',
  ])
  expect(await actions({ action: 'topic' })).toHaveLength(2)
  expect(await actions({ clause: 'no-spam', member: '@bo' })).toHaveLength(7)
  expect(await actions({ by: 'ada' })).toEqual([])
  expect(await actions({ from: '2026-03-05' })).toEqual([])
  const first = await logList(world.as(mo), { limit: 4 })
  const second = await logList(world.as(mo), { limit: 100, cursor: first.next })
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(9)
  expect((await logList(world.as(mo), { action: 'topic.closed' })).items).toMatchObject([
    {
      by: { handle: 'mo' },
      before: { closed: null },
      after: { closed: 'off-topic' },
      member: { handle: 'nia' },
    },
  ])
})

test('MOD-26: the database refuses to change or remove what was logged, decided and stated', async ({
  world,
}) => {
  await busy(world)
  for (const table of [moderationLog, statements, reviewDecisions])
    for (const attempt of [sql`update ${table} set reason = 'other'`, sql`delete from ${table}`])
      await expect(world.db.transaction((tx) => tx.execute(attempt))).rejects.toThrow()
  expect(await world.db.$count(moderationLog)).toBe(8)
})

test('MOD-26: the quarter’s report has no names, says small numbers as few, and is the same when it is made again', async ({
  world,
}) => {
  const { guest } = world.cast
  await busy(world)
  const report = () => transparencyReport(world.as(guest), { quarter: '2026-Q1' })
  expect((await report()).deeds.every(({ count }) => count === 0)).toBe(true)
  world.pass(day)
  const running = await report()
  expect(running).toMatchObject({
    over: false,
    clauses: [{ clause: 'no-spam', removals: 6, sanctions: null }],
  })
  const counts = Object.fromEntries(running.deeds.map(({ action, count }) => [action, count]))
  expect(counts).toMatchObject({
    'post.hidden': 6,
    'topic.closed': null,
    'member.warned': null,
    'member.limited': 0,
  })
  expect(JSON.stringify(running)).not.toMatch(/bo|Tanaka|"mo"|Lindqvist/)
  world.pass(60 * day)
  const over = await report()
  world.pass(100 * day)
  expect(await report()).toEqual(over)
  expect(over).toMatchObject({ over: true, deeds: running.deeds, clauses: running.clauses })
  await expect(transparencyReport(world.as(guest), { quarter: '2027-Q1' })).rejects.toMatchObject({
    status: 422,
  })
})

const chunksOf = async (lines: AsyncIterable<string>) => {
  const chunks: string[] = []
  for await (const chunk of lines) chunks.push(chunk)
  return chunks
}

test('MOD-26: the log is handed out as CSV to whoever may read it, under the same filters, and no cell runs as a formula', async ({
  world,
}) => {
  const { mo, guest, bo, nia } = world.cast
  await busy(world)
  const rows = (text: string) => text.trimEnd().split('\r\n')
  const [head, all] = await chunksOf(await logCsv(world.as(mo)))
  expect(rows(head!)).toEqual([
    'at,action,by_kind,by,member,board,topic_id,topic,post_id,statement_id,clause,terms_version,reason,before,after,id',
  ])
  expect(rows(all!)).toHaveLength(8)
  const [, warned] = await chunksOf(await logCsv(world.as(mo), { action: 'member' }))
  expect(rows(warned!)).toEqual([
    expect.stringMatching(
      /^2026-03-04T09:00:06\.000Z,member\.warned,member,mo,bo,,,,,[0-9a-f-]{36},no-spam,0,It sells a tool\.,/,
    ),
  ])
  for (const who of [guest, bo, nia])
    await expect(logCsv(world.as(who))).rejects.toMatchObject({ status: 403 })

  await world.db.insert(moderationLog).values({
    ...{ id: newId<LogEntryId>(), at: world.now, action: 'post.edited', byKind: 'system' },
    ...{ reason: '=HYPERLINK("http://x")', before: {}, after: {} },
  })
  const [, evil] = await chunksOf(await logCsv(world.as(mo), { action: 'post.edited' }))
  expect(evil).toContain(`,"'=HYPERLINK(""http://x"")",`)
})

test('MOD-26: a moderator of one board is handed out the entries of that board', async ({ world }) => {
  const { ada, bo } = world.cast
  await busy(world)
  const board = await createBoard(world.as(ada), { slug: 'quiet', title: 'Quiet', kinds: ['question'] })
  await giveBoardRoles(world.as(ada), { handle: 'bo', boardId: board.id, roles: ['moderator'] })
  const reader = world.as(await actorOfMember(world.ctx, { memberId: bo.memberId }))
  expect(await chunksOf(await logCsv(reader))).toHaveLength(1)
  const entry = { id: newId<LogEntryId>(), at: world.now, byKind: 'system' as const, before: {}, after: {} }
  await world.db.insert(moderationLog).values({ ...entry, action: 'topic.pinned', boardId: board.id })
  const [, own] = await chunksOf(await logCsv(reader))
  expect(own).toMatch(/^[^\n]*topic\.pinned,system,,,quiet,[^\n]*\n$/)
})

test('MOD-26: a long log is read a thousand entries at a time, each once, newest first', async ({
  world,
}) => {
  const entries = Array.from({ length: 2500 }, (_, n) => ({
    ...{ id: newId<LogEntryId>(), at: new Date(world.now.getTime() + Math.floor(n / 3)) },
    ...{ action: 'topic.pinned', byKind: 'system' as const, reason: `${n}`, before: {}, after: {} },
  }))
  await world.db.insert(moderationLog).values(entries)
  const chunks = (await chunksOf(await logCsv(world.as(world.cast.mo)))).map((chunk) =>
    chunk.trimEnd().split('\r\n'),
  )
  expect(chunks.map((chunk) => chunk.length)).toEqual([1, 1000, 1000, 500])
  const ids = chunks
    .slice(1)
    .flat()
    .map((line) => line.slice(-36))
  expect(new Set(ids).size).toBe(2500)
  expect(ids).toEqual(
    entries.toSorted((a, b) => b.at.getTime() - a.at.getTime() || (b.id > a.id ? 1 : -1)).map(({ id }) => id),
  )
})
