import { createAdapter } from '@socket.io/postgres-adapter'
import { Client, Pool } from 'pg'
import { type Address, pgOptions } from '#db/client.ts'
import type { Logger } from '#server/core/log.ts'

const name = 'throughline sockets'

/**
 * The adapter that joins the sockets of several processes through Postgres. It listens on a connection of its own and
 * not on one of the pool: there it has no error handler, so a lost database would end the process, and it is never given
 * back, so each loss would cost the pool a place and closing would wait for ever.
 */
export function adapterThrough(address: Address, log: Logger) {
  const warn = (error: Error) => log.warn({ err: error }, 'the connection between sockets')
  const pool = new Pool({ ...pgOptions(address), max: 2, application_name: name })
  pool.on('error', warn)
  const listening = new Set<Client>()
  let closed = false

  const connect = async () => {
    if (closed) throw new Error('closed')
    const client = new Client({ ...pgOptions(address), application_name: name, keepAlive: true })
    client.on('error', warn)
    client.once('end', () => listening.delete(client))
    listening.add(client)
    await client.connect()
    return Object.assign(client, { release: () => void client.end().catch(warn) })
  }
  const source = new Proxy(pool, {
    get: (target, key) => {
      if (key === 'connect') return connect
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return {
    adapter: createAdapter(source, { errorHandler: (error) => closed || warn(error) }),
    close: async () => {
      closed = true
      await Promise.all([...listening].map((client) => client.end().catch(warn)))
      await pool.end()
    },
  }
}
