import { Conflict, Forbidden, Invalid, NotFound } from '#server/core/errors.ts'
import {
  deactivateMember,
  editProfile,
  memberDirectory,
  memberIdByHandle,
  memberNames,
  memberProfile,
  membersByHandle,
  renameMember,
  vouchFor,
} from '#server/identity/index.ts'
import { expect, test } from '#tests/world.ts'

test('a profile shows account matters to its member and to admins only', async ({ world }) => {
  const { nia, bo, mo, ada, guest } = world.cast
  const seen = async (actor: typeof nia | typeof guest) => memberProfile(world.as(actor), { handle: 'Nia' })
  expect((await seen(nia)).account?.email).toBe('nia@example.test')
  expect((await seen(ada)).account?.email).toBe('nia@example.test')
  for (const actor of [bo, mo, guest]) expect(JSON.stringify(await seen(actor))).not.toContain('@')
  await expect(memberProfile(world.ctx, { handle: 'nobody' })).rejects.toThrow(NotFound)
})

test('members describe themselves; what is not given stays', async ({ world }) => {
  const ctx = world.as(world.cast.nia)
  await editProfile(ctx, { about: 'I run the night shift.', timeZone: 'Europe/Lisbon' })
  await editProfile(ctx, { displayName: 'Nia B.' })
  await editProfile(ctx, { displayName: 'Nia B.' })
  expect(await memberProfile(ctx, { handle: 'nia' })).toMatchObject({
    displayName: 'Nia B.',
    about: 'I run the night shift.',
    timeZone: 'Europe/Lisbon',
  })
  await editProfile(ctx, { timeZone: '' })
  expect((await memberProfile(ctx, { handle: 'nia' })).timeZone).toBeNull()
  await expect(editProfile(ctx, { timeZone: 'Mars/Olympus' })).rejects.toThrow(Invalid)
  await expect(editProfile(world.as(world.cast.guest), { about: 'x' })).rejects.toThrow(Forbidden)
  expect(await world.told('member.renamed')).toHaveLength(1)
  expect(await world.told('member.changed')).toHaveLength(2)
})

test('an admin renames and vouches, nobody else', async ({ world }) => {
  const ctx = world.as(world.cast.ada)
  await renameMember(ctx, { handle: 'nia', newHandle: 'nia-barros' })
  expect(await memberIdByHandle(ctx, 'NIA-barros')).toBe(world.cast.nia.memberId)
  await expect(renameMember(ctx, { handle: 'bo', newHandle: 'CAL' })).rejects.toThrow(Conflict)
  await expect(renameMember(world.as(world.cast.mo), { handle: 'bo', newHandle: 'bob' })).rejects.toThrow(
    Forbidden,
  )
  await vouchFor(ctx, { handle: 'bo' })
  await vouchFor(ctx, { handle: 'bo' })
  expect(await world.told('member.vouched')).toHaveLength(1)
  await expect(vouchFor(world.as(world.cast.mo), { handle: 'cal' })).rejects.toThrow(Forbidden)
})

test('an account is closed by its member or an admin; the last admin stays', async ({ world }) => {
  await expect(deactivateMember(world.as(world.cast.bo), { handle: 'nia' })).rejects.toThrow(Forbidden)
  await expect(deactivateMember(world.as(world.cast.ada), { handle: 'ada' })).rejects.toThrow(Conflict)
  await deactivateMember(world.as(world.cast.nia), { handle: 'nia' })
  await deactivateMember(world.as(world.cast.ada), { handle: 'nia' })
  expect(await world.told('member.deactivated')).toHaveLength(1)
  expect((await memberProfile(world.ctx, { handle: 'nia' })).deactivated).toBe(true)
})

test('the directory is walked by cursor, searched, and shows no closed account', async ({ world }) => {
  await deactivateMember(world.ctx, { handle: 'cal' })
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof memberDirectory>> = await memberDirectory(world.ctx, {
      limit: 2,
      cursor,
    })
    seen.push(...page.items.map(({ handle }) => handle))
    cursor = page.next
  } while (cursor)
  expect(seen).toEqual(['mo', 'bo', 'eli', 'ada', 'pia', 'nia'])
  expect((await memberDirectory(world.ctx, { q: 'TANA' })).items.map(({ handle }) => handle)).toEqual(['bo'])
  expect((await memberDirectory(world.ctx, { q: '%' })).items).toHaveLength(0)
  expect((await memberDirectory(world.ctx, { role: 'engineer' })).items.map(({ handle }) => handle)).toEqual([
    'eli',
  ])
  await expect(memberDirectory(world.ctx, { cursor: 'made up' })).rejects.toThrow(Invalid)
})

test('names are looked up by id and by mention', async ({ world }) => {
  const { nia, bo } = world.cast
  const names = await memberNames(world.ctx, [nia.memberId, bo.memberId, nia.memberId])
  expect(names.get(bo.memberId)?.displayName).toBe('Bo Tanaka')
  const mentioned = await membersByHandle(world.ctx, ['Nia', 'nobody'])
  expect([...mentioned.keys()]).toEqual(['nia'])
})
