import { Readable } from 'node:stream'
import {
  accountPage,
  accountList,
  coverage,
  exportCrmCsv,
  importCrmCsv,
  linkMember,
  type RowVerdict,
} from '#server/crm/index.ts'
import { Forbidden, Invalid } from '#server/core/errors.ts'
import { expect, test, type World } from '#tests/world.ts'

const accounts =
  'external_id,name,domains,tier\r\nA1,"Halden ""Rail""\nNorth",halden.example|halden.test,A\r\nA2,Orsk,,\r\n'
const contacts =
  'external_id,account,emails,given_name,family_name,active\nC1,A1,cal@halden.example,Cal,Weber,yes\nC2,A1,,Old,Hand,no\n'
const contracts =
  'external_id,account,reference,status,starts_on,ends_on,time_zone,support_level,contacts\nK1,A1,H-2026,Active,2026-01-01,2026-12-31,Europe/Berlin,gold,C1\nK2,A2,O-1,active,2026-01-01,2026-12-31,,silver,\n'
const lines = 'contract,product,starts_on,ends_on\nK1,route,,\nK1,warehouse,2026-02-01,2026-03-31\n'
const none = { read: 0, created: 0, updated: 0, unchanged: 0, refused: 0 }

type Texts = Partial<Record<'accounts' | 'contacts' | 'contracts' | 'lines', string | Buffer>>
async function bring(
  world: World,
  texts: Texts,
  { dryRun = false, dates = 'iso' as const }: { dryRun?: boolean; dates?: 'iso' | 'dmy' } = {},
) {
  const verdicts: RowVerdict[] = []
  const files = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, Readable.from([Buffer.from(text)])]),
  )
  const report = await importCrmCsv(world.ctx, {
    files,
    dates,
    dryRun,
    onVerdict: (verdict) => verdicts.push(verdict),
  })
  return { report, verdicts }
}
const all = { accounts, contacts, contracts, lines }

test('CRM-23: a verdict per row, and the second time changes nothing', async ({ world }) => {
  const first = await bring(world, all)
  expect(first.report).toEqual({
    accounts: { ...none, read: 2, created: 2 },
    contacts: { ...none, read: 2, created: 2 },
    contracts: { ...none, read: 2, created: 2 },
    lines: { ...none, read: 2, unchanged: 2 },
  })
  const told = (await world.told('contract.changed')).length
  const second = await bring(world, all)
  expect(second.report).toMatchObject({
    accounts: { unchanged: 2 },
    contacts: { unchanged: 2 },
    contracts: { unchanged: 2 },
  })
  expect(await world.told('contract.changed')).toHaveLength(told)

  await linkMember(world.ctx, { memberId: world.cast.cal.memberId, contact: 'C1' })
  expect(await coverage(world.ctx, { memberId: world.cast.cal.memberId, at: world.now })).toMatchObject({
    covered: true,
    level: 'gold',
  })
  const list = await accountList(world.ctx)
  expect(list.items.map((item) => item.name)).toEqual(['Halden "Rail"\nNorth', 'Orsk'])
  const page = await accountPage(world.ctx, { accountId: list.items[0]!.id })
  expect(page.contracts).toMatchObject([
    { lines: [{ product: 'route' }, { product: 'warehouse', endsOn: '2026-03-31' }] },
  ])
})

test('CRM-10 CRM-23: a dry run writes nothing and counts what the real run counts', async ({ world }) => {
  const dry = await bring(world, all, { dryRun: true })
  expect(await accountList(world.ctx)).toEqual({ items: [], next: null })
  expect(await world.told('account.changed')).toEqual([])
  const real = await bring(world, all)
  expect(dry.report).toEqual(real.report)
  expect(dry.verdicts).toEqual(real.verdicts)
})

test('CRM-23: rows that do not hold are refused with line and reason, and the rest is kept', async ({
  world,
}) => {
  const { report, verdicts } = await bring(world, {
    accounts: 'external_id,name\nA1,Halden\n,Nameless\nA1,Twice\nA3\n',
    contacts:
      'external_id,account,emails,active\nC1,A1,not-an-address,\nC2,A9,,\nC3,A1,,perhaps\nC4,A1,c4@halden.example,\n',
    contracts:
      'external_id,account,reference,status,starts_on,ends_on,contacts\nK1,A1,R,active,01.02.2026,31.12.2026,\nK2,A1,R,active,2026-02-01,2026-01-01,\nK3,A1,R,active,2026-02-01,2026-12-31,C4|C7\nK4,A1,R,live,2026-02-01,2026-12-31,\n',
  })
  expect(report).toMatchObject({
    accounts: { created: 1, refused: 3 },
    contacts: { created: 1, refused: 3 },
    contracts: { created: 0, refused: 4 },
  })
  const refused = verdicts.filter(({ verdict }) => verdict === 'refused')
  expect(refused.map(({ file, line, faults }) => [file, line, faults[0]?.key])).toEqual([
    ['accounts', 3, 'invalid.missing'],
    ['accounts', 4, 'crm.csv.duplicate'],
    ['accounts', 5, 'crm.csv.cells'],
    ['contacts', 2, 'crm.email.form'],
    ['contacts', 4, 'crm.active.form'],
    ['contacts', 3, 'crm.account.unknown'],
    ['contracts', 2, 'crm.date.form'],
    ['contracts', 3, 'crm.contract.endsBeforeStart'],
    ['contracts', 5, 'invalid.invalidValue'],
    ['contracts', 4, 'crm.contact.unknown'],
  ])
})

test('CRM-23: byte order marks, semicolons, tabs and dates as dd.mm.yyyy on request', async ({ world }) => {
  const marked = Buffer.concat([
    Buffer.from([0xef, 0xbb, 0xbf]),
    Buffer.from('External ID;Name;Tier\r\nA1;"Halden; Rail";x\r\n'),
  ])
  expect((await bring(world, { accounts: marked })).report.accounts).toMatchObject({ created: 1 })
  expect(
    (await bring(world, { accounts: 'external_id\tname\nA2\tOrsk, Ltd\n' })).report.accounts,
  ).toMatchObject({ created: 1 })
  expect((await accountList(world.ctx)).items.map(({ name }) => name)).toEqual(['Halden; Rail', 'Orsk, Ltd'])
  const german =
    'external_id;account;reference;status;starts_on;ends_on\nK1;A1;R;active;1.2.2026;31.12.2026\n'
  expect((await bring(world, { contracts: german }, { dates: 'dmy' })).report.contracts).toMatchObject({
    created: 1,
  })
})

test('CRM-23: lines stay as they are when no file of lines is given', async ({ world }) => {
  await bring(world, all)
  expect((await bring(world, { contracts })).report.contracts).toMatchObject({ unchanged: 2 })
})

test('CRM-23: files that are no CSV, lack columns or are empty are refused whole', async ({ world }) => {
  await expect(bring(world, { accounts: 'external_id,name\nA1,"open' })).rejects.toThrow(Invalid)
  await expect(bring(world, { accounts: 'id,title\nA1,x\n' })).rejects.toThrow(Invalid)
  await expect(bring(world, { accounts: '' })).rejects.toThrow(Invalid)
  await expect(importCrmCsv(world.as(world.cast.eli), { files: {}, dryRun: false })).rejects.toThrow(
    Forbidden,
  )
})

test('CRM-23: an export is safe in a spreadsheet and goes in again without a change', async ({ world }) => {
  await bring(world, {
    accounts: 'external_id,name,domains,tier\nA1,"=cmd|\' /C calc\'!A0",,+1\nA2,@sum,,-x\n',
  })
  const exported = await exportCrmCsv(world.ctx)
  expect(exported.accounts).toContain("A1,'=cmd|' /C calc'!A0,,'+1")
  expect(exported.accounts.split('\r\n').every((line) => !/(^|,)"?[=+\-@]/.test(line))).toBe(true)
  expect((await bring(world, { accounts: exported.accounts })).report.accounts).toMatchObject({
    unchanged: 2,
  })
})
