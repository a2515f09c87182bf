import { eq } from 'drizzle-orm'
import { posts } from '#db/schema/index.ts'
import { Forbidden } from '#server/core/errors.ts'
import { addPost, createBoard, revisePost, startTopic, topicList, topicPage } from '#server/forum/index.ts'
import {
  actorOfMember,
  deactivateMember,
  editProfile,
  giveBoardRoles,
  giveModerationActions,
  giveRoles,
  markPartner,
  memberProfile,
} from '#server/identity/index.ts'
import { noticeLetter } from '#server/mail/letters/notice.ts'
import { receiverOf } from '#server/mail/views/receiver.ts'
import { searchTopics } from '#server/search/index.ts'
import { changeSettings } from '#server/settings/index.ts'
import { acceptTerms, publishTerms } from '#server/terms/index.ts'
import { expect, test, type World } from '#tests/world.ts'

const acting = async (world: World, handle: string) => world.as(await actorOfMember(world.ctx, { handle }))
const asks = async (world: World, handle: string, title = 'Is the zebra cache any good?') =>
  startTopic(await acting(world, handle), {
    board: 'cache',
    kind: 'question',
    title,
    body: 'Tell me, please.',
  })
const answers = async (world: World, handle: string, topicId: number) =>
  addPost(await acting(world, handle), { topicId, body: 'It is the very best zebra there is.' })

async function board(world: World) {
  await changeSettings(world.ctx, { companyName: 'Northline' })
  return createBoard(world.ctx, { slug: 'cache', title: 'Cache', kinds: ['question'] })
}

const employee = { kind: 'employee', company: 'Northline' }
const partner = { kind: 'partner', company: 'Acme Caching' }

test('TERMS-11: what staff and partners write is marked on the page, in lists, in search and by nobody else', async ({
  world,
}) => {
  await board(world)
  await markPartner(world.as(world.cast.ada), { handle: 'bo', company: ' Acme Caching ' })
  const topic = await asks(world, 'bo')
  for (const handle of ['nia', 'mo', 'eli', 'pia', 'ada', 'bo']) await answers(world, handle, topic.id)
  const guest = world.as(world.cast.guest)
  const { posts } = await topicPage(guest, { topicId: topic.id })
  expect(posts.map(({ author }) => author?.affiliation ?? null)).toEqual([
    ...[partner, null, employee, employee, employee, employee, partner],
  ])
  expect(posts.map(({ author }) => author?.staff)).toEqual([false, false, true, true, true, true, false])
  const [row] = (await topicList(guest)).items
  expect(row).toMatchObject({ author: { affiliation: partner }, last: { affiliation: partner } })
  const { items } = await searchTopics(guest, { q: 'zebra' })
  expect(items[0]?.author).toMatchObject({ staff: false, affiliation: partner })
})

test('TERMS-11: the mark stays on old posts after leaving, and new posts follow what holds then', async ({
  world,
}) => {
  await board(world)
  await markPartner(world.ctx, { handle: 'bo', company: 'Acme Caching' })
  const topic = await asks(world, 'bo')
  await answers(world, 'eli', topic.id)
  await markPartner(world.ctx, { handle: 'bo', company: null })
  await giveRoles(world.ctx, { handle: 'eli', roles: [] })
  await changeSettings(world.ctx, { companyName: 'Southline' })
  await answers(world, 'bo', topic.id)
  await answers(world, 'eli', topic.id)
  await answers(world, 'mo', topic.id)
  await deactivateMember(world.ctx, { memberId: world.cast.eli.memberId })
  const { posts } = await topicPage(world.as(world.cast.nia), { topicId: topic.id })
  expect(posts.map(({ author }) => author?.affiliation ?? null)).toEqual([
    ...[partner, employee, null, null, { kind: 'employee', company: 'Southline' }],
  ])
  expect((await topicList(world.ctx)).items[0]?.author?.affiliation).toEqual(partner)
})

test('TERMS-11: nobody but an admin gives or takes it, and the author cannot hide it', async ({ world }) => {
  await board(world)
  for (const { actor } of [await acting(world, 'bo'), await acting(world, 'mo')])
    await expect(markPartner(world.as(actor), { handle: 'bo', company: null })).rejects.toThrow(Forbidden)
  await markPartner(world.ctx, { handle: 'bo', company: 'Acme Caching' })
  await markPartner(world.ctx, { handle: 'bo', company: 'Acme Caching' })
  expect(await world.told('member.affiliated')).toHaveLength(1)

  const bo = await acting(world, 'bo')
  await editProfile(bo, { company: 'Nobody special', displayName: 'Just Bo' })
  expect(await memberProfile(world.ctx, { handle: 'bo' })).toMatchObject({ affiliation: partner })
  const hiding = { affiliation: null, official: false }
  const topic = await startTopic(bo, {
    board: 'cache',
    kind: 'question',
    title: 'Who would not buy this one?',
    body: 'I would.',
    ...hiding,
  })
  await revisePost(bo, { postId: topic.openingId, body: 'I would, twice.', basedOn: 0, ...hiding })
  const page = await topicPage(world.as(world.cast.nia), { topicId: topic.id })
  expect(page.posts[0]?.author).toMatchObject({ name: 'Just Bo', affiliation: partner })
})

test('TERMS-11: a staff role marks its holder everywhere or on a board, asleep too; a volunteer is no employee', async ({
  world,
}) => {
  const { id: boardId } = await board(world)
  const whose = async (handle: string) => (await actorOfMember(world.ctx, { handle })).affiliation
  await giveBoardRoles(world.ctx, { handle: 'nia', boardId, roles: ['engineer'] })
  await giveModerationActions(world.ctx, { handle: 'mo', actions: ['queue', 'hide'] })
  expect([await whose('nia'), await whose('mo'), await whose('cal')]).toEqual([employee, null, null])
  await giveRoles(world.ctx, { handle: 'mo', roles: ['moderator', 'product'] })
  expect(await whose('mo')).toEqual(employee)

  await publishTerms(world.ctx, {
    document: 'staff-policy',
    summary: 'What staff promise, in short.',
    mustAccept: true,
  })
  const topic = await asks(world, 'cal')
  await answers(world, 'eli', topic.id)
  await acceptTerms(await acting(world, 'eli'), { document: 'staff-policy', version: 1 })
  await answers(world, 'eli', topic.id)
  const written = await world.db
    .select()
    .from(posts)
    .where(eq(posts.authorId, world.cast.eli.memberId))
    .orderBy(posts.number)
  expect(written.map(({ affiliation, official }) => [affiliation, official])).toEqual([
    [employee, false],
    [employee, true],
  ])
})

test('TERMS-11: a letter names whom the writer wrote for, after they left too', async ({ world }) => {
  await board(world)
  const { nia, eli } = world.cast
  const topic = await asks(world, 'nia')
  const answer = await answers(world, 'eli', topic.id)
  await giveRoles(world.ctx, { handle: 'eli', roles: [] })
  const receiver = await receiverOf(world.ctx, nia.memberId)
  if (!receiver) throw new Error('nobody receives')
  const about = {
    ...{ noticeId: 'a-notice', noticeKind: 'answer', rule: 'asked', byId: eli.memberId as string },
    topicId: topic.id,
    postId: answer.id,
  }
  const letter = await noticeLetter(world.ctx, about, receiver)
  expect(letter?.subject).toContain('Eli Brandt (Northline staff)')
  expect(letter?.quote?.by).toContain('Eli Brandt (Northline staff)')
})
