import type { Request, RequestHandler } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { TooMany } from '#server/core/errors.ts'

/** Requests a minute from one address, against floods. Generous, since an office shares one; rooms set finer limits. */
const reads = { points: 1200, duration: 60 }
const writes = { points: 600, duration: 60 }

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Limits per address in this process's memory. Pages that are kept never come here, and keys have limits of their own.
 * Reads over loopback are a benchmark or a proxy that names nobody, and are not counted.
 */
export function limitRates(): RequestHandler {
  const read = new RateLimiterMemory(reads)
  const write = new RateLimiterMemory(writes)
  const spend = async ({ method, ip = 'unknown' }: Request) => {
    if (!safe.has(method)) await write.consume(ip)
    else if (!isLoopback(ip)) await read.consume(ip)
  }
  return (req, _res, next) => {
    spend(req).then(
      () => next(),
      (refused: unknown) => next(refused instanceof RateLimiterRes ? tooMany(refused) : refused),
    )
  }
}

const tooMany = ({ msBeforeNext }: RateLimiterRes) =>
  new TooMany('error.limit', Math.max(1, Math.ceil(msBeforeNext / 1000)))

const isLoopback = (address: string) => /^(::1$|(::ffff:)?127\.)/.test(address)
