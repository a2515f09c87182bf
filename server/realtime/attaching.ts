import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import type { Address } from '#db/client.ts'
import { system } from '#server/core/actor.ts'
import type { MemberId } from '#server/core/ids.ts'
import type { Logger } from '#server/core/log.ts'
import { changesMember, changesView, roomsFor } from './audience.ts'
import { adapterThrough } from './between-processes.ts'
import { ownRoom } from './joining.ts'
import {
  type ClientEvents,
  type CtxFor,
  join,
  leave,
  type Listening,
  type ListenerSocket,
  recheck,
  type ServerEvents,
  whoListens,
} from './listener.ts'
import { type HeardFact, heardFacts } from './heard.ts'

const recheckEvery = 300_000

/** What a NOTIFY on `facts` says, and when notices may have been missed. */
export type NoticeSource = {
  subscribe(listener: {
    hear(heard: { ids: string[] } | { all: true }): void
    lost?(): void
    found?(): void
  }): () => unknown
}

export type RealtimePlace = {
  server: HttpServer
  address: Address
  notices: NoticeSource
  ctxFor: CtxFor
  /** False before the first page is served: a browser that came back too early would ask pages that answer 503. */
  isOpen: () => boolean
  origin: string
  log: Logger
}

export type Realtime = { cutOff(memberId: MemberId): void; close(): Promise<void> }

type Io = Server<ClientEvents, ServerEvents, Record<never, never>, Listening>

/**
 * Sockets carry news, loaders carry truth. Every process hears every notice, so news of a fact goes to its own sockets
 * (`local`); the Postgres adapter carries what starts in one process only. `close` ends the sockets, not the server.
 */
export function attachRealtime({
  server,
  address,
  notices,
  ctxFor,
  isOpen,
  origin,
  log,
}: RealtimePlace): Realtime {
  const between = adapterThrough(address, log)
  const io: Io = new Server(server, {
    // hot reload shares the http server, and Engine.IO must not end upgrades that it does not know
    destroyUpgrade: false,
    serveClient: false,
    maxHttpBufferSize: 20_000,
    allowRequest: (request, answer) => answer(null, isOpen() && comesFrom(request, origin)),
    adapter: between.adapter,
  })
  io.use((socket, next) => {
    const { cookie } = socket.request.headers
    whoListens(ctxFor, cookie).then(
      (actor) => {
        Object.assign(socket.data, { actor, cookie, wished: new Set<string>() } satisfies Listening)
        next()
      },
      (error: unknown) => {
        log.error({ err: error }, 'a socket could not be greeted')
        next(new Error('unavailable'))
      },
    )
  })
  io.on('connection', (socket) => {
    const failed = (error: unknown) => log.error({ err: error }, 'a socket')
    void socket.join(ownRoom(socket.data))
    socket.on(
      'join',
      (rooms, done) =>
        void join(socket, rooms, ctxFor).then(
          (granted) => typeof done === 'function' && done(granted),
          failed,
        ),
    )
    socket.on('leave', (rooms) => void leave(socket, rooms).catch(failed))
  })

  const followed = followNotices({ io, ctxFor, log }, notices)
  return {
    cutOff: (memberId) => io.in(`member:${memberId}`).disconnectSockets(true),
    close: async () => {
      followed.stop()
      io.local.disconnectSockets(true)
      io.engine.close()
      await io.of('/').adapter.close()
      await between.close()
    },
  }
}

/** A page of ours, whichever name it knows this site by; programs send no Origin. */
function comesFrom({ headers }: IncomingMessage, siteOrigin: string): boolean {
  const from = headers.origin
  if (from !== undefined) {
    const host = URL.canParse(from) ? new URL(from).host : undefined
    return host !== undefined && (host === headers.host || host === new URL(siteOrigin).host)
  }
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

type Following = { io: Io; ctxFor: CtxFor; log: Logger }

/** Notices are taken one after another: who lost a topic is out of its room before the next news of it. */
function followNotices({ io, ctxFor, log }: Following, notices: NoticeSource) {
  let turn = Promise.resolve()
  const next = (work: () => Promise<void>) => {
    turn = turn.then(work).catch((error: unknown) => log.error({ err: error }, 'news could not be announced'))
  }
  const here = () => [...io.of('/').sockets.values()]
  const everybody = async () => {
    for (const socket of here()) await recheck(socket, ctxFor, { bySession: false })
  }
  const missed = async () => {
    await everybody()
    io.local.emit('news', { type: 'missed', topicId: null })
  }
  let wasLost = false

  const unsubscribe = notices.subscribe({
    hear: (heard) => {
      if (here().length === 0) return
      next(
        'all' in heard
          ? missed
          : async () =>
              announceAll({ io, ctxFor, log }, await heardFacts(await ctxFor(system('realtime')), heard.ids)),
      )
    },
    lost: () => {
      wasLost = true
    },
    found: () => {
      if (wasLost) next(missed)
      wasLost = false
    },
  })
  const timer = setInterval(() => next(everybody), recheckEvery)
  return {
    stop: () => {
      unsubscribe()
      clearInterval(timer)
    },
  }
}

async function announceAll({ io, ctxFor }: Following, facts: HeardFact[]) {
  for (const fact of facts) {
    const rooms = roomsFor(fact)
    if (rooms.length > 0) io.local.to(rooms).emit('news', { type: fact.type, topicId: fact.topicId })
    const touched = changesView.has(fact.type)
      ? `topic:${fact.topicId}`
      : changesMember.has(fact.type)
        ? `member:${String(fact.payload.memberId)}`
        : null
    if (touched === null) continue
    for (const socket of socketsIn(io, touched))
      await recheck(socket, ctxFor, { bySession: changesMember.has(fact.type) })
  }
}

function socketsIn(io: Io, room: string): ListenerSocket[] {
  const { sockets, adapter } = io.of('/')
  return [...(adapter.rooms.get(room) ?? [])].flatMap((id) => sockets.get(id) ?? [])
}
