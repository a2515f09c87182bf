import { eq } from 'drizzle-orm'
import { settings as table } from '#db/schema/settings.ts'
import { Forbidden, Invalid } from '#server/core/errors.ts'
import {
  abilitiesAt,
  changeSettings,
  makeSettingsReader,
  resetSettings,
  settingsOf,
  settingsRegistry,
  thresholdOf,
} from '#server/settings/index.ts'
import { say } from '#server/core/words.ts'
import { expect, minute, test } from '#tests/world.ts'

test('without a row every setting has its default', async ({ world }) => {
  expect(await settingsOf(world.ctx)).toMatchObject({
    upVotesPerDay: 20,
    downVotesPerDay: 10,
    acceptedLimit: 2,
    absentAfterDays: 7,
    inviteAfterHours: 24,
    invitesPerDay: 9,
  })
})

test('an admin changes settings; what stays the same is not told', async ({ world }) => {
  const ctx = world.as(world.cast.ada)
  const after = await changeSettings(ctx, { siteName: 'Fernhall', upVotesPerDay: 20 })
  expect(after.siteName).toBe('Fernhall')
  await changeSettings(ctx, { siteName: 'Fernhall' })
  const told = await world.told('settings.changed')
  expect(told.map((fact) => fact.payload.keys)).toEqual([['siteName']])

  await resetSettings(ctx, { keys: ['siteName', 'upVotesPerDay'] })
  expect((await settingsOf(ctx)).siteName).toBe('Throughline')
})

test('nobody but an admin changes settings', async ({ world }) => {
  const { mo, eli, nia, guest } = world.cast
  for (const actor of [mo, eli, nia, guest])
    await expect(changeSettings(world.as(actor), { siteName: 'Mine' })).rejects.toThrow(Forbidden)
  expect(await world.told('settings.changed')).toHaveLength(0)
})

test('values that do not hold and unknown names are refused', async ({ world }) => {
  const ctx = world.as(world.cast.ada)
  await expect(changeSettings(ctx, { siteTimeZone: 'Mars/Olympus' })).rejects.toThrow(Invalid)
  await expect(changeSettings(ctx, { acceptedLimit: 0 })).rejects.toThrow(Invalid)
  await expect(changeSettings(ctx, { colour: 'blue' } as object)).rejects.toThrow(Invalid)
})

test('a stored value that is no longer allowed gives way to the default', async ({ world }) => {
  await world.db.insert(table).values({ key: 'acceptedLimit', value: 'many', changedAt: world.now })
  expect((await settingsOf(world.ctx)).acceptedLimit).toBe(2)
})

test('a reader keeps what it read until it is told to forget, and a minute at most', async ({ world }) => {
  const reader = makeSettingsReader()
  const nameNow = async () => (await reader.read(world.ctx)).siteName
  expect(await nameNow()).toBe('Throughline')
  await changeSettings(world.ctx, { siteName: 'Fernhall' })
  expect(await nameNow()).toBe('Throughline')
  reader.forget()
  expect(await nameNow()).toBe('Fernhall')

  await world.db.update(table).set({ value: 'Elmwood' }).where(eq(table.key, 'siteName'))
  world.pass(2 * minute)
  expect(await nameNow()).toBe('Elmwood')
})

test('abilities follow the preset, each line changeable alone', async ({ world }) => {
  const fresh = await settingsOf(world.ctx)
  expect(abilitiesAt(fresh, 1)).toContain('voteDown')
  const grown = { ...fresh, abilityPreset: 'established' as const, abilityThresholds: { comment: 5 } }
  expect(thresholdOf(grown, 'voteDown')).toBe(125)
  expect([...abilitiesAt(grown, 16)].sort()).toEqual([
    'comment',
    'flag',
    'manyLinks',
    'message',
    'participate',
    'voteUp',
  ])
})

test('every setting is explained', () => {
  for (const { help } of Object.values(settingsRegistry)) expect(say('en', help)).not.toBe(help)
})
