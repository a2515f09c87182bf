import { judgeNote, postNotes, proposeNote, topicPage } from '#server/forum/index.ts'
import { makeRule } from '#server/screening/index.ts'
import { expect, test } from '#tests/world.ts'
import { storyOf } from './story.ts'

const body = 'Since 7.4 it warms itself: https://docs.example/7.4'

test('MOD-21: a community note is proposed by one member, approved by another who has the ability, and stands above the text', async ({
  world,
}) => {
  const { nia, bo, cal, pia, guest } = world.cast
  const { asks, says, finds } = await storyOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  const plain = { ...cal, abilities: new Set<never>() }
  await expect(proposeNote(world.as(bo), { postId: answer.postId, body })).rejects.toMatchObject({
    key: 'forum.note.refused',
  })
  await expect(proposeNote(world.as(guest), { postId: answer.postId, body })).rejects.toMatchObject({
    status: 403,
  })
  const { noteId } = await proposeNote(world.as(plain), { postId: answer.postId, body })
  expect(await finds(guest, answer)).toMatchObject({ communityNote: null })
  for (const who of [plain, bo, { ...nia, abilities: new Set<never>() }])
    await expect(judgeNote(world.as(who), { noteId, action: 'approve' })).rejects.toMatchObject({
      status: 403,
    })
  await judgeNote(world.as(pia), { noteId, action: 'approve' })
  const shown = await finds(guest, answer)
  expect(shown?.communityNote?.html).toContain('Since 7.4 it warms itself')
  await expect(judgeNote(world.as(pia), { noteId, action: 'approve' })).rejects.toMatchObject({
    status: 409,
  })
})

test('MOD-21: one note stands at a time, its history stays, and what was only proposed is not everybody’s', async ({
  world,
}) => {
  const { nia, bo, cal, pia, mo, guest } = world.cast
  const { asks, says, finds } = await storyOf(world)
  const answer = await says(bo, await asks(nia))
  const plain = { ...nia, abilities: new Set<never>() }
  const first = await proposeNote(world.as(cal), { postId: answer.postId, body: 'First.' })
  await judgeNote(world.as(pia), { noteId: first.noteId, action: 'approve' })
  world.pass(1000)
  await proposeNote(world.as(cal), { postId: answer.postId, body: 'A draft.' })
  world.pass(1000)
  const second = await proposeNote(world.as(cal), { postId: answer.postId, body: 'Second.' })
  const states = async (who: typeof nia | typeof guest) =>
    (await postNotes(world.as(who), { postId: answer.postId })).notes.map(({ source, state }) => [
      source,
      state,
    ])
  expect(await states(guest)).toEqual([['First.', 'approved']])
  expect(await states(plain)).toEqual([['First.', 'approved']])
  expect(await states(pia)).toEqual([
    ['Second.', 'proposed'],
    ['A draft.', 'replaced'],
    ['First.', 'approved'],
  ])
  await judgeNote(world.as(pia), { noteId: second.noteId, action: 'approve' })
  expect(await states(guest)).toEqual([
    ['Second.', 'approved'],
    ['First.', 'replaced'],
  ])
  await expect(judgeNote(world.as(mo), { noteId: second.noteId, action: 'remove' })).rejects.toMatchObject({
    fields: [{ path: 'reason' }],
  })
  await judgeNote(world.as(mo), { noteId: second.noteId, action: 'remove', reason: 'Out of date.' })
  expect(await finds(guest, answer)).toMatchObject({ communityNote: null })
  expect(await states(guest)).toEqual([
    ['Second.', 'removed'],
    ['First.', 'replaced'],
  ])
  expect((await world.told('communityNote.removed')).length).toBe(1)
})

test('MOD-21: a note keeps to the word rules, private words and hidden posts take none, and every post offers one', async ({
  world,
}) => {
  const { nia, bo, cal, mo, eli } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  const secret = await says(eli, { ...question, visibility: 'private' })
  await makeRule(world.as(mo), { pattern: 'words', text: 'casino', effect: 'block', clause: 'no-spam' })
  await expect(
    proposeNote(world.as(cal), { postId: answer.postId, body: 'My casino.' }),
  ).rejects.toMatchObject({ fields: [{ key: 'screening.blocked' }] })
  await expect(proposeNote(world.as(nia), { postId: secret.postId, body })).rejects.toMatchObject({
    status: 403,
  })
  const page = await topicPage(world.as(cal), { topicId: question.topicId })
  expect(page.posts.map((post) => post.can.note)).toEqual([true, true])
})
