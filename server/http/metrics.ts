import type { Request, RequestHandler, Response } from 'express'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { Forbidden } from '#server/core/errors.ts'
import type { PageCache } from './page-cache.ts'

type Measured = { cache: PageCache; isAdmins: (req: Request, res: Response) => Promise<boolean> }

/** Prometheus text for an admin key or for loopback without a proxy in between, and the timing of every request. */
export function metrics({ cache, isAdmins }: Measured) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'throughline_http_seconds',
    help: 'Time to answer a request that the page cache did not answer, by kind and status class',
    labelNames: ['kind', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  })
  new Gauge({
    name: 'throughline_cached_pages',
    help: 'Pages kept for visitors',
    registers,
    collect() {
      this.set(cache.size())
    },
  })
  new Counter({
    name: 'throughline_page_cache_total',
    help: 'Visitors’ pages by whether they were kept',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset()
      this.inc({ outcome: 'hit' }, cache.counts.hits)
      this.inc({ outcome: 'miss' }, cache.counts.misses)
    },
  })

  const time: RequestHandler = (req, res, next) => {
    const stop = seconds.startTimer({ kind: kindOf(req.path) })
    res.once('finish', () => stop({ status: `${Math.floor(res.statusCode / 100)}xx` }))
    next()
  }
  const read = async (req: Request, res: Response) => {
    if (!isLocal(req) && !(await isAdmins(req, res))) throw new Forbidden()
    return await registry.metrics()
  }
  const show: RequestHandler = (req, res, next) => {
    read(req, res).then((text) => void res.type(registry.contentType).send(text), next)
  }
  return { time, show }
}

const isLocal = ({ socket, headers }: Request) =>
  headers['x-forwarded-for'] === undefined && /^(::1|(::ffff:)?127\.)/.test(socket.remoteAddress ?? '')

function kindOf(path: string): string {
  if (path.startsWith('/api/')) return 'api'
  if (path.startsWith('/assets/')) return 'asset'
  return path.endsWith('.data') ? 'navigation' : 'page'
}
