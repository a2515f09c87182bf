import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** Set by a page that may be kept: the tags of what it shows, separated by commas. */
export const tagHeader = 'x-cache-tags'

/** One whole answer of a page that may be kept. */
export type Answer = { status: number; headers: OutgoingHttpHeaders; body: Buffer; tags: readonly string[] }

/** Whether an answer waits to be kept, and so must not be compressed on its way. */
export const isCaptured = (res: ServerResponse) => res.hasHeader(tagHeader)

/**
 * Holds back an answer that names tags and hands it over whole; any other answer passes untouched. Decided when the
 * head would be written. `done` sends something in its place.
 */
export function captureAnswer(res: ServerResponse, done: (answer: Answer) => Promise<void>) {
  const { writeHead, write, end, flushHeaders } = res
  const chunks: Buffer[] = []
  let held: readonly string[] | undefined
  let decided = false

  // Only for an answer that was held: one that passes keeps what compression laid over these in the meantime.
  // only for what takes the answer's place: others may have wrapped these methods since
  const release = () => Object.assign(res, { writeHead, write, end, flushHeaders })
  const holds = () => {
    if (!decided) {
      decided = true
      held = tagsToHold(res)
      cleanHead(res)
    }
    return held !== undefined
  }

  res.writeHead = (status: number, ...rest: unknown[]) => {
    res.statusCode = status
    if (holds()) applyHeaders(res, rest.at(-1))
    else Reflect.apply(writeHead, res, [status, ...rest])
    return res
  }
  res.flushHeaders = () => {
    if (!holds()) Reflect.apply(flushHeaders, res, [])
  }
  res.write = (...args: unknown[]) => {
    if (!holds()) return Reflect.apply(write, res, args)
    keepChunk(chunks, args)
    return true
  }
  res.end = (...args: unknown[]) => {
    if (!holds()) return Reflect.apply(end, res, args)
    keepChunk(chunks, args)
    release()
    const headers = { ...res.getHeaders() }
    done({ status: res.statusCode, headers, body: Buffer.concat(chunks), tags: held ?? [] }).catch(
      (error: unknown) => res.destroy(error instanceof Error ? error : undefined),
    )
    return res
  }
}

/** Tags never leave the house, and no answer is anybody else's unless it says so. */
export function cleanHead(res: ServerResponse) {
  res.removeHeader(tagHeader)
  if (!res.hasHeader('cache-control')) res.setHeader('cache-control', 'private, no-cache')
}

/** Only a plain success is kept, and never one that gives a visitor a cookie. */
function tagsToHold(res: ServerResponse): readonly string[] | undefined {
  const header = res.getHeader(tagHeader)
  if (header === undefined || res.statusCode !== 200 || res.hasHeader('set-cookie')) return undefined
  return String(header)
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}

function applyHeaders(res: ServerResponse, headers: unknown) {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
}

/** Arguments of write and end: a chunk, perhaps its encoding, perhaps a callback. */
function keepChunk(chunks: Buffer[], [chunk, encoding, ...rest]: unknown[]) {
  if (typeof chunk === 'string')
    chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? 'utf8' : undefined))
  else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
  const callback = [chunk, encoding, ...rest].find((argument) => typeof argument === 'function')
  if (callback) queueMicrotask(() => callback())
}
