import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { StartProblem } from '#db/embedded/index.ts'
import { say } from '#server/core/words.ts'
import type { Phase } from './health.ts'

type Handler = (req: IncomingMessage, res: ServerResponse) => void
type Place = { host: string; port: number; version: string }

const drainPatience = 10_000

/** The raw http server: it listens from the start and says 503 until the site stands, and again while draining. */
export type FrontDoor = Awaited<ReturnType<typeof openFrontDoor>>

/** Listens on host and port (0 takes a free one). Throws StartProblem when that is not possible. */
export async function openFrontDoor({ host, port, version }: Place) {
  let phase: Phase = 'starting'
  let site: Handler | undefined
  const server = createServer((req, res) => {
    if (phase === 'draining') res.setHeader('connection', 'close')
    if (site && phase === 'ready') site(req, res)
    else sayNotNow(res, { status: phase === 'draining' ? 'draining' : 'starting', version })
  })
  await listen(server, host, port)
  const address = server.address()
  return {
    server,
    port: typeof address === 'object' && address ? address.port : port,
    phase: () => phase,
    open: (handler: Handler) => {
      site = handler
      phase = 'ready'
    },
    /** Takes no new connections and waits for the requests under way, at most 10 s. */
    close: async () => {
      phase = 'draining'
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const late = setTimeout(() => server.closeAllConnections(), drainPatience)
      await closed
      clearTimeout(late)
    },
  }
}

function sayNotNow(
  res: ServerResponse,
  { status, version }: { status: 'starting' | 'draining'; version: string },
) {
  res.writeHead(503, { 'content-type': 'application/json', 'cache-control': 'no-store', 'retry-after': '2' })
  res.end(JSON.stringify({ status, version, database: 'unknown', detail: say('en', `http.${status}`) }))
}

function listen(server: Server, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', (cause: NodeJS.ErrnoException) => reject(cannotListen({ host, port }, cause)))
  server.listen(port, host, () => resolve())
  return promise
}

function cannotListen({ host, port }: { host: string; port: number }, cause: NodeJS.ErrnoException) {
  const taken = cause.code === 'EADDRINUSE'
  return new StartProblem(
    taken
      ? `Port ${port} on ${host} is taken by another program.`
      : `Cannot listen on ${host}:${port} (${cause.code}).`,
    taken
      ? 'Stop that program, or set PORT to a free one.'
      : 'Set HOST and PORT to an address of this machine you may use.',
    { cause },
  )
}
