import { once } from 'node:events'
import { createServer } from 'node:http'
import { pino } from 'pino'
import { io as connect, type Socket } from 'socket.io-client'
import { type Actor, guest, system } from '#server/core/actor.ts'
import { processClock } from '#server/core/clock.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { newId } from '#server/core/ids.ts'
import { listenToFacts } from '#server/http/notices.ts'
import { attachRealtime } from '#server/realtime/index.ts'
import {
  sessionCookieName,
  signIn,
  makeLimits,
  actorOfMember,
  joinMember,
  vouchFor,
} from '#server/identity/index.ts'
import type { ownDatabase } from '../../database.ts'

type Place = Awaited<ReturnType<typeof ownDatabase>>
type News = { type: string; topicId: number | null }

export const ctxIn = (place: Place) => async (actor: Actor) =>
  makeCtx({
    db: place.db,
    actor,
    now: await processClock.now(),
    requestId: newId(),
    site: 'http://forum.example',
  })

/** One web process's realtime part, on a free port. */
export async function openHouse(place: Place) {
  const log = pino({ level: 'silent' })
  const server = createServer((_req, res) => void res.writeHead(404).end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const notices = listenToFacts(place.connection, log)
  const realtime = attachRealtime({
    server,
    address: place.connection,
    notices,
    ctxFor: ctxIn(place),
    isOpen: () => true,
    origin: 'http://forum.example',
    log,
  })
  await new Promise<void>((resolve) => notices.subscribe({ hear: () => undefined, found: resolve }))
  return {
    url: `http://127.0.0.1:${port}`,
    realtime,
    close: async () => {
      await realtime.close()
      await notices.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A browser's connection: what it heard, and how long after `since` each came. */
export async function listen(
  url: string,
  {
    cookie,
    transports = ['websocket'],
    origin,
  }: { cookie?: string; transports?: ('websocket' | 'polling')[]; origin?: string } = {},
) {
  const extraHeaders = { ...(cookie && { cookie }), ...(origin && { origin }) }
  const socket: Socket = connect(url, { transports, extraHeaders, reconnection: false, forceNew: true })
  const heard: (News & { at: number })[] = []
  socket.on('news', (news: News) => heard.push({ ...news, at: performance.now() }))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', (error) => {
      socket.close()
      reject(error)
    })
  })
  return {
    socket,
    heard,
    types: () => heard.map(({ type }) => type),
    join: (...rooms: string[]) => new Promise<string[]>((resolve) => socket.emit('join', rooms, resolve)),
    close: () => socket.close(),
  }
}

/** Joins and signs in a person; answers the actor and the session's cookie. */
export async function person(place: Place, handle: string) {
  const ctx = await ctxIn(place)(guest)
  const limits = makeLimits()
  const password = 'a long enough password'
  const { memberId } = await joinMember(
    ctx,
    { handle, displayName: handle, email: `${handle}@example.test`, password },
    limits,
  )
  // known to the house, so that what they write is heard at once
  await vouchFor(await ctxIn(place)(system('test')), { memberId })
  const { session } = await signIn(ctx, { login: handle, password }, limits)
  return {
    memberId,
    cookie: `${sessionCookieName}=${session.id}`,
    actor: async () => actorOfMember(await ctxIn(place)(guest), { memberId }),
  }
}

/** Lets everything that is on its way arrive. */
export const settled = (milliseconds = 250) => new Promise((resolve) => setTimeout(resolve, milliseconds))
