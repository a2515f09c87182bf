import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express'
import { guest } from '#server/core/actor.ts'
import { Conflict, DomainError, isMoved, NotFound } from '#server/core/errors.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { newId } from '#server/core/ids.ts'
import { isSigned } from '#server/core/signing.ts'
import { settingsOf } from '#server/settings/index.ts'
import { type ApiPlace, callerOf, type Caller, mayCall } from './caller.ts'
import type { Endpoint, Reply } from './endpoint.ts'
import { endpoints } from './endpoints.ts'
import { fingerprintOf, once } from './idempotency.ts'
import { openApiDocument } from './openapi.ts'
import { problemOf, Unauthorized } from './problem.ts'

/** Bytes of a JSON body; the longest post is 60,000 characters. */
const largestBody = '1mb'

/** `/api/v1`: bearer keys, JSON, problems as RFC 9457. To be mounted below that address. */
export function apiRouter(place: ApiPlace & { version: string }): Router {
  const router = Router()
  const document = JSON.stringify(openApiDocument(endpoints, place))
  router.get('/openapi.json', (_req, res) => void res.type('json').send(document))
  router.use(
    answerCaller(place),
    express.json({ limit: largestBody, type: ['json', '+json'], verify: keepBytes }),
  )
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/\{(\w+)\}/g, ':$1')
    router[lower(endpoint)](path, (req, res, next) => void answer(endpoint, req, res).catch(next))
  }
  router.use((_req, _res, next) => next(new NotFound('endpoint')))
  router.use(answerProblem(place))
  return router
}

/** What was signed is bytes, and parsing loses them; a request holds its own until it is answered. */
const bytes = new WeakMap<object, Buffer>()
const keepBytes = (req: object, _res: unknown, body: Buffer) => void bytes.set(req, body)

async function mustBeSigned(ctx: Ctx, req: Request) {
  // read anew: a secret that was just changed opens nothing any more
  const { crmEventSecret } = await settingsOf({ db: ctx.db })
  const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map(
    (name) => req.get(`webhook-${name}`) ?? '',
  )
  const message = { id: id ?? '', timestamp: timestamp ?? '', signature: signature ?? '' }
  if (!isSigned(crmEventSecret, { ...message, body: bytes.get(req) ?? Buffer.alloc(0) }, ctx.now))
    throw new Unauthorized('api.signature')
}

const lower = ({ method }: Endpoint) =>
  (({ GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' }) as const)[method]

function answerCaller(place: ApiPlace): express.RequestHandler {
  const caller = callerOf(place)
  return (req, res, next) => {
    res.locals.requestId ??= newId()
    res.setHeader('cache-control', 'no-store')
    caller(req, res)
      .then((known) => {
        res.locals.caller = known
        next()
      })
      .catch(next)
  }
}

async function answer(endpoint: Endpoint, req: Request, res: Response) {
  const caller = res.locals.caller as Caller
  if (endpoint.signed) await mustBeSigned(caller.ctx, req)
  else mayCall(caller, endpoint)
  const input = gathered(req)
  const repeatKey = req.get('idempotency-key')
  const { bearer, ctx } = caller
  if (endpoint.csv && req.accepts(['json', 'csv']) === 'csv')
    return sendCsv(res, await endpoint.csv(ctx, input))
  if (!endpoint.writes || !repeatKey || !bearer) return send(res, await endpoint.run(ctx, input))
  const fingerprint = fingerprintOf([
    req.method,
    req.originalUrl,
    req.get('x-act-as') ?? '',
    req.body ?? null,
  ])
  const reply = await once(ctx, { keyId: bearer.keyId, key: repeatKey, fingerprint }, (within) =>
    endpoint.run(within, input),
  )
  if (reply.replayed) res.setHeader('idempotent-replayed', 'true')
  send(res, reply)
}

/** Query, body and path as one plain input; the path wins, so that a body cannot name another thing than its address. */
function gathered(req: Request): Record<string, unknown> {
  const query: Record<string, unknown> = {}
  for (const [name, value] of new URL(req.originalUrl, 'http://api.invalid').searchParams)
    query[name] = name in query ? [query[name], value].flat() : value
  const { body } = req as { body?: unknown }
  const sent =
    Number(req.headers['content-length'] ?? 0) > 0 || req.headers['transfer-encoding'] !== undefined
  if (sent && !req.is(['json', '+json'])) throw new DomainError(415, 'api.body.json')
  if (sent && (typeof body !== 'object' || body === null || Array.isArray(body)))
    throw new DomainError(400, 'api.body.object')
  return { ...query, ...(body as object | undefined), ...req.params }
}

function send(res: Response, { status, body, location }: Reply<unknown>) {
  res.status(status)
  if (location !== undefined) res.setHeader('location', location)
  if (status === 204) res.end()
  else res.type('json').send(JSON.stringify(body))
}

/** As it is read, no faster than it is taken; a caller who leaves ends the reading. */
async function sendCsv(res: Response, lines: AsyncIterable<string>) {
  res.type('text/csv')
  await pipeline(Readable.from(lines), res).catch((error: unknown) => {
    const left = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
    if (!left) throw error
  })
}

/** Refusals are answered here; a failure of ours goes on to the site, which logs it. */
function answerProblem({ origin }: ApiPlace): ErrorRequestHandler {
  // eslint-disable-next-line max-params -- Express knows an error handler by its four parameters
  return (error: unknown, req, res, next) => {
    const actor = (res.locals.caller as Caller | undefined)?.ctx.actor ?? guest
    if (isMoved(error)) res.setHeader('location', `${origin}/api/v1/topics/${error.to}`)
    const problem = problemOf(asRefusal(error, req.method), {
      actor,
      keyed: req.headers.authorization !== undefined,
      requestId: String(res.locals.requestId ?? ''),
      site: origin,
    })
    if (!problem || res.headersSent) return next(error)
    if (problem.status === 401) res.setHeader('www-authenticate', 'Bearer')
    if (error instanceof Error && 'retryAfter' in error)
      res.setHeader('retry-after', String(error.retryAfter))
    res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
  }
}

/** The body parser's own errors, said in our words; and a write is not sent on to a topic it did not name. */
function asRefusal(error: unknown, method: string): unknown {
  if (isMoved(error) && method !== 'GET') return new Conflict(error.key, error.params)
  if (!(error instanceof Error) || !('type' in error) || typeof error.type !== 'string') return error
  if (error.type === 'entity.too.large') return new DomainError(413, 'http.tooLarge', { megabytes: 1 })
  if (error.type === 'entity.parse.failed') return new DomainError(400, 'api.body.json')
  if (error.type === 'charset.unsupported' || error.type === 'encoding.unsupported')
    return new DomainError(415, 'api.body.json')
  return error
}
