import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import compression from 'compression'
import express, { type RequestHandler, type Router } from 'express'
import { pinoHttp } from 'pino-http'
import type { Sql } from 'postgres'
import { newId } from '#server/core/ids.ts'
import type { Logger } from '#server/core/log.ts'
import { assets } from './assets.ts'
import { makeKeptParts } from './kept-parts.ts'
import { letGoOfBody, limitBodies } from './bodies.ts'
import { isCaptured } from './capture.ts'
import { health, type Phase } from './health.ts'
import { limitRates } from './limits.ts'
import { metrics } from './metrics.ts'
import { checkOrigin } from './origin.ts'
import { makePageCache } from './page-cache.ts'
import { builtPages, livePages } from './pages.ts'
import { answerProblems } from './problems.ts'
import { bearsAdminKey, type ContextPlace, contextMaker } from './request-context.ts'
import { securityHeaders } from './security.ts'

export type SitePlace = ContextPlace & {
  sql: Sql
  version: string
  phase: () => Phase
  /** Where ORIGIN is set, pages know the site by that name only, whatever Host a request carries. */
  fixedOrigin: boolean
  sessionCookie: string
  /** `/api/v1`, which knows its callers by their keys and limits them itself. */
  api: Router
  /** Hears of every page view by its address. */
  viewed: (url: string) => void
  server: Server
  development: boolean
}

/** A reader who has the page already has read it all the same. */
const seen = new Set([200, 304])

/** The site behind the front door: page cache, then Express with its guards, then the API and the pages. */
export async function makeSite(place: SitePlace) {
  const { log, origin, sessionCookie, development, viewed } = place
  const cache = makePageCache({ sessionCookie, keeps: !development })
  const makeContext = contextMaker(place, makeKeptParts({ keeps: !development }))
  const live = development ? await livePages(makeContext, place.server) : undefined
  const pages = live?.handler ?? (await builtPages(makeContext))
  const measure = metrics({
    cache,
    isAdmins: ({ headers: { authorization } }, res) =>
      bearsAdminKey(place, { authorization, requestId: String(res.locals.requestId) }),
  })

  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', 'loopback')
  app.use(identify, requestLog(log), securityHeaders({ origin, development }), measure.time)
  app.get('/healthz', health(place))
  app.get('/metrics', measure.show)
  app.use(compression({ filter: (req, res) => !isCaptured(res) && compression.filter(req, res) }))
  app.use(live?.middlewares ?? assets())
  app.use(limitBodies)
  app.use('/api/v1', place.api)
  app.use(limitRates(), checkOrigin({ origin, sessionCookie }), knownByOneName(place))
  app.all('*', pages)
  app.use(answerProblems(log))

  const answer = (req: IncomingMessage, res: ServerResponse) => {
    res.once('finish', () => {
      letGoOfBody(req)
      if (req.method === 'GET' && seen.has(res.statusCode)) viewed(req.url ?? '')
    })
    cache.answer(req, res, app)
  }
  return { answer, cache, close: async () => live?.close() }
}

const identify: RequestHandler = (_req, res, next) => {
  res.locals.requestId = newId()
  res.setHeader('x-request-id', String(res.locals.requestId))
  next()
}

const requestLog = (log: Logger) =>
  pinoHttp({
    logger: log,
    genReqId: (_req, res) => String(res.getHeader('x-request-id')),
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'debug'),
    quietReqLogger: true,
  })

/**
 * The pages' adapter builds addresses from Host and X-Forwarded-Host, and refuses a form whose Origin differs from them;
 * the origin has been checked by then, against the site's own name too.
 */
const knownByOneName =
  ({ fixedOrigin, origin }: SitePlace): RequestHandler =>
  (req, _res, next) => {
    delete req.headers['x-forwarded-host']
    delete req.headers.origin
    if (fixedOrigin) req.headers.host = new URL(origin).host
    next()
  }
