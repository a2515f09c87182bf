import { readFileSync } from 'node:fs'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { expect, test } from 'vitest'
import * as schema from '#db/schema/index.ts'
import { projectFiles } from './files.js'

const journal = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8')) as {
  entries: { idx: number; tag: string }[]
}

test('the migrations make the schema that the code declares', async () => {
  const last = journal.entries.at(-1)?.idx ?? 0
  const before = JSON.parse(
    readFileSync(`db/migrations/meta/${String(last).padStart(4, '0')}_snapshot.json`, 'utf8'),
  )
  const statements = await generateMigration(before, generateDrizzleJson({ ...schema }, before.id))
  expect(statements, 'run: npm run db:generate -- --name what_it_is_for').toEqual([])
})

test('migrations are named by intent and each is in the journal', () => {
  const files = projectFiles(/^db\/migrations\/.*\.sql$/).map((file) => file.replace(/^.*\/|\.sql$/g, ''))
  expect(files).toEqual(journal.entries.map((entry) => entry.tag))
  expect(files.filter((file) => !/^\d{4}_[a-z][a-z0-9_]+$/.test(file))).toEqual([])
})

test('every schema file is read by the migrations', () => {
  const index = readFileSync('db/schema/index.ts', 'utf8')
  const rooms = projectFiles(/^db\/schema\/.*\.ts$/).map((file) => file.replace('db/schema/', './'))
  expect(rooms.filter((file) => file !== './index.ts' && !index.includes(file))).toEqual([])
})
