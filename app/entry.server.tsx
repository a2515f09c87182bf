import { Writable } from 'node:stream'
import type { AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { NonceContext } from './lib/nonce.ts'

const patience = 8_000

/** Renders a page whole: single fetch hands its values over in the stream, so renderToString is no drop-in (stack.md T5). */
// eslint-disable-next-line max-params -- the signature is Remix's
export default function renderPage(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const { nonce } = context
  return new Promise((resolve, reject) => {
    let shellSent = false
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remix} url={request.url} abortDelay={patience} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        onAllReady() {
          shellSent = true
          clearTimeout(late)
          headers.set('content-type', 'text/html; charset=utf-8')
          pipe(gathered((body) => resolve(new Response(body, { status, headers }))))
        },
        onShellError(error) {
          clearTimeout(late)
          reject(error)
        },
        onError(error) {
          // A reader who left closes the stream early; nobody is there to be told (stack.md T6).
          if (!shellSent && !request.signal.aborted) reject(error)
        },
      },
    )
    // a timer left running would keep what was rendered in memory until it rings
    const late = setTimeout(abort, patience + 1_000).unref()
  })
}

/** All that is written, in one piece: it is whole by then, and one write costs less than forty. */
function gathered(done: (body: Buffer<ArrayBuffer>) => void): Writable {
  const chunks: Uint8Array[] = []
  return new Writable({
    write: (chunk: Uint8Array, _encoding, next) => {
      chunks.push(chunk)
      next()
    },
    final: (next) => {
      done(Buffer.concat(chunks))
      next()
    },
  })
}

/** What a page failed with goes to the log, with the request's id; what the domain refused or a reader mistyped does not. */
// eslint-disable-next-line house/names -- the name is Remix's
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs) {
  if (!request.signal.aborted && !isRouteErrorResponse(error)) context.failed(error)
}
