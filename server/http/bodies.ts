import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { DomainError } from '#server/core/errors.ts'

/** Bytes that a body may have: a long post with its preview, far below what would fill the memory. */
export const largestBody = 2 * 1024 * 1024

const tooLarge = () => new DomainError(413, 'http.tooLarge', { megabytes: largestBody / 1024 / 1024 })

/** Refuses a body that is too large with 413, whether it announces its length or not. */
export const limitBodies: RequestHandler = (req, res, next) => {
  if (Number(req.headers['content-length'] ?? 0) > largestBody) {
    res.setHeader('connection', 'close')
    return next(tooLarge())
  }
  if (req.headers['transfer-encoding']) {
    countChunks(req, () => {
      res.setHeader('connection', 'close')
      res.once('finish', () => req.destroy())
      next(tooLarge())
    })
  }
  next()
}

/** A body nobody read to its end would hold its connection open: the rest is let go, for at most a second. */
export function letGoOfBody(req: IncomingMessage) {
  if (req.complete) return
  req.removeAllListeners('data')
  req.resume()
  setTimeout(() => req.complete || req.destroy(), 1000).unref()
}

// Reading the stream here would take it from whoever parses it, so its bytes are counted as the parser pushes them.
function countChunks(req: IncomingMessage, refuse: () => void) {
  const push = req.push.bind(req)
  let bytes = 0
  req.push = (chunk: unknown, encoding?: BufferEncoding) => {
    const before = bytes
    if (chunk instanceof Uint8Array) bytes += chunk.length
    if (bytes <= largestBody) return push(chunk, encoding)
    if (before <= largestBody) refuse()
    return false
  }
}
