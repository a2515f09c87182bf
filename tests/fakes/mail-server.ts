import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

export type Received = { to: string[]; from: string; headers: ReadonlyMap<string, string>; raw: string }

/**
 * A mail server on a free port of 127.0.0.1 that keeps what it is given. `refuse` answers 550 to these receivers;
 * `stumble` breaks off that many times before it takes a letter.
 */
export async function startMailServer({
  refuse = [],
  stumble = 0,
}: { refuse?: string[]; stumble?: number } = {}) {
  const received: Received[] = []
  let left = stumble
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: ({ address }, _session, done) =>
      done(refuse.includes(address) ? refusal(550, 'no such person here') : null),
    onData: (stream, session, done) => {
      let raw = ''
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString('utf8')))
      stream.on('end', () => {
        if (left-- > 0) return done(refusal(451, 'come back later'))
        const from = session.envelope.mailFrom
        received.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          from: from ? from.address : '',
          headers: headersOf(raw),
          raw,
        })
        done(null)
      })
    },
  })
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

/** Headers by lower-case name, folded lines joined. */
function headersOf(raw: string): Map<string, string> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  return new Map(
    head.split('\r\n').map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
}
