import { eq } from 'drizzle-orm'
import { linkSuggestions, members } from '#db/schema/index.ts'
import {
  contactCards,
  contactList,
  decideSuggestion,
  inviteContact,
  invitationLetter,
  matchByVerifiedMail,
  ownCustomerCard,
  redeemInvitation,
  strayContacts,
  suggestionList,
  upsertAccount,
  upsertContact,
} from '#server/crm/index.ts'
import { Conflict, Forbidden, Gone, Invalid, NotFound } from '#server/core/errors.ts'
import { deskOf, linksIn } from '#tests/factories/crm.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { day, expect, test, type World } from '#tests/world.ts'

const suggestionsIn = (world: World) => world.db.select().from(linkSuggestions)
const halden = async (world: World) => {
  await upsertAccount(world.ctx, { externalId: 'halden', name: 'Halden Rail', domains: ['halden.example'] })
}
const contact = (world: World, externalId: string, emails: string[], account: string | null = 'halden') =>
  upsertContact(world.ctx, { externalId, account, emails, givenName: externalId })

test('CRM-03: a verified address that is exactly one contact’s links, and again changes nothing (verified mail)', async ({
  world,
}) => {
  await halden(world)
  await contact(world, 'cal', ['Cal@Halden.example'])
  await matchByVerifiedMail(world.ctx, world.cast.cal.memberId)
  await matchByVerifiedMail(world.ctx, world.cast.cal.memberId)
  expect(await linksIn(world.db, world.cast.cal)).toMatchObject([
    { method: 'email', validTo: null, evidence: { email: 'verified' } },
  ])
  expect(await world.told('contact.linked')).toHaveLength(1)
})

test('CRM-03 L7: an address that is not verified never links', async ({ world }) => {
  await halden(world)
  await contact(world, 'cal', ['cal@halden.example'])
  await world.db.update(members).set({ emailVerifiedAt: null }).where(eq(members.id, world.cast.cal.memberId))
  await matchByVerifiedMail(world.ctx, world.cast.cal.memberId)
  expect(await linksIn(world.db, world.cast.cal)).toEqual([])
  expect(await suggestionsIn(world)).toEqual([])
})

test('CRM-04 L3: two contacts with one address wait for a person, who decides once', async ({ world }) => {
  await halden(world)
  await contact(world, 'cal-1', ['cal@halden.example'])
  await contact(world, 'cal-2', ['cal@halden.example'])
  await matchByVerifiedMail(world.ctx, world.cast.cal.memberId)
  expect(await linksIn(world.db, world.cast.cal)).toEqual([])
  const [first, second] = await suggestionList(world.ctx)
  expect(first).toMatchObject({ memberHandle: 'cal', score: 6, evidence: { email: 'several' } })

  await decideSuggestion(world.ctx, { suggestionId: first!.id, accept: false })
  await matchByVerifiedMail(world.ctx, world.cast.cal.memberId)
  expect(await suggestionList(world.ctx)).toMatchObject([{ id: second!.id }])
  await expect(decideSuggestion(world.ctx, { suggestionId: first!.id, accept: true })).rejects.toThrow(
    Conflict,
  )
  await decideSuggestion(world.ctx, { suggestionId: second!.id, accept: true })
  expect(await linksIn(world.db, world.cast.cal)).toMatchObject([
    { contactId: second!.contactId, method: 'admin' },
  ])
})

test.for([
  ['a shared mailbox', 'support@halden.example'],
  ['free mail', 'cal.weber@gmail.com'],
])('CRM-03: %s never links by itself', async ([, email], { world }) => {
  await halden(world)
  const member = await memberOf(world, { handle: 'casey', email: email! })
  await contact(world, 'casey', [email!])
  await matchByVerifiedMail(world.ctx, member.memberId)
  expect(await linksIn(world.db, member)).toEqual([])
  expect(await suggestionsIn(world)).toHaveLength(1)
})

test('CRM-04: a domain suggests the company and links nobody', async ({ world }) => {
  await halden(world)
  await matchByVerifiedMail(world.ctx, world.cast.cal.memberId)
  const [suggestion] = await suggestionList(world.ctx)
  expect(suggestion).toMatchObject({
    contactId: null,
    accountName: 'Halden Rail',
    evidence: { domain: 'halden.example' },
  })
  await expect(decideSuggestion(world.ctx, { suggestionId: suggestion!.id, accept: true })).rejects.toThrow(
    Conflict,
  )
  expect(await linksIn(world.db, world.cast.cal)).toEqual([])
})

test('CRM-03 E53: a contact whom another member holds waits for a person', async ({ world }) => {
  await deskOf(world)
  const member = await memberOf(world, { handle: 'cal2', email: 'cal.two@halden.example' })
  await upsertContact(world.ctx, {
    externalId: 'halden-cal',
    account: 'halden',
    emails: ['cal@halden.example', 'cal.two@halden.example'],
  })
  await matchByVerifiedMail(world.ctx, member.memberId)
  expect(await linksIn(world.db, member)).toEqual([])
  expect(await suggestionsIn(world)).toHaveLength(1)
})

test('CRM-05 L2: a changed address never moves a link (no silent move)', async ({ world }) => {
  await deskOf(world)
  await contact(world, 'boss', ['boss@halden.example'])
  await world.db
    .update(members)
    .set({ email: 'boss@halden.example' })
    .where(eq(members.id, world.cast.cal.memberId))
  await matchByVerifiedMail(world.ctx, world.cast.cal.memberId)
  expect(await linksIn(world.db, world.cast.cal)).toMatchObject([{ method: 'admin', validTo: null }])
})

test('CRM-03: an invitation mailed to the contact’s own address links whoever redeems it, once (invitation)', async ({
  world,
}) => {
  await halden(world)
  const { id } = await contact(world, 'guest', ['info@halden.example', 'nia.b@halden.example'])
  const { nia, bo, cal, ada } = world.cast
  await expect(
    inviteContact(world.as(ada), { contactId: id, email: 'nia@elsewhere.example' }),
  ).rejects.toThrow(Invalid)
  const { invitationId, email } = await inviteContact(world.as(ada), { contactId: id })
  expect(email).toBe('nia.b@halden.example')
  const letter = await invitationLetter(world.ctx, { invitationId })
  expect(letter).toMatchObject({ email, company: 'Halden Rail' })

  await expect(redeemInvitation(world.as(nia), { token: 'x'.repeat(32) })).rejects.toThrow(NotFound)
  await redeemInvitation(world.as(nia), letter!)
  await redeemInvitation(world.as(nia), letter!)
  expect(await linksIn(world.db, nia)).toMatchObject([{ contactId: id, method: 'invitation' }])
  await expect(redeemInvitation(world.as(bo), letter!)).rejects.toThrow(Gone)
  expect(() => inviteContact(world.as(cal), { contactId: id })).toThrow(Forbidden)
})

test('CRM-03: an invitation expires, and a second letter makes the first void (invitation)', async ({
  world,
}) => {
  await halden(world)
  const { id } = await contact(world, 'guest', ['nia.b@halden.example'])
  const { invitationId } = await inviteContact(world.ctx, { contactId: id })
  const first = await invitationLetter(world.ctx, { invitationId })
  const second = await invitationLetter(world.ctx, { invitationId })
  await expect(redeemInvitation(world.as(world.cast.nia), first!)).rejects.toThrow(NotFound)
  world.pass(15 * day)
  await expect(redeemInvitation(world.as(world.cast.nia), second!)).rejects.toThrow(Gone)
  expect(await linksIn(world.db, world.cast.nia)).toEqual([])
})

test('CRM-04: contacts without an account are shown with the accounts their domain fits, and none is chosen', async ({
  world,
}) => {
  await halden(world)
  await contact(world, 'stray', ['s@halden.example'], null)
  await contact(world, 'lone', ['s@nowhere.example'], null)
  expect(await strayContacts(world.ctx)).toMatchObject(
    [
      { externalId: 'stray', accounts: [{ name: 'Halden Rail' }] },
      { externalId: 'lone', accounts: [] },
    ].sort(() => 0),
  )
})

test('CRM-16: customer cards are an engineer’s; a member sees their own company and dates (roles)', async ({
  world,
}) => {
  await deskOf(world)
  const { cal, eli, mo, nia, ada } = world.cast
  const ids = [cal.memberId, nia.memberId]
  expect([...(await contactCards(world.as(eli), ids)).values()]).toMatchObject([
    {
      memberId: cal.memberId,
      accountName: 'Halden Rail',
      contracts: [{ reference: 'H-2026', level: 'gold' }],
    },
  ])
  for (const actor of [mo, nia, cal, ada, world.cast.pia, world.cast.guest])
    expect(await contactCards(world.as(actor), ids)).toEqual(new Map())
  expect(await ownCustomerCard(world.as(cal))).toMatchObject({
    accountName: 'Halden Rail',
    link: { method: 'admin' },
  })
  expect(await ownCustomerCard(world.as(nia))).toBeNull()
})

test('CRM-01: contacts are listed by name, with account, addresses and the member behind them', async ({
  world,
}) => {
  await deskOf(world)
  await upsertContact(world.ctx, {
    externalId: 'zed',
    account: 'halden',
    familyName: 'Zed',
    emails: ['zed@halden.example'],
  })
  const first = await contactList(world.ctx, { limit: 1 })
  const rest = await contactList(world.ctx, { limit: 1, cursor: first.next })
  expect([...first.items, ...rest.items]).toMatchObject([
    { familyName: 'Weber', memberHandle: 'cal', accountName: 'Halden Rail', emails: ['cal@halden.example'] },
    { familyName: 'Zed', memberHandle: null },
  ])
  expect(rest.next).toBeNull()
  expect((await contactList(world.ctx, { q: 'zed@halden.example' })).items).toHaveLength(1)
  await expect(contactList(world.as(world.cast.eli))).rejects.toThrow(Forbidden)
})
