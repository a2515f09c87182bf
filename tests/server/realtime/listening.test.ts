import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { members } from '#db/schema/index.ts'
import { system } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { type BoardId, type EscalationId, newId, type TopicId } from '#server/core/ids.ts'
import { addPost, createBoard, hidePost, startTopic, topicPage } from '#server/forum/index.ts'
import { giveBoardRoles, giveLanguageRoles, giveRoles, revokeSessions } from '#server/identity/index.ts'
import { flagPost, sanctionMember } from '#server/moderation/index.ts'
import { ownDatabase } from '../../database.ts'
import { ctxIn, listen, openHouse, person, settled } from './houses.ts'

let place: Awaited<ReturnType<typeof ownDatabase>>
let houses: Awaited<ReturnType<typeof openHouse>>[]
let people: Record<'nia' | 'bo' | 'eli' | 'mo', Awaited<ReturnType<typeof person>>>
let topicId: TopicId
let boardId: BoardId

const as = async (who: keyof typeof people): Promise<Ctx> => ctxIn(place)(await people[who].actor())
const asSystem = () => ctxIn(place)(system('test'))

beforeAll(async () => {
  place = await ownDatabase(inject('cluster'), 'realtime')
  houses = [await openHouse(place), await openHouse(place), await openHouse(place)]
  people = {
    nia: await person(place, 'nia'),
    bo: await person(place, 'bo'),
    eli: await person(place, 'eli'),
    mo: await person(place, 'mo'),
  }
  await place.db.update(members).set({ emailVerifiedAt: new Date() })
  await place.db
    .update(members)
    .set({ roles: ['engineer'] })
    .where(eq(members.handle, 'eli'))
  await place.db
    .update(members)
    .set({ roles: ['moderator'] })
    .where(eq(members.handle, 'mo'))
  const board = await createBoard(await asSystem(), { slug: 'api', title: 'API', kinds: ['question'] })
  boardId = board.id
  const topic = await startTopic(await as('nia'), {
    board: 'api',
    title: 'Why is the cache cold?',
    body: 'It is cold.',
  })
  topicId = topic.id
})
afterAll(async () => {
  for (const house of houses) await house.close()
  await place.drop()
})

const url = (which: number) => houses[which % houses.length]!.url

test('LIVE-01 LIVE-04: with three web processes each reader hears of a reply once, within 500 ms (server side)', async () => {
  const readers = await Promise.all(
    Array.from({ length: 9 }, (_, n) =>
      listen(url(n), n % 2 ? { cookie: people.bo.cookie } : { transports: ['polling', 'websocket'] }),
    ),
  )
  for (const reader of readers) expect(await reader.join(`topic:${topicId}`)).toEqual([`topic:${topicId}`])
  const delays: number[] = []
  for (let n = 0; n < 10; n++) {
    const before = readers.map(({ heard }) => heard.length)
    await addPost(await as('nia'), { topicId, visibility: 'public', body: `Another thought ${n}.` })
    const stored = performance.now()
    await settled(200)
    readers.forEach(({ heard }, index) => {
      const fresh = heard.slice(before[index])
      expect(fresh.map(({ type, topicId: of }) => [type, of])).toEqual([['answer.posted', topicId]])
      delays.push(fresh[0]!.at - stored)
    })
  }
  delays.sort((a, b) => a - b)
  expect(delays[Math.floor(delays.length * 0.95)]).toBeLessThan(500)
  readers.forEach((reader) => reader.close())
})

test('LIVE-05: private words reach the branch, notes staff, clocks the asker and staff, and nobody else', async () => {
  const [guest, bo, nia, eli, mo] = await Promise.all([
    listen(url(0)),
    listen(url(1), { cookie: people.bo.cookie }),
    listen(url(2), { cookie: people.nia.cookie }),
    listen(url(0), { cookie: people.eli.cookie }),
    listen(url(1), { cookie: people.mo.cookie }),
  ])
  const all = { guest, bo, nia, eli, mo }
  for (const listener of Object.values(all))
    await listener.join(`topic:${topicId}`, `board:${boardId}`, 'lists', 'console')
  const note = await addPost(await as('eli'), { topicId, visibility: 'note', body: 'They are behind.' })
  const secret = await addPost(await as('eli'), { topicId, visibility: 'private', body: 'Send the log.' })
  await change(await asSystem(), (tx) => {
    tx.tell({ type: 'clock.started', topicId, clockId: newId(), kind: 'NR' })
    tx.tell({
      type: 'escalation.assigned',
      topicId,
      boardId,
      escalationId: newId<EscalationId>(),
      assigneeId: people.eli.memberId,
    })
    return Promise.resolve()
  })
  await settled()
  const posts = (types: string[]) => types.filter((type) => /posted|clock|escalation/.test(type))
  expect(posts(guest.types())).toEqual([])
  expect(posts(bo.types())).toEqual([])
  expect(posts(nia.types())).toEqual(['private.posted', 'clock.started', 'escalation.assigned'])
  expect(posts(eli.types())).toEqual([
    'note.posted',
    'private.posted',
    'clock.started',
    'escalation.assigned',
  ])
  expect(posts(mo.types())).toEqual(['note.posted', 'clock.started', 'escalation.assigned'])
  for (const { heard } of Object.values(all))
    for (const news of heard) expect(Object.keys(news).sort()).toEqual(['at', 'topicId', 'type'])
  expect((await topicPage(await as('bo'), { topicId })).posts.map(({ id }) => id)).not.toEqual(
    expect.arrayContaining([note.id, secret.id]),
  )
  Object.values(all).forEach((listener) => listener.close())
})

test('LIVE-05: a topic one may not see cannot be joined, and one that is hidden is left at once', async () => {
  const topic = await startTopic(await as('bo'), {
    board: 'api',
    title: 'Is this allowed here?',
    body: 'Buy gold.',
  })
  const reader = await listen(url(1))
  const author = await listen(url(2), { cookie: people.bo.cookie })
  expect(await reader.join(`topic:${topic.id}`)).toHaveLength(1)
  await author.join(`topic:${topic.id}`)
  await hidePost(await as('mo'), { postId: topic.openingId, clause: 'G3', reason: 'Advertising' })
  await settled()
  await addPost(await as('mo'), { topicId: topic.id, body: 'Please read the rules.' })
  await settled()
  expect(reader.types()).toContain('topic.hidden')
  expect(reader.types()).not.toContain('answer.posted')
  expect(author.types()).toContain('answer.posted')
  expect(await (await listen(url(0))).join(`topic:${topic.id}`)).toEqual([])
  expect(await reader.join('topic:999999', 'console')).toEqual([])
  expect(await reader.join('member:someone')).toEqual([])
  reader.close()
  author.close()
})

test('who loses a role stops hearing what it opened; who ended the session or is suspended is cut off', async () => {
  const eli = await listen(url(0), { cookie: people.eli.cookie })
  await eli.join(`topic:${topicId}`, 'console')
  await giveRoles(await asSystem(), { handle: 'eli', roles: [] })
  await settled()
  await addPost(await as('mo'), { topicId, visibility: 'note', body: 'Between us.' })
  await settled()
  expect(eli.types()).not.toContain('note.posted')
  expect(eli.socket.connected).toBe(true)

  const bo = await listen(url(1), { cookie: people.bo.cookie })
  const other = await listen(url(2), { cookie: people.bo.cookie })
  await place.db
    .update(members)
    .set({ suspendedUntil: new Date(Date.now() + 3_600_000) })
    .where(eq(members.handle, 'bo'))
  houses[0]!.realtime.cutOff(people.bo.memberId)
  await settled()
  expect([bo.socket.connected, other.socket.connected]).toEqual([false, false])

  const nia = await listen(url(2), { cookie: people.nia.cookie })
  await revokeSessions(await as('nia'))
  await settled()
  expect(nia.socket.connected).toBe(false)
  eli.close()
})

test('MOD-10: of the queue each moderator hears what stirs on their boards or in their languages, and members nothing', async () => {
  const [ofBoard, ofOther, ofGerman] = await Promise.all(
    ['kim', 'lea', 'max'].map((handle) => person(place, handle)),
  )
  const other = await createBoard(await asSystem(), { slug: 'other', title: 'Other', kinds: ['question'] })
  const moderator = { roles: ['moderator' as const] }
  const [one, two, three] = [ofBoard!.memberId, ofOther!.memberId, ofGerman!.memberId]
  await giveBoardRoles(await asSystem(), { memberId: one, boardId, ...moderator })
  await giveBoardRoles(await asSystem(), { memberId: two, boardId: other.id, ...moderator })
  await giveLanguageRoles(await asSystem(), { memberId: three, language: 'de', ...moderator })
  const who = [people.mo, ofBoard!, ofOther!, ofGerman!, people.bo]
  const listeners = await Promise.all(who.map(({ cookie }, n) => listen(url(n), { cookie })))
  const granted = await Promise.all(listeners.map((listener) => listener.join('queue')))
  expect(granted.map((rooms) => rooms.length)).toEqual([1, 1, 1, 1, 0])
  const heard = () => listeners.map((listener) => listener.types().some((type) => type.startsWith('review.')))

  const topic = await topicPage(await as('bo'), { topicId })
  await flagPost(await as('mo'), { postId: topic.openingId, clause: 'no-spam' })
  await settled()
  expect(heard()).toEqual([true, true, false, false, false])
  const words = {
    board: 'other',
    kind: 'question' as const,
    title: 'Warum ist er kalt?',
    body: 'Er ist kalt.',
  }
  const german = await startTopic(await ctxIn(place)({ ...(await people.nia.actor()), locale: 'de' }), words)
  await flagPost(await as('mo'), { postId: german.openingId, clause: 'no-spam' })
  await settled()
  expect(heard()).toEqual([true, true, true, true, false])
  for (const listener of listeners) listener.close()
})

test('MOD-16: whoever is suspended by a moderator is cut off at once, on every process', async () => {
  const rex = await person(place, 'rex')
  const sockets = [await listen(url(0), { cookie: rex.cookie }), await listen(url(1), { cookie: rex.cookie })]
  const step = { handle: 'rex', clause: 'no-spam', reason: 'An advert.', skipReason: 'At once.' }
  await sanctionMember(await as('mo'), { ...step, kind: 'limit', limits: ['votes'], days: 1 })
  await settled()
  expect(sockets.map(({ socket }) => socket.connected)).toEqual([true, true])
  await sanctionMember(await as('mo'), { ...step, kind: 'suspension', days: 1 })
  await settled()
  expect(sockets.map(({ socket }) => socket.connected)).toEqual([false, false])
})

test('a page of another site, and garbage, get nothing; closing ends every socket', async () => {
  await expect(
    listen(url(0), { origin: 'https://evil.example', cookie: people.nia.cookie }),
  ).rejects.toThrow()
  const ours = await listen(url(0), { origin: 'http://forum.example' })
  ours.socket.emit('join', { topic: topicId })
  ours.socket.emit('join', Array(5_000).fill('topic:1'))
  ours.socket.emit('leave', null)
  await settled()
  const house = await openHouse(place)
  const last = await listen(house.url)
  await house.close()
  await settled()
  expect(last.socket.connected).toBe(false)
  ours.close()
})

test('a lost database ends no process: sockets stay, and hear that they may have missed something', async () => {
  const reader = await listen(url(0))
  await reader.join(`topic:${topicId}`)
  await place.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name in ('throughline sockets', 'throughline facts')`
  await settled(1500)
  expect(reader.types()).toContain('missed')
  await addPost(await as('mo'), { topicId, body: 'Back again.' })
  await settled()
  expect(reader.types()).toContain('answer.posted')
  reader.close()
})
