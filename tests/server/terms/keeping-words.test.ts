import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '#server/core/ctx.ts'
import { newId } from '#server/core/ids.ts'
import { acceptTerms, ownAcceptances, publishTerms, termsVersion } from '#server/terms/index.ts'
import { expect, test, type World } from '#tests/world.ts'

const summary = 'Everything in a sentence.'
const text = 'Be kind to people here, and say where an answer comes from when you post one.'
const publish = (world: World) =>
  publishTerms(world.as(world.cast.ada), { document: 'terms-of-service', summary, text, mustAccept: true })

/** What the database says to a statement, in a savepoint that is thrown away. */
async function tried(db: Database | Transaction, statement: ReturnType<typeof sql>): Promise<string> {
  try {
    await db.transaction((inner) => inner.execute(statement))
    return 'done'
  } catch (error) {
    const { cause } = error as { cause?: { message?: string } }
    return cause?.message ?? String(error)
  }
}

test('TERMS-05: the database refuses to change, delete or truncate a published version', async ({
  world,
}) => {
  const { hash } = await publish(world)
  const kept = 'rows of terms_versions are never changed or removed'
  for (const statement of [
    sql`update terms_versions set text = 'Pay us.' where version = 1`,
    sql`update terms_versions set effective_at = effective_at - interval '1 day'`,
    sql`delete from terms_versions`,
    sql`truncate terms_versions cascade`,
    sql`insert into terms_versions select * from terms_versions on conflict (id) do update set text = 'Pay us.'`,
  ])
    expect(await tried(world.db, statement)).toContain(kept)
  expect(await termsVersion(world.ctx, { version: 1 })).toMatchObject({ text, hash })
})

test('TERMS-03: the database refuses to change, delete or truncate an acceptance', async ({ world }) => {
  await publish(world)
  await acceptTerms(world.as(world.cast.nia), { version: 1 })
  const kept = 'rows of acceptances are never changed or removed'
  for (const statement of [
    sql`update acceptances set version = 2`,
    sql`update acceptances set at = at - interval '1 year'`,
    sql`delete from acceptances where version = 1`,
    sql`truncate acceptances`,
  ])
    expect(await tried(world.db, statement)).toContain(kept)
  expect(await ownAcceptances(world.as(world.cast.nia))).toHaveLength(1)
})

test('TERMS-03: the database refuses an acceptance of a text that was not published as its hash says', async ({
  world,
}) => {
  const { hash } = await publish(world)
  const insert = (wish: { version?: number; locale?: string; hash?: string }) =>
    tried(
      world.db,
      sql`insert into acceptances (id, member_id, document, version, hash, locale, method, at)
        values (${newId<string>()}, ${world.cast.bo.memberId}, 'terms-of-service', ${wish.version ?? 1},
          ${wish.hash ?? hash}, ${wish.locale ?? 'en'}, 'page', ${world.now.toISOString()})`,
    )
  expect(await insert({ version: 2 })).toContain('acceptances_text')
  expect(await insert({ locale: 'de' })).toContain('acceptances_text')
  expect(await insert({ hash: 'another' })).toContain('acceptances_text')
  expect(await insert({})).toBe('done')
  expect(await insert({})).toContain('acceptances_once')
})
