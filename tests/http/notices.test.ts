import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { makeLog } from '#server/core/log.ts'
import { listenToFacts, type Notices } from '#server/http/index.ts'
import { ownDatabase } from '../database.ts'

let database: Awaited<ReturnType<typeof ownDatabase>>
let notices: Notices

beforeAll(async () => {
  database = await ownDatabase(inject('cluster'), 'http_notices')
  notices = listenToFacts(database.connection, makeLog('silent'))
})
afterAll(async () => {
  await notices.close()
  await database.drop()
})

const tell = (payload: string) => database.sql`select pg_notify('facts', ${payload})`

test('a notice is heard with its tags; one that cannot be read counts as everything', async () => {
  const heard: unknown[] = []
  let found = 0
  const leave = notices.subscribe({ hear: (notice) => heard.push(notice), found: () => (found += 1) })
  await expect.poll(() => found).toBe(1)
  await tell(JSON.stringify({ ids: ['1'], types: ['answer.posted'], tags: ['topic:42'] }))
  await tell('{"all":true}')
  await tell('not json')
  await expect
    .poll(() => heard)
    .toEqual([{ ids: ['1'], types: ['answer.posted'], tags: ['topic:42'] }, { all: true }, { all: true }])
  leave()
})

test('a lost connection is told at once, and its return', async () => {
  const said: string[] = []
  const leave = notices.subscribe({
    hear: () => said.push('heard'),
    lost: () => said.push('lost'),
    found: () => said.push('found'),
  })
  await expect.poll(() => said).toEqual(['found'])
  await database.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'throughline facts'`
  await expect.poll(() => said).toEqual(['found', 'lost', 'found'])
  await tell('{"all":true}')
  await expect.poll(() => said).toEqual(['found', 'lost', 'found', 'heard'])
  leave()
})
