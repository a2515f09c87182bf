import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { ownDatabase } from '../database.ts'
import { tellMany, until } from './place.ts'

let place: Awaited<ReturnType<typeof ownDatabase>>
const folder = mkdtempSync(join(tmpdir(), 'throughline-jobs-'))
const file = (name: string) => join(folder, name)
const linesOf = (name: string) => {
  try {
    return readFileSync(file(name), 'utf8').trim().split('\n')
  } catch {
    return []
  }
}
const has = (name: string, word: string) => () =>
  Promise.resolve(linesOf(name).some((line) => line.startsWith(word)))

beforeAll(async () => {
  place = await ownDatabase(inject('cluster'), 'jobs_killed')
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await place.drop()
})

const startProcess = (name: string, pace: 'slow' | 'quick') =>
  spawn(
    process.execPath,
    [resolve(import.meta.dirname, 'slow-worker.ts'), JSON.stringify(place.connection), file(name), pace],
    { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_ENV: 'test' } },
  )

test(
  'a job whose worker is killed in the middle is finished by another within 30 s, and nothing is lost',
  {
    timeout: 180_000,
  },
  async () => {
    const slow = startProcess('slow', 'slow')
    await until(has('slow', 'ready'), 60)
    await tellMany(place.db, 1)
    await until(has('slow', 'began'), 60)
    const quick = startProcess('quick', 'quick')
    try {
      await until(has('quick', 'ready'), 60)
      await tellMany(place.db, 4)
      slow.kill('SIGKILL')
      const killedAt = performance.now()
      await until(() => Promise.resolve(ended('quick') === 5), 60)
      expect((performance.now() - killedAt) / 1000).toBeLessThan(30)
    } finally {
      slow.kill('SIGKILL')
      quick.kill('SIGKILL')
    }
  },
)

const ended = (name: string) => new Set(linesOf(name).filter((line) => line.startsWith('ended'))).size
