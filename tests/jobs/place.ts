import { webPush } from '#server/notifications/index.ts'
import { sql } from 'drizzle-orm'
import { type ConstructorOptions, PgBoss } from 'pg-boss'
import { pino } from 'pino'
import { type Address, pgOptions } from '#db/client.ts'
import { reactions as houseReactions, type Reactions } from '#jobs/reactions.ts'
import type { Plan, WorkerPlace } from '#jobs/worker.ts'
import { system } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import { databaseClock } from '#server/core/clock.ts'
import { type Database, makeCtx } from '#server/core/ctx.ts'
import { type BoardId, newId } from '#server/core/ids.ts'
import { rows } from '#server/core/rows.ts'

/** Every fact with an empty list, but for these: what a test wants to follow. */
export function following(some: Partial<Reactions>): Reactions {
  const none = Object.fromEntries(Object.keys(houseReactions).map((type) => [type, []]))
  return { ...none, ...some } as unknown as Reactions
}

export const planOf = (some: Partial<Plan>): Plan => ({
  reactions: following({}),
  commands: [],
  continual: [],
  periodic: [],
  ...some,
})

type Opened = { db: Database; sql: WorkerPlace['sql']; connection: Address }

/** What a worker needs on this database, with the clock of the database and a log that is silent. */
export const workerPlace = ({ db, sql: listener, connection }: Opened, plan: Plan): WorkerPlace => ({
  address: connection,
  db,
  sql: listener,
  clock: databaseClock(db),
  log: pino({ level: 'silent' }),
  site: 'https://forum.example',
  tools: { carrier: null, push: webPush() },
  plan,
})

/** A pg-boss that only inserts: no supervision, no polling. */
export async function bareBoss(connection: Address, options: Partial<ConstructorOptions> = {}) {
  const boss = new PgBoss({ ...pgOptions(connection), max: 3, supervise: false, schedule: false, ...options })
  boss.on('error', () => undefined)
  await boss.start()
  return boss
}

/** Tells `count` facts that something happened, each in a change of its own. */
export async function tellMany(db: Database, count: number, origin?: 'import') {
  const ctx = {
    ...makeCtx({ db, actor: system('test'), now: new Date(), requestId: 'test' }),
    ...(origin && { origin }),
  }
  for (let n = 0; n < count; n++)
    await change(ctx, (tx) => Promise.resolve(tx.tell({ type: 'board.created', boardId: newId<BoardId>() })))
}

/** How many jobs stand in each queue, by fact. */
export const jobsOf = (db: Database) =>
  rows<{ name: string; event: string }>(
    db,
    sql`select name, data->>'eventId' as event from pgboss.job order by 1, 2`,
  )

export async function until<Value>(
  ask: () => Promise<Value | undefined | false>,
  seconds = 20,
): Promise<Value> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > end) throw new Error(`It did not happen within ${seconds} s`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
