import { chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { startTestCluster } from '#db/embedded/index.ts'
import {
  clearUp,
  copyOf,
  databaseOf,
  freePort,
  isRoot,
  newFolder,
  nobody,
  run,
  statusOf,
} from './processes.ts'

/** Real processes on a machine that may be busy with other tests. */
const patience = { timeout: 90_000 }

let prepared: string

/** A house on a copy of the prepared folder; `stop` asks it to end and waits. */
async function house(env: Record<string, string> = {}, folder = copyOf(prepared)) {
  const port = await freePort()
  const started = run({ env: { DATA_DIR: folder, PORT: port, ...env } })
  const url = `http://127.0.0.1:${port}`
  const stop = () => {
    started.child.kill('SIGTERM')
    return started.ended
  }
  return { ...started, folder, url, stop }
}

/** Rows that a test has seen acknowledged, in a table of its own. */
async function ledger(folder: string) {
  const embedded = await databaseOf(folder)
  const { sql, close } = openDatabase(embedded.connection, { max: 2 })
  await sql`create table if not exists acknowledged (n int primary key)`
  return {
    add: (n: number) => sql`insert into acknowledged values (${n})`,
    count: async () => Number((await sql`select count(*) as n from acknowledged`)[0]?.n),
    embedded,
    leave: async () => {
      await close()
      await embedded.stop()
    },
  }
}

async function postmasterOf(folder: string) {
  const { embedded, leave } = await ledger(folder)
  const { sql, close } = openDatabase(embedded.connection, { max: 1 })
  const [row] = await sql`select pg_read_file('postmaster.pid') as file`
  await close()
  await leave()
  return Number(String(row?.file).split('\n')[0])
}

beforeAll(async () => {
  prepared = newFolder()
  const port = await freePort()
  const first = run({ env: { DATA_DIR: prepared, PORT: port } })
  const health = `http://127.0.0.1:${port}/healthz`
  const before: number[] = []
  while (!/ready/.test(first.said.out) && first.child.exitCode === null) {
    const status = await statusOf(health)
    if (!/ready/.test(first.said.out)) before.push(status)
    // asking without a pause would take the processor from what is asked
    await new Promise((later) => setTimeout(later, 5))
  }
  const [, link] = await first.line(/(http\S+\/setup\?token=\S+)/)
  firstStart = { before, after: await statusOf(health), setup: await statusOf(link ?? '') }
  first.child.kill('SIGTERM')
  firstStart.code = await first.ended
}, 120_000)
afterAll(clearUp)

let firstStart: { before: number[]; after: number; setup: number; code?: number | NodeJS.Signals }

describe('a first start', patience, () => {
  test('OPS-01: creates the database, is ready before it is well, and prints a link to the setup page', () => {
    expect(firstStart.before.every((status) => status === 0 || status === 503)).toBe(true)
    expect([firstStart.after, firstStart.setup, firstStart.code]).toEqual([200, 200, 0])
  })

  test('makes its secrets once, for its owner only', () => {
    for (const name of ['session-secret', 'encryption-key']) {
      expect(statSync(join(prepared, name)).mode & 0o777).toBe(0o600)
      expect(readFileSync(join(prepared, name), 'utf8').length).toBeGreaterThanOrEqual(32)
    }
  })

  test('names every malformed value of the environment', async () => {
    const { ended, said } = run({
      env: { PORT: 'abc', ROLE: 'boss', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x' },
    })
    expect(await ended).toBe(1)
    for (const name of ['PORT', 'ROLE', 'LOG_LEVEL', 'DATABASE_URL'])
      expect(said.err).toContain(`  ${name} must be`)
  })

  test('says so when the port is taken', async () => {
    const other = await house()
    await other.ready()
    const late = await house({ PORT: new URL(other.url).port })
    expect(await late.ended).toBe(1)
    expect(late.said.err).toMatch(/Port \d+ on 127\.0\.0\.1 is taken[^]*set PORT/)
    await other.stop()
  })
})

describe('a running house', patience, () => {
  test('answers after a warm start of at most 5 s of work, refuses a second `all` by name, lets a worker in, and drains', async () => {
    const first = await house()
    await first.ready()
    expect(await statusOf(`${first.url}/`)).toBe(200)
    expect(cpuSeconds(first.child.pid)).toBeLessThan(5)

    const [second, worker] = [await house({}, first.folder), await house({ ROLE: 'worker' }, first.folder)]
    expect(await second.ended).toBe(1)
    expect(second.said.err).toContain(`Throughline (process ${first.child.pid}) already runs as \`all\``)
    await worker.ready()
    expect(await worker.stop()).toBe(0)
    expect(worker.said.err).toContain('PostgreSQL keeps running')

    const answer = halfSent(first.url)
    await answer.begun
    const ended = first.stop()
    const next = house({}, first.folder)
    answer.finish()
    expect(await answer.whole).toMatch(/^HTTP\/1\.1 (?!503)\d/)
    expect(await ended).toBe(0)
    const waiting = await next
    await waiting.ready()
    expect(await waiting.stop()).toBe(0)
  })

  test('killed outright, loses no acknowledged write and is adopted by the next start', async () => {
    const first = await house()
    await first.ready()
    const rows = await ledger(first.folder)
    for (let n = 0; n < 50; n++) await rows.add(n)
    first.child.kill('SIGKILL')
    await first.ended
    for (let n = 50; n < 60; n++) await rows.add(n)
    const second = await house({}, first.folder)
    await second.ready()
    expect(second.said.err).toContain('Attached to the running PostgreSQL')
    expect(await rows.count()).toBe(60)
    await rows.leave()
    expect(await second.stop()).toBe(0)
  })

  test('brings back a database that was killed under it, with every acknowledged row', async () => {
    const { folder, ready, url, stop, said } = await house()
    await ready()
    const before = await ledger(folder)
    for (let n = 0; n < 50; n++) await before.add(n)
    await before.leave()
    process.kill(await postmasterOf(folder), 'SIGKILL')
    await expect.poll(() => said.err, { timeout: 15_000 }).toContain('PostgreSQL is running again')
    await expect.poll(() => statusOf(`${url}/healthz`), { timeout: 15_000 }).toBe(200)
    expect(await statusOf(`${url}/questions`)).toBe(200)
    const after = await ledger(folder)
    expect(await after.count()).toBe(50)
    await after.leave()
    expect(await stop()).toBe(0)
  })

  test('ends in order when its launcher is killed', async () => {
    const folder = copyOf(prepared)
    const port = await freePort()
    const launcher = run({ entry: 'tests/launch/parent.js', args: [], env: { DATA_DIR: folder, PORT: port } })
    await launcher.ready()
    launcher.child.kill('SIGKILL')
    await expect.poll(() => statusOf(`http://127.0.0.1:${port}/healthz`), { timeout: 15_000 }).toBe(0)
    const next = await house({}, folder)
    await next.ready()
    expect(await next.stop()).toBe(0)
  })
})

describe('elsewhere', patience, () => {
  test('works on an external PostgreSQL over TCP and makes none of its own', async () => {
    const cluster = await startTestCluster({ tcp: true })
    const { user, password, host, port, database } = cluster.connection
    const folder = newFolder()
    const outside = await house(
      { DATABASE_URL: `postgres://${user}:${password}@${host}:${port}/${database}` },
      folder,
    )
    await outside.ready()
    expect(await statusOf(`${outside.url}/healthz`)).toBe(200)
    expect(outside.said.err).not.toContain('Creating the database')
    expect(await outside.stop()).toBe(0)
    await cluster.stop()
  })

  test.skipIf(!isRoot)('works as an ordinary user', async () => {
    const folder = newFolder()
    chownSync(folder, nobody.uid, nobody.gid)
    const port = await freePort()
    const ordinary = run({ env: { DATA_DIR: folder, PORT: port }, identity: nobody })
    await ordinary.ready()
    expect(await statusOf(`http://127.0.0.1:${port}/healthz`)).toBe(200)
    ordinary.child.kill('SIGTERM')
    expect(await ordinary.ended).toBe(0)
  })

  test('survives a stale pid file that names a living program, and a socket path that is too long', async () => {
    const folder = join(copyOf(prepared), 'a-folder-with-quite-a-long-name'.repeat(3))
    mkdirSync(folder, { recursive: true })
    const long = await databaseOf(folder)
    expect(long.connection.host.length).toBeLessThan(60)
    await long.stop()
    writeFileSync(join(folder, 'postgres/postmaster.pid'), `${process.pid}\n${folder}\n0\n5432\n${folder}\n`)
    const again = await databaseOf(folder)
    expect(again.adopted).toBe(false)
    await again.stop()
  })
})

/** A form whose body is still on its way when the house is asked to end. */
function halfSent(url: string) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const body = 'login=nobody&password=nothing-at-all'
  let said = ''
  socket.on('data', (bytes) => (said += String(bytes)))
  const begun = new Promise<void>((resolve) => {
    const head = `POST /signin HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/x-www-form-urlencoded`
    socket.write(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 8)}`, () =>
      setTimeout(resolve, 100),
    )
  })
  const whole = new Promise<string>((resolve) => socket.on('close', () => resolve(said)))
  return { begun, whole, finish: () => socket.write(body.slice(8)) }
}

/** Work of a process so far, whatever else the machine does meanwhile: user and system ticks, a hundred to the second. */
function cpuSeconds(pid: number | undefined): number {
  if (process.platform !== 'linux') return 0
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
