import { once } from 'node:events'
import { createServer } from 'node:http'
import { createDecipheriv, createECDH, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { commands, members, pushes, pushKeys, pushSubscriptions, sessions } from '#db/schema/index.ts'
import { mayReach, postOutside, Unreachable } from '#server/core/outbound.ts'
import type { Member } from '#server/core/actor.ts'
import { createBoard } from '#server/forum/index.ts'
import { giveBoardRoles, signOut } from '#server/identity/index.ts'
import { alertModerators, alertStands, chooseWishes } from '#server/moderation/index.ts'
import {
  addBrowser,
  deliverPush,
  ownBrowsers,
  prunePushes,
  pushAlert,
  removeBrowser,
  tellAlert,
  webPush,
} from '#server/notifications/index.ts'
import { moderationOf, spamHide } from '#tests/server/moderation/story.ts'
import { noticesOf } from './story.ts'
import { day, expect, test, type World } from '#tests/world.ts'

/** A push service that takes everything, unless told to answer otherwise, and a browser that it serves. */
async function pushService() {
  const taken: { path: string; headers: Record<string, unknown>; body: Buffer }[] = []
  let status = 201
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      taken.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
      response.writeHead(status).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    taken,
    origin,
    answers: (next: number) => void (status = next),
    close: () => new Promise<void>((done) => void server.close(() => done())),
  }
}

function browserOf() {
  const own = createECDH('prime256v1')
  own.generateKeys()
  const auth = randomBytes(16)
  const keys = { p256dh: own.getPublicKey().toString('base64url'), auth: auth.toString('base64url') }
  /** As a browser reads it: RFC 8291 over RFC 8188, one record. */
  const reads = (body: Buffer): unknown => {
    const [salt, idLength] = [body.subarray(0, 16), body.readUInt8(20)]
    const sender = body.subarray(21, 21 + idLength)
    const sealed = body.subarray(21 + idLength)
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), sender])
    const secret = hkdfSync('sha256', own.computeSecret(sender), auth, info, 32)
    const key = hkdfSync('sha256', Buffer.from(secret), salt, 'Content-Encoding: aes128gcm\0', 16)
    const nonce = hkdfSync('sha256', Buffer.from(secret), salt, 'Content-Encoding: nonce\0', 12)
    const cipher = createDecipheriv('aes-128-gcm', Buffer.from(key), Buffer.from(nonce))
    cipher.setAuthTag(sealed.subarray(-16))
    const text = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]).toString()
    return JSON.parse(text.replace(/\x02\0*$/, ''))
  }
  return { keys, reads }
}

/** Somebody signed in, as the table of sessions holds it. */
async function sessionOf(world: World, { memberId }: Member, name: string) {
  const session = createHash('sha256').update(name).digest('hex')
  const expiresAt = new Date(world.now.getTime() + 30 * day)
  await world.db
    .insert(sessions)
    .values({ id: session, memberId, expiresAt, createdAt: world.now, device: `${name} Firefox/140` })
  return session
}

/** Moderators who chose push from "low" on, each with a browser at the service of the test. */
async function scene(world: World) {
  const service = await pushService()
  const story = await moderationOf(world)
  const { mo, nia } = world.cast
  const adds = async (who: Member, name: string) => {
    const browser = browserOf()
    const session = await sessionOf(world, who, name)
    await addBrowser(
      world.as(who),
      { endpoint: `https://push.example/${name}`, ...browser.keys },
      { session },
    )
    // the door takes public https addresses alone; the service of a test is neither
    await world.db
      .update(pushSubscriptions)
      .set({ endpoint: `${service.origin}/${name}` })
      .where(eq(pushSubscriptions.endpoint, `https://push.example/${name}`))
    return { ...browser, session }
  }
  const wants = (who: Member, more: object = {}) =>
    chooseWishes(world.as(who), { minimum: 'low', alertFrom: 'low', alertPush: true, ...more })
  const alerts = async () => {
    await story.hears(alertModerators, 'review.opened', 'post.flagged')
    await story.hears(pushAlert, 'moderator.alerted')
  }
  const queued = async () =>
    (await world.db.select().from(commands).where(eq(commands.queue, 'notifications.push'))).map(
      ({ payload }) => payload,
    )
  const delivers = async () => {
    for (const payload of await queued())
      await deliverPush(world.ctx, payload, { push: webPush({ anywhere: true }), alertStands })
  }
  const question = await story.asks(nia)
  const reporters = await story.people(4, 60)
  const reports = async (words = 'Buy my secret tool.') => {
    const answer = await story.says(world.cast.bo, question, words)
    await story.flag(reporters.pop()!, answer)
    return story.itemFor(answer)
  }
  return { ...story, service, mo, adds, wants, alerts, queued, delivers, reports }
}

test('MOD-11: who chose push is alerted in each of their browsers once, told what kind of item waits and where, and no word of it', async ({
  world,
}) => {
  const { service, mo, adds, wants, alerts, queued, delivers, reports } = await scene(world)
  const [laptop, phone] = [await adds(mo, 'laptop'), await adds(mo, 'phone')]
  await adds(world.cast.ada, 'desk')
  await wants(mo)
  await wants(world.cast.ada, { alertPush: false, alertPage: true })
  const item = await reports()
  await alerts()
  expect(await world.told('moderator.alerted')).toHaveLength(2)
  expect(await queued()).toHaveLength(2)
  await delivers()
  await delivers()

  expect(service.taken.map(({ path }) => path).sort()).toEqual(['/laptop', '/phone'])
  for (const [path, browser] of [
    ['/laptop', laptop],
    ['/phone', phone],
  ] as const) {
    const { headers, body } = service.taken.find((message) => message.path === path)!
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '3600', urgency: 'high' })
    expect(headers.authorization).toMatch(/^vapid t=.+, k=.+$/)
    expect(browser.reads(body)).toEqual({
      title: 'A report waits for a moderator',
      url: `/mod/item/${item.id}`,
      tag: item.id,
    })
    expect(body.includes('secret')).toBe(false)
  }
  expect(await world.db.$count(pushKeys)).toBe(1)
  await service.close()
})

test('MOD-11: push alone leaves nothing to do in the page, and neither mail', async ({ world }) => {
  const { service, mo, adds, wants, alerts, reports, hears } = await scene(world)
  await adds(mo, 'laptop')
  await wants(mo)
  await reports()
  await alerts()
  await hears(tellAlert, 'moderator.alerted')
  const told = (await noticesOf(world)).filter(({ memberId }) => memberId === mo.memberId)
  expect(told).toMatchObject([{ kind: 'queued', doneAt: world.now, params: { mail: 'no' } }])
  await service.close()
})

test('MOD-11: pushed is only what a moderator may see and wants to hear of, and not what is decided meanwhile', async ({
  world,
}) => {
  const { service, mo, adds, wants, alerts, queued, delivers, reports, decide, board } = await scene(world)
  const { ada, pia, cal } = world.cast
  for (const who of [mo, ada]) await adds(who, who.handle)
  await wants(mo)
  // high only: one report does not reach that
  await wants(ada, { alertFrom: 'high' })
  // moderates another board than the one that is reported on
  const other = await createBoard(world.as(ada), { slug: 'other', title: 'Other', kinds: ['question'] })
  await giveBoardRoles(world.as(ada), { handle: 'cal', boardId: other.id, roles: ['moderator'] })
  const calHere = { ...cal, boardRoles: { [other.id]: ['moderator' as const] } }
  await adds(calHere, 'cal')
  await wants(calHere)
  for (const who of [pia, world.cast.nia])
    await expect(adds(who, who.handle)).rejects.toMatchObject({ status: 403 })

  const item = await reports()
  await alerts()
  expect(await queued()).toHaveLength(1)
  await decide(item.id, spamHide, ada)
  await delivers()
  expect(service.taken).toEqual([])
  expect(await world.db.select().from(pushes)).toMatchObject([{ sentAt: null, droppedFor: 'settled' }])
  expect(board.id).not.toBe(other.id)
  await service.close()
})

test('MOD-11: a role that ended, a session that ended or a browser that was taken out gets nothing any more', async ({
  world,
}) => {
  const { service, mo, adds, wants, alerts, delivers, reports } = await scene(world)
  await adds(mo, 'kept')
  const left = await adds(mo, 'left')
  await adds(mo, 'removed')
  await wants(mo)
  await reports()
  await alerts()
  await signOut(world.as(mo), { hash: left.session })
  const own = await ownBrowsers(world.as(mo), { session: undefined })
  expect(own.browsers.map(({ device }) => device)).toEqual(['removed Firefox/140', 'kept Firefox/140'])
  await removeBrowser(world.as(world.cast.ada), { subscriptionId: own.browsers[0]!.id })
  expect(await world.db.$count(pushSubscriptions)).toBe(3)
  await removeBrowser(world.as(mo), { subscriptionId: own.browsers[0]!.id })
  await delivers()
  expect(service.taken.map(({ path }) => path)).toEqual(['/kept'])

  await reports('Buy another.')
  await alerts()
  await world.db.update(members).set({ roles: [] }).where(eq(members.id, mo.memberId))
  await delivers()
  expect(service.taken).toHaveLength(1)
  await prunePushes(world.ctx)
  expect(await world.db.$count(pushSubscriptions)).toBe(1)
  world.pass(8 * day)
  await prunePushes(world.ctx)
  expect(await world.db.$count(pushes)).toBe(0)
  await service.close()
})

test('MOD-11: a browser that is gone is forgotten, a refusal is not repeated, and what may pass is tried again', async ({
  world,
}) => {
  const { service, mo, adds, wants, alerts, delivers, reports } = await scene(world)
  await adds(mo, 'laptop')
  await wants(mo)
  await reports()
  await alerts()
  service.answers(503)
  await expect(delivers()).rejects.toThrow('503')
  service.answers(400)
  await delivers()
  expect(await world.db.select().from(pushes)).toMatchObject([{ droppedFor: 'refused' }])
  await delivers()
  expect(service.taken).toHaveLength(2)
  for (const status of [404, 410]) {
    await adds(mo, `browser-${status}`)
    service.answers(status)
    await reports(`Sold at ${status}.`)
    await alerts()
    await delivers()
    expect(await world.db.$count(pushSubscriptions)).toBe(0)
  }
  await service.close()
})

test('MOD-11: a browser is added at public https addresses alone, and the door to the outside opens to no others', async ({
  world,
}) => {
  const { mo } = world.cast
  const session = await sessionOf(world, mo, 'laptop')
  const inside = [
    'http://push.example/a',
    'https://127.0.0.1/a',
    'https://[::1]/a',
    'https://10.0.0.7/a',
    'https://169.254.169.254/latest',
    'https://0x7f.1/a',
    'https://[::ffff:192.168.1.1]/a',
    'https://[64:ff9b::a00:1]/a',
    'https://user:word@push.example/a',
    'ftp://push.example/a',
    'push',
  ]
  for (const endpoint of inside) {
    await expect(
      addBrowser(world.as(mo), { endpoint, ...browserOf().keys }, { session }),
    ).rejects.toMatchObject({ status: 422, fields: [{ path: 'endpoint' }] })
    await expect(postOutside(endpoint, { headers: {}, body: '' })).rejects.toThrow(Unreachable)
  }
  expect(mayReach(new URL('https://push.example/a'))).toBe(true)
  // a name that leads home is found out when it is resolved
  await expect(postOutside('https://localhost:9/a', { headers: {}, body: '' })).rejects.toThrow(
    /not a public address/,
  )
  const endpoint = 'https://push.example/a'
  await expect(
    addBrowser(world.as(mo), { endpoint, p256dh: 'x', auth: 'y' }, { session }),
  ).rejects.toMatchObject({ status: 422 })
  await expect(
    addBrowser(world.as(mo), { endpoint, ...browserOf().keys }, { session: undefined }),
  ).rejects.toMatchObject({ status: 409 })
  expect(await world.db.$count(pushSubscriptions)).toBe(0)
})

test('MOD-11: one browser is one row, however often and by whomever it is added, and ten are enough', async ({
  world,
}) => {
  const { mo, ada } = world.cast
  const add = async (who: Member, name: string) => {
    const { keys } = browserOf()
    const session = await sessionOf(world, who, `${who.handle} ${name} ${randomBytes(4).toString('hex')}`)
    await addBrowser(world.as(who), { endpoint: `https://push.example/${name}`, ...keys }, { session })
  }
  await add(mo, 'shared')
  await add(mo, 'shared')
  await add(ada, 'shared')
  expect(await world.db.select().from(pushSubscriptions)).toMatchObject([{ memberId: ada.memberId }])
  for (let n = 0; n < 12; n++) {
    world.pass(1000)
    await add(mo, `number-${n}`)
  }
  const { browsers, key } = await ownBrowsers(world.as(mo), { session: undefined })
  expect(browsers).toHaveLength(10)
  expect(browsers[0]!.device).toMatch(/^mo number-11/)
  expect(Buffer.from(key, 'base64url')).toHaveLength(65)
  expect((await ownBrowsers(world.as(ada), { session: undefined })).key).toBe(key)
})
