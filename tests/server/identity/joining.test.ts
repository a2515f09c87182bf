import { eq } from 'drizzle-orm'
import { members } from '#db/schema/identity.ts'
import { change } from '#server/core/change.ts'
import { actingAs } from '#server/core/ctx.ts'
import { Conflict, Forbidden, Invalid, TooMany } from '#server/core/errors.ts'
import { changeSettings } from '#server/settings/index.ts'
import { createMember, joinMember, letterToken, makeLimits, verifyEmail } from '#server/identity/index.ts'
import { newcomer, passphrase, verifiedNewcomer } from '#tests/factories/members.ts'
import { expect, hour, test } from '#tests/world.ts'

const write = (ctx: Parameters<typeof change>[0]) => change(ctx, () => Promise.resolve('written'))

test('a visitor joins, is signed in, and writes once the address is verified', async ({ world }) => {
  const zoe = await newcomer(world.ctx, 'zoe')
  await expect(write(world.as(await zoe.actor()))).rejects.toMatchObject({
    status: 403,
    type: 'email-unverified',
  })

  const letter = await letterToken(world.ctx, { memberId: zoe.memberId, purpose: 'verify' })
  if (letter?.kind !== 'proof') throw new Error('no letter')
  expect(letter.email).toBe(zoe.email)
  await verifyEmail(world.as(await zoe.actor()), { token: letter.token })
  await verifyEmail(world.as(await zoe.actor()), { token: letter.token })
  await expect(write(world.as(await zoe.actor()))).resolves.toBe('written')

  expect(await world.told('member.joined')).toHaveLength(1)
  expect(await world.told('member.verified')).toHaveLength(1)
  expect(await letterToken(world.ctx, { memberId: zoe.memberId, purpose: 'verify' })).toBeNull()
})

test('nothing secret or personal stands in the facts of joining', async ({ world }) => {
  await newcomer(world.ctx, 'zoe')
  const facts = JSON.stringify(await world.told('member.joined'))
  expect(facts).not.toMatch(/zoe|example\.test|afternoon/)
})

test('joining with a known address looks the same; only its letter says that the account exists', async ({
  world,
}) => {
  const stranger = await newcomer(world.ctx, 'nia-too', 'NIA@example.test')
  expect((await stranger.actor()).emailVerified).toBe(false)
  const letter = await letterToken(world.ctx, { memberId: stranger.memberId, purpose: 'verify' })
  expect(letter).toEqual({ kind: 'taken', email: 'NIA@example.test', handle: 'nia' })
})

test('who holds only the letter cannot confirm a stranger’s account', async ({ world }) => {
  const zoe = await newcomer(world.ctx, 'zoe')
  const letter = await letterToken(world.ctx, { memberId: zoe.memberId, purpose: 'verify' })
  const token = letter?.kind === 'proof' ? letter.token : ''
  await expect(verifyEmail(world.as(world.cast.guest), { token })).rejects.toMatchObject({
    type: 'sign-in-required',
  })
  await expect(verifyEmail(world.as(world.cast.bo), { token })).rejects.toThrow(Forbidden)
  await verifyEmail(world.as(await zoe.actor()), { token })
})

test('a letter’s link expires', async ({ world }) => {
  const zoe = await newcomer(world.ctx, 'zoe')
  const letter = await letterToken(world.ctx, { memberId: zoe.memberId, purpose: 'verify' })
  world.pass(73 * hour)
  const token = letter?.kind === 'proof' ? letter.token : ''
  await expect(verifyEmail(world.as(await zoe.actor()), { token })).rejects.toThrow(Invalid)
})

test('of two who joined with one address the first to verify has it', async ({ world }) => {
  const one = await newcomer(world.ctx, 'one', 'shared@example.test')
  const two = await newcomer(world.ctx, 'two', 'shared@example.test')
  const letters = await Promise.all(
    [one, two].map(async ({ memberId }) => letterToken(world.ctx, { memberId, purpose: 'verify' })),
  )
  const [first, second] = letters.map((letter) => (letter?.kind === 'proof' ? letter.token : ''))
  await verifyEmail(world.as(await one.actor()), { token: first ?? '' })
  await expect(verifyEmail(world.as(await two.actor()), { token: second ?? '' })).rejects.toThrow(Conflict)
})

test('a handle is taken in any case of letters, and a bad form names each field', async ({ world }) => {
  const visitor = actingAs(world.ctx, world.cast.guest)
  await expect(
    joinMember(visitor, { handle: 'NIA', email: 'x@example.test', password: passphrase }, makeLimits()),
  ).rejects.toMatchObject({ fields: [{ path: 'handle', key: 'identity.handle.taken' }] })
  await expect(
    joinMember(visitor, { handle: 'a b', email: 'nowhere', password: 'short' }, makeLimits()),
  ).rejects.toMatchObject({ fields: [{ path: 'handle' }, { path: 'email' }, { path: 'password' }] })
})

test('a closed site takes nobody, and one caller cannot join without end', async ({ world }) => {
  const visitor = actingAs(world.ctx, world.cast.guest)
  const limits = makeLimits()
  const tries = async () => {
    for (let n = 0; n < 12; n++)
      await joinMember(
        visitor,
        { handle: 'nia', email: 'x@example.test', password: passphrase, ip: '203.0.113.9' },
        limits,
      ).catch((error: unknown) => {
        if (error instanceof TooMany) throw error
      })
  }
  await expect(tries()).rejects.toThrow(TooMany)
  await changeSettings(world.ctx, { registration: 'closed' })
  await expect(
    joinMember(visitor, { handle: 'zoe', email: 'x@example.test', password: passphrase }, makeLimits()),
  ).rejects.toThrow(Forbidden)
})

test('an admin makes members; a verified address vouches unless said otherwise', async ({ world }) => {
  const ctx = world.as(world.cast.ada)
  const lea = await createMember(ctx, {
    handle: 'lea',
    email: 'lea@example.test',
    emailVerified: true,
    roles: ['engineer'],
  })
  expect(lea).toMatchObject({ displayName: 'lea', roles: ['engineer'], vouchedAt: world.now })
  const max = await createMember(ctx, {
    handle: 'max',
    email: 'max@example.test',
    emailVerified: true,
    vouched: false,
  })
  expect(max.vouchedAt).toBeNull()
  await expect(createMember(ctx, { handle: 'LEA', email: 'other@example.test' })).rejects.toThrow(Conflict)
  await expect(
    createMember(ctx, { handle: 'lea2', email: 'Lea@example.test', emailVerified: true }),
  ).rejects.toThrow(Conflict)
  expect((await world.told('member.vouched')).map(({ payload }) => payload.memberId)).toEqual([lea.id])
  await expect(createMember(world.as(world.cast.mo), { handle: 'kim' })).rejects.toThrow(Forbidden)
})

test('a password is kept as argon2id only', async ({ world }) => {
  const zoe = await verifiedNewcomer(world.ctx, 'zoe')
  const [row] = await world.db.select().from(members).where(eq(members.id, zoe.memberId))
  expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})
