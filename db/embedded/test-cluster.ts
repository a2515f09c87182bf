import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from './supervisor.ts'
import { holderLives, readHolder, thisProcess } from './lock.ts'
import { type Connection, stopPostmaster } from './postmaster.ts'

export type TestCluster = { connection: Connection; folder: string; stop(): Promise<void> }

const prefix = 'throughline-test-'

/** Nothing here must survive a power cut. */
const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/**
 * A cluster in a temporary folder for one run of tests, gone after `stop()`; those of killed runs are cleared first.
 * With `tcp` it listens on a free port of 127.0.0.1, as an external server would.
 */
export async function startTestCluster({ tcp = false }: { tcp?: boolean } = {}): Promise<TestCluster> {
  await clearAbandoned()
  const folder = mkdtempSync(join(tmpdir(), prefix))
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, 'runner'), JSON.stringify(thisProcess()))
  const port = tcp ? await freePort() : 5432
  const address = tcp ? { listen_addresses: '127.0.0.1', port: String(port) } : {}
  const embedded = await startEmbedded({
    folder,
    log: () => undefined,
    settings: { ...hasty, ...address },
    sync: false,
  })
  return {
    folder,
    connection: tcp ? { ...embedded.connection, host: '127.0.0.1' } : embedded.connection,
    stop: async () => {
      await embedded.stop()
      for (const place of [embedded.home, folder]) await remove(place)
    },
  }
}

async function clearAbandoned() {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))
  for (const folder of folders.map((name) => join(tmpdir(), name))) {
    const runner = readHolder(join(folder, 'runner'))
    if (runner && !holderLives(runner)) await remove(folder)
  }
}

async function remove(folder: string) {
  await stopPostmaster(join(folder, 'postgres'), 'SIGQUIT')
  rmSync(folder, { recursive: true, force: true })
}

async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
  })
  return await promise
}
