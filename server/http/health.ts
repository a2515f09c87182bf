import type { RequestHandler } from 'express'
import type { Sql } from 'postgres'

/** Where a process stands in its life; `ready` begins once the ready line is printed. */
export type Phase = 'starting' | 'ready' | 'draining'

const patience = 2_000

/** 200 once ready and while the database answers within 2 s, else 503 with the reason. */
export function health({ sql, version, phase }: { sql: Sql; version: string; phase: () => Phase }): RequestHandler {
  return async (_req, res) => {
    const now = phase()
    const database = now === 'ready' && (await answers(sql)) ? 'ok' : 'unknown'
    const status = now !== 'ready' ? now : database === 'ok' ? 'ok' : 'unwell'
    res.setHeader('cache-control', 'no-store')
    if (status !== 'ok') res.setHeader('retry-after', '2')
    res.status(status === 'ok' ? 200 : 503).json({ status, version, database: status === 'unwell' ? 'away' : database })
  }
}

async function answers(sql: Sql): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), patience).unref())
  const answer = sql`select 1`.then(
    () => true,
    () => false,
  )
  return await Promise.race([answer, late])
}
