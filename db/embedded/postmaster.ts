import { spawn } from 'node:child_process'
import { closeSync, ftruncateSync, fstatSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import type { Binaries } from './binaries.ts'
import { cannotRun, programEnv } from './cluster.ts'
import { commandLine, isAlive } from './living.ts'
import type { Owner } from './owner.ts'
import { StartProblem } from './problem.ts'

/** How to reach a cluster: `host` is the folder of its socket, or a TCP address. */
export type Connection = { host: string; port: number; user: string; password: string; database: string }

type Found = { pid: number; port: number; socketFolder: string }

const startPatience = 30_000
const largestLog = 5_000_000

/** The running postmaster of this cluster, from its pid file; the file may be stale, its pid another program's now. */
export function runningPostmaster(cluster: string): Found | undefined {
  const found = readPidFile(cluster)
  return found && isAlive(found.pid) && serves(found.pid, cluster) ? found : undefined
}

// A postmaster works in its data folder: the inode settles it where one folder has two names.
function serves(pid: number, cluster: string): boolean {
  if (`${commandLine(pid)} `.includes(`-D ${cluster} `)) return true
  const [there, here] = [`/proc/${pid}/cwd`, cluster].map(inodeOf)
  return there !== undefined && there === here
}

function inodeOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path)
    return `${dev}:${ino}`
  } catch {
    return undefined
  }
}

// PostgreSQL itself refuses to start beside a pid file that names any living process.
function dropStalePidFile(cluster: string) {
  const found = readPidFile(cluster)
  if (found && isAlive(found.pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

function readPidFile(cluster: string): Found | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), socketFolder: lines[4] ?? '' }
  } catch {
    return undefined
  }
}

export type Launch = { cluster: string; owner: Owner; binaries: Binaries; settings: Record<string, string> }

/**
 * Brings the cluster to where it takes connections. `adopted` tells that it ran already: its parent was killed, or another
 * process of ours runs it. Backends of a killed postmaster may still be leaving, so an early exit is tried again.
 */
export async function ensureRunning(launch: Launch, connection: Connection): Promise<{ adopted: boolean }> {
  const deadline = Date.now() + startPatience
  const found = runningPostmaster(launch.cluster)
  let reason = 'no answer'
  while (Date.now() < deadline) {
    const running = runningPostmaster(launch.cluster)
    if (!running) dropStalePidFile(launch.cluster)
    const child = running ? undefined : spawnPostmaster(launch)
    while (Date.now() < deadline) {
      const refusal = await refusalOf(connection)
      if (refusal === undefined) return { adopted: found !== undefined && child === undefined }
      reason = refusal
      await wait(25)
      if (child ? child.exited() : !runningPostmaster(launch.cluster)) break
    }
    if (child?.exited()) reason = lastLogLines(launch.cluster)
    await wait(200)
  }
  throw cannotRun('postgres', `${reason} (log: ${logOf(launch.cluster)})`, launch.owner)
}

/** Detached, so that a killed parent leaves the database whole for the next start to adopt. */
function spawnPostmaster({ cluster, owner, binaries, settings }: Launch) {
  const log = openSync(logOf(cluster), 'a', 0o600)
  if (fstatSync(log).size > largestLog) ftruncateSync(log)
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const identity = owner ? { uid: owner.uid, gid: owner.gid } : {}
  const stdio: ['ignore', number, number] = ['ignore', log, log]
  let exited = false
  const child = spawn(binaries.postgres, ['-D', cluster, ...args], {
    ...identity,
    cwd: '/',
    env: programEnv,
    detached: true,
    stdio,
  })
  child.on('error', () => (exited = true))
  child.on('exit', () => (exited = true))
  child.unref()
  closeSync(log)
  return { exited: () => exited }
}

const logOf = (cluster: string) => `${cluster}.log`

function lastLogLines(cluster: string): string {
  try {
    return readFileSync(logOf(cluster), 'utf8').trim().split('\n').slice(-3).join('\n')
  } catch {
    return 'it stopped at once'
  }
}

/** Readiness is a successful connection, not a line in the log. */
async function refusalOf(connection: Connection): Promise<string | undefined> {
  const answer = await ask(connection, 'select 1').catch((error: unknown) => String(error))
  return typeof answer === 'string' ? answer : undefined
}

/** One statement over a connection of its own. */
export async function ask(connection: Connection, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<Record<string, unknown>>(statement)
    return rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Stops a cluster. `SIGINT` disconnects its clients and writes everything down; `SIGQUIT` leaves recovery to the next start. */
export async function stopPostmaster(cluster: string, signal: 'SIGINT' | 'SIGQUIT') {
  const found = runningPostmaster(cluster)
  if (!found) return
  process.kill(found.pid, signal)
  const deadline = Date.now() + 20_000
  while (isAlive(found.pid)) {
    if (Date.now() > deadline) {
      throw new StartProblem(`PostgreSQL (process ${found.pid}) does not stop.`, `See ${logOf(cluster)}.`)
    }
    await wait(20)
  }
}
