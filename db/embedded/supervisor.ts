import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { clusterExists, createCluster, readPassword, superuser } from './cluster.ts'
import { alone } from './lock.ts'
import { chooseOwner, nameOf } from './owner.ts'
import { chooseHome, chooseSocketFolder } from './place.ts'
import {
  ask,
  type Connection,
  ensureRunning,
  type Launch,
  runningPostmaster,
  stopPostmaster,
} from './postmaster.ts'

export type EmbeddedStart = {
  folder: string
  log: (line: string) => void
  settings?: Record<string, string>
  sync?: boolean
}

export type Embedded = {
  connection: Connection
  /** PostgreSQL ran already: its parent was killed, or another process of ours runs it. */
  adopted: boolean
  /** The folder that holds the cluster: `folder`, or its fallback. */
  home: string
  /** Stops PostgreSQL, unless other clients are connected. */
  stop(): Promise<void>
}

const database = 'throughline'
const lockPatience = 30_000

/**
 * Starts, or attaches to, the cluster of a folder: creates it the first time, adopts one whose parent was killed, brings
 * it back when it dies. Socket only. Throws StartProblem, which names the cause and the next step.
 */
export async function startEmbedded({
  folder,
  log,
  settings,
  sync = true,
}: EmbeddedStart): Promise<Embedded> {
  const owner = chooseOwner(join(folder, 'postgres'))
  const home = chooseHome(folder, owner, log)
  const cluster = join(home, 'postgres')
  const lock = join(home, 'postgres.lock')
  const binaries = await findBinaries(owner, log)
  const port = Number(settings?.port ?? 5432)

  const bring = () =>
    alone(lock, lockPatience, async () => {
      if (!clusterExists(cluster)) {
        log(`Creating the database in ${cluster} (as ${nameOf(owner)}) …`)
        await createCluster({ home, owner, binaries, sync })
      }
      const password = readPassword(cluster, owner)
      const socketFolder = chooseSocketFolder(cluster, port, owner)
      const ours = { listen_addresses: '', unix_socket_directories: socketFolder, ...settings }
      const running = runningPostmaster(cluster)
      const host = running?.socketFolder ?? socketFolder
      const root: Connection = {
        host,
        port: running?.port ?? port,
        user: superuser,
        password,
        database: 'postgres',
      }
      const launch: Launch = { cluster, owner, binaries, settings: ours }
      const { adopted } = await ensureRunning(launch, root)
      await makeDatabase(root)
      return { adopted, connection: { ...root, database } }
    })

  const { adopted, connection } = await bring()
  log(adopted ? 'Attached to the running PostgreSQL.' : 'PostgreSQL is running.')
  const watch = keepAlive(cluster, log, bring)
  const stop = async () => {
    await watch.stop()
    await alone(lock, lockPatience, () => stopUnlessUsed(cluster, connection, log))
  }
  return { connection, adopted, home, stop }
}

async function makeDatabase(root: Connection) {
  const [present] = await ask(root, `select from pg_database where datname = '${database}'`)
  if (!present) await ask(root, `create database ${database}`)
}

/** Looks twice a second whether PostgreSQL lives and starts it again when it was killed; the clients connect anew. */
function keepAlive(cluster: string, log: (line: string) => void, bring: () => Promise<unknown>) {
  let bringing: Promise<unknown> = Promise.resolve()
  let busy = false
  const timer = setInterval(() => {
    if (busy || runningPostmaster(cluster)) return
    busy = true
    log('PostgreSQL has stopped unexpectedly; starting it again …')
    bringing = bring()
      .then(() => log('PostgreSQL is running again.'))
      .catch((error: unknown) => log(`PostgreSQL cannot be started again: ${String(error)}`))
      .finally(() => (busy = false))
  }, 500)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await bringing
    },
  }
}

// A client that has just left is still seen for some milliseconds, so the count is taken for up to half a second.
async function stopUnlessUsed(cluster: string, connection: Connection, log: (line: string) => void) {
  if (!runningPostmaster(cluster)) return
  const others = `select count(*)::int as clients from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid()`
  let clients = 0
  for (let look = 0; look < 10; look++) {
    const [row] = await ask(connection, others).catch(() => [])
    clients = Number(row?.clients ?? 0)
    if (clients === 0) return await stopPostmaster(cluster, 'SIGINT')
    await wait(50)
  }
  log(`PostgreSQL keeps running: ${clients} other connections use it.`)
}
