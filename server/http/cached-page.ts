import { createHash } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Answer } from './capture.ts'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

type Encoding = 'br' | 'gzip' | 'identity'
type Form = { headers: OutgoingHttpHeaders; body: Buffer }

/** One rendering in the three encodings browsers ask for. */
export type CachedPage = {
  status: number
  etag: string
  tags: readonly string[]
  size: number
  forms: Readonly<Record<Encoding, Form>>
}

/** Belong to one exchange, not to the page. */
const passing = new Set([
  'connection',
  'date',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'x-request-id',
])

/** Compresses an answer once, for everyone who will read it within its minute. */
export async function cachedPage({ status, headers, body, tags }: Answer): Promise<CachedPage> {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
  const [br, gz] = await Promise.all([toBrotli(body, quality), toGzip(body)])
  // weak, since one page has three encodings
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !passing.has(name)))
  const shared = { ...kept, etag, vary: 'Accept-Encoding, Cookie', 'cache-control': 'private, no-cache' }
  const form = (bytes: Buffer, encoding?: string): Form => ({
    headers: { ...shared, ...(encoding && { 'content-encoding': encoding }), 'content-length': bytes.length },
    body: bytes,
  })
  const forms = { br: form(br, 'br'), gzip: form(gz, 'gzip'), identity: form(body) }
  const size = br.length + gz.length + body.length + 2000
  return { status, etag, tags, size, forms }
}

/** Sends a page in the best encoding its reader takes, or 304 to a reader who has it. */
export function sendCached(page: CachedPage, req: IncomingMessage, res: ServerResponse) {
  const { headers, body } = page.forms[bestEncoding(req.headers['accept-encoding'])]
  for (const name of res.getHeaderNames()) if (name !== 'x-request-id') res.removeHeader(name)
  if (req.headers['if-none-match']?.split(/,\s*/).includes(page.etag)) {
    res.writeHead(304, withoutBody(headers))
    res.end()
    return
  }
  res.writeHead(page.status, headers)
  res.end(req.method === 'HEAD' ? undefined : body)
}

function bestEncoding(accepted = ''): Encoding {
  const refused = /\b(br|gzip)\s*;\s*q=0(\.0*)?\s*(,|$)/g
  const names = accepted.replace(refused, '')
  if (/\bbr\b/.test(names)) return 'br'
  return /\bgzip\b/.test(names) ? 'gzip' : 'identity'
}

const withoutBody = (headers: OutgoingHttpHeaders) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== 'content-length' && name !== 'content-encoding'),
  )
