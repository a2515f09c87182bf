import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startEmbedded } from '#db/embedded/index.ts'

export const root = resolve(import.meta.dirname, '../..')
const compiled = resolve(root, '.cache/node')
/** Nothing of whoever runs the tests reaches the house. */
const quiet = { DATABASE_URL: '', ORIGIN: '', ROLE: '', LOG_LEVEL: 'warn', NODE_COMPILE_CACHE: compiled }
export const isRoot = process.getuid?.() === 0
export const nobody = { uid: 65534, gid: 65534 }

type Run = {
  entry?: string
  args?: string[]
  env?: Record<string, string>
  identity?: { uid: number; gid: number }
}

/** One of our programs as a process of its own, with what it says so far. */
export function run({ entry = 'server/main.ts', args = ['start'], env = {}, identity }: Run) {
  const { NODE_ENV: _nodeEnv, ...inherited } = process.env
  const child = spawn(process.execPath, [resolve(root, entry), ...args], {
    cwd: root,
    env: { ...inherited, NODE_ENV: 'production', ...quiet, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...identity,
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (bytes) => (said.out += String(bytes)))
  child.stderr.on('data', (bytes) => (said.err += String(bytes)))
  const ended = new Promise<number | NodeJS.Signals>((done) =>
    child.on('close', (code, signal) => done(code ?? signal ?? 1)),
  )
  running.add(child)
  void ended.then(() => running.delete(child))
  const line = (pattern: RegExp, patience = 25_000) => {
    const late = Date.now() + patience
    const { promise, resolve: found, reject } = Promise.withResolvers<RegExpExecArray>()
    const look = setInterval(() => {
      const match = pattern.exec(said.out)
      if (match) found(match)
      else if (child.exitCode !== null || Date.now() > late)
        reject(new Error(`no ${String(pattern)} in:\n${said.out}\n${said.err}`))
      else return
      clearInterval(look)
    }, 5)
    return promise
  }
  return { child, said, ended, line, ready: () => line(/ready/) }
}

const running = new Set<ChildProcess>()
const folders: string[] = []

/** A folder for DATA_DIR, removed at the end of the file. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-launch-'))
  chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}

/** A copy of a stopped house with its database, owners and modes included: quicker than making one. */
export function copyOf(folder: string): string {
  const copy = newFolder()
  execFileSync('cp', ['-a', `${folder}/.`, copy])
  return copy
}

/** The database of a running or stopped house, for a look from outside. */
export const databaseOf = (folder: string) => startEmbedded({ folder, log: () => undefined })

/** Ends whatever a failed test left behind. */
export async function clearUp() {
  for (const child of running) child.kill('SIGKILL')
  for (const folder of folders) {
    const database = await databaseOf(folder).catch(() => undefined)
    await database?.stop().catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}

export async function freePort(): Promise<string> {
  const { promise, resolve: found } = Promise.withResolvers<string>()
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => found(String(address && typeof address === 'object' ? address.port : 0)))
  })
  return await promise
}

/** Status of an address now; 0 while nobody listens. */
export const statusOf = (url: string) =>
  fetch(url).then(
    async (answer) => {
      await answer.arrayBuffer()
      return answer.status
    },
    () => 0,
  )
