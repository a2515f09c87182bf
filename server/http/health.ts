import type { RequestHandler } from 'express'
import type { Sql } from 'postgres'

/** Where a process stands in its life; `ready` begins once the ready line is printed. */
export type Phase = 'starting' | 'ready' | 'draining'

const patience = 2_000

/** 200 once ready and while the database answers within 2 s, else 503 with the reason. */
export function health({
  sql,
  version,
  phase,
}: {
  sql: Sql
  version: string
  phase: () => Phase
}): RequestHandler {
  const look = async (): Promise<{ status: Phase | 'ok' | 'unwell'; database: string }> => {
    const now = phase()
    if (now !== 'ready') return { status: now, database: 'unknown' }
    return (await answers(sql)) ? { status: 'ok', database: 'ok' } : { status: 'unwell', database: 'away' }
  }
  return (_req, res, next) => {
    res.setHeader('cache-control', 'no-store')
    look()
      .then(({ status, database }) => {
        if (status !== 'ok') res.setHeader('retry-after', '2')
        res.status(status === 'ok' ? 200 : 503).json({ status, version, database })
      })
      .catch(next)
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
