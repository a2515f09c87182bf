import { and, asc, inArray, isNull, sql } from 'drizzle-orm'
import { fromDrizzle, type JobInsert, type PgBoss } from 'pg-boss'
import type { Sql } from 'postgres'
import { commands, events } from '#db/schema/core.ts'
import type { Clock } from '#server/core/clock.ts'
import type { Database, Transaction } from '#server/core/ctx.ts'
import type { FactType } from '#server/core/events.ts'
import type { Logger } from '#server/core/log.ts'
import type { Reactions } from './reactions.ts'

const factsAtOnce = 100
const lookEverySeconds = 3

export type Relay = {
  db: Database
  boss: PgBoss
  clock: Clock
  reactions: Reactions
  /** Queues of commands that this version knows; others wait for a worker that does. */
  commandQueues: readonly string[]
}

/** What a reaction's job carries: the fact stays in `events`. */
export type FactJob = { eventId: string }

/**
 * Hands on up to 100 facts: one pg-boss job per fact and listed reaction, and the fact marked as relayed, in one
 * transaction. No id cursor: with concurrent commits a cursor skips rows. Facts of types that this version does not
 * know are left for one that does. Answers how many it handed on.
 */
export function relayFacts({ db, boss, clock, reactions }: Relay): Promise<number> {
  return db.transaction(async (tx) => {
    const known = Object.keys(reactions)
    const facts = await tx
      .select({ id: events.id, type: events.type, origin: events.origin })
      .from(events)
      .where(and(isNull(events.relayedAt), inArray(events.type, known)))
      .orderBy(asc(events.id))
      .limit(factsAtOnce)
      .for('update', { skipLocked: true })
    if (facts.length === 0) return 0
    const batches = new Map<string, JobInsert[]>()
    for (const fact of facts)
      for (const { name, onImport } of reactions[fact.type as FactType])
        if (fact.origin !== 'import' || onImport)
          put(batches, name, { data: { eventId: fact.id } satisfies FactJob })
    await insertAll(tx, boss, batches)
    await tx
      .update(events)
      .set({ relayedAt: await clock.now() })
      .where(
        inArray(
          events.id,
          facts.map(({ id }) => id),
        ),
      )
    return facts.length
  })
}

/** The same for commands: each row becomes one job and goes. */
export function relayCommands({ db, boss, commandQueues }: Relay): Promise<number> {
  if (commandQueues.length === 0) return Promise.resolve(0)
  return db.transaction(async (tx) => {
    const found = await tx
      .select()
      .from(commands)
      .where(inArray(commands.queue, [...commandQueues]))
      .orderBy(asc(commands.id))
      .limit(factsAtOnce)
      .for('update', { skipLocked: true })
    if (found.length === 0) return 0
    const batches = new Map<string, JobInsert[]>()
    for (const { queue, payload, startAfter } of found)
      put(batches, queue, { data: payload, ...(startAfter && { startAfter }) })
    await insertAll(tx, boss, batches)
    await tx.delete(commands).where(
      inArray(
        commands.id,
        found.map(({ id }) => id),
      ),
    )
    return found.length
  })
}

function put(batches: Map<string, JobInsert[]>, queue: string, job: JobInsert) {
  const batch = batches.get(queue)
  if (batch) batch.push(job)
  else batches.set(queue, [job])
}

async function insertAll(tx: Transaction, boss: PgBoss, batches: Map<string, JobInsert[]>) {
  for (const [queue, batch] of batches) await boss.insert(queue, batch, { db: fromDrizzle(tx, sql) })
}

/**
 * Relays until stopped: woken by NOTIFY, and looking again every few seconds in case a notice was lost. `stop` waits
 * for the transaction under way.
 */
export async function startRelay(relay: Relay, { sql: listener, log }: { sql: Sql; log: Logger }) {
  let stopped = false
  let wanted = false
  let underWay: Promise<void> = Promise.resolve()
  let running = false

  const run = async () => {
    running = true
    try {
      while (wanted && !stopped) {
        wanted = false
        while (!stopped && (await relayFacts(relay)) === factsAtOnce);
        while (!stopped && (await relayCommands(relay)) === factsAtOnce);
      }
    } catch (error) {
      log.error({ err: error }, 'the relay failed and will look again')
    } finally {
      running = false
    }
  }
  const wake = () => {
    wanted = true
    if (!running && !stopped) underWay = run()
  }

  const heard = await Promise.all([listener.listen('facts', wake, wake), listener.listen('commands', wake)])
  const timer = setInterval(wake, lookEverySeconds * 1000)
  wake()
  return {
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await Promise.all(heard.map(({ unlisten }) => unlisten())).catch(() => undefined)
      await underWay
    },
  }
}
