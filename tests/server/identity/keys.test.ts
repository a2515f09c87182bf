import { apiKeys } from '#db/schema/identity.ts'
import { Forbidden, Invalid, NotFound } from '#server/core/errors.ts'
import { actorFromKey, createKey, deactivateMember, keyList, revokeKey } from '#server/identity/index.ts'
import { day, expect, minute, test } from '#tests/world.ts'

test('API-03: a key has a role, scopes, an owner, an expiry and a last-use time', async ({ world }) => {
  const ctx = world.as(world.cast.ada)
  const expiresAt = new Date(world.now.getTime() + 30 * day)
  const { key } = await createKey(ctx, { name: 'CI', role: 'engineer', scopes: ['topics:write'], expiresAt })
  const bearer = await actorFromKey(world.as(world.cast.guest), { key })
  expect(bearer?.actor).toMatchObject({ kind: 'key', name: 'CI', role: 'engineer', scopes: ['topics:write'] })
  expect(await keyList(ctx)).toMatchObject([
    { owner: 'ada', expiresAt, lastUsedAt: world.now, revokedAt: null },
  ])

  world.pass(31 * day)
  expect(await actorFromKey(world.as(world.cast.guest), { key })).toBeNull()
})

test('API-03: a key is revoked with effect at once', async ({ world }) => {
  const ctx = world.as(world.cast.ada)
  const { key, keyId } = await createKey(ctx, { name: 'CI', role: 'admin' })
  await revokeKey(ctx, { keyId })
  await revokeKey(ctx, { keyId })
  expect(await actorFromKey(world.as(world.cast.guest), { key })).toBeNull()
  expect(await world.told('key.revoked')).toHaveLength(1)
  await expect(revokeKey(ctx, { keyId: '018f0000-0000-7000-8000-000000000000' })).rejects.toThrow(NotFound)
})

test('the table never holds the key, and its use is noted once a minute at most', async ({ world }) => {
  const { key } = await createKey(world.ctx, { name: 'CI', role: 'admin' })
  const used = async () => {
    await actorFromKey(world.as(world.cast.guest), { key })
    return (await world.db.select().from(apiKeys))[0]?.lastUsedAt
  }
  expect(JSON.stringify(await world.db.select().from(apiKeys))).not.toContain(key)
  const first = await used()
  world.pass(minute / 2)
  expect(await used()).toEqual(first)
  world.pass(minute)
  expect(await used()).toEqual(world.now)
})

test('only an admin’s key acts for a member, with that member’s permissions and the key noted', async ({
  world,
}) => {
  const admin = await createKey(world.ctx, { name: 'bridge', role: 'admin' })
  const plain = await createKey(world.ctx, { name: 'reader', role: 'engineer' })
  const caller = world.as(world.cast.guest)
  const bearer = await actorFromKey(caller, { key: admin.key, actAs: 'NIA' })
  expect(bearer?.actor).toMatchObject({ kind: 'member', handle: 'nia', roles: [], viaKey: admin.keyId })
  await expect(actorFromKey(caller, { key: admin.key, actAs: 'nobody' })).rejects.toThrow(NotFound)
  await expect(actorFromKey(caller, { key: plain.key, actAs: 'nia' })).rejects.toThrow(Forbidden)
  expect(await actorFromKey(caller, { key: 'tl_made-up' })).toBeNull()
})

test('a member’s own key acts for its owner, until the account is closed', async ({ world }) => {
  const { key } = await createKey(world.ctx, { name: 'mine', role: 'member', owner: { handle: 'bo' } })
  const caller = world.as(world.cast.guest)
  expect((await actorFromKey(caller, { key }))?.actor).toMatchObject({ kind: 'member', handle: 'bo' })
  await deactivateMember(world.ctx, { handle: 'bo' })
  expect(await actorFromKey(caller, { key })).toBeNull()
})

test('nobody but an admin makes, lists or revokes keys', async ({ world }) => {
  const { keyId } = await createKey(world.ctx, { name: 'CI', role: 'admin' })
  for (const actor of [world.cast.mo, world.cast.eli, world.cast.nia, world.cast.guest]) {
    const ctx = world.as(actor)
    await expect(createKey(ctx, { name: 'mine', role: 'admin' })).rejects.toThrow(Forbidden)
    await expect(revokeKey(ctx, { keyId })).rejects.toThrow(Forbidden)
    await expect(keyList(ctx)).rejects.toThrow(Forbidden)
  }
  await expect(createKey(world.ctx, { name: 'late', role: 'admin', expiresAt: world.now })).rejects.toThrow(
    Invalid,
  )
})
