import { members } from '#db/schema/identity.ts'
import { Invalid } from '#server/core/errors.ts'
import {
  actorFromSession,
  completeSetup,
  setupIsOpen,
  setupLink,
  setupLinkHolds,
} from '#server/identity/index.ts'
import { settingsOf } from '#server/settings/index.ts'
import { cookieOf, passphrase } from '#tests/factories/members.ts'
import { expect, test } from '#tests/world.ts'

const owner = { siteName: 'Fernhall', handle: 'olga', email: 'olga@example.test', password: passphrase }

test('the one-time link makes the owner and names the site, once', async ({ world }) => {
  await world.db.update(members).set({ roles: [] })
  const visitor = world.as(world.cast.guest)
  const token = (await setupLink(world.ctx)) ?? ''
  const another = (await setupLink(world.ctx)) ?? ''
  expect(await setupLinkHolds(visitor, { token })).toBe(true)
  await expect(completeSetup(visitor, { ...owner, token: 'made up' })).rejects.toThrow(Invalid)

  const { session } = await completeSetup(visitor, { ...owner, token })
  const signedIn = await actorFromSession(visitor, cookieOf(world.ctx, session.id))
  expect(signedIn?.actor).toMatchObject({ handle: 'olga', roles: ['admin'], mayWrite: true, vouched: true })
  expect((await settingsOf(world.ctx)).siteName).toBe('Fernhall')
  for (const used of [token, another])
    await expect(completeSetup(visitor, { ...owner, handle: 'eve', token: used })).rejects.toThrow(Invalid)
  expect(await world.told('setup.completed')).toHaveLength(1)
})

test('where there is an admin there is no link', async ({ world }) => {
  expect(await setupIsOpen(world.ctx)).toBe(false)
  expect(await setupLink(world.ctx)).toBeNull()
})
