import type { Request, Response } from 'express'
import { guest, isAdmin } from '#server/core/actor.ts'
import type { Clock } from '#server/core/clock.ts'
import { type Ctx, type Database, makeCtx } from '#server/core/ctx.ts'
import type { Logger } from '#server/core/log.ts'
import { actorFromKey, actorFromSession, type Limits, sessionCookie } from '#server/identity/index.ts'
import type { SettingsReader } from '#server/settings/index.ts'
import { tagHeader } from './capture.ts'
import { formStamps } from './form-stamp.ts'
import type { KeptParts } from './kept-parts.ts'
import { visitorName } from './visitor-name.ts'
import type { LoadContext } from './load-context.ts'
import { viewerOf } from './viewer.ts'

/** What is alive in a web process and what a request's context is made from. */
export type ContextPlace = {
  db: Database
  clock: Clock
  origin: string
  settings: SettingsReader
  limits: Limits
  log: Logger
  /** Signs the stamps of forms, and names visitors without telling who they are. */
  formSecret: string
}

export type MakeContext = (req: Request, res: Response) => Promise<LoadContext>

/** One ctx per request: who asks, when, and where to read. A session that was prolonged gets its cookie anew. */
export const contextMaker =
  (place: ContextPlace, parts: KeptParts): MakeContext =>
  async (req, res) => {
    const nobody = await guestCtx(place, String(res.locals.requestId))
    const session = await actorFromSession(nobody, req.headers.cookie)
    if (session?.prolonged) res.append('set-cookie', sessionCookie(nobody, session.sessionId))
    const ctx = { ...nobody, actor: session?.actor ?? guest }
    const stamps = formStamps(place.formSecret)
    const who = session && { memberId: session.actor.memberId, now: nobody.now }
    return {
      ctx,
      stamp: () => who && stamps.stamp(who.memberId, who.now),
      typed: (stamp) => (who ? { ...ctx, typedSeconds: stamps.secondsSince(stamp, who) } : ctx),
      session: session && { id: session.sessionId, hash: session.hash },
      nonce: String(res.locals.nonce),
      parts,
      texts: new Map(),
      ...viewerOf(req.headers),
      scripted: req.path.endsWith('.data'),
      origin: place.origin,
      ip: req.ip ?? '',
      visitor: () => visitorName(place.formSecret, req.ip ?? ''),
      limits: place.limits,
      failed: (error) =>
        place.log.error({ err: error, requestId: nobody.requestId, path: req.path }, 'A page failed'),
      showed: (...tags) => {
        const shown = String(res.getHeader(tagHeader) ?? '')
        res.setHeader(tagHeader, [...(shown ? [shown] : []), ...tags].join(','))
      },
    }
  }

async function guestCtx({ db, clock, origin, settings }: ContextPlace, requestId: string): Promise<Ctx> {
  const now = await clock.now()
  return makeCtx({
    db,
    actor: guest,
    now,
    requestId,
    site: origin,
    settings: await settings.read({ db, now }),
  })
}

/** Whether an Authorization header carries an admin's key. */
export async function bearsAdminKey(
  place: ContextPlace,
  { authorization = '', requestId }: { authorization?: string | undefined; requestId: string },
) {
  const key = /^Bearer (\S+)$/i.exec(authorization)?.[1]
  if (key === undefined) return false
  const bearer = await actorFromKey(await guestCtx(place, requestId), { key })
  return bearer !== null && isAdmin(bearer.actor)
}
