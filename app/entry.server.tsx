import type { AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'
import { keepParts } from './lib/kept.server.ts'
import { KeepingContext } from './lib/kept.tsx'
import { NonceContext } from './lib/nonce.ts'
import { TextsContext } from './lib/texts.tsx'

/** Renders a page whole, in one go: a third of the work of streaming a page that is ready anyway. */
// eslint-disable-next-line max-params -- the signature is Remix's
export default async function renderPage(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const { nonce, parts, texts } = context
  const keeping = keepParts(parts, nonce)
  await readAhead(remix)
  const html = renderToString(
    <NonceContext.Provider value={nonce}>
      <KeepingContext.Provider value={keeping}>
        <TextsContext.Provider value={texts}>
          <RemixServer context={remix} url={request.url} nonce={nonce} />
        </TextsContext.Provider>
      </KeepingContext.Provider>
    </NonceContext.Provider>,
  )
  headers.set('content-type', 'text/html; charset=utf-8')
  return new Response(streamOf(keeping.whole(`<!DOCTYPE html>${html}`)), { status, headers })
}

/** As a stream: of a string a Response looks at every letter twice, and bytes it copies. */
const streamOf = (pieces: readonly Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })

/**
 * The loaders' values for the browser come as a stream that Remix would wait for while it renders, and renderToString
 * cannot wait. Read before, they stand where Remix keeps what it has read.
 */
async function readAhead(remix: EntryContext) {
  if (!remix.serverHandoffStream || !remix.renderMeta) return
  const reader = remix.serverHandoffStream.getReader()
  const decoder = new TextDecoder()
  let value = ''
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read())
    value += decoder.decode(chunk.value, { stream: true })
  reader.releaseLock()
  remix.renderMeta.streamCache = { 0: Object.assign(Promise.resolve(), { result: { done: true, value } }) }
}

/** What a page failed with goes to the log, with the request's id; what the domain refused or a reader mistyped does not. */
// eslint-disable-next-line house/names -- the name is Remix's
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs) {
  if (!request.signal.aborted && !isRouteErrorResponse(error)) context.failed(error)
}
