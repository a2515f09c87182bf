import { expect, test } from '#tests/world.ts'
import {
  closeTopic,
  hidePost,
  postHistory,
  postInView,
  reopenTopic,
  restorePost,
  restoreRevision,
  restoreWithdrawn,
  revisePost,
  topicList,
  withdrawPost,
} from '#server/forum/index.ts'
import { storyOf } from './story.ts'

test('ASK-14: closing needs a typed reason; the author reads it and a significant edit asks once for another look', async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks, says, reads } = await storyOf(world)
  const question = await asks(nia)
  const plain = { ...bo, abilities: new Set<never>() }
  await expect(closeTopic(world.as(plain), { ...question, reason: 'off-topic' })).rejects.toMatchObject({
    status: 403,
  })
  await expect(closeTopic(world.as(mo), { ...question, reason: 'other' })).rejects.toMatchObject({
    fields: [{ path: 'note' }],
  })
  await expect(closeTopic(world.as(mo), { ...question, reason: 'duplicate' })).rejects.toMatchObject({
    fields: [{ path: 'duplicateOf' }],
  })
  await expect(
    closeTopic(world.as(mo), { ...question, reason: 'duplicate', duplicateOf: 999_999 }),
  ).rejects.toMatchObject({ fields: [{ key: 'forum.close.unknown' }] })
  await closeTopic(world.as(mo), { ...question, reason: 'needs-detail', note: 'Which version?' })
  expect(await reads(nia, question)).toMatchObject({
    flags: ['closed', 'needs-detail'],
    closedNote: 'Which version?',
    closedByName: mo.displayName,
  })
  await expect(says(bo, question)).rejects.toMatchObject({ key: 'forum.reply.closed' })

  const more =
    'It is version 7.4.1 on Debian 12, the log shows E_COLD after every restart, and I tried clearing the folder twice without any effect at all.'
  await revisePost(world.as(nia), { ...question, body: more })
  await revisePost(world.as(nia), {
    ...question,
    body: `${more} ${more} Even on a second machine it happens in exactly the same way, every time.`,
  })
  expect(await world.told('topic.reviewAsked')).toHaveLength(1)
  expect((await topicList(world.as(mo), { state: 'review' })).items).toHaveLength(1)
  await reopenTopic(world.as(mo), question)
  expect(await reads(nia, question)).toMatchObject({ flags: [], closedAt: null, reviewAskedAt: null })
})

test('ASK-14: a duplicate names the other topic', async ({ world }) => {
  const { nia, bo, mo } = world.cast
  const { asks, reads } = await storyOf(world)
  const [first, second] = [await asks(nia, 'The original?'), await asks(bo, 'The copy?')]
  await closeTopic(world.as(mo), { ...second, reason: 'duplicate', duplicateOf: first.topicId })
  expect(await reads(bo, second)).toMatchObject({
    flags: ['closed', 'duplicate'],
    duplicateOf: first.topicId,
    duplicateTitle: 'The original?',
  })
})

test('ASK-18: every edit keeps author, time, reason and word diff, and an earlier version can be restored', async ({
  world,
}) => {
  const { nia, mo, bo } = world.cast
  const { asks, reads } = await storyOf(world)
  const question = await asks(nia, 'Why is the cache cold?', 'cache')
  world.pass(60_000)
  await revisePost(world.as(mo), {
    ...question,
    title: 'Why is the cache warm?',
    body: 'It is warm now.',
    tags: 'heat',
    reason: 'names it',
  })
  const history = await postHistory(world.as(bo), question)
  expect(history.versions.map((version) => [version.number, version.author?.name, version.reason])).toEqual([
    [2, mo.displayName, 'names it'],
    [1, nia.displayName, ''],
  ])
  expect(history.versions[0]?.change.title).toContainEqual({
    kind: 'added',
    text: expect.stringContaining('warm') as string,
  })
  expect(history.versions[0]?.change.tags).toEqual({ added: ['heat'], removed: ['cache'] })
  expect(await reads(bo, question)).toMatchObject({ title: 'Why is the cache warm?', tags: ['heat'] })

  await restoreRevision(world.as(nia), { ...question, number: 1 })
  expect(await reads(bo, question)).toMatchObject({ title: 'Why is the cache cold?', tags: ['cache'] })
  expect((await postHistory(world.as(bo), question)).versions).toHaveLength(3)
})

test("ASK-18: others' posts need the ability; an edit begun on an older version is a conflict, not a loss", async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks } = await storyOf(world)
  const question = await asks(nia)
  const plain = { ...bo, abilities: new Set<never>() }
  await expect(revisePost(world.as(plain), { ...question, body: 'Mine now.' })).rejects.toMatchObject({
    status: 403,
  })
  await revisePost(world.as(mo), { ...question, body: 'Better.', basedOn: 0 })
  await expect(
    revisePost(world.as(nia), { ...question, body: 'Also better.', basedOn: 0 }),
  ).rejects.toMatchObject({ status: 409, key: 'forum.revise.meanwhile' })
  expect(await revisePost(world.as(nia), { ...question, body: 'Better.' })).toMatchObject({ changed: false })
  expect(await world.told('post.revised')).toHaveLength(1)
})

test('MOD-22: hiding needs clause and reason; a stub with the clause stands in its place; restoring brings it back', async ({
  world,
}) => {
  const { nia, bo, mo, guest } = world.cast
  const { asks, says, reads, finds } = await storyOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question, 'Buy my cheap caches at spam.example')
  await expect(
    hidePost(world.as(nia), { postId: answer.postId, clause: 'spam', reason: 'Sells.' }),
  ).rejects.toMatchObject({ status: 403 })
  await expect(
    hidePost(world.as(mo), { postId: answer.postId, clause: '', reason: '' }),
  ).rejects.toMatchObject({ status: 422, fields: [{ path: 'clause' }, { path: 'reason' }] })
  await hidePost(world.as(mo), { postId: answer.postId, clause: 'spam', reason: 'Sells.' })
  expect(await finds(guest, answer)).toMatchObject({
    stub: 'hidden',
    html: '',
    hiddenClause: 'spam',
    hiddenReason: null,
  })
  expect(await finds(bo, answer)).toMatchObject({ stub: 'hidden', hiddenReason: 'Sells.', readable: true })
  expect(await reads(guest, question)).toMatchObject({ state: 'open', replyCount: 0 })
  await expect(postInView(world.as(nia), answer)).rejects.toMatchObject({ status: 404 })
  await restorePost(world.as(mo), answer)
  expect(await reads(guest, question)).toMatchObject({ state: 'answered', replyCount: 1 })
})

test('a hidden question says it is gone; its author and moderators still see it; lists leave it out', async ({
  world,
}) => {
  const { nia, bo, mo, guest } = world.cast
  const { asks, reads } = await storyOf(world)
  const question = await asks(nia)
  await hidePost(world.as(mo), { postId: question.postId, clause: 'spam', reason: 'Sells.' })
  for (const who of [guest, bo]) await expect(reads(who, question)).rejects.toMatchObject({ status: 410 })
  for (const who of [nia, mo]) expect(await reads(who, question)).toMatchObject({ flags: ['hidden'] })
  for (const who of [guest, nia, mo]) expect((await topicList(world.as(who))).items).toEqual([])
  expect((await topicList(world.as(mo), { state: 'hidden' })).items).toHaveLength(1)
  expect((await topicList(world.as(bo), { state: 'hidden' })).items).toEqual([])
})

test('taking a post back leaves a quiet place; an answered question stays', async ({ world }) => {
  const { nia, bo } = world.cast
  const { asks, says, finds, reads } = await storyOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  await expect(withdrawPost(world.as(nia), question)).rejects.toMatchObject({ status: 403 })
  await expect(withdrawPost(world.as(nia), answer)).rejects.toMatchObject({ status: 403 })
  await withdrawPost(world.as(bo), answer)
  expect(await finds(nia, answer)).toMatchObject({ stub: 'withdrawn', html: '' })
  await withdrawPost(world.as(nia), question)
  await expect(reads(bo, question)).rejects.toMatchObject({ status: 410, key: 'forum.topic.withdrawn' })
  await restoreWithdrawn(world.as(world.cast.mo), question)
  expect(await reads(bo, question)).toMatchObject({ state: 'open' })
})
