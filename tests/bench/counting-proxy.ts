import { connect, createServer, type Socket } from 'node:net'
import { once } from 'node:events'

/** Stands before PostgreSQL and counts the statements that reach it: `E`xecute and simple `Q`uery of the wire protocol. */
export async function startCountingProxy(port: number) {
  let count = 0
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1')
    const read = messageReader((type) => (count += type === 'E' || type === 'Q' ? 1 : 0))
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.pipe(to)
      from.on('error', () => to.destroy())
      from.on('close', () => sockets.delete(from))
    }
    client.on('data', read)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    counted: () => count,
    stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** A client's messages: the first has no type, all others one byte; then four bytes of length that count themselves. */
function messageReader(hear: (type: string) => void) {
  let rest = Buffer.alloc(0)
  let started = false
  return (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes])
    for (;;) {
      const head = started ? 1 : 0
      if (rest.length < head + 4) return
      const length = head + rest.readInt32BE(head)
      if (rest.length < length) return
      if (started) hear(String.fromCharCode(rest[0] ?? 0))
      started = true
      rest = rest.subarray(length)
    }
  }
}
