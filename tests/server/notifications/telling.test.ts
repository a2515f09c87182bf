import {
  acceptAnswer,
  addPost,
  approvePost,
  closeTopic,
  follow,
  followedTopics,
  followOf,
  hidePost,
  markSolved,
  startTopic,
} from '#server/forum/index.ts'
import type { Member } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import { type EscalationId, newId } from '#server/core/ids.ts'
import { inbox, ownFollows, unreadCount } from '#server/notifications/index.ts'
import { changeSettings } from '#server/settings/index.ts'
import { expect, minute, test, type World } from '#tests/world.ts'
import { askedBy, follower, noticesOf } from './story.ts'

/** Who was told what, as `handle: kind (rule)`. */
async function told(world: World) {
  const names = new Map(
    Object.values(world.cast).flatMap((who) =>
      who.kind === 'member' ? [[who.memberId, who.handle] as const] : [],
    ),
  )
  return (await noticesOf(world))
    .map(({ memberId, kind, rule }) => `${names.get(memberId)}: ${kind} (${rule})`)
    .sort()
}

test('NOTE-02: an answer is told to the asker, by a rule that is said, with the address that changes exactly that', async ({
  world,
}) => {
  const { nia, bo } = world.cast
  const { topic } = await askedBy(world)
  const run = follower(world, 'notifications')
  await addPost(world.as(bo), { topicId: topic.id, body: 'Warm it.' })
  await run()
  expect(await told(world)).toEqual(['nia: answer (asked)'])
  const [row] = (await inbox(world.as(nia), {})).rows
  expect(row).toMatchObject({
    title: 'Why is the cache cold?',
    summary: 'Bo Tanaka answered your question',
    href: `/q/${topic.id}/${topic.slug}#p-2`,
  })
  expect(row?.notices[0]).toMatchObject({
    why: 'because you started this topic',
    changeHref: `/settings/notifications?cause=topic%3A${topic.id}`,
  })
})

test('a reaction run twice writes one notice and tells one fact', async ({ world }) => {
  const { topic } = await askedBy(world)
  const run = follower(world, 'notifications')
  await addPost(world.as(world.cast.bo), { topicId: topic.id, body: 'Warm it.' })
  await run()
  await run({ again: true })
  expect(await noticesOf(world)).toHaveLength(1)
  expect(await world.told('notice.written')).toHaveLength(1)
})

test('nobody is told of an own deed; the asker, the author above, the mentioned and the followers are, each once', async ({
  world,
}) => {
  const { nia, bo, cal, pia } = world.cast
  const { topic } = await askedBy(world)
  const answer = await addPost(world.as(bo), { topicId: topic.id, body: 'Warm it.' })
  world.pass(1000)
  await follow(world.as(pia), { subject: 'topic', id: String(topic.id), level: 'watched' })
  await follow(world.as(world.cast.eli), { subject: 'topic', id: String(topic.id), level: 'tracked' })
  await addPost(world.as(cal), {
    topicId: topic.id,
    parentId: answer.id,
    body: 'With what, @bo? @mo, and @nobody-here?',
  })
  await follower(world, 'notifications')()
  expect(await told(world)).toEqual([
    'bo: mention (mentioned)',
    'mo: mention (mentioned)',
    'nia: answer (asked)',
    'nia: comment (asked)',
    'pia: reply (follows.topic)',
  ])
  expect(nia.handle).toBe('nia')
})

test('NOTE-03: of topic, tag and board the most specific wish wins, and who muted hears nothing', async ({
  world,
}) => {
  const { ada, bo, cal, pia, mo } = world.cast
  await askedBy(world)
  const wish = (
    who: Member,
    subject: 'board' | 'tag' | 'topic',
    id: string,
    level: 'muted' | 'watched' | 'tracked',
  ) => follow(world.as(who), { subject, id, level })
  await wish(bo, 'board', 'api', 'watched')
  await wish(cal, 'tag', 'cache', 'watched')
  await wish(pia, 'board', 'api', 'watched')
  await wish(pia, 'tag', 'cache', 'muted')
  await wish(mo, 'board', 'api', 'muted')
  const run = follower(world, 'notifications')
  await run()
  const next = await startTopic(world.as(ada), {
    board: 'api',
    title: 'Which cache is which?',
    body: '@mo might know.',
    tags: 'cache',
  })
  await run()
  const about = (await noticesOf(world)).filter(({ topicId }) => topicId === next.id)
  expect(
    about.map(({ memberId, cause, params }) => [memberId, cause.split(':')[0], params.name]).sort(),
  ).toEqual(
    [
      [bo.memberId, 'board', 'API'],
      [cal.memberId, 'tag', 'cache'],
    ].sort(),
  )
})

test('NOTE-03 REP-22: who follows a person hears of their topics and answers, who only tracks or mutes them does not', async ({
  world,
}) => {
  const { nia, bo, cal, pia, eli, mo } = world.cast
  const { topic } = await askedBy(world)
  world.pass(minute)
  const wish = (who: Member, level: 'muted' | 'normal' | 'tracked' | 'watched', of = bo) =>
    follow(world.as(who), { subject: 'member', id: of.handle, level })
  await wish(cal, 'watched')
  await wish(pia, 'tracked')
  await wish(mo, 'muted')
  for (const who of [mo, pia]) await follow(world.as(who), { subject: 'board', id: 'api', level: 'watched' })
  await follow(world.as(mo), { subject: 'topic', id: String(topic.id), level: 'watched' })
  await wish(nia, 'muted')
  const run = follower(world, 'notifications')
  await run()
  const told = async (of: number) =>
    (await noticesOf(world))
      .filter(({ topicId }) => topicId === of)
      .map(({ memberId, kind, cause, rule, params }) => [
        memberId,
        kind,
        rule,
        cause.split(':')[0],
        params.name,
      ])

  const own = await startTopic(world.as(bo), {
    board: 'api',
    title: 'Of my own?',
    body: '@mo @nia, look.',
    tags: 'x',
  })
  await run()
  // pia follows the board too, and the person weighs more than a whole board
  expect(await told(own.id)).toEqual([[cal.memberId, 'started', 'follows.member', 'member', 'Bo Tanaka']])

  world.pass(minute)
  await addPost(world.as(bo), { topicId: topic.id, body: 'Warm it first.' })
  await run()
  const heard = (await told(topic.id)).map(([who, kind, rule]) => [who, kind, rule])
  expect(heard).toHaveLength(2)
  expect(heard).toContainEqual([cal.memberId, 'reply', 'follows.member'])
  // an answer to one's own question is told though its author is muted
  expect(heard).toContainEqual([nia.memberId, 'answer', 'asked'])

  await wish(cal, 'normal')
  const seen = async (who: Member) => (await followedTopics(world.as(who))).items.map(({ id }) => id)
  await follow(world.as(pia), { subject: 'board', id: 'api', level: 'normal' })
  expect(await seen(pia)).toEqual([topic.id, own.id])
  await follow(world.as(pia), { subject: 'topic', id: String(own.id), level: 'muted' })
  expect(await seen(pia)).toEqual([topic.id])
  expect(await seen(cal)).toEqual([])
  expect((await ownFollows(world.as(pia), {})).items[1]).toMatchObject({
    subject: 'member',
    id: 'bo',
    title: 'Bo Tanaka',
  })
  expect([
    await followOf(world.as(pia), bo),
    await followOf(world.as(cal), bo),
    await followOf(world.as(bo), bo),
    await followOf(world.as(world.cast.guest), bo),
  ]).toEqual(['tracked', 'normal', null, null])
  await expect(wish(eli, 'watched', eli)).rejects.toMatchObject({ status: 409 })
  await expect(
    follow(world.as(eli), { subject: 'member', id: 'nobody', level: 'watched' }),
  ).rejects.toMatchObject({ status: 404 })
})

test('what a member cannot read is not told to them: held posts, notes, private words', async ({ world }) => {
  const { ada, bo, eli, mo, nia, cal } = world.cast
  const { topic } = await askedBy(world)
  for (const who of [cal, mo])
    await follow(world.as(who), { subject: 'topic', id: String(topic.id), level: 'watched' })
  await addPost(world.as(eli), {
    topicId: topic.id,
    visibility: 'note',
    body: 'They are behind on payment, @mo and @cal.',
  })
  await addPost(world.as(eli), { topicId: topic.id, visibility: 'private', body: 'Send me the log, @cal.' })
  const run = follower(world, 'notifications')
  await run()
  expect(await told(world)).toEqual(['mo: mention (mentioned)', 'nia: private (asked)'])

  await changeSettings(world.as(ada), { firstPostsHeld: 20 })
  const held = await addPost(world.as(bo), { topicId: topic.id, body: 'Warm it.' })
  expect(held.held).toBe(true)
  await run()
  expect(await told(world)).toHaveLength(2)
  await approvePost(world.as(mo), { postId: held.id })
  await run()
  expect(await told(world)).toContain('bo: approved (posted)')
  expect(await told(world)).toContain('nia: answer (asked)')
  expect(nia.handle).toBe('nia')
})

test('accepting is told to the author and quiets the asker; closing, hiding and solving reach whom they concern', async ({
  world,
}) => {
  const { bo, mo, nia, cal } = world.cast
  const { topic } = await askedBy(world)
  const run = follower(world, 'notifications')
  const answer = await addPost(world.as(bo), { topicId: topic.id, body: 'Warm it.' })
  world.pass(1000)
  const other = await addPost(world.as(cal), { topicId: topic.id, body: 'Buy gold.' })
  await run()
  expect(await unreadCount(world.as(nia))).toEqual({ needs: 1, others: false })
  await acceptAnswer(world.as(nia), { topicId: topic.id, postId: answer.id })
  await run()
  expect(await unreadCount(world.as(nia))).toEqual({ needs: 0, others: false })

  await hidePost(world.as(mo), { postId: other.id, clause: 'G3', reason: 'Advertising' })
  await markSolved(world.as(nia), { topicId: topic.id })
  await closeTopic(world.as(mo), { topicId: topic.id, reason: 'obsolete' })
  await follower(world, 'moderation')()
  await run()
  expect(await told(world)).toEqual([
    'bo: accepted (posted)',
    'bo: reply (follows.topic)',
    'bo: solved (follows.topic)',
    'cal: solved (follows.topic)',
    'cal: statement (statement)',
    'nia: answer (asked)',
    'nia: answer (asked)',
    'nia: closed (asked)',
  ])
  const [statement] = (await inbox(world.as(cal), {})).rows
  expect(statement).toMatchObject({
    title: 'A decision about you',
    summary: 'A post of yours was removed under the rule “G3”',
    needsYou: true,
    href: expect.stringMatching(/^\/statements\/[0-9a-f-]{36}$/) as string,
    notices: [{ kind: 'statement', by: null }],
  })
})

test('an escalation is told to the asker with the moment, to engineers until one has it, and to who answers for it', async ({
  world,
}) => {
  const { cal, eli, ada } = world.cast
  await askedBy(world)
  const topic = await startTopic(world.as(cal), {
    board: 'api',
    title: 'Export stops at night',
    body: 'Every night at two.',
  })
  const of = {
    topicId: topic.id,
    boardId: (await world.told('topic.started'))[0]!.payload.boardId,
    escalationId: newId<EscalationId>(),
  }
  const run = follower(world, 'notifications')
  await change(world.ctx, (tx) =>
    Promise.resolve(
      tx.tell({ type: 'escalation.opened', ...of, cause: 'nr', dueAt: '2026-03-05T09:00:00.000Z' }),
    ),
  )
  await run()
  expect(await told(world)).toEqual(['cal: caseOpened (case)', 'eli: caseQueued (engineer)'])
  expect((await inbox(world.as(cal), { filter: 'cases' })).rows[0]?.summary).toBe(
    'An engineer has been asked to look at your question. You will hear by Mar 5, 2026, 9:00 AM UTC',
  )
  expect(await unreadCount(world.as(eli))).toEqual({ needs: 1, others: false })
  expect((await inbox(world.as(eli), {})).rows[0]?.href).toBe(`/console/c/${of.escalationId}`)

  await change(world.as(ada), (tx) =>
    Promise.resolve(tx.tell({ type: 'escalation.assigned', ...of, assigneeId: eli.memberId })),
  )
  await change(world.as(eli), (tx) => Promise.resolve(tx.tell({ type: 'escalation.acknowledged', ...of })))
  await change(world.as(eli), (tx) => Promise.resolve(tx.tell({ type: 'escalation.answered', ...of })))
  await run()
  expect((await told(world)).filter((line) => line.startsWith('eli'))).toEqual([
    'eli: caseAssigned (assigned)',
    'eli: caseQueued (engineer)',
  ])
  expect(
    (await noticesOf(world)).filter(({ kind, doneAt }) => kind === 'caseQueued' && doneAt === null),
  ).toEqual([])
  expect(await unreadCount(world.as(cal))).toEqual({ needs: 1, others: true })
})

test('API-11: imported facts tell nobody', async ({ world }) => {
  const { bo } = world.cast
  const { topic } = await askedBy(world)
  await addPost({ ...world.as(bo), origin: 'import' }, { topicId: topic.id, body: 'Warm it.' })
  await follower(world, 'notifications')()
  expect(await noticesOf(world)).toEqual([])
})
