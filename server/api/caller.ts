import type { Request, Response } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { guest } from '#server/core/actor.ts'
import type { Clock } from '#server/core/clock.ts'
import { type Ctx, type Database, makeCtx, type Transaction } from '#server/core/ctx.ts'
import { Forbidden, TooMany } from '#server/core/errors.ts'
import { actorFromKey, type KeyBearer } from '#server/identity/index.ts'
import type { SettingsReader } from '#server/settings/index.ts'
import type { Endpoint } from './endpoint.ts'
import { Unauthorized } from './problem.ts'

/** What the API is made from; all of it is alive in one web process. */
export type ApiPlace = {
  db: Database | Transaction
  clock: Clock
  origin: string
  settings: SettingsReader
  /** Requests a minute and key (interfaces.md 4); 600 unless given. */
  perMinute?: number
}

/** Who calls: a ctx for the verbs, and the key that opened the door, if one did. */
export type Caller = { ctx: Ctx; bearer: KeyBearer | null }

/** Reads `Authorization: Bearer` and `X-Act-As`, and nothing else: cookies are ignored. Without a key one is a guest. */
export const callerOf = (place: ApiPlace) => {
  const limiter = new RateLimiterMemory({ points: place.perMinute ?? 600, duration: 60 })
  return async (req: Request, res: Response): Promise<Caller> => {
    const now = await place.clock.now()
    const settings = await place.settings.read({ db: place.db, now })
    const nobody = makeCtx({
      db: place.db,
      actor: guest,
      now,
      requestId: String(res.locals.requestId ?? ''),
      site: place.origin,
      settings,
    })
    const { authorization } = req.headers
    const actAs = req.get('x-act-as')?.trim()
    if (authorization === undefined) {
      await within(limiter, `guest ${req.ip ?? ''}`)
      if (actAs) throw new Unauthorized('api.key.missing')
      return { ctx: nobody, bearer: null }
    }
    const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
    const bearer = key
      ? await actorFromKey(nobody, { key, actAs: actAs ? actAs.replace(/^@/, '') : null })
      : null
    if (!bearer) throw new Unauthorized('api.key.unknown')
    await within(limiter, bearer.keyId)
    return { ctx: { ...nobody, actor: bearer.actor }, bearer }
  }
}

async function within(limiter: RateLimiterMemory, who: string) {
  try {
    await limiter.consume(who)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    throw new TooMany('error.limit', Math.max(1, Math.ceil(refused.msBeforeNext / 1000)))
  }
}

/** Writing needs a key; a scope is the first word of an address with `:read` or `:write`, that word alone for both, or `*` for everything. */
export function mayCall({ bearer }: Caller, { path, writes }: Endpoint) {
  if (!bearer && writes) throw new Unauthorized('api.key.missing')
  if (!bearer) return
  const noun = path.split('/')[1] ?? ''
  const needed = `${noun}:${writes ? 'write' : 'read'}`
  if (!bearer.scopes.some((scope) => scope === '*' || scope === noun || scope === needed))
    throw new Forbidden('error.scope', { type: 'missing-scope', scope: needed })
}
