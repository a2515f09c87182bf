import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'

const year = 31_536_000

/** Headers of every answer; `res.locals.nonce` is the one of its content policy. */
export function securityHeaders({
  origin,
  development,
}: {
  origin: string
  development: boolean
}): RequestHandler {
  const secure = origin.startsWith('https:')
  return (_req, res, next) => {
    const nonce = randomBytes(16).toString('base64url')
    res.locals.nonce = nonce
    res.setHeader('content-security-policy', contentPolicy({ nonce, development, secure }))
    res.setHeader('x-content-type-options', 'nosniff')
    res.setHeader('x-frame-options', 'DENY')
    res.setHeader('referrer-policy', 'strict-origin-when-cross-origin')
    res.setHeader('cross-origin-opener-policy', 'same-origin')
    res.setHeader('cross-origin-resource-policy', 'same-origin')
    res.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    if (secure) res.setHeader('strict-transport-security', `max-age=${year}; includeSubDomains`)
    next()
  }
}

type Policy = { nonce: string; development: boolean; secure: boolean }

/** Scripts and styles come from this site or carry the nonce; Vite's reload needs inline styles and its own socket. */
function contentPolicy({ nonce, development, secure }: Policy): string {
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    development ? "connect-src 'self' ws:" : "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  return [...policy, ...(secure ? ['upgrade-insecure-requests'] : [])].join('; ')
}
