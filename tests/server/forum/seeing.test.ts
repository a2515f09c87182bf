import type { Actor } from '#server/core/actor.ts'
import { expect, test } from '#tests/world.ts'
import {
  addPost,
  memberPosts,
  postInView,
  postSources,
  readersAmong,
  topicList,
} from '#server/forum/index.ts'
import { searchTopics } from '#server/search/index.ts'
import { storyOf } from './story.ts'

test("ESC-23 FIND-03: notes are staff's and private words the asker's and engineers', in every view over every role", async ({
  world,
}) => {
  const { nia, bo, mo, eli, pia, ada, guest } = world.cast
  const { asks, says, reads } = await storyOf(world)
  const question = await asks(nia)
  await says(bo, question)
  const note = await says(
    eli,
    { topicId: question.topicId, visibility: 'note' },
    'zebranote: ask engineering',
  )
  const word = await says(
    nia,
    { topicId: question.topicId, visibility: 'private' },
    'zebrasecret: tenant 4711',
  )
  const sees: [Actor, boolean, boolean][] = [
    [guest, false, false],
    [bo, false, false],
    [nia, false, true],
    [mo, true, false],
    [pia, true, false],
    [ada, true, false],
    [eli, true, true],
  ]
  for (const [who, seesNote, seesWord] of sees) {
    const page = await reads(who, question)
    const ids = page.posts.map((post) => post.id)
    const name = who.kind === 'member' ? who.handle : who.kind
    expect([name, ids.includes(note.postId), ids.includes(word.postId)]).toEqual([name, seesNote, seesWord])
    expect(JSON.stringify(page).includes('zebranote')).toBe(seesNote)
    expect(page.replyCount).toBe(1)
    expect((await postSources(world.as(who), { postIds: [note.postId, word.postId] })).size).toBe(
      Number(seesNote) + Number(seesWord),
    )
    for (const q of ['zebranote', 'zebrasecret'])
      expect((await searchTopics(world.as(who), { q })).items).toEqual([])
    for (const [ref, may] of [
      [note, seesNote],
      [word, seesWord],
    ] as const)
      if (!may) await expect(postInView(world.as(who), ref)).rejects.toMatchObject({ status: 404 })
    for (const author of [eli, nia])
      expect(JSON.stringify(await memberPosts(world.as(who), { memberId: author.memberId }))).not.toMatch(
        /zebra/,
      )
  }
  const everybody = [nia, bo, mo, eli, pia, ada].map((member) => member.memberId)
  expect(await readersAmong(world.ctx, { postId: word.postId, memberIds: everybody })).toEqual(
    new Set([nia.memberId, eli.memberId]),
  )
  expect(await readersAmong(world.ctx, { postId: note.postId, memberIds: everybody })).toEqual(
    new Set([mo, eli, pia, ada].map((member) => member.memberId)),
  )
})

test('ESC-23: members write no notes, peers nothing private, and a public reply cannot hang on a private word', async ({
  world,
}) => {
  const { nia, bo, eli } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  await expect(says(nia, { topicId: question.topicId, visibility: 'note' })).rejects.toMatchObject({
    key: 'forum.note.staff',
  })
  await expect(says(bo, { topicId: question.topicId, visibility: 'private' })).rejects.toMatchObject({
    key: 'forum.private.readers',
  })
  const word = await says(eli, { topicId: question.topicId, visibility: 'private' })
  await expect(
    addPost(world.as(nia), { topicId: question.topicId, parentId: word.postId, body: 'Openly.' }),
  ).rejects.toMatchObject({ key: 'forum.private.parent' })
  await expect(
    addPost(world.as(bo), { topicId: question.topicId, parentId: word.postId, body: 'Openly.' }),
  ).rejects.toMatchObject({ status: 404 })
})

test('FIND-02: lists filter by state, board, tag, kind and author, and page by cursor without gaps or repeats', async ({
  world,
}) => {
  const { nia, bo } = world.cast
  const { asks, says } = await storyOf(world)
  const asked = []
  for (let number = 1; number <= 7; number++) {
    world.pass(number % 3 === 0 ? 0 : 1000)
    asked.push(
      await asks(number % 2 === 0 ? bo : nia, `Question number ${number}?`, number <= 3 ? 'cache' : ''),
    )
  }
  await says(bo, asked[0]!)
  for (const sort of ['active', 'new', 'votes', 'oldest'] as const) {
    const seen: number[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof topicList>> = await topicList(world.ctx, {
        sort,
        limit: 2,
        cursor,
      })
      seen.push(...page.items.map((row) => row.id))
      cursor = page.next
    } while (cursor)
    expect(
      [...seen].sort((a, b) => a - b),
      sort,
    ).toEqual(asked.map((ref) => ref.topicId))
  }
  expect((await topicList(world.ctx, { tag: 'cache' })).items).toHaveLength(3)
  expect((await topicList(world.ctx, { author: 'bo' })).items).toHaveLength(3)
  expect((await topicList(world.ctx, { state: 'answered' })).items.map((row) => row.id)).toEqual([
    asked[0]!.topicId,
  ])
  expect((await topicList(world.ctx, { unanswered: true })).items).toHaveLength(6)
  expect((await topicList(world.ctx, { kind: 'discussion' })).items).toEqual([])
  await expect(topicList(world.ctx, { cursor: 'nonsense' })).rejects.toMatchObject({
    status: 422,
    fields: [{ path: 'cursor' }],
  })
})
