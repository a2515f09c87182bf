import { eq } from 'drizzle-orm'
import { badgeAwards, badgeEvents } from '#db/schema/index.ts'
import { isSigned } from '#server/core/signing.ts'
import { changeSettings } from '#server/settings/index.ts'
import { makeBadge, recomputeStanding } from '#server/reputation/index.ts'
import { haldenOf } from '#tests/factories/crm.ts'
import { minute } from '#tests/world.ts'
import { expect, test } from './calling.ts'
import { signedEvent } from './signed-event.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

test('REP-15: a signature holds as Standard Webhooks publishes it, and nothing near it does', () => {
  const message = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: '1614265330',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    body: Buffer.from('{"test": 2432232314}'),
  }
  const now = new Date(1_614_265_330_000)
  expect(isSigned(secret, message, now)).toBe(true)
  expect(isSigned(secret, { ...message, signature: `v1,AAAA ${message.signature}` }, now)).toBe(true)
  expect(isSigned(secret, { ...message, body: Buffer.from('{"test":2432232314}') }, now)).toBe(false)
  expect(isSigned(secret, { ...message, id: 'msg_other' }, now)).toBe(false)
  expect(isSigned(secret, { ...message, signature: message.signature.replace('v1', 'v2') }, now)).toBe(false)
  expect(isSigned(secret, message, new Date(now.getTime() + 6 * minute))).toBe(false)
  expect(isSigned('', message, now)).toBe(false)
})

test('REP-15: a signed event needs no key, an unsigned one is refused, and nothing of the contact is kept or told', async ({
  world,
  api,
}) => {
  const { ada, cal } = world.cast
  await haldenOf({ ctx: world.as(ada), as: world.as }, cal)
  await makeBadge(world.as(ada), {
    ...{ key: 'paperless', origin: 'event', eventType: 'paperless.started', name: 'Went Paperless' },
    ...{ metal: 'bronze', family: 'citizenship' },
  })
  const send = (id: string, more: Partial<Parameters<typeof signedEvent>[1]> = {}, key = secret) => {
    const event = { id, type: 'paperless.started', contact: 'halden-cal', ...more }
    return api.call('POST /crm/events', { key: '', ...signedEvent(key, event) })
  }
  expect((await send('evt-1')).status).toBe(401)
  await changeSettings(world.as(ada), { crmEventSecret: secret })
  expect((await send('evt-1', {}, 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).status).toBe(401)
  const { headers, body } = signedEvent(secret, {
    id: 'evt-1',
    type: 'paperless.started',
    contact: 'halden-cal',
  })
  const tampered = body.replace('halden-cal', 'halden-nia')
  expect((await api.call('POST /crm/events', { key: '', headers, body: tampered })).status).toBe(401)
  expect((await api.call('POST /crm/events', { body })).status).toBe(401)

  for (const id of ['evt-1', 'evt-1', 'evt-2']) expect((await send(id)).status).toBe(202)
  expect((await send('evt-3', { contact: 'nobody-here' })).status).toBe(202)
  expect((await send('evt-4', { type: 'unheard.of' })).status).toBe(202)
  await recomputeStanding(world.ctx)
  const awards = () => world.db.select().from(badgeAwards).where(eq(badgeAwards.badge, 'paperless'))
  expect(await awards()).toMatchObject([{ memberId: cal.memberId }])
  const kept = JSON.stringify([
    await world.db.select().from(badgeEvents),
    await world.told('badge.eventHeard'),
  ])
  expect(kept).not.toContain('halden')
  const member = await api.call('GET /members/cal', { key: '' })
  expect(member.body.badges).toContainEqual(
    expect.objectContaining({ key: 'paperless', count: 1, given: false }),
  )
  expect(JSON.stringify(member.body)).not.toMatch(/halden|evt-/i)

  await send('evt-5', { revokes: 'evt-1' })
  expect(await awards()).toHaveLength(1)
  await send('evt-6', { revokes: 'evt-2' })
  expect(await awards()).toEqual([])
})

test('REP-12 REP-14: ladders and badges are an admin’s to keep, by any door', async ({ api }) => {
  const badge = { key: 'host', origin: 'hand', name: 'Host', metal: 'gold', family: 'help' }
  const calls = async (as?: string) => {
    const who = as ? { as } : {}
    const made = [
      await api.call('DELETE /ranks/contributors/draft', who),
      await api.call('POST /badges', { ...who, body: badge }),
      await api.call('PUT /members/nia/title', { ...who, body: { title: 'Friend' } }),
      await api.call('GET /ranks/contributors/simulation', who),
    ]
    return made.map(({ status }) => status)
  }
  for (const who of ['nia', 'mo', 'eli', 'pia']) expect(await calls(who)).toEqual([403, 403, 403, 403])
  expect(await calls()).toEqual([204, 201, 204, 409])
})
