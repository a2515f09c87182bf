import { eq, sql } from 'drizzle-orm'
import { members } from '#db/schema/index.ts'
import { actorOfMember } from '#server/identity/index.ts'
import { system } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { isAnybody, prepared, value } from '#server/core/prepared.ts'
import { expect, test } from '#tests/world.ts'

test('a statement with values is parsed once for a connection, however often it is asked', async ({
  world: { db, cast },
}) => {
  const kept = async () =>
    (await db.execute<{ statement: string }>(sql`select statement from pg_prepared_statements`)).filter(
      ({ statement }) => statement.includes('"handle" = $1'),
    ).length
  const before = await kept()
  for (const { handle } of [cast.nia, cast.bo, cast.nia])
    await db.select({ id: members.id }).from(members).where(eq(members.handle, handle))
  expect((await kept()) - before).toBe(1)
})

test('a prepared query is built once and asked through whose connection it is', async ({
  world,
  database,
}) => {
  let built = 0
  const named = prepared('test-named', (db) => {
    built += 1
    return db
      .select({ handle: members.handle })
      .from(members)
      .where(eq(members.id, value('id')))
  })
  expect(await named(world.ctx, { id: world.cast.nia.memberId })).toEqual([{ handle: 'nia' }])
  expect(await named(world.ctx, { id: world.cast.bo.memberId })).toEqual([{ handle: 'bo' }])
  expect(built).toBe(1)

  const elsewhere = makeCtx({ db: database.db, actor: system('test'), now: world.now, requestId: 'test' })
  expect(await named(elsewhere, { id: world.cast.nia.memberId }), 'the world is not committed').toEqual([])
  expect(built, 'the same query on another connection').toBe(1)
  expect(await named(world.ctx, { id: world.cast.nia.memberId })).toEqual([{ handle: 'nia' }])
})

test('only who holds no role anywhere is anybody', async ({ world }) => {
  const { cast } = world
  expect(isAnybody(await actorOfMember(world.ctx, { memberId: cast.nia.memberId }))).toBe(true)
  for (const other of [cast.guest, cast.mo, cast.eli, system('test')]) expect(isAnybody(other)).toBe(false)
  expect(isAnybody({ ...cast.nia, boardRoles: { board: ['moderator'] } })).toBe(false)
  expect(isAnybody({ ...cast.nia, languageRoles: { de: ['moderator'] } })).toBe(false)
})
