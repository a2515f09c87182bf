import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { nameOf, type Owner } from './owner.ts'
import { codeOf, StartProblem } from './problem.ts'

export const superuser = 'throughline'
const major = '18'
const passwordFile = 'throughline.password'

/** Sorting and indexes are the same on every host with the builtin locale. */
const locale = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C.UTF-8',
]

type Making = { home: string; owner: Owner; binaries: Binaries; sync: boolean }

/** Creates the cluster beside its place and renames it, so that a killed start leaves no half cluster. */
export async function createCluster({ home, owner, binaries, sync }: Making) {
  const half = join(home, 'postgres.half')
  const password = join(home, 'postgres.half.password')
  rmSync(half, { recursive: true, force: true })
  rmSync(password, { force: true })
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  mkdirSync(half, { mode: 0o700 })
  if (owner) for (const path of [half, password]) chownSync(path, owner.uid, owner.gid)

  const auth = ['--auth=scram-sha-256', `--username=${superuser}`, `--pwfile=${password}`]
  await run(binaries.initdb, ['-D', half, ...locale, ...auth, ...(sync ? [] : ['--no-sync'])], owner)
  renameSync(password, join(half, passwordFile))
  renameSync(half, join(home, 'postgres'))
}

/** The password of a cluster, after a look at whether this process may read it and this PostgreSQL can run it. */
export function readPassword(cluster: string, owner: Owner): string {
  try {
    const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
    if (version === major) return readFileSync(join(cluster, passwordFile), 'utf8').trim()
    throw new StartProblem(
      `The cluster in ${cluster} was made by PostgreSQL ${version}; this is PostgreSQL ${major}.`,
      'Restore a backup into a new DATA_DIR, or set DATABASE_URL to a server of that version.',
    )
  } catch (cause) {
    if (cause instanceof StartProblem) throw cause
    throw new StartProblem(
      `The cluster in ${cluster} cannot be read as ${nameOf(owner)} (${codeOf(cause) ?? String(cause)}).`,
      'Start as the user who created it, or set DATA_DIR to another folder.',
      { cause },
    )
  }
}

export const clusterExists = (cluster: string) => existsSync(cluster)

/** Environment of PostgreSQL's programs: nothing of ours leaks into the database's processes. */
export const programEnv: NodeJS.ProcessEnv = {
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  NODE_ENV: 'production',
}

function run(program: string, args: string[], owner: Owner): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const identity = owner ? { uid: owner.uid, gid: owner.gid } : {}
  const child = spawn(program, args, {
    ...identity,
    cwd: '/',
    env: programEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += String(bytes)))
  child.on('error', (cause) => reject(cannotRun(program, String(cause), owner)))
  child.on('close', (status) =>
    status === 0 ? resolve() : reject(cannotRun(program, lastLines(said), owner)),
  )
  return promise
}

const lastLines = (text: string) => text.trim().split('\n').slice(-4).join('\n')

export const cannotRun = (program: string, reason: string, owner: Owner) =>
  new StartProblem(
    `${program} failed as the user ${nameOf(owner)}: ${reason}`,
    'Look at the reason above (disk full, folder not writable, a container without SETUID?), or set DATABASE_URL.',
  )
