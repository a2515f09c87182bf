import { moderates } from '#server/core/actor.ts'
import {
  acceptAnswer,
  archiveBoard,
  boardList,
  boardPage,
  castVote,
  changeBoard,
  createBoard,
  createGroup,
  groupPage,
  keepGroup,
  openBoard,
  revisePost,
  reviveBoard,
  setGroupModerators,
  startTopic,
  topicList,
  topicPage,
} from '#server/forum/index.ts'
import { actorOfMember } from '#server/identity/index.ts'
import { expect, hour, test, type World } from '#tests/world.ts'
import { storyOf } from './story.ts'

const boardOf = (world: World, slug: string, more = {}) =>
  createBoard(world.as(world.cast.ada), { slug, title: slug, kinds: ['question'], ...more })
const askIn = (world: World, board: string, tags = '') =>
  startTopic(world.as(world.cast.nia), { board, title: `About ${board}`, body: 'Why?', tags })

test('MOD-28: a person who opens a board is asked for an owner and a purpose; both are shown', async ({
  world,
}) => {
  const { ada, bo } = world.cast
  const fields = { slug: 'relay', title: 'Relay', kinds: ['question' as const] }
  await expect(openBoard(world.as(ada), { ...fields, purpose: '', owner: '' })).rejects.toMatchObject({
    fields: [
      { path: 'purpose', key: 'forum.board.purpose' },
      { path: 'owner', key: 'forum.board.owner' },
    ],
  })
  await expect(
    openBoard(world.as(ada), { ...fields, purpose: 'Mail.', owner: 'nobody-here' }),
  ).rejects.toMatchObject({ fields: [{ path: 'owner', key: 'forum.board.ownerUnknown' }] })
  await expect(openBoard(world.as(bo), { ...fields, purpose: 'Mail.', owner: 'bo' })).rejects.toMatchObject({
    status: 403,
  })
  await openBoard(world.as(ada), { ...fields, purpose: 'Mail.', owner: '@bo' })
  expect(await boardPage(world.as(bo), { board: 'relay' })).toMatchObject({
    purpose: 'Mail.',
    owner: { handle: 'bo', name: bo.displayName },
  })
  // a program may leave both to be said later, as the API promises
  await boardOf(world, 'program')
})

test('MOD-28: an archived board is read-only with its notice, and no address in it stops working', async ({
  world,
}) => {
  const { ada, nia, bo, mo, guest } = world.cast
  const { asks, says } = await storyOf(world)
  const question = await asks(nia)
  const answer = await says(bo, question)
  await boardOf(world, 'next')
  await boardOf(world, 'old')
  const archive = (successor: string) =>
    archiveBoard(world.as(ada), { board: 'api', notice: 'Routes moved.', successor })
  for (const successor of ['api', 'nowhere'])
    await expect(archive(successor)).rejects.toMatchObject({ fields: [{ path: 'successor' }] })
  await archiveBoard(world.as(ada), { board: 'old' })
  await expect(archive('old')).rejects.toMatchObject({ fields: [{ path: 'successor' }] })
  await expect(
    archiveBoard(world.as(mo), { board: 'api', notice: '', successor: null }),
  ).rejects.toMatchObject({ status: 403 })
  await archive('next')
  await archive('next')

  for (const deed of [
    () => asks(nia),
    () => says(bo, question),
    () => castVote(world.as(nia), { postId: answer.postId, value: 1 }),
    () => acceptAnswer(world.as(nia), answer),
    () => revisePost(world.as(bo), { postId: answer.postId, body: 'Better.' }),
  ])
    await expect(deed()).rejects.toSatisfy((error: { key: string; fields?: { key: string }[] }) =>
      [error.key, ...(error.fields ?? []).map(({ key }) => key)].includes('forum.board.archived'),
    )
  expect(await boardPage(world.as(guest), { board: 'api' })).toMatchObject({
    archiveNotice: 'Routes moved.',
    successor: { slug: 'next', title: 'next' },
    can: { start: [] },
  })
  expect(await topicPage(world.as(guest), { topicId: question.topicId })).toMatchObject({
    posts: [{ id: question.postId }, { id: answer.postId }],
    can: { reply: false },
  })
  expect((await topicList(world.as(guest), { board: 'api' })).items).toHaveLength(1)
  expect((await boardList(world.as(guest))).map(({ slug }) => slug)).toEqual(['next'])
  await reviveBoard(world.as(ada), { board: 'api' })
  await says(bo, question, 'Open again.')
})

test('MOD-27: a product line gives its boards moderators, tags, look and figures; a board may differ', async ({
  world,
}) => {
  const { ada, bo, cal } = world.cast
  const admin = world.as(ada)
  await createGroup(admin, { slug: 'route', title: 'Route', line: 'idea', allowedTags: ['export'] })
  await expect(createGroup(world.as(bo), { slug: 'x', title: 'X' })).rejects.toMatchObject({ status: 403 })
  const web = await boardOf(world, 'web', { group: 'route' })
  const app = await boardOf(world, 'app', { group: 'route', line: 'danger', allowedTags: ['phone'] })
  const lone = await boardOf(world, 'lone')
  await setGroupModerators(admin, { group: 'route', handles: '@bo, cal' })
  const actor = async (handle: string) => actorOfMember(world.ctx, { handle })
  const where = async (handle: string) => {
    const who = await actor(handle)
    return [web, app, lone]
      .filter(({ id }) => moderates(who, { boardId: id, lang: null }))
      .map(({ slug }) => slug)
  }
  expect([await where('bo'), await where('cal')]).toEqual([
    ['web', 'app'],
    ['web', 'app'],
  ])
  await changeBoard(admin, { board: 'lone', group: 'route' })
  await changeBoard(admin, { board: 'app', group: null })
  expect(await where('bo')).toEqual(['web', 'lone'])
  await keepGroup(admin, { group: 'route', title: 'Route 2', handles: 'cal' })
  expect([await where('bo'), await where('cal')]).toEqual([[], ['web', 'lone']])
  await expect(
    keepGroup(admin, { group: 'route', title: 'Route 3', handles: 'nobody-here' }),
  ).rejects.toMatchObject({ fields: [{ path: 'handles' }] })
  expect(await groupPage(world.ctx, { group: 'route' })).toMatchObject({
    title: 'Route 2',
    moderators: [{ handle: 'cal', name: cal.displayName }],
    boards: [{ slug: 'lone' }, { slug: 'web', line: 'idea' }],
  })
  await changeBoard(admin, { board: 'app', group: 'route' })
  const lines = Object.fromEntries((await boardList(world.ctx)).map(({ slug, line }) => [slug, line]))
  expect(lines).toEqual({ web: 'idea', app: 'danger', lone: 'idea' })

  const asked = await askIn(world, 'web', 'export')
  await expect(askIn(world, 'web', 'phone')).rejects.toMatchObject({
    fields: [{ path: 'tags', key: 'forum.tags.board' }],
  })
  await askIn(world, 'app', 'phone')
  world.pass(2 * hour)
  const { addPost } = await import('#server/forum/index.ts')
  const answer = await addPost(world.as(bo), { topicId: asked.id, body: 'Like this.' })
  await acceptAnswer(world.as(world.cast.nia), { topicId: asked.id, postId: answer.id })
  expect((await groupPage(world.ctx, { group: 'route' })).figures).toEqual({
    questions: 2,
    solved: 1,
    medianSeconds: 7200,
  })
})

test('MOD-27: changing one thing of a board leaves the others as they were', async ({ world }) => {
  const admin = world.as(world.cast.ada)
  await boardOf(world, 'web', { purpose: 'The web.', acceptedLimit: 5, position: 7 })
  await changeBoard(admin, { board: 'web', title: 'Web' })
  expect(await boardPage(world.ctx, { board: 'web' })).toMatchObject({
    title: 'Web',
    purpose: 'The web.',
    acceptedLimit: 5,
    position: 7,
  })
})
