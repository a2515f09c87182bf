import { sql } from 'drizzle-orm'
import { members } from '#db/schema/identity.ts'
import { able, isAdmin, isEngineer, isStaff, moderates, moderatesSomewhere } from '#server/core/actor.ts'
import { Forbidden, NotFound } from '#server/core/errors.ts'
import type { MemberId } from '#server/core/ids.ts'
import { assignEscalation } from '#server/escalation/index.ts'
import {
  addPost,
  canHide,
  createBoard,
  hidePost,
  moveTopic,
  readersAmong,
  startTopic,
  topicPage,
} from '#server/forum/index.ts'
import { actorOfMember, giveBoardRoles, giveRoles } from '#server/identity/index.ts'
import { changeSettings } from '#server/settings/index.ts'
import { acceptTerms, currentTerms, guidelineFor, publishTerms } from '#server/terms/index.ts'
import { day, expect, test, type World } from '#tests/world.ts'

const policy = {
  document: 'staff-policy',
  summary: 'What staff promise, in a sentence.',
  mustAccept: true,
} as const
const publish = (world: World, wish: object = {}) => publishTerms(world.ctx, { ...policy, ...wish })
const acting = async (world: World, handle: string) => world.as(await actorOfMember(world.ctx, { handle }))
const signs = async (world: World, handle: string, version = 1) =>
  acceptTerms(await acting(world, handle), { document: 'staff-policy', version })
const staff = ['ada', 'mo', 'eli', 'pia']

test('TERMS-10: without a must-accept staff policy every role is awake', async ({ world }) => {
  await publish(world, { mustAccept: false })
  for (const handle of staff)
    expect((await acting(world, handle)).actor).toMatchObject({ asleep: null, roles: { length: 1 } })
})

test('TERMS-10: asleep, a member of staff is the very actor that a member without roles would be', async ({
  world,
}) => {
  const { id: boardId } = await createBoard(world.ctx, { slug: 'relay', title: 'Relay', kinds: ['question'] })
  await giveBoardRoles(world.ctx, { handle: 'bo', boardId, roles: ['moderator'] })
  await publish(world)
  for (const handle of [...staff, 'bo']) {
    const { actor } = await acting(world, handle)
    if (actor.kind !== 'member') throw new Error('no member')
    expect(actor.asleep).toMatchObject({ until: { document: 'staff-policy', version: 1 } })
    const may = [isAdmin, moderatesSomewhere, isEngineer, isStaff].map((asks) => asks(actor))
    expect([...may, moderates(actor, boardId), canHide(actor, { boardId })]).toEqual(Array(6).fill(false))
    expect(able(actor, 'close')).toBe(actor.abilities.has('close'))

    await world.db
      .update(members)
      .set({ roles: [] })
      .where(sql`${members.handle} = ${handle}`)
    await giveBoardRoles(world.ctx, { handle, boardId, roles: [] })
    // whose house they belong to is no permission, and stays (TERMS-11)
    expect({ ...actor, asleep: null, affiliation: null }).toEqual((await acting(world, handle)).actor)
  }
})

test('TERMS-10: each staff role is refused its work while it sleeps, and does it once its holder accepted', async ({
  world,
}) => {
  for (const slug of ['relay', 'route'])
    await createBoard(world.ctx, { slug, title: slug, kinds: ['question', 'announcement'] })
  const nia = world.as(world.cast.nia)
  const topic = await startTopic(nia, {
    board: 'relay',
    kind: 'question',
    title: 'Why is the cache cold?',
    body: 'Every morning it is empty again.',
  })
  const answer = await addPost(nia, { topicId: topic.id, body: 'It warms itself after an hour or so.' })
  const note = async (handle: string) =>
    addPost(await acting(world, handle), { topicId: topic.id, body: 'For staff.', visibility: 'note' })
  const announces = async (handle: string) =>
    startTopic(await acting(world, handle), {
      board: 'relay',
      kind: 'announcement',
      title: 'Version 5 is out now',
      body: 'Read what is new in it.',
    })
  const work: [string, string, () => Promise<unknown>][] = [
    ['ada', 'settings', async () => changeSettings(await acting(world, 'ada'), { siteName: 'Relay' })],
    ['ada', 'roles', async () => giveRoles(await acting(world, 'ada'), { handle: 'bo', roles: ['product'] })],
    ['ada', 'terms', async () => publishTerms(await acting(world, 'ada'), { ...policy, mustAccept: false })],
    ['mo', 'hiding', async () => hidePost(await acting(world, 'mo'), hiding(answer.id))],
    ['mo', 'moving', async () => moveTopic(await acting(world, 'mo'), { topicId: topic.id, board: 'route' })],
    ['mo', 'notes', () => note('mo')],
    ['eli', 'notes', () => note('eli')],
    ['pia', 'announcing', () => announces('pia')],
  ]
  await publish(world)
  for (const [who, deed, does] of work)
    await expect(does(), `${who}: ${deed}`).rejects.toMatchObject({ status: 403 })
  await expect(guidelineFor(await acting(world, 'mo'), 'no-spam')).rejects.toThrow(NotFound)
  const escalationId = '01890000-0000-7000-8000-000000000000'
  const assign = async () => assignEscalation(await acting(world, 'eli'), { escalationId, to: 'eli' })
  await expect(assign()).rejects.toThrow(Forbidden)

  for (const handle of staff) await signs(world, handle)
  for (const [who, deed, does] of work) await expect(does(), `${who}: ${deed}`).resolves.not.toThrow()
  await expect(assign()).rejects.toThrow(NotFound)
  expect(await guidelineFor(await acting(world, 'mo'), 'no-spam')).not.toBeNull()
})

const hiding = (postId: string) => ({ postId, clause: 'no-spam', reason: 'It advertises.' })

test('TERMS-10: asleep, nobody reads or is told what only staff may read', async ({ world }) => {
  await createBoard(world.ctx, { slug: 'relay', title: 'Relay', kinds: ['question'] })
  const topic = await startTopic(world.as(world.cast.nia), {
    board: 'relay',
    kind: 'question',
    title: 'Why is the cache cold?',
    body: 'Every morning it is empty again.',
  })
  const note = await addPost(world.as(world.cast.mo), {
    topicId: topic.id,
    body: 'Only for staff.',
    visibility: 'note',
  })
  const ids = [world.cast.eli.memberId, world.cast.mo.memberId]
  const told = async (): Promise<MemberId[]> => [
    ...(await readersAmong(world.ctx, { postId: note.id, memberIds: ids })),
  ]
  const seen = async (handle: string) =>
    (await topicPage(await acting(world, handle), { topicId: topic.id })).posts.length
  expect(await told()).toHaveLength(2)
  await publish(world)
  expect(await told()).toEqual([])
  expect(await seen('eli')).toBe(1)
  await signs(world, 'eli')
  expect(await told()).toEqual([world.cast.eli.memberId])
  expect(await seen('eli')).toBe(2)
})

test('TERMS-10: whoever sleeps reads and accepts the policy, the last admin too, and a newer one puts to sleep again', async ({
  world,
}) => {
  await publish(world)
  const ada = await acting(world, 'ada')
  expect(await currentTerms(ada, { document: 'staff-policy' })).toMatchObject({ version: 1 })
  await expect(giveRoles(ada, { handle: 'bo', roles: ['admin'] })).rejects.toThrow(Forbidden)
  await signs(world, 'ada')
  expect((await acting(world, 'ada')).actor).toMatchObject({ asleep: null, roles: ['admin'] })

  world.pass(day)
  await publish(world, { graceDays: 7 })
  expect((await acting(world, 'ada')).actor).toMatchObject({
    asleep: null,
    termsAhead: { document: 'staff-policy', version: 2, audience: 'staff' },
  })
  world.pass(7 * day)
  expect((await acting(world, 'ada')).actor).toMatchObject({ asleep: { roles: ['admin'] }, roles: [] })
  await signs(world, 'ada', 2)
  expect((await acting(world, 'ada')).actor).toMatchObject({ asleep: null, roles: ['admin'] })
})

test('TERMS-10: a role given later sleeps until its holder accepted; members are asked nothing', async ({
  world,
}) => {
  await publish(world)
  expect((await acting(world, 'bo')).actor).toMatchObject({ asleep: null, termsDue: null, termsAhead: null })
  await giveRoles(world.ctx, { handle: 'bo', roles: ['engineer'] })
  expect((await acting(world, 'bo')).actor).toMatchObject({ roles: [], asleep: { roles: ['engineer'] } })
  expect((await acting(world, 'bo')).actor).toMatchObject({ mayWrite: true })
  await signs(world, 'bo')
  expect((await acting(world, 'bo')).actor).toMatchObject({ roles: ['engineer'], asleep: null })
})
