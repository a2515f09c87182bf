import { eq } from 'drizzle-orm'
import { type ConstructorOptions, type Job, type JobResult, PgBoss, type QueueOptions } from 'pg-boss'
import type { Sql } from 'postgres'
import { type Address, pgOptions } from '#db/client.ts'
import { events } from '#db/schema/core.ts'
import type { Database } from '#server/core/ctx.ts'
import type { FactType, StoredFact } from '#server/core/events.ts'
import type { EventId } from '#server/core/ids.ts'
import type { Logger } from '#server/core/log.ts'
import type { Reaction } from '#server/core/reaction.ts'
import { type Command, commands, type Tools } from './commands.ts'
import { type Reactions, reactions } from './reactions.ts'
import { jobCtx, type JobPlace } from './job-ctx.ts'
import { type FactJob, startRelay } from './relay.ts'
import { continual, periodic, type Sweep } from './schedule.ts'
import { startContinualSweeps } from './sweeping.ts'

/** What this worker answers to; the pages of this folder unless a test brings its own. */
export type Plan = {
  reactions: Reactions
  commands: readonly Command[]
  continual: typeof continual
  periodic: typeof periodic
}

export type WorkerPlace = JobPlace & {
  address: Address
  sql: Sql
  log: Logger
  tools: Tools
  plan?: Plan
}

const wholeHouse: Plan = { reactions, commands, continual, periodic }

const poolSize = 3
const drainMilliseconds = 10_000
const batchSize = 20

/** A job that was running at a kill is tried again about 20 s later instead of after 15 minutes (stack.md T23). */
const watched = { heartbeatSeconds: 10, expireInSeconds: 900 }
const boss: Partial<ConstructorOptions> = {
  max: poolSize,
  application_name: 'throughline jobs',
  useListenNotify: true,
  superviseIntervalSeconds: 5,
  // the monitor fails silent jobs; a pass must be due at every look, or the line above counts for little
  monitorIntervalSeconds: 2,
  maintenanceIntervalSeconds: 60,
}
/** Finished jobs are of no further use, and the monitor counts rows. */
const keptSeconds = 3600
const deadKeptSeconds = 90 * 86_400
const polling = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 3 }

/** Where jobs of each kind of work end that failed for good; an admin reads them on the page of stuck jobs. */
const graveyards = { reactions: 'dead.reactions', commands: 'dead.commands', sweeps: 'dead.sweeps' } as const

/**
 * Relays facts, runs what follows them, and sweeps. Any number of workers may run on one database. `stop` lets the
 * jobs under way end (10 s); what does not end is tried again by another worker.
 */
export async function startWorker(place: WorkerPlace): Promise<{ stop(): Promise<void> }> {
  const { address, db, sql, clock, log, plan = wholeHouse } = place
  const pgBoss = new PgBoss({ ...pgOptions(address), ...boss })
  pgBoss.on('error', (error) => log.error({ err: error }, 'jobs'))
  pgBoss.on('warning', (warning) => log.warn({ warning }, 'jobs'))
  await pgBoss.start()
  for (const name of Object.values(graveyards))
    await ensureQueue(pgBoss, name, { retentionSeconds: deadKeptSeconds, deleteAfterSeconds: keptSeconds })

  const starts = [
    ...byName(plan.reactions).map((found) => () => workOnReaction(pgBoss, found, place)),
    ...plan.commands.map((command) => () => workOnCommand(pgBoss, command, place)),
    ...plan.periodic.map((sweep) => () => workOnPeriodic(pgBoss, sweep, place)),
  ]
  for (const start of starts) await start()
  await forgetOldSchedules(pgBoss, plan)

  const commandQueues = plan.commands.map(({ queue }) => queue)
  const relay = await startRelay(
    { db, boss: pgBoss, clock, reactions: plan.reactions, commandQueues },
    { sql, log },
  )
  const sweeps = startContinualSweeps(plan.continual, place)
  return {
    stop: async () => {
      await Promise.all([sweeps.stop(), relay.stop()])
      await pgBoss.stop({ graceful: true, timeout: drainMilliseconds, close: true })
    },
  }
}

type AnyReaction = Reaction<FactType>

/** Each reaction once, though several facts may lead to it. */
function byName(all: Reactions): AnyReaction[] {
  const found = new Map<string, AnyReaction>()
  for (const reaction of Object.values(all).flat() as AnyReaction[]) {
    const other = found.get(reaction.name)
    if (other && other !== reaction) throw new Error(`Two reactions are called ${reaction.name}`)
    found.set(reaction.name, reaction)
  }
  return [...found.values()]
}

async function workOnReaction(pgBoss: PgBoss, reaction: AnyReaction, place: WorkerPlace) {
  await ensureQueue(pgBoss, reaction.name, {
    ...watched,
    retryLimit: 10,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 600,
    deleteAfterSeconds: keptSeconds,
    notify: true,
    deadLetter: graveyards.reactions,
  })
  await workEach<FactJob>(pgBoss, reaction.name, async ({ id, data }) => {
    const fact = await factOf(place.db, data.eventId as EventId)
    if (!fact) return
    const cause = { eventId: fact.id, depth: fact.depth }
    const origin = fact.origin === 'import' ? ({ origin: 'import' } as const) : {}
    const ctx = await jobCtx(place, { name: reaction.name, requestId: id })
    await reaction.run({ ...ctx, cause, ...origin }, fact)
  })
}

async function workOnCommand(pgBoss: PgBoss, command: Command, place: WorkerPlace) {
  await ensureQueue(pgBoss, command.queue, {
    ...watched,
    retryLimit: command.retries,
    retryDelay: command.pauseSeconds,
    retryBackoff: true,
    retryDelayMax: 3600,
    deleteAfterSeconds: keptSeconds,
    notify: true,
    deadLetter: graveyards.commands,
  })
  await workEach<object>(pgBoss, command.queue, async ({ id, data }) => {
    await command.run(await jobCtx(place, { name: command.queue, requestId: id }), data, place.tools)
  })
}

/** pg-boss keys a slot by name and minute, so that two workers never do one twice. */
async function workOnPeriodic(pgBoss: PgBoss, sweep: Sweep & { cron: string }, place: WorkerPlace) {
  await ensureQueue(pgBoss, sweep.name, {
    ...watched,
    retryLimit: 3,
    retryDelay: 10,
    retryBackoff: true,
    deleteAfterSeconds: keptSeconds,
    deadLetter: graveyards.sweeps,
  })
  await pgBoss.schedule(sweep.name, sweep.cron, null, { tz: 'UTC', missed: 'once' })
  await workEach<object>(pgBoss, sweep.name, async ({ id }) => {
    await sweep.run(await jobCtx(place, { name: sweep.name, requestId: id }), place.clock)
  })
}

async function forgetOldSchedules(pgBoss: PgBoss, plan: Plan) {
  const kept = new Set(plan.periodic.map(({ name }) => name))
  for (const { name } of await pgBoss.getSchedules()) if (!kept.has(name)) await pgBoss.unschedule(name)
}

/** Runs jobs of a queue one after another; each succeeds or fails for itself. */
async function workEach<Payload extends object>(
  pgBoss: PgBoss,
  queue: string,
  run: (job: Job<Payload>) => Promise<void>,
) {
  const options = { ...polling, batchSize, burstWhenBatchFull: true, perJobResults: true } as const
  await pgBoss.work<Payload, object, typeof options>(queue, options, async (jobs) => {
    const results: JobResult[] = []
    for (const job of jobs) results.push(await resultOf(job, run))
    return results
  })
}

async function resultOf<Payload>(
  job: Job<Payload>,
  run: (job: Job<Payload>) => Promise<void>,
): Promise<JobResult> {
  try {
    await run(job)
    return { id: job.id, status: 'completed' }
  } catch (error) {
    return { id: job.id, status: 'failed', output: error instanceof Error ? error : new Error(String(error)) }
  }
}

async function ensureQueue(
  pgBoss: PgBoss,
  name: string,
  options: QueueOptions & { notify?: boolean; deadLetter?: string },
) {
  await pgBoss.createQueue(name, options)
  await pgBoss.updateQueue(name, options)
}

async function factOf(db: Database, id: EventId): Promise<StoredFact | undefined> {
  const [row] = await db.select().from(events).where(eq(events.id, id))
  return row as StoredFact | undefined
}
