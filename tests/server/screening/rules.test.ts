import { addPost, revisePost, topicPage } from '#server/forum/index.ts'
import { decideItem, openScreened, tryRule } from '#server/moderation/index.ts'
import { changeRule, makeRule, removeRule, ruleList, ruleLog } from '#server/screening/index.ts'
import { reviewItems } from '#db/schema/index.ts'
import { day, expect, test, type World } from '#tests/world.ts'
import { storyOf } from '../forum/story.ts'

type Wanted = Parameters<typeof makeRule>[1]
const rule = (more: Partial<Wanted> & { text: string }): Wanted => ({
  pattern: 'words',
  effect: 'flag',
  clause: 'no-spam',
  ...more,
})
const makes = (world: World, more: Partial<Wanted> & { text: string }) =>
  makeRule(world.as(world.cast.mo), rule(more))

/** What a fact of catching would put into the queue, heard twice. */
async function queued(world: World) {
  for (const fact of await world.told('post.screened'))
    for (let times = 0; times < 2; times++) await openScreened.run(world.ctx, fact)
  return world.db.select().from(reviewItems)
}

test('MOD-18: rules replace, block, hold and flag, all that match, each in its place and to the text as left before', async ({
  world,
}) => {
  const { nia, bo, mo, guest } = world.cast
  const { asks, says, finds, reads } = await storyOf(world)
  const question = await asks(nia)
  await makes(world, { text: 'darn', effect: 'replace', clause: null, replacement: '…', position: 1 })
  await makes(world, { text: 'darn', effect: 'block', position: 2 })
  await makes(world, { text: 'refund', effect: 'flag', position: 3 })
  await makes(world, { text: 'wire me', effect: 'hold', position: 4 })
  await makes(world, { text: 'casino', effect: 'block', position: 5 })

  const mild = await says(bo, question, 'Darn, it banned the banner.')
  expect((await finds(bo, mild))?.html).toContain('…, it banned')
  await expect(says(bo, question, 'Visit my Casino today.')).rejects.toMatchObject({
    fields: [{ path: 'body', key: 'screening.blocked', params: { words: 'Casino', clause: 'no-spam' } }],
  })
  const flagged = await says(bo, question, 'I want a refund.')
  expect(await finds(guest, flagged)).toMatchObject({ heldAt: null })
  const held = await says(bo, question, 'Wire me the refund, darn.')
  expect((await reads(guest, question)).posts.map((post) => post.id)).not.toContain(held.postId)
  const facts = await world.told('post.screened')
  expect(facts.map(({ payload }) => [payload.held, payload.rules.map(({ effect }) => effect)])).toEqual([
    [false, ['flag']],
    [true, ['flag', 'hold']],
  ])
  const items = await queued(world)
  expect(items.map(({ kind, postId }) => [kind, postId])).toEqual([
    ['other', flagged.postId],
    ['other', held.postId],
  ])
  await decideItem(world.as(mo), { itemId: items[1]!.id, action: 'approve' })
  expect(await finds(guest, held)).toMatchObject({ heldAt: null, readable: true })
})

test('MOD-18: a title is met too, an edit is judged by what it brings, and private words and moderators are let be', async ({
  world,
}) => {
  const { nia, bo, mo, eli } = world.cast
  const { asks, says, finds } = await storyOf(world)
  const question = await asks(nia, 'Why is my casino cache cold?')
  const answer = await says(bo, question, 'A casino of words.')
  await makes(world, { text: 'casino', effect: 'block' })
  await expect(asks(nia, 'Another casino?')).rejects.toMatchObject({ fields: [{ path: 'title' }] })
  await revisePost(world.as(bo), { ...answer, body: 'A casino of words, mended.' })
  await makes(world, { text: 'lottery', effect: 'hold' })
  await revisePost(world.as(bo), { ...answer, body: 'A casino and a lottery.' })
  expect(await finds(bo, answer)).toMatchObject({ heldAt: world.now })
  expect(await world.told('post.held')).toHaveLength(1)
  await says(eli, { ...question, visibility: 'private' }, 'Your casino of logs.')
  await says(mo, question, 'We do not write casino here.')
})

test('MOD-18: rules of a board hold there alone, and their keeper needs the action on it', async ({
  world,
}) => {
  const { ada, nia, bo, mo } = world.cast
  const { asks, says, board } = await storyOf(world)
  const question = await asks(nia)
  const here = { ...bo, boardRoles: { [board.id]: ['moderator' as const] } }
  await expect(makeRule(world.as(bo), rule({ text: 'x' }))).rejects.toMatchObject({ status: 403 })
  await expect(makeRule(world.as(here), rule({ text: 'x' }))).rejects.toMatchObject({ status: 403 })
  await makeRule(world.as(here), rule({ text: 'casino', effect: 'block', boards: [board.id] }))
  await expect(says(nia, question, 'My casino.')).rejects.toMatchObject({ status: 422 })
  const { createBoard, startTopic } = await import('#server/forum/index.ts')
  await createBoard(world.as(ada), { slug: 'far', title: 'Far', kinds: ['question'] })
  await startTopic(world.as(nia), { board: 'far', title: 'A casino?', body: 'A casino.' })
  const noRules = { ...mo, moderationActions: ['queue' as const] }
  await expect(makeRule(world.as(noRules), rule({ text: 'x' }))).rejects.toMatchObject({ status: 403 })
  await expect(ruleList(world.as(nia))).rejects.toMatchObject({ status: 403 })
})

test('MOD-18: a trial shows what the last 30 days hold before anything is saved, and changes nothing', async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks, says } = await storyOf(world)
  const old = await asks(nia, 'An old casino?')
  world.pass(31 * day)
  const question = await asks(nia, 'Why is the cache cold?')
  const answer = await says(bo, question, `${'Warm it. '.repeat(40)}A casino would not help. Casino!`)
  await says(bo, question, 'Nothing here.')
  const tried = await tryRule(world.as(mo), rule({ text: 'casino', effect: 'block' }))
  expect(tried).toMatchObject({ looked: 3, met: 1, complete: true })
  expect(tried.examples).toMatchObject([{ postId: answer.postId, hits: 2, excerpt: { hit: 'casino' } }])
  expect(tried.examples[0]?.excerpt.before.endsWith('Warm it. A ')).toBe(true)
  expect(await ruleList(world.as(mo))).toEqual([])
  await expect(tryRule(world.as(bo), rule({ text: 'casino' }))).rejects.toMatchObject({ status: 403 })
  await expect(tryRule(world.as(mo), rule({ pattern: 'regex', text: '(' }))).rejects.toMatchObject({
    fields: [{ path: 'text', key: 'screening.rule.regex' }],
  })
  expect((await topicPage(world.as(mo), { topicId: old.topicId })).heldAt).toBeNull()
})

test('MOD-18: a rule needs a clause in force, is changed and taken away with its log, and is off when it is off', async ({
  world,
}) => {
  const { nia, mo } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  await expect(makes(world, { text: 'x', clause: null })).rejects.toMatchObject({
    fields: [{ path: 'clause' }],
  })
  await expect(makes(world, { text: 'x', clause: 'no-such-clause' })).rejects.toMatchObject({
    fields: [{ path: 'clause' }],
  })
  const { ruleId } = await makes(world, { text: 'casino', effect: 'block' })
  world.pass(1000)
  const off = rule({ text: 'casino', effect: 'block', active: false })
  await changeRule(world.as(mo), { ...off, ruleId })
  await changeRule(world.as(mo), { ...off, ruleId })
  await says(nia, question, 'My casino.')
  world.pass(1000)
  await removeRule(world.as(mo), { ruleId })
  await expect(changeRule(world.as(mo), { ...off, ruleId })).rejects.toMatchObject({ status: 404 })
  const log = await ruleLog(world.as(mo))
  expect(log.map(({ before, after, by }) => [before?.active, after?.active, by])).toEqual([
    [false, undefined, mo.displayName],
    [true, false, mo.displayName],
    [undefined, true, mo.displayName],
  ])
  expect(await world.told('rule.changed')).toHaveLength(1)
})

test('MOD-18: an import and a comment by a program are read alike: rules know words, not doors', async ({
  world,
}) => {
  const { nia, bo } = world.cast
  const { asks } = await storyOf(world)
  const question = await asks(nia)
  await makes(world, { pattern: 'link', text: 'spam.example', effect: 'replace', clause: null })
  const body = 'See https://www.spam.example/x and [it](http://spam.example).'
  const { id } = await addPost(world.as(bo), { topicId: question.topicId, body })
  const post = (await topicPage(world.as(nia), { topicId: question.topicId })).posts.find((p) => p.id === id)
  expect(post?.html).not.toContain('spam.example')
})
