import { eq } from 'drizzle-orm'
import { inject } from 'vitest'
import { acceptances, events, letters, members, notices } from '#db/schema/index.ts'
import type { Actor } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { Conflict, Forbidden, NotFound, TooMany } from '#server/core/errors.ts'
import {
  acceptanceCurve,
  acceptanceFigures,
  acceptedCsv,
  acceptedList,
  actorOfMember,
  createMember,
  deactivateMember,
  importGhosts,
  owingCsv,
  owingList,
  remindOwing,
} from '#server/identity/index.ts'
import { deliverLetter } from '#server/mail/index.ts'
import { inbox } from '#server/notifications/index.ts'
import { acceptTerms, publishTerms, type TermsDocument } from '#server/terms/index.ts'
import { ownDatabase } from '#tests/database.ts'
import { castOf } from '#tests/factories/cast.ts'
import { follower } from '#tests/server/notifications/story.ts'
import { dawn, day, expect, hour, minute, test, type World } from '#tests/world.ts'

const document: TermsDocument = 'terms-of-service'
const first = { document, version: 1 }
const summary = 'What this version says, in a sentence.'
const publish = (world: World, more: object = {}) =>
  publishTerms(world.as(world.cast.ada), { document, summary, mustAccept: true, ...more })
const accept = async (world: World, handle: string, version = 1) =>
  acceptTerms(world.as(await actorOfMember(world.ctx, { handle })), { document, version })
const admin = (world: World) => world.as(world.cast.ada)
const handles = ({ items }: { items: { handle: string }[] }) => items.map(({ handle }) => handle)
const text = async (lines: AsyncIterable<string>) => {
  let whole = ''
  for await (const part of lines) whole += part
  return whole
}

test('TERMS-06: an admin lists who accepted a version when, newest first, and who has not, by name', async ({
  world,
}) => {
  await publish(world)
  for (const handle of ['bo', 'nia', 'cal']) {
    world.pass(minute)
    await accept(world, handle)
  }
  expect(handles(await acceptedList(admin(world), first))).toEqual(['cal', 'nia', 'bo'])
  expect(handles(await owingList(admin(world), first))).toEqual(['ada', 'eli', 'mo', 'pia'])
  expect(await acceptanceFigures(admin(world), first)).toEqual({ accepted: 3, missing: 4, reminded: null })

  const page = await acceptedList(admin(world), { ...first, limit: 2 })
  expect(handles(page)).toEqual(['cal', 'nia'])
  expect(page.items[0]).toMatchObject({ at: world.now, method: 'page', locale: 'en' })
  expect(handles(await acceptedList(admin(world), { ...first, limit: 2, cursor: page.next }))).toEqual(['bo'])
  const owing = await owingList(admin(world), { ...first, limit: 3 })
  expect(handles(await owingList(admin(world), { ...first, limit: 3, cursor: owing.next }))).toEqual(['pia'])

  for (const actor of [world.cast.mo, world.cast.nia, world.cast.guest])
    for (const read of [acceptedList, owingList, acceptanceFigures, acceptedCsv, owingCsv])
      await expect(read(world.as(actor), first)).rejects.toThrow(Forbidden)
  await expect(owingList(admin(world), { document, version: 2 })).rejects.toThrow(NotFound)
})

test('TERMS-06: an admin sees how acceptance grew from day to day', async ({ world }) => {
  await publish(world)
  const curve = () => acceptanceCurve(admin(world), first)
  expect(await curve()).toEqual([])
  await accept(world, 'bo')
  await accept(world, 'nia')
  // five to midnight UTC, and five past it
  world.at('2026-03-06T23:55:00Z')
  await accept(world, 'cal')
  world.pass(10 * minute)
  await accept(world, 'mo')
  expect(await curve()).toEqual([
    { day: '2026-03-04', total: 2 },
    { day: '2026-03-06', total: 3 },
    { day: '2026-03-07', total: 4 },
  ])
  await expect(acceptanceCurve(world.as(world.cast.mo), first)).rejects.toThrow(Forbidden)
})

test('TERMS-06: ghosts, machines, closed and suspended accounts owe nothing, nor does who accepted a later version', async ({
  world,
}) => {
  await publish(world)
  await importGhosts(world.ctx, {
    source: 'beer',
    people: [{ externalId: '7', displayName: 'Old Hand', joinedAt: dawn, lastSeenAt: null }],
  })
  await createMember(world.ctx, { handle: 'robot', email: 'r@example.test', emailVerified: true, bot: true })
  await deactivateMember(admin(world), { handle: 'cal' })
  const until = new Date(world.now.getTime() + day)
  await world.db.update(members).set({ suspendedUntil: until }).where(eq(members.handle, 'bo'))
  await publish(world, { mustAccept: false })
  await accept(world, 'nia', 2)
  expect(handles(await owingList(admin(world), first))).toEqual(['ada', 'eli', 'mo', 'pia'])
  expect(handles(await owingList(admin(world), { document, version: 2 }))).toEqual([])
  world.pass(2 * day)
  expect(handles(await owingList(admin(world), first))).toEqual(['ada', 'bo', 'eli', 'mo', 'pia'])

  await publish(world, { document: 'staff-policy' })
  expect(handles(await owingList(admin(world), { document: 'staff-policy', version: 1 }))).toEqual([
    'ada',
    'eli',
    'mo',
    'pia',
  ])
})

test('TERMS-06: both lists are handed out as CSV, a page at a time, and no cell runs as a formula', async ({
  world,
}) => {
  const { hash } = await publish(world)
  await world.db.update(members).set({ displayName: '=1+1, "Bo"' }).where(eq(members.handle, 'bo'))
  await accept(world, 'bo')
  const at = world.now.toISOString()
  expect(await text(await acceptedCsv(admin(world), first))).toBe(
    'handle,name,document,version,accepted_at,language,method,hash\r\n' +
      `bo,"'=1+1, ""Bo""",terms-of-service,1,${at},en,page,${hash}\r\n`,
  )
  const rows = Array.from({ length: 1203 }, (_, n) => ({
    id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as never,
    handle: `Member-${n}`,
    displayName: `Member ${n}`,
    joinedAt: dawn,
  }))
  await world.db.insert(members).values(rows)
  const listed = (await text(await owingCsv(admin(world), first))).trim().split('\r\n')
  expect(listed[0]).toBe('handle,name,document,version,joined_at,last_seen_at')
  expect(listed).toHaveLength(1 + 6 + 1203)
  expect(new Set(listed).size).toBe(listed.length)
  expect(listed.at(-1)).toMatch(/^pia,Pia/)
})

test('TERMS-06: a reminder reaches those who owe the version and nobody else, at most once an hour', async ({
  world,
}) => {
  await publish(world, { graceDays: 7 })
  await accept(world, 'nia')
  const follow = follower(world, 'notifications')
  expect(await remindOwing(admin(world), first)).toMatchObject({ people: 6, at: world.now })
  await follow()
  await follow({ again: true })
  const told = async () => (await world.db.select().from(notices)).filter(({ kind }) => kind === 'termsOwed')
  expect(await told()).toHaveLength(6)
  expect((await inbox(world.as(world.cast.nia), { filter: 'all' })).rows).toEqual([])
  expect((await inbox(world.as(world.cast.bo), {})).rows).toMatchObject([
    {
      title: 'Terms to accept',
      summary: expect.stringMatching(/^Read and accept the terms of service, version 1, by .*Mar 11/),
      href: '/terms/accept',
      needsYou: true,
    },
  ])

  await expect(remindOwing(admin(world), first)).rejects.toThrow(TooMany)
  world.pass(hour)
  await remindOwing(admin(world), first)
  await follow()
  expect((await told()).filter(({ doneAt }) => doneAt === null)).toHaveLength(6)
  expect(await acceptanceFigures(admin(world), first)).toMatchObject({
    reminded: { people: 6, at: world.now, againAt: new Date(world.now.getTime() + hour) },
  })
  await expect(remindOwing(world.as(world.cast.mo), first)).rejects.toThrow(Forbidden)
})

test('TERMS-06: whoever accepts meanwhile is asked no more, in the inbox or by mail', async ({ world }) => {
  await publish(world)
  await remindOwing(admin(world), first)
  const follow = follower(world, 'notifications')
  await follow()
  await follower(world, 'mail')()
  await accept(world, 'bo')
  await follow()
  expect((await inbox(world.as(world.cast.bo), {})).rows).toEqual([])
  expect((await inbox(world.as(world.cast.cal), {})).rows).toHaveLength(1)
  const outcome = async (handle: 'bo' | 'cal') => {
    const { memberId } = world.cast[handle]
    const [letter] = await world.db.select().from(letters).where(eq(letters.memberId, memberId))
    const sources = {
      carrier: null,
      invitationOf: () => Promise.resolve(null),
      statementOf: () => Promise.resolve(null),
    }
    await deliverLetter(world.ctx, { letterId: letter?.id }, sources)
    return (await world.db.select().from(letters).where(eq(letters.memberId, memberId)))[0]
  }
  expect(await outcome('bo')).toMatchObject({ droppedFor: 'settled', keptAt: null })
  const kept = await outcome('cal')
  expect(kept?.subject).toBe('Read and accept the terms of service, version 1')
  expect(kept?.text).toContain('/terms/accept')
})

test('TERMS-06: what nobody owes reminds nobody', async ({ world }) => {
  await publish(world, { mustAccept: false })
  await expect(remindOwing(admin(world), first)).rejects.toThrow(Conflict)
  await publish(world)
  await publish(world)
  await expect(remindOwing(admin(world), { document, version: 2 })).rejects.toThrow(Conflict)
  for (const handle of ['ada', 'bo', 'cal', 'eli', 'mo', 'nia', 'pia']) await accept(world, handle, 3)
  await expect(remindOwing(admin(world), { document, version: 3 })).rejects.toThrow(Conflict)
  expect(await world.told('terms.reminded')).toHaveLength(0)
})

test('TERMS-03 TERMS-06: ten acceptances at once leave one record, and of ten reminders at once one goes out', async () => {
  const { db, drop } = await ownDatabase(inject('cluster'), 'races_accepting_terms')
  const as = (actor: Actor) => makeCtx({ db, actor, now: dawn, requestId: 'race' })
  const cast = await castOf({ db, now: dawn })
  await publishTerms(as(cast.ada), { document, summary, mustAccept: true })
  const told = async (type: string) => (await db.select().from(events).where(eq(events.type, type))).length

  const answers = await Promise.all(
    Array.from({ length: 10 }, () => acceptTerms(as(cast.nia), { document, version: 1 })),
  )
  expect(new Set(answers.map(({ hash, at }) => `${hash} ${at.toISOString()}`)).size).toBe(1)
  expect(await db.select().from(acceptances)).toHaveLength(1)
  expect(await told('terms.accepted')).toBe(1)

  const tried = await Promise.allSettled(Array.from({ length: 10 }, () => remindOwing(as(cast.ada), first)))
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await told('terms.reminded')).toBe(1)
  await drop()
})
