import { emailTokens } from '#db/schema/identity.ts'
import { Conflict, Invalid, TooMany } from '#server/core/errors.ts'
import {
  actorFromSession,
  askForLetter,
  changeEmail,
  letterHolds,
  letterToken,
  makeLimits,
  memberProfile,
  pruneProofs,
  recoverAsk,
  recoverSet,
  signIn,
  verifyEmail,
} from '#server/identity/index.ts'
import { newcomer, passphrase, verifiedNewcomer } from '#tests/factories/members.ts'
import { day, expect, minute, test, type World } from '#tests/world.ts'

const next = 'another quiet afternoon'
const visitor = (world: World) => world.as(world.cast.guest)

async function recoveryToken(
  world: World,
  who: { memberId: Awaited<ReturnType<typeof newcomer>>['memberId'] },
) {
  const letter = await letterToken(world.ctx, { memberId: who.memberId, purpose: 'recover' })
  if (letter?.kind !== 'proof') throw new Error('no letter')
  return letter.token
}

test('asking to recover is answered alike for known and unknown addresses', async ({ world }) => {
  const zoe = await verifiedNewcomer(world.ctx, 'zoe')
  const limits = makeLimits()
  expect(await recoverAsk(visitor(world), { email: 'ZOE@example.test' }, limits)).toBe(
    await recoverAsk(visitor(world), { email: 'nobody@example.test' }, limits),
  )
  expect((await world.told('recovery.asked')).map(({ payload }) => payload)).toEqual([
    { memberId: zoe.memberId },
  ])
})

test('one address is not sent letters without end', async ({ world }) => {
  const limits = makeLimits()
  const ask = (email: string) => recoverAsk(visitor(world), { email, ip: '203.0.113.9' }, limits)
  for (let n = 0; n < 3; n++) await ask('zoe@example.test')
  await expect(ask('Zoe@example.test')).rejects.toThrow(TooMany)
  await ask('someone@example.test')
})

test('a recovery link sets a password once, ends every session and signs in', async ({ world }) => {
  const zoe = await verifiedNewcomer(world.ctx, 'zoe')
  const token = await recoveryToken(world, zoe)
  const spare = await recoveryToken(world, zoe)
  expect(await letterHolds(visitor(world), { token, purpose: 'recover' })).toBe(true)
  await recoverSet(visitor(world), { token, password: next })
  expect(await actorFromSession(visitor(world), zoe.cookie)).toBeNull()
  for (const used of [token, spare, 'made up'])
    await expect(recoverSet(visitor(world), { token: used, password: next })).rejects.toThrow(Invalid)
  await signIn(visitor(world), { login: 'zoe', password: next }, makeLimits())
  await expect(signIn(visitor(world), { login: 'zoe', password: passphrase }, makeLimits())).rejects.toThrow(
    Invalid,
  )
  expect(await world.told('member.recovered')).toHaveLength(1)
})

test('a recovery link lasts an hour, and cannot verify nor a verifying one recover', async ({ world }) => {
  const zoe = await newcomer(world.ctx, 'zoe')
  const token = await recoveryToken(world, zoe)
  await expect(verifyEmail(world.as(await zoe.actor()), { token })).rejects.toThrow(Invalid)
  world.pass(61 * minute)
  await expect(recoverSet(visitor(world), { token, password: next })).rejects.toThrow(Invalid)
})

test('a bad new password leaves the link good', async ({ world }) => {
  const zoe = await verifiedNewcomer(world.ctx, 'zoe')
  const token = await recoveryToken(world, zoe)
  await expect(recoverSet(visitor(world), { token, password: 'short' })).rejects.toThrow(Invalid)
  await recoverSet(visitor(world), { token, password: next })
})

test('recovering proves the address of someone who never verified it', async ({ world }) => {
  const zoe = await newcomer(world.ctx, 'zoe')
  await recoverSet(visitor(world), { token: await recoveryToken(world, zoe), password: next })
  expect(await world.told('member.verified')).toHaveLength(1)
})

test('the table never holds what a letter holds', async ({ world }) => {
  const zoe = await newcomer(world.ctx, 'zoe')
  const token = await recoveryToken(world, zoe)
  expect(JSON.stringify(await world.db.select().from(emailTokens))).not.toContain(token)
})

test('a new address holds once its letter is answered; until then the old one does', async ({ world }) => {
  const zoe = await verifiedNewcomer(world.ctx, 'zoe')
  const ctx = world.as(await zoe.actor())
  const account = async () => (await memberProfile(ctx, { handle: 'zoe' })).account
  await expect(changeEmail(ctx, { email: 'new@example.test', password: 'not this one' })).rejects.toThrow(
    Invalid,
  )
  await changeEmail(ctx, { email: 'new@example.test', password: passphrase })
  expect(await account()).toMatchObject({ email: 'zoe@example.test', pendingEmail: 'new@example.test' })

  const letter = await letterToken(world.ctx, { memberId: zoe.memberId, purpose: 'verify' })
  expect(letter).toMatchObject({
    kind: 'proof',
    email: 'new@example.test',
    previousEmail: 'zoe@example.test',
  })
  await verifyEmail(ctx, { token: letter?.kind === 'proof' ? letter.token : '' })
  expect(await account()).toMatchObject({ email: 'new@example.test', pendingEmail: null })
  expect(await world.told('email.changed')).toHaveLength(1)
})

test('a mistyped address that was corrected proves nothing any more', async ({ world }) => {
  const zoe = await verifiedNewcomer(world.ctx, 'zoe')
  const ctx = world.as(await zoe.actor())
  await changeEmail(ctx, { email: 'typo@example.test', password: passphrase })
  const letter = await letterToken(world.ctx, { memberId: zoe.memberId, purpose: 'verify' })
  await changeEmail(ctx, { email: 'right@example.test', password: passphrase })
  await expect(verifyEmail(ctx, { token: letter?.kind === 'proof' ? letter.token : '' })).rejects.toThrow(
    Invalid,
  )
})

test('an address that another verified meanwhile is refused', async ({ world }) => {
  const zoe = await verifiedNewcomer(world.ctx, 'zoe')
  const ctx = world.as(await zoe.actor())
  await changeEmail(ctx, { email: 'wanted@example.test', password: passphrase })
  const letter = await letterToken(world.ctx, { memberId: zoe.memberId, purpose: 'verify' })
  await verifiedNewcomer(world.ctx, 'yan', 'wanted@example.test')
  await expect(verifyEmail(ctx, { token: letter?.kind === 'proof' ? letter.token : '' })).rejects.toThrow(
    Conflict,
  )
})

test('the verifying letter can be asked for again while there is something to verify', async ({ world }) => {
  const zoe = await newcomer(world.ctx, 'zoe')
  await askForLetter(world.as(await zoe.actor()))
  await askForLetter(world.as(world.cast.nia))
  expect((await world.told('email.changed')).map(({ payload }) => payload.memberId)).toEqual([zoe.memberId])
})

test('proofs that no letter can use any more are dropped a week later', async ({ world }) => {
  const zoe = await newcomer(world.ctx, 'zoe')
  await recoveryToken(world, zoe)
  world.pass(6 * day)
  await pruneProofs(world.ctx)
  expect(await world.db.$count(emailTokens)).toBe(1)
  world.pass(2 * day)
  await pruneProofs(world.ctx)
  expect(await world.db.$count(emailTokens)).toBe(0)
})
