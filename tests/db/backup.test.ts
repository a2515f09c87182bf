import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { backup, restore } from '#db/backup.ts'
import { StartProblem } from '#db/embedded/index.ts'
import type { Actor } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { dawn } from '#tests/world.ts'
import { ownDatabase } from '../database.ts'
import { castOf } from '../factories/cast.ts'
import { answers, asks, deskOf } from '../factories/crm.ts'

type Own = Awaited<ReturnType<typeof ownDatabase>>

const folder = mkdtempSync(join(tmpdir(), 'throughline-backup-'))
const file = join(folder, 'northline.backup')
let full: Own
let empty: Own

beforeAll(async () => {
  const cluster = inject('cluster')
  full = await ownDatabase(cluster, 'backup_full')
  empty = await ownDatabase(cluster, 'backup_empty')
  const as = (actor: Actor) => makeCtx({ db: full.db, actor, now: dawn, requestId: 'test' })
  const cast = await castOf({ db: full.db, now: dawn })
  const desk = { ctx: as(cast.ada), as, cast }
  await deskOf(desk)
  const { id: topicId } = await asks(as(cast.cal), 'Why does a tab\there\nand a \\N break it?')
  await answers(as(cast.bo), topicId, 'It “does not”: {"table":"x"} is a row like any other.')
})
afterAll(async () => {
  await full.drop()
  await empty.drop()
  rmSync(folder, { recursive: true })
})

/** Rows and their checksum, whatever their order. */
async function sumsOf({ sql }: Own) {
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`
  const sums: Record<string, unknown> = {}
  for (const { name } of tables) {
    const [row] =
      await sql`select count(*)::int as rows, sum(hashtext(t::text)::bigint)::text as sum from ${sql(name)} t`
    sums[name] = row
  }
  return sums
}

test('OPS-05: a backup restored into an empty install brings back every row, and numbers go on', async () => {
  const written = await backup(full.sql, file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await restore(empty.sql, file)).toEqual(written)
  expect(await sumsOf(empty)).toEqual(await sumsOf(full))

  const next = async ({ sql }: Own) =>
    (await sql`select nextval(pg_get_serial_sequence('topics', 'id'))::int as id`)[0]?.id
  expect(await next(empty)).toBe(await next(full))
  const [keys] =
    await empty.sql`select count(*)::int as n from pg_constraint where contype = 'f' and convalidated`
  const [wanted] = await full.sql`select count(*)::int as n from pg_constraint where contype = 'f'`
  expect(keys).toEqual(wanted)
})

test('a full database, another version’s file and a cut one are refused, and nothing is changed', async () => {
  const before = await sumsOf(full)
  await expect(restore(full.sql, file)).rejects.toThrow(/not empty/)
  const other = join(folder, 'other.backup')
  writeFileSync(other, gzipSync('{"format":"throughline-backup-1","migrations":["x"]}\n'))
  await expect(restore(full.sql, other)).rejects.toThrow(StartProblem)
  writeFileSync(other, gzipSync('hello\n'))
  await expect(restore(full.sql, other)).rejects.toThrow(/not a backup/)
  expect(await sumsOf(full)).toEqual(before)
})
