import { drizzle } from 'drizzle-orm/postgres-js'
import { inject } from 'vitest'
import { makeCtx } from '#server/core/ctx.ts'
import type { ReviewItemId } from '#server/core/ids.ts'
import { closeTopic, createBoard, revisePost, startTopic } from '#server/forum/index.ts'
import {
  chooseWishes,
  nextItem,
  openReopening,
  ownReports,
  proposeEdit,
  queueCount,
  reviewItem,
  reviewQueue,
} from '#server/moderation/index.ts'
import { makeSettingsReader } from '#server/settings/index.ts'
import { ownDatabase } from '#tests/database.ts'
import { castOf } from '#tests/factories/cast.ts'
import { dawn, expect, hour, minute, test } from '#tests/world.ts'
import { moderationOf, spamHide } from './story.ts'

test('MOD-04 ASK-14: flags, edits and topics asked to open again stand in one queue, each kind in a view of its own', async ({
  world,
}) => {
  const { nia, bo, cal, mo } = world.cast
  const { asks, flag, hears, decide, reads } = await moderationOf(world)
  const plain = { ...cal, abilities: new Set<never>() }
  const [first, second] = [await asks(nia), await asks(bo, 'Why two caches?')]
  await flag(cal, first)
  await proposeEdit(world.as(plain), { ...second, body: 'Better.', basedOn: 0 })
  await closeTopic(world.as(mo), { ...first, reason: 'needs-detail' })
  world.pass(minute)
  const words =
    'It is version seven on a plain machine, and the log shows the same line after every single restart.'
  await revisePost(world.as(nia), { ...first, body: `${words} ${words} ${words}` })
  await hears(openReopening, 'topic.reviewAsked')

  const { rows, counts } = await reviewQueue(world.as(mo), {})
  expect(rows.map(({ kind }) => kind).sort()).toEqual(['edit', 'flags', 'reopen'])
  expect(counts).toMatchObject({ all: 3, flags: 1, edits: 1, reopen: 1, 'first-posts': 0, mine: 0 })
  const [again] = (await reviewQueue(world.as(mo), { view: 'reopen' })).rows
  expect(await reviewItem(world.as(mo), { itemId: again!.id })).toMatchObject({
    closed: { reason: 'needs-detail' },
    actions: ['approve', 'reject'],
  })
  await decide(again!.id, { action: 'approve' })
  expect(await reads(nia, first)).toMatchObject({ closedAt: null })
})

test('MOD-05: heavier first, then what waits longer; words and reasons, never the number; a minimum hides all but what was hidden by itself', async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks, says, flag, people } = await moderationOf(world)
  const question = await asks(nia)
  const [light, heavy] = [await says(bo, question, 'One.'), await says(bo, question, 'Two.')]
  const [one, two] = await people(2)
  await flag(one!, light)
  world.pass(hour)
  for (const who of await people(3, 60)) await flag(who, heavy)
  await flag(two!, question, 'lawful')
  const { rows } = await reviewQueue(world.as(mo), {})
  expect(rows.map(({ postId, priority, reasons }) => [postId, priority, reasons])).toEqual([
    [heavy.postId, 'medium', ['3 reports']],
    [light.postId, 'low', ['1 report']],
    [question.postId, 'low', ['1 report']],
  ])
  expect(JSON.stringify(rows)).not.toContain('"score"')
  expect((await reviewQueue(world.as(mo), { limit: 1 })).rows[0]?.postId).toBe(heavy.postId)
  const { next } = await reviewQueue(world.as(mo), { limit: 1 })
  expect((await reviewQueue(world.as(mo), { limit: 1, cursor: next })).rows[0]?.postId).toBe(light.postId)

  await chooseWishes(world.as(mo), { minimum: 'high', alertFrom: 'high' })
  expect((await reviewQueue(world.as(mo), {})).rows.map(({ postId }) => postId)).toEqual([heavy.postId])
  expect([await queueCount(world.as(mo)), await queueCount(world.as(nia))]).toEqual([1, null])
})

test('UX-MOD-2: what comes next is neither claimed by others, skipped, snoozed nor one’s own matter', async ({
  world,
}) => {
  const { nia, bo, mo, ada } = world.cast
  const { asks, flag, claim, decide } = await moderationOf(world)
  const ids: ReviewItemId[] = []
  for (const title of ['One?', 'Two?', 'Three?', 'Four?'])
    ids.push((await flag(bo, await asks(nia, title))).itemId)
  ids.push((await flag(bo, await asks(mo, 'Mine?'))).itemId)
  const next = (after: number | null) =>
    nextItem(world.as(mo), { view: 'all', after: after === null ? null : ids[after]! })
  expect(await next(null)).toBe(ids[0])
  await claim(ada, ids[1]!)
  expect(await next(0)).toBe(ids[2])
  await decide(ids[2]!, { action: 'skip' })
  expect(await next(0)).toBe(ids[3])
  await decide(ids[3]!, { action: 'snooze' })
  expect(await next(0)).toBeNull()
  world.pass(3 * hour)
  expect(await next(0)).toBe(ids[1])
})

test('MOD-02 MOD-13: members see their own record and each outcome with its reason, and nobody else’s', async ({
  world,
}) => {
  const { nia, bo, cal, guest } = world.cast
  const { asks, flag, decide } = await moderationOf(world)
  const { itemId } = await flag(bo, await asks(nia))
  const open = await flag(bo, await asks(nia, 'Another?'), 'on-topic')
  await decide(itemId, { ...spamHide, reason: 'A shop.' })
  expect(await ownReports(world.as(bo))).toMatchObject({
    record: { judged: 1, upheld: 1 },
    reports: [
      { id: open.flagId, upheld: null, outcome: null, reason: null },
      { upheld: true, outcome: 'hide', reason: 'A shop.' },
    ],
  })
  expect((await ownReports(world.as(cal))).reports).toEqual([])
  await expect(ownReports(world.as(guest))).rejects.toMatchObject({ status: 403 })
})

test('MOD-05: with 10,000 open items the list and its counts take three queries and read an index in its order', async () => {
  const { db, sql, drop } = await ownDatabase(inject('cluster'), 'queue')
  const cast = await castOf({ db, now: dawn })
  const settings = await makeSettingsReader().read({ db, now: dawn })
  const as = (actor: typeof cast.ada) => makeCtx({ db, actor, now: dawn, requestId: 'count', settings })
  await createBoard(as(cast.ada), { slug: 'api', title: 'API', kinds: ['question'] })
  const { id, openingId } = await startTopic(as(cast.nia), { board: 'api', title: 'Why?', body: 'Is it?' })
  await sql`insert into review_items (id, kind, subject, post_id, topic_id, language, score, reasons, state, opened_at, version)
    select gen_random_uuid(), (array['flags','first-post','edit','spam'])[1 + n % 4], 'post:' || n, ${openingId}, ${id}, 'en',
      n % 17, '[]', 'open', ${dawn.toISOString()}::timestamptz - n * interval '1 minute', 1
    from generate_series(1, 10000) n`
  await sql`analyze review_items`
  const asked: string[] = []
  const counting = drizzle(sql, { logger: { logQuery: (query) => void asked.push(query) } })
  const ctx = makeCtx({ db: counting, actor: cast.mo, now: dawn, requestId: 'count', settings })
  const { rows, counts } = await reviewQueue(ctx, {})
  expect([rows.length, counts.all, counts.flags, asked.length]).toEqual([30, 10_000, 2500, 3])
  const plan = await sql`explain select id from review_items where state = 'open'
    order by score desc nulls last, opened_at, id limit 31`
  expect(JSON.stringify(plan)).toContain('review_items_open')
  expect(await nextItem(ctx, { view: 'all', after: rows[0]!.id })).toBe(rows[1]!.id)
  await drop()
})
