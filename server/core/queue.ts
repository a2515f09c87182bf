import { sql } from 'drizzle-orm'
import { commands } from '#db/schema/core.ts'
import { isAdmin } from './actor.ts'
import type { Ctx, Tx } from './ctx.ts'
import { newId } from './ids.ts'
import { permit } from './permit.ts'
import { rows } from './rows.ts'

/**
 * A command for later, imperative, in the transaction that wants it: `enqueue(tx, { queue: 'mail.deliver', payload })`.
 * The relay turns the row into a pg-boss job after commit, with the same exactly-once hand-over as a fact.
 */
export async function enqueue(
  tx: Tx,
  command: { queue: string; payload: Record<string, unknown>; startAfter?: Date },
) {
  await tx.db.insert(commands).values({
    id: newId(),
    queue: command.queue,
    payload: command.payload,
    startAfter: command.startAfter ?? null,
    at: tx.now,
  })
  await tx.db.execute(sql`select pg_notify('commands', '')`)
}

/** A job that is not getting done: failed for good, failing and to be tried again, or waiting for over ten minutes. */
export type StuckJob = {
  id: string
  queue: string
  state: 'dead' | 'retrying' | 'waiting'
  attempts: number
  since: Date
  error: string | null
}

/** What an admin reads on the page of stuck jobs, the oldest first, at most 200. Empty before a worker ever ran. */
export async function stuckJobs(ctx: Ctx): Promise<{ items: StuckJob[] }> {
  permit(isAdmin(ctx.actor))
  const [installed] = await rows<{ name: string | null }>(
    ctx.db,
    sql`select to_regclass('pgboss.job')::text as name`,
  )
  if (!installed?.name) return { items: [] }
  const patience = new Date(ctx.now.getTime() - 600_000).toISOString()
  const found = await rows<Omit<StuckJob, 'since'> & { since: string }>(
    ctx.db,
    sql`select id, name as queue, retry_count as attempts, coalesce(completed_on, started_on, start_after)::text as since,
        case state when 'retry' then 'retrying' else 'waiting' end as state,
        coalesce(output->>'message', left(output::text, 300)) as error
      from pgboss.job
      where name not like 'dead.%' and (state = 'retry' or state = 'created' and start_after < ${patience})
      union all
      select id, coalesce(source_name, name), source_retry_count, created_on::text, 'dead',
        coalesce(source_output->>'message', left(source_output::text, 300))
      from pgboss.job where name like 'dead.%' and state = 'created'
      order by since limit 200`,
  )
  return { items: found.map((row) => ({ ...row, since: new Date(row.since) })) }
}
