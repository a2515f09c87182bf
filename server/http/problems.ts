import { STATUS_CODES } from 'node:http'
import type { ErrorRequestHandler, Request } from 'express'
import { isDomainError } from '#server/core/errors.ts'
import type { Logger } from '#server/core/log.ts'
import { say } from '#server/core/words.ts'
import { viewerOf } from './viewer.ts'

/** Codes by which drivers say that the database is not there just now. */
const databaseAway = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'ECONNRESET',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  '57P01',
  '57P02',
  '57P03',
])

const titles: Readonly<Record<number, string>> = {
  400: 'http.title.400',
  403: 'http.title.403',
  404: 'http.title.404',
  413: 'http.title.413',
  429: 'http.title.429',
  503: 'http.title.503',
}

type Problem = { status: number; key: string; params: Record<string, string | number>; retryAfter?: number }

/** What went wrong before a page or the API could answer it: problem+json for programs, a kind page for people. */
export function answerProblems(log: Logger): ErrorRequestHandler {
  // eslint-disable-next-line max-params -- Express knows an error handler by its four parameters
  return (error: unknown, req, res, _next) => {
    const problem = problemOf(error)
    const requestId = String(res.getHeader('x-request-id') ?? '')
    if (problem.status >= 500) log.error({ err: error, requestId, path: req.path }, 'A request failed')
    if (res.headersSent) return void res.destroy()
    const { locale } = viewerOf(req.headers)
    const sentence = say(locale, problem.key, problem.params)
    res.status(problem.status)
    res.setHeader('cache-control', 'no-store')
    if (problem.retryAfter) res.setHeader('retry-after', String(problem.retryAfter))
    if (!wantsPage(req)) {
      const title = STATUS_CODES[problem.status]
      const type = problem.status === 500 ? 'about:blank' : `urn:throughline:${problem.key}`
      res
        .type('application/problem+json')
        .send(JSON.stringify({ type, title, status: problem.status, detail: sentence, requestId }))
      return
    }
    const title = say(locale, titles[problem.status] ?? 'http.title.500')
    const words = { title, sentence, requestId: say(locale, 'http.requestId', { id: requestId }) }
    res.type('html').send(kindPage({ ...words, locale, home: say(locale, 'http.home') }))
  }
}

function problemOf(error: unknown): Problem {
  if (isDomainError(error)) {
    const retry =
      'retryAfter' in error && typeof error.retryAfter === 'number' ? { retryAfter: error.retryAfter } : {}
    return { status: error.status, key: error.key, params: { ...error.params }, ...retry }
  }
  if (codesOf(error).some((code) => databaseAway.has(code)))
    return { status: 503, key: 'http.databaseAway', params: {}, retryAfter: 2 }
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  return status >= 400 && status < 500
    ? { status, key: 'http.malformed', params: {} }
    : { status: 500, key: 'http.failed', params: {} }
}

// drizzle wraps what the driver threw
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  return [...own, ...codesOf(error.cause)]
}

const wantsPage = (req: Request) =>
  !req.path.startsWith('/api/') && !req.path.endsWith('.data') && req.accepts(['html', 'json']) === 'html'

type Sorry = { title: string; sentence: string; requestId: string; locale: string; home: string }

/** Stands when nothing else does: no script, no style sheet, no database. */
const kindPage = ({ title, sentence, requestId, locale, home }: Sorry) => `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p><p><a href="/">${escapeHtml(home)}</a></p><p><small>${escapeHtml(requestId)}</small></p></main></body>
</html>
`

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
