import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
/** Nothing of whoever runs the bench reaches the house. */
const quiet = {
  DATABASE_URL: '',
  ORIGIN: '',
  ROLE: '',
  LOG_LEVEL: 'warn',
  SMTP_URL: '',
  NODE_ENV: 'production' as const,
}

export type Usage = { cpu: number; resident: number }
export type Server = Awaited<ReturnType<typeof startServer>>

type Start = {
  entry: string
  args?: string[]
  env?: Record<string, string>
  flags?: string[]
  /** A worker answers nobody. */
  answers?: boolean
}

/** A server as a process of its own on a free port, measured from inside by `control.ts`: CPU in ms, memory in bytes. */
export async function startServer({ entry, args = [], env = {}, flags = [], answers = true }: Start) {
  const port = String(await freePort())
  const began = performance.now()
  const control = ['--import', resolve(import.meta.dirname, 'control.ts')]
  const child = spawn(process.execPath, [...flags, ...control, resolve(root, entry), ...args], {
    cwd: root,
    env: { ...process.env, ...quiet, PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const url = `http://127.0.0.1:${port}`
  await ready(child)
  if (answers) await fetch(`${url}/healthz`).then((answer) => answer.arrayBuffer())
  return {
    url,
    /** From the start of the process to its first answer, in ms. */
    startedIn: performance.now() - began,
    usage: () => usageOf(child),
    stop: () => end(child),
  }
}

/** The house's pages alone on this database. */
export const startWeb = (database: string, folder: string) =>
  startServer({
    entry: 'server/main.ts',
    args: ['start'],
    env: { ROLE: 'web', DATABASE_URL: database, DATA_DIR: folder },
    flags: (process.env.BENCH_FLAGS ?? '').split(' ').filter((flag) => flag !== ''),
  })

/** The house's jobs alone. */
export const startWorker = (database: string, folder: string) =>
  startServer({
    entry: 'server/main.ts',
    args: ['start'],
    env: { ROLE: 'worker', DATABASE_URL: database, DATA_DIR: folder },
    answers: false,
  })

export const startPlain = () => startServer({ entry: 'tests/bench/plain-server.ts' })

async function ready(child: ChildProcess) {
  const { promise, resolve: stands, reject } = Promise.withResolvers<void>()
  let said = ''
  child.stdout?.on('data', (bytes) => {
    said += String(bytes)
    if (/ is ready/.test(said)) stands()
  })
  child.once('exit', (code) => reject(new Error(`A server ended before it was ready (${code}): ${said}`)))
  await promise
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  const answer = once(child, 'message')
  child.send('usage')
  const [used] = (await answer) as [Usage]
  return used
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended
  clearTimeout(late)
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return address && typeof address === 'object' ? address.port : 0
}
