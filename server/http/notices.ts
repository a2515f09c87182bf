import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { z } from 'zod'
import { type Address, pgOptions } from '#db/client.ts'
import type { Logger } from '#server/core/log.ts'

const named = z.object({ ids: z.array(z.string()), types: z.array(z.string()), tags: z.array(z.string()) })
const notice = z.union([named, z.object({ all: z.literal(true) })])

/** What a NOTIFY on `facts` says: ids, types and tags of the facts of one change, or that there were too many to name. */
export type Heard = z.output<typeof notice>

/** `lost` is called when notices may have been missed; `found` when they arrive again. */
export type Listener = { hear(heard: Heard): void; found?(): void; lost?(): void }

const heartbeat = 10_000
const pause = 200

/**
 * Listens for facts on a connection of its own, and comes back when it is lost. The driver must tell of the loss at once,
 * since what was kept meanwhile may be stale; postgres.js only tells of the return.
 */
export function listenToFacts(address: Address, log: Logger) {
  const listeners = new Set<Listener>()
  const tell = (call: (listener: Listener) => void) => listeners.forEach(call)
  let stopped = false
  let current: Client | undefined
  let hearing = false

  const listenOnce = async () => {
    const client = new Client({
      ...pgOptions(address),
      application_name: 'throughline facts',
      keepAlive: true,
    })
    current = client
    const gone = new Promise<void>((resolve) => client.once('end', resolve))
    client.on('error', (error) => log.warn({ error: error.message }, 'The connection for notices was lost'))
    client.on('notification', ({ payload = '' }) => tell((listener) => listener.hear(readNotice(payload))))
    await client.connect()
    await client.query('listen facts')
    hearing = true
    tell((listener) => listener.found?.())
    const beat = setInterval(() => void checkBeat(client), heartbeat)
    await gone
    clearInterval(beat)
  }

  const keepListening = async () => {
    while (!stopped) {
      await listenOnce().catch((error: unknown) =>
        log.warn({ error: String(error) }, 'Notices cannot be heard yet'),
      )
      hearing = false
      tell((listener) => listener.lost?.())
      await current?.end().catch(() => undefined)
      if (!stopped) await wait(pause)
    }
  }
  const ended = keepListening()

  return {
    subscribe: (listener: Listener) => {
      listeners.add(listener)
      if (hearing) listener.found?.()
      return () => listeners.delete(listener)
    },
    close: async () => {
      stopped = true
      await current?.end().catch(() => undefined)
      await ended
    },
  }
}

export type Notices = ReturnType<typeof listenToFacts>

// a half-open connection says nothing; a question without an answer ends it
async function checkBeat(client: Client) {
  const late = setTimeout(() => void client.end().catch(() => undefined), heartbeat / 2)
  await client.query('select 1').catch(() => undefined)
  clearTimeout(late)
}

/** A notice that cannot be read counts as everything. */
function readNotice(payload: string): Heard {
  try {
    return notice.parse(JSON.parse(payload))
  } catch {
    return { all: true }
  }
}
