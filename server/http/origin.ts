import type { RequestHandler } from 'express'
import { Forbidden } from '#server/core/errors.ts'
import { readCookies } from './viewer.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Forms that make a session, by the first part of their address (decision 44). */
const makeSessions = new Set(['signin', 'join', 'recover', 'setup', 'invitation'])

type Site = { origin: string; sessionCookie: string }

/**
 * Refuses a form from another site where a session cookie authenticates, or where a session is made. Browsers say where a
 * request comes from (Sec-Fetch-Site, else Origin); a program that sends neither rides on nobody's cookies.
 */
export function checkOrigin({ origin, sessionCookie }: Site): RequestHandler {
  const siteHost = new URL(origin).host
  return (req, _res, next) => {
    if (safe.has(req.method) || !mustBeOurs(req.path, req.headers.cookie, sessionCookie)) return next()
    if (!isOurs(req.headers, siteHost))
      return next(new Forbidden('http.foreignOrigin', { type: 'foreign-origin' }))
    next()
  }
}

const mustBeOurs = (path: string, cookie: string | undefined, sessionCookie: string) =>
  readCookies(cookie).has(sessionCookie) || makeSessions.has(path.split(/[/.]/)[1] ?? '')

type Claims = {
  origin?: string | undefined
  host?: string | undefined
  'sec-fetch-site'?: string | undefined
}

function isOurs(headers: Claims, siteHost: string): boolean {
  const from = headers.origin
  if (from !== undefined) {
    const host = URL.canParse(from) ? new URL(from).host : undefined
    return host !== undefined && (host === headers.host || host === siteHost)
  }
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}
