import type { Actor } from '#server/core/actor.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import {
  acceptAnswer,
  addPost,
  boardPage,
  castVote,
  confirmSameProblem,
  convertPost,
  convertTopic,
  createBoard,
  foldPins,
  follow,
  hidePost,
  levelsFor,
  lockWriting,
  mergeTopics,
  moveTopic,
  pinTopic,
  splitTopic,
  startTopic,
  topicList,
  topicPage,
  unlockWriting,
  unmergeTopic,
  unpinTopic,
} from '#server/forum/index.ts'
import { day, expect, test, type World } from '#tests/world.ts'
import { storyOf } from './story.ts'

const told = (world: World, who: Actor, topicId: TopicId) =>
  topicPage(world.as(who), { topicId }).then(({ deeds }) => deeds.map(({ kind, by }) => [kind, by]))

const bodies = async (world: World, who: Actor, topicId: TopicId) =>
  (await topicPage(world.as(who), { topicId })).posts.map((post) => [
    post.number,
    post.kind,
    post.author?.handle,
  ])

test('MOD-24: a moderator of the board, and nobody else, moves, converts, pins, locks, splits and merges; the topic says what, who and when', async ({
  world,
}) => {
  const { ada, nia, bo, mo } = world.cast
  const { board, asks, says } = await storyOf(world, ['question', 'discussion'])
  await createBoard(world.as(ada), { slug: 'other', title: 'Other', kinds: ['question'] })
  const [one, two] = [await asks(nia), await asks(nia, 'Why is it warm?')]
  const answer = await says(bo, one)
  const deeds = {
    move: (who: Actor) => moveTopic(world.as(who), { ...one, board: 'other' }),
    convert: (who: Actor) => convertTopic(world.as(who), { ...one, kind: 'discussion' }),
    convertPost: (who: Actor) => convertPost(world.as(who), { postId: answer.postId, kind: 'comment' }),
    pin: (who: Actor) => pinTopic(world.as(who), one),
    unpin: (who: Actor) => unpinTopic(world.as(who), one),
    lock: (who: Actor) => lockWriting(world.as(who), { ...one, reason: 'Cooling down.' }),
    unlock: (who: Actor) => unlockWriting(world.as(who), one),
    split: (who: Actor) => splitTopic(world.as(who), { ...one, postIds: [answer.postId], title: 'Apart' }),
    merge: (who: Actor) => mergeTopics(world.as(who), { ...two, into: one.topicId }),
    unmerge: (who: Actor) => unmergeTopic(world.as(who), two),
  }
  const elsewhere = { ...bo, boardRoles: { '0190c0de-0000-7000-8000-000000000000': ['moderator' as const] } }
  for (const deed of Object.values(deeds))
    for (const who of [nia, bo, elsewhere, world.cast.eli])
      await expect(deed(who)).rejects.toMatchObject({ status: 403 })

  const here = { ...bo, boardRoles: { [board.id]: ['moderator' as const] } }
  await deeds.pin(here)
  await deeds.lock(mo)
  world.pass(1000)
  await deeds.unlock(mo)
  expect(await told(world, nia, one.topicId)).toEqual([
    ['pinned', bo.displayName],
    ['locked', mo.displayName],
    ['unlocked', mo.displayName],
  ])
  const onlyQueue = { ...mo, moderationActions: ['queue' as const] }
  await expect(deeds.merge(onlyQueue)).rejects.toMatchObject({ status: 403 })
})

test('MOD-24: at most three topics are pinned on a board; they fold for a member until another is pinned', async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks, board } = await storyOf(world)
  const topics = []
  for (const title of ['One?', 'Two?', 'Three?', 'Four?']) topics.push(await asks(nia, title))
  for (const topic of topics.slice(0, 3)) await pinTopic(world.as(mo), topic)
  await pinTopic(world.as(mo), topics[0]!)
  await expect(pinTopic(world.as(mo), topics[3]!)).rejects.toMatchObject({ key: 'forum.pin.full' })
  expect(await world.told('topic.pinned')).toHaveLength(3)
  const pinned = await topicList(world.as(bo), { board: 'api', pinned: true })
  expect(pinned.items.map((row) => row.title).sort()).toEqual(['One?', 'Three?', 'Two?'])
  expect((await topicList(world.as(bo), { board: 'api', pinned: false })).items).toHaveLength(1)

  const folded = async () => (await boardPage(world.as(bo), { board: board.id })).pinsFolded
  expect(await folded()).toBe(false)
  await foldPins(world.as(bo), { board: 'api' })
  expect(await folded()).toBe(true)
  await unpinTopic(world.as(mo), topics[1]!)
  world.pass(1000)
  await pinTopic(world.as(mo), topics[3]!)
  expect(await folded()).toBe(false)
})

test('MOD-24: a locked topic takes nothing in public from anybody, for a reason all read; private words and notes go on', async ({
  world,
}) => {
  const { nia, bo, mo, eli, guest } = world.cast
  const { asks, says, reads } = await storyOf(world)
  const question = await asks(nia)
  await expect(lockWriting(world.as(mo), { ...question, reason: ' ' })).rejects.toMatchObject({
    fields: [{ path: 'reason', key: 'forum.lock.reason' }],
  })
  await lockWriting(world.as(mo), { ...question, reason: 'Cooling down.' })
  expect(await reads(guest, question)).toMatchObject({ lockedReason: 'Cooling down.', can: { reply: false } })
  for (const who of [bo, nia, mo, eli])
    await expect(says(who, question)).rejects.toMatchObject({ key: 'forum.reply.locked' })
  await says(eli, { ...question, visibility: 'private' })
  await says(mo, { ...question, visibility: 'note' })
  await unlockWriting(world.as(mo), question)
  await says(bo, question)
})

test('MOD-24: a question turned into a discussion and back finds answers, comments and its accepted answer again', async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks, says, reads } = await storyOf(world, ['question', 'discussion'])
  const question = await asks(nia)
  const answer = await says(bo, question)
  await says(nia, { ...question, parentId: answer.postId })
  await acceptAnswer(world.as(nia), { ...answer, validFor: '7.x' })
  const before = await bodies(world, nia, question.topicId)
  await expect(convertTopic(world.as(mo), { ...question, kind: 'idea' })).rejects.toMatchObject({
    fields: [{ path: 'kind', key: 'forum.board.refuses.idea' }],
  })

  await convertTopic(world.as(mo), { ...question, kind: 'discussion' })
  expect(await reads(nia, question)).toMatchObject({
    kind: 'discussion',
    solvedAt: null,
    acceptedPostIds: [],
    replyCount: 2,
  })
  expect((await bodies(world, nia, question.topicId)).map(([, kind]) => kind)).toEqual([
    'discussion',
    'reply',
    'reply',
  ])
  await convertTopic(world.as(mo), { ...question, kind: 'question' })
  expect(await bodies(world, nia, question.topicId)).toEqual(before)
  expect(await reads(nia, question)).toMatchObject({ state: 'solved', acceptedPostIds: [answer.postId] })
  expect(await told(world, nia, question.topicId)).toEqual([
    ['converted', mo.displayName],
    ['converted', mo.displayName],
  ])
})

test('MOD-24: an answer becomes a comment and a comment an answer; an accepted one does not', async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks, says, finds } = await storyOf(world, ['question', 'discussion'])
  const question = await asks(nia)
  const answer = await says(bo, question)
  await convertPost(world.as(mo), { postId: answer.postId, kind: 'comment' })
  expect(await finds(nia, answer)).toMatchObject({ kind: 'comment', parentId: question.postId })
  await convertPost(world.as(mo), { postId: answer.postId, kind: 'answer' })
  expect(await finds(nia, answer)).toMatchObject({ kind: 'answer', parentId: null })
  await acceptAnswer(world.as(nia), answer)
  await expect(convertPost(world.as(mo), { postId: answer.postId, kind: 'comment' })).rejects.toMatchObject({
    key: 'forum.convert.accepted',
  })
  await expect(convertPost(world.as(mo), { postId: question.postId, kind: 'comment' })).rejects.toMatchObject(
    { key: 'forum.convert.post' },
  )
})

test('MOD-24: posts split off are a topic of their own with author, date and comments; their old places lead on; merged back they stand where they stood', async ({
  world,
}) => {
  const { nia, bo, mo, cal } = world.cast
  const { asks, says, reads, finds } = await storyOf(world, ['question', 'discussion'])
  const question = await asks(nia, 'Why is the cache cold?', 'cache')
  const kept = await says(bo, question)
  world.pass(60_000)
  const other = await says(cal, question, 'And why does the export stop?')
  const asked = world.now
  const remark = await says(bo, { ...question, parentId: other.postId }, 'Which export?')
  await acceptAnswer(world.as(nia), other)
  world.pass(60_000)
  const split = (postIds: PostId[], more = {}) =>
    splitTopic(world.as(mo), { ...question, postIds, title: 'Why does the export stop?', ...more })
  await expect(split([question.postId])).rejects.toMatchObject({ fields: [{ key: 'forum.split.opening' }] })
  await expect(split([(await asks(bo, 'Else?')).postId])).rejects.toMatchObject({
    fields: [{ key: 'forum.split.foreign' }],
  })
  const secret = await says(nia, { ...question, visibility: 'private' })
  await expect(split([secret.postId])).rejects.toMatchObject({ fields: [{ key: 'forum.split.private' }] })

  const made = await split([other.postId])
  expect(await topicPage(world.as(nia), { topicId: made.id })).toMatchObject({
    title: 'Why does the export stop?',
    authorId: cal.memberId,
    createdAt: asked,
    tags: ['cache'],
    state: 'open',
    posts: [
      { id: other.postId, number: 1, kind: 'question', acceptedAt: null },
      { id: remark.postId, number: 2, kind: 'comment', parentId: other.postId },
    ],
    deeds: [{ kind: 'splitOff', other: { id: question.topicId } }],
  })
  expect(await reads(nia, question)).toMatchObject({
    replyCount: 1,
    state: 'answered',
    deeds: [{ kind: 'split', numbers: [3, 4], posts: 2, other: { id: made.id } }],
  })
  expect(await world.told('acceptance.withdrawn')).toHaveLength(1)
  const late = await says(nia, question, 'Thank you all.')
  expect(await finds(nia, late)).toMatchObject({ number: 6 })
  // an old address names the topic it was in, and the page still knows the number it had there
  const came = await topicPage(world.as(nia), { topicId: made.id, from: question.topicId })
  expect(came.posts.map((post) => post.numberThere)).toEqual([3, 4])

  await mergeTopics(world.as(mo), { topicId: made.id, into: question.topicId })
  expect(await finds(nia, other)).toMatchObject({ number: 3, kind: 'answer', acceptedBy: nia.memberId })
  expect(await finds(nia, remark)).toMatchObject({ number: 4, kind: 'comment', parentId: other.postId })
  expect(await finds(nia, kept)).toMatchObject({ number: 2 })
  await expect(topicPage(world.as(nia), { topicId: made.id })).rejects.toMatchObject({
    status: 307,
    to: question.topicId,
  })
})

test('MOD-24: merged topics keep authors, dates, votes and accepted answers up to the limit; followers and sharers are one each; the old address leads on', async ({
  world,
}) => {
  const { nia, bo, cal, mo, pia, guest } = world.cast
  const { asks, says, reads } = await storyOf(world)
  const stays = await asks(nia, 'Why is the cache cold?')
  const goes = await asks(cal, 'My cache is cold, why?')
  const own = await says(bo, stays, 'Warm it.')
  const [first, second] = [await says(bo, goes, 'Heat it.'), await says(pia, goes, 'Wrap it.')]
  await says(cal, { ...goes, parentId: first.postId }, 'How?')
  await castVote(world.as(pia), { postId: first.postId, value: 1 })
  await acceptAnswer(world.as(nia), own)
  await acceptAnswer(world.as(cal), first)
  world.pass(1000)
  await acceptAnswer(world.as(cal), second)
  await confirmSameProblem(world.as(bo), stays)
  await confirmSameProblem(world.as(bo), goes)
  await confirmSameProblem(world.as(nia), goes)
  await follow(world.as(pia), { subject: 'topic', id: String(stays.topicId), level: 'muted' })
  world.pass(60_000)

  const page = await reads(nia, goes)
  await mergeTopics(world.as(mo), { ...goes, into: `/q/${stays.topicId}/some-slug` })
  const merged = await reads(nia, stays)
  expect(merged.posts.map((post) => [post.number, post.kind, post.author?.handle])).toEqual([
    [1, 'question', 'nia'],
    [2, 'answer', 'bo'],
    [3, 'comment', 'cal'],
    [4, 'answer', 'bo'],
    [5, 'answer', 'pia'],
    [6, 'comment', 'cal'],
  ])
  const moved = merged.posts.find((post) => post.id === first.postId)
  const before = page.posts.find((post) => post.id === first.postId)
  expect(moved).toMatchObject({
    score: 1,
    createdAt: before?.createdAt,
    acceptedAt: before?.acceptedAt,
    acceptedBy: cal.memberId,
  })
  expect(merged.acceptedPostIds).toEqual([own.postId, first.postId])
  expect(await world.told('acceptance.withdrawn')).toMatchObject([{ payload: { postId: second.postId } }])
  expect(merged.posts[0]).toMatchObject({ sameProblem: 2 })
  const levels = await levelsFor(world.ctx, { topicId: stays.topicId, boardId: 'none', tagIds: [] })
  expect([levels.get(cal.memberId), levels.get(pia.memberId)]).toEqual(['watched', 'muted'])

  await expect(reads(guest, goes)).rejects.toMatchObject({ status: 307, to: stays.topicId })
  for (const who of [guest, cal, mo])
    expect((await topicList(world.as(who), { board: 'api' })).items.map((row) => row.id)).toEqual([
      stays.topicId,
    ])
  const came = await topicPage(world.as(guest), { topicId: stays.topicId, from: goes.topicId })
  expect(came.posts.map((post) => post.numberThere)).toEqual([null, null, 1, 2, 3, 4])
})

test('MOD-24: words sent to a topic while it was merged arrive in the other, and old references of posts still hold', async ({
  world,
}) => {
  const { nia, bo, cal, mo } = world.cast
  const { asks, says, reads } = await storyOf(world)
  const [stays, goes] = [await asks(nia), await asks(cal, 'Mine is cold too?')]
  const answer = await says(bo, goes)
  await mergeTopics(world.as(mo), { ...goes, into: stays.topicId })
  const late = await addPost(world.as(bo), { topicId: goes.topicId, body: 'One more thing.' })
  expect(late).toMatchObject({ topicId: stays.topicId, kind: 'answer', number: 4 })
  await acceptAnswer(world.as(nia), { topicId: goes.topicId, postId: answer.postId })
  expect(await reads(nia, stays)).toMatchObject({ acceptedPostIds: [answer.postId] })
  await expect(pinTopic(world.as(mo), goes)).rejects.toMatchObject({ status: 307, to: stays.topicId })
})

test('MOD-24: what would leak, mix kinds or lose the way is not merged', async ({ world }) => {
  const { ada, nia, bo, cal, mo } = world.cast
  const { asks, says } = await storyOf(world, ['question', 'discussion'])
  const stays = await asks(nia)
  const merge = (topicId: TopicId, into: number | string = stays.topicId) =>
    mergeTopics(world.as(mo), { topicId, into })
  const talk = await startTopic(world.as(bo), {
    board: 'api',
    kind: 'discussion',
    title: 'Caches',
    body: 'Hm.',
  })
  await expect(merge(talk.id)).rejects.toMatchObject({ status: 409, key: 'forum.merge.kinds' })
  await expect(merge(stays.topicId)).rejects.toMatchObject({ fields: [{ key: 'forum.merge.itself' }] })
  const secret = await asks(cal, 'With a private word?')
  await expect(merge(secret.topicId, 'cold')).rejects.toMatchObject({ fields: [{ path: 'into' }] })
  await expect(merge(secret.topicId, 999_999)).rejects.toMatchObject({
    fields: [{ key: 'forum.merge.unknown' }],
  })
  await says(cal, { ...secret, visibility: 'private' }, 'My order is 4711.')
  await expect(merge(secret.topicId)).rejects.toMatchObject({ key: 'forum.merge.private' })
  const hidden = await asks(bo, 'Hidden?')
  await hidePost(world.as(mo), { postId: hidden.postId, clause: 'spam', reason: 'An advert.' })
  await expect(merge(hidden.topicId)).rejects.toMatchObject({ key: 'forum.merge.hidden' })
  await createBoard(world.as(ada), { slug: 'far', title: 'Far', kinds: ['question'] })
  const far = await startTopic(world.as(bo), { board: 'far', title: 'Far?', body: 'Far.' })
  const here = {
    ...bo,
    boardRoles: { [(await boardPage(world.ctx, { board: 'api' })).id]: ['moderator' as const] },
  }
  await expect(mergeTopics(world.as(here), { topicId: far.id, into: stays.topicId })).rejects.toMatchObject({
    status: 403,
  })
  const once = await asks(bo, 'Once?')
  await merge(once.topicId)
  await expect(merge(far.id, once.topicId)).rejects.toMatchObject({ fields: [{ key: 'forum.merge.moved' }] })
})

test('MOD-24: a merge is undone within 30 days, posts and what was written under them going home; later it is not', async ({
  world,
}) => {
  const { nia, bo, cal, mo, pia } = world.cast
  const { asks, says, reads, finds } = await storyOf(world)
  const [stays, goes] = [await asks(nia), await asks(cal, 'Mine is cold too?')]
  const answer = await says(bo, goes)
  await acceptAnswer(world.as(cal), answer)
  await confirmSameProblem(world.as(pia), goes)
  const before = await reads(nia, goes)
  await mergeTopics(world.as(mo), { ...goes, into: stays.topicId })
  expect(await reads(nia, stays)).toMatchObject({ state: 'solved', posts: [{ sameProblem: 2 }, {}, {}] })
  const under = await says(nia, { ...stays, parentId: answer.postId }, 'How?')
  world.pass(29 * day)
  await unmergeTopic(world.as(mo), goes)
  const { posts, ...again } = await reads(nia, goes)
  expect(posts.map((post) => [post.id, post.number, post.kind])).toEqual([
    ...before.posts.map((post) => [post.id, post.number, post.kind]),
    [under.postId, 3, 'comment'],
  ])
  expect(again).toMatchObject({ state: 'solved', acceptedPostIds: [answer.postId] })
  expect(await reads(nia, stays)).toMatchObject({
    state: 'open',
    posts: [{ sameProblem: 0 }],
    deeds: [{ kind: 'merged' }, { kind: 'unmerged', numbers: [2, 3, 4] }],
  })
  await unmergeTopic(world.as(mo), goes)
  expect(await world.told('topic.unmerged')).toHaveLength(1)
  expect(await finds(nia, { ...goes, postId: answer.postId })).toMatchObject({ number: 2 })

  await mergeTopics(world.as(mo), { ...goes, into: stays.topicId })
  const third = await asks(bo, 'A third?')
  await mergeTopics(world.as(mo), { ...stays, into: third.topicId })
  await expect(unmergeTopic(world.as(mo), goes)).rejects.toMatchObject({ key: 'forum.unmerge.later' })
  await expect(reads(nia, goes)).rejects.toMatchObject({ status: 307, to: third.topicId })
  world.pass(31 * day)
  await expect(unmergeTopic(world.as(mo), stays)).rejects.toMatchObject({ key: 'forum.unmerge.late' })
})

test('MOD-24: backers of a merged idea back the one that stays, once each, until it is undone', async ({
  world,
}) => {
  const { nia, bo, cal, mo, pia } = world.cast
  await storyOf(world, ['idea'])
  const idea = (who: Actor, title: string) =>
    startTopic(world.as(who), { board: 'api', kind: 'idea', title, body: title })
  const [stays, goes] = [await idea(nia, 'Warm caches'), await idea(cal, 'Caches, warm')]
  const vote = (who: Actor, topic: { openingId: PostId }) =>
    castVote(world.as(who), { postId: topic.openingId, value: 1 })
  for (const who of [bo, pia]) await vote(who, goes)
  for (const who of [bo, cal]) await vote(who, stays)
  await mergeTopics(world.as(mo), { topicId: goes.id, into: stays.id })
  expect(await topicPage(world.as(nia), { topicId: stays.id })).toMatchObject({ score: 3 })
  expect(await vote(pia, stays)).toEqual({ score: 3 })
  await unmergeTopic(world.as(mo), { topicId: goes.id })
  expect(await topicPage(world.as(nia), { topicId: stays.id })).toMatchObject({ score: 2 })
})
