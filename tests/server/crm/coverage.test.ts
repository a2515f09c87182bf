import {
  coverage,
  linkMember,
  unlinkMember,
  upsertContact,
  upsertContract,
  upsertProduct,
} from '#server/crm/index.ts'
import { coverageAnswer, putPolicy } from '#server/escalation/index.ts'
import { Forbidden, Invalid } from '#server/core/errors.ts'
import { deskOf, goldPolicy, haldenContract, linksIn } from '#tests/factories/crm.ts'
import { expect, hour, test } from '#tests/world.ts'

test('CRM-07: a contract covers from the first instant of its first day to the last of its last, in its own zone', async ({
  world,
}) => {
  await deskOf(world)
  const at = (iso: string) => coverage(world.ctx, { memberId: world.cast.cal.memberId, at: new Date(iso) })
  expect(await at('2025-12-31T22:59:59.999Z')).toEqual({ covered: false, reason: 'contract-not-started' })
  expect(await at('2025-12-31T23:00:00.000Z')).toMatchObject({
    covered: true,
    level: 'gold',
    reason: 'covered',
  })
  expect(await at('2026-12-31T22:59:59.999Z')).toMatchObject({ covered: true })
  expect(await at('2026-12-31T23:00:00.000Z')).toEqual({ covered: false, reason: 'contract-ended' })
})

test('CRM-07: a contract without a zone has the site’s', async ({ world }) => {
  await deskOf(world)
  await upsertContract(world.ctx, { ...haldenContract, timeZone: null })
  const at = (iso: string) => coverage(world.ctx, { memberId: world.cast.cal.memberId, at: new Date(iso) })
  expect(await at('2025-12-31T23:59:59Z')).toEqual({ covered: false, reason: 'contract-not-started' })
  expect(await at('2026-01-01T00:00:00Z')).toMatchObject({ covered: true })
})

test.for([
  ['draft', 'contract-draft'],
  ['suspended', 'contract-suspended'],
  ['cancelled', 'contract-cancelled'],
] as const)('CRM-06 CRM-07: a contract that is %s does not cover', async ([status, reason], { world }) => {
  await deskOf(world)
  await upsertContract(world.ctx, { ...haldenContract, status })
  expect(await coverage(world.ctx, { memberId: world.cast.cal.memberId, at: world.now })).toEqual({
    covered: false,
    reason,
  })
})

test('CRM-08 E27: a contract that names its contacts covers them and nobody else (named contacts)', async ({
  world,
}) => {
  await deskOf(world)
  await upsertContact(world.ctx, {
    externalId: 'halden-boss',
    account: 'halden',
    emails: ['boss@halden.example'],
  })
  await upsertContract(world.ctx, { ...haldenContract, contacts: ['halden-boss'] })
  const asked = { memberId: world.cast.cal.memberId, at: world.now }
  expect(await coverage(world.ctx, asked)).toEqual({ covered: false, reason: 'not-named-contact' })
  await upsertContract(world.ctx, { ...haldenContract, contacts: ['halden-boss', 'halden-cal'] })
  expect(await coverage(world.ctx, asked)).toMatchObject({ covered: true })
})

test('CRM-07 E26: the contract that names the product comes first, whatever ends later', async ({
  world,
}) => {
  await deskOf(world)
  await upsertProduct(world.ctx, { externalId: 'warehouse', name: 'Warehouse' })
  await upsertContract(world.ctx, {
    ...haldenContract,
    externalId: 'r',
    reference: 'R-2026',
    endsOn: '2026-06-30',
    supportLevel: 'silver',
    lines: [{ product: 'route' }],
  })
  await putPolicy(world.ctx, {
    ...goldPolicy,
    key: 'silver',
    match: { level: 'silver' },
    noReply: { target: 'PT48H' },
  })
  const asked = { member: 'cal', board: 'route' }
  expect(await coverageAnswer(world.ctx, asked)).toMatchObject({ contract: 'R-2026', level: 'silver' })
  expect(await coverageAnswer(world.ctx, { member: 'cal', product: 'warehouse' })).toMatchObject({
    contract: 'H-2026',
    policy: 'gold',
  })
})

test('CRM-07: a contract for other products does not cover, and says so', async ({ world }) => {
  await deskOf(world)
  await upsertProduct(world.ctx, { externalId: 'warehouse', name: 'Warehouse' })
  await upsertContract(world.ctx, { ...haldenContract, lines: ['warehouse'] })
  expect(await coverageAnswer(world.ctx, { member: 'cal', product: 'route' })).toMatchObject({
    covered: false,
    reason: 'product-not-covered',
  })
})

test('CRM-02: links are dated records with method and actor, never overwritten', async ({ world }) => {
  await deskOf(world)
  const { cal, ada } = world.cast
  const admin = world.as(ada)
  await upsertContact(admin, { externalId: 'other', account: 'halden', emails: [] })
  world.pass(hour)
  await linkMember(admin, { memberId: cal.memberId, contact: 'other' })
  await linkMember(admin, { memberId: cal.memberId, contact: 'other' })
  world.pass(hour)
  await unlinkMember(world.as(ada), { memberId: cal.memberId, reason: 'left' })
  await unlinkMember(world.as(ada), { memberId: cal.memberId })
  expect(await linksIn(world.db, cal)).toMatchObject([
    {
      method: 'admin',
      endCause: 'replaced',
      startedBy: `member:${ada.memberId}`,
      endedBy: `member:${ada.memberId}`,
    },
    { method: 'admin', endCause: 'left' },
  ])
  expect(await world.told('contact.unlinked')).toHaveLength(2)
  expect(await coverage(world.ctx, { memberId: cal.memberId, at: world.now })).toEqual({
    covered: false,
    reason: 'not-linked',
  })
})

test('CRM-06 L1: who leaves the account in the CRM is no longer covered', async ({ world }) => {
  await deskOf(world)
  await upsertContact(world.ctx, { externalId: 'halden-cal', account: null, emails: ['cal@halden.example'] })
  expect(await coverage(world.ctx, { memberId: world.cast.cal.memberId, at: world.now })).toEqual({
    covered: false,
    reason: 'not-linked',
  })
  expect(await linksIn(world.db, world.cast.cal)).toMatchObject([{ endCause: 'left-account' }])
})

test('CRM-01: the same values again change nothing and tell nothing', async ({ world }) => {
  await deskOf(world)
  const before = (await world.told('contract.changed')).length
  expect(await upsertContract(world.ctx, haldenContract)).toMatchObject({ outcome: 'unchanged' })
  expect(await upsertContract(world.ctx, { ...haldenContract, supportLevel: 'silver' })).toMatchObject({
    outcome: 'updated',
  })
  expect(await world.told('contract.changed')).toHaveLength(before + 1)
})

test('CRM-01: only an admin keeps records, and what they point at must exist', async ({ world }) => {
  await deskOf(world)
  expect(() => upsertContract(world.as(world.cast.eli), haldenContract)).toThrow(Forbidden)
  expect(() => upsertContract(world.as(world.cast.cal), haldenContract)).toThrow(Forbidden)
  await expect(upsertContract(world.ctx, { ...haldenContract, account: 'nobody' })).rejects.toThrow(Invalid)
  expect(() => upsertContract(world.ctx, { ...haldenContract, endsOn: '2025-01-01' })).toThrow(Invalid)
})
