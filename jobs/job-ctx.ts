import type { Clock } from '#server/core/clock.ts'
import { system } from '#server/core/actor.ts'
import { type Ctx, type Database, makeCtx } from '#server/core/ctx.ts'

/** Where background work happens. `site` is the public origin, which letters put before every address. */
export type JobPlace = { db: Database; clock: Clock; site: string }

/** The ctx of one job or one round of a sweep: the system by the work's written name, at the clock's moment. */
export async function jobCtx(
  { db, clock, site }: JobPlace,
  work: { name: string; requestId: string },
): Promise<Ctx> {
  return makeCtx({ db, actor: system(work.name), now: await clock.now(), requestId: work.requestId, site })
}
