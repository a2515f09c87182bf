import { eq } from 'drizzle-orm'
import { members, sessions } from '#db/schema/identity.ts'
import { Invalid, TooMany } from '#server/core/errors.ts'
import {
  actorFromSession,
  changePassword,
  deactivateMember,
  makeLimits,
  revokeSession,
  revokeSessions,
  sessionCookie,
  sessionList,
  signIn,
  signOut,
} from '#server/identity/index.ts'
import { cookieOf, newcomer, passphrase, verifiedNewcomer } from '#tests/factories/members.ts'
import { expect, minute, test, type World } from '#tests/world.ts'

const wrong = { status: 422, fields: [{ path: 'password', key: 'identity.signIn.wrong' }] }
const visitor = (world: World) => world.as(world.cast.guest)

test('handle or address and password make a session', async ({ world }) => {
  const zoe = await verifiedNewcomer(world.ctx, 'zoe')
  const limits = makeLimits()
  for (const login of ['zoe', 'ZOE', 'zoe@example.test', ' Zoe@Example.test ']) {
    const { memberId, session } = await signIn(visitor(world), { login, password: passphrase }, limits)
    expect(memberId).toBe(zoe.memberId)
    expect((await actorFromSession(visitor(world), cookieOf(world.ctx, session.id)))?.actor.handle).toBe(
      'zoe',
    )
  }
  expect(await world.told('member.signedIn')).toHaveLength(4)
})

test('an unknown account and a wrong password are answered alike', async ({ world }) => {
  await newcomer(world.ctx, 'zoe')
  const limits = makeLimits()
  for (const login of ['zoe', 'nobody', 'nia', 'nobody@example.test'])
    await expect(signIn(visitor(world), { login, password: 'not this one' }, limits)).rejects.toMatchObject(
      wrong,
    )
})

test('guessing at one account is stopped, and does not lock out its owner elsewhere', async ({ world }) => {
  await newcomer(world.ctx, 'zoe')
  const limits = makeLimits()
  const guess = (ip: string, password = 'not this one') =>
    signIn(visitor(world), { login: 'zoe', password, ip }, limits)
  for (let n = 0; n < 10; n++) await expect(guess('203.0.113.9')).rejects.toMatchObject(wrong)
  await expect(guess('203.0.113.9', passphrase)).rejects.toThrow(TooMany)
  await expect(guess('198.51.100.4', passphrase)).resolves.toBeTruthy()
})

test('one caller cannot try one password on many accounts', async ({ world }) => {
  const limits = makeLimits()
  const spray = async () => {
    for (let n = 0; n < 61; n++)
      await signIn(
        visitor(world),
        { login: `someone${n}`, password: 'x', ip: `2001:db8::${n}` },
        limits,
      ).catch((error: unknown) => {
        if (!(error instanceof Invalid)) throw error
      })
  }
  await expect(spray()).rejects.toThrow(TooMany)
})

test('the table never holds what the cookie holds', async ({ world }) => {
  const zoe = await newcomer(world.ctx, 'zoe')
  const stored = await world.db.select().from(sessions)
  expect(JSON.stringify(stored)).not.toContain(zoe.session.id)
  expect(stored[0]?.id).toMatch(/^[0-9a-f]{64}$/)
  expect(await actorFromSession(visitor(world), cookieOf(world.ctx, stored[0]?.id ?? ''))).toBeNull()
})

test('the cookie is out of reach of scripts and other sites, and Secure where the site is', ({ world }) => {
  expect(sessionCookie(world.ctx, 'x')).toMatch(/HttpOnly.*SameSite=Lax/)
  expect(sessionCookie(world.ctx, 'x')).not.toMatch(/Secure/)
  expect(sessionCookie({ ...world.ctx, site: 'https://forum.example' }, 'x')).toMatch(/Secure/)
  expect(sessionCookie(world.ctx, null)).toMatch(/Max-Age=0/)
})

test('sessions are listed and ended one by one or all at once', async ({ world }) => {
  const zoe = await verifiedNewcomer(world.ctx, 'zoe')
  const limits = makeLimits()
  const device = 'Mozilla/5.0 (X11; Linux x86_64)'
  const { session } = await signIn(visitor(world), { login: 'zoe', password: passphrase, device }, limits)
  await signIn(visitor(world), { login: 'zoe', password: passphrase }, limits)
  const here = await actorFromSession(visitor(world), zoe.cookie)
  const ctx = world.as(await zoe.actor())
  const listed = await sessionList(ctx, { current: here?.hash })
  expect(listed).toHaveLength(3)
  expect(listed.filter(({ current }) => current)).toHaveLength(1)

  const other = listed.find((open) => open.device === device)
  await expect(revokeSession(world.as(world.cast.bo), { session: other?.id ?? '' })).resolves.toBeUndefined()
  expect(await sessionList(ctx)).toHaveLength(3)
  await revokeSession(ctx, { session: other?.id ?? '' })
  expect(await actorFromSession(visitor(world), cookieOf(world.ctx, session.id))).toBeNull()

  await revokeSessions(ctx, { keep: here?.hash })
  expect(await sessionList(ctx)).toHaveLength(1)
  await revokeSessions(ctx)
  expect(await actorFromSession(visitor(world), zoe.cookie)).toBeNull()
  expect(await world.told('sessions.revoked')).toHaveLength(3)
})

test('signing out ends that session, once', async ({ world }) => {
  const zoe = await newcomer(world.ctx, 'zoe')
  const here = await actorFromSession(visitor(world), zoe.cookie)
  const ctx = world.as(await zoe.actor())
  await signOut(ctx, { hash: here?.hash ?? '' })
  await signOut(ctx, { hash: here?.hash ?? '' })
  await signOut(visitor(world), { hash: here?.hash ?? '' })
  expect(await actorFromSession(visitor(world), zoe.cookie)).toBeNull()
  expect(await world.told('member.signedOut')).toHaveLength(1)
})

test('a new password needs the present one and ends every other session', async ({ world }) => {
  const zoe = await newcomer(world.ctx, 'zoe')
  const elsewhere = await signIn(visitor(world), { login: 'zoe', password: passphrase }, makeLimits())
  const here = await actorFromSession(visitor(world), zoe.cookie)
  const ctx = world.as(await zoe.actor())
  const next = 'another quiet afternoon'
  await expect(changePassword(ctx, { current: 'not this one', password: next })).rejects.toMatchObject({
    fields: [{ path: 'current', key: 'identity.password.wrong' }],
  })
  await changePassword(ctx, { current: passphrase, password: next, keep: here?.hash })
  expect(await actorFromSession(visitor(world), zoe.cookie)).not.toBeNull()
  expect(await actorFromSession(visitor(world), cookieOf(world.ctx, elsewhere.session.id))).toBeNull()
  await expect(
    signIn(visitor(world), { login: 'zoe', password: passphrase }, makeLimits()),
  ).rejects.toMatchObject(wrong)
  await signIn(visitor(world), { login: 'zoe', password: next }, makeLimits())
})

test('a closed account has no sessions and no sign-in', async ({ world }) => {
  const zoe = await newcomer(world.ctx, 'zoe')
  await deactivateMember(world.as(await zoe.actor()), { handle: 'zoe' })
  expect(await actorFromSession(visitor(world), zoe.cookie)).toBeNull()
  await expect(
    signIn(visitor(world), { login: 'zoe', password: passphrase }, makeLimits()),
  ).rejects.toMatchObject(wrong)
})

test('when a member was last here is written every five minutes at most', async ({ world }) => {
  const zoe = await newcomer(world.ctx, 'zoe')
  const seen = async () => {
    await zoe.actor()
    const [row] = await world.db
      .select({ at: members.lastSeenAt })
      .from(members)
      .where(eq(members.id, zoe.memberId))
    return row?.at
  }
  const first = await seen()
  world.pass(4 * minute)
  expect(await seen()).toEqual(first)
  const ctx = world.as(world.cast.guest)
  await actorFromSession({ ...ctx, now: new Date(ctx.now.getTime() + 2 * minute) }, zoe.cookie)
  const [row] = await world.db
    .select({ at: members.lastSeenAt })
    .from(members)
    .where(eq(members.id, zoe.memberId))
  expect(row?.at?.getTime()).toBe(world.now.getTime() + 2 * minute)
})
