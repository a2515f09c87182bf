import type { RequestHandler } from 'express'
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
  return async (req, _res, next) => {
    const address = req.ip ?? 'unknown'
    try {
      if (!safe.has(req.method)) await write.consume(address)
      else if (!isLoopback(address)) await read.consume(address)
      next()
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      next(new TooMany('error.limit', Math.max(1, Math.ceil(refused.msBeforeNext / 1000))))
    }
  }
}

const isLoopback = (address: string) => /^(::1$|(::ffff:)?127\.)/.test(address)
