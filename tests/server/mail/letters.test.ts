import { asc, eq } from 'drizzle-orm'
import { pino } from 'pino'
import { emailTokens, letters, members } from '#db/schema/index.ts'
import { addPost, hidePost } from '#server/forum/index.ts'
import { change } from '#server/core/change.ts'
import { type ContactId, type EventId, type LetterId, newId } from '#server/core/ids.ts'
import { joinMember, recoverAsk, makeLimits, verifyEmail, actorOfMember } from '#server/identity/index.ts'
import {
  allowByToken,
  deliverLetter,
  letter,
  mailCause,
  outbox,
  pruneLetters,
  refusedCauses,
  refuseByToken,
  setMailCause,
  smtpCarrier,
  type Carrier,
} from '#server/mail/index.ts'
import { statementForLetter } from '#server/moderation/index.ts'
import { startMailServer } from '#tests/fakes/mail-server.ts'
import { day, expect, test, type World } from '#tests/world.ts'
import { askedBy, follower } from '../notifications/story.ts'

const invitationOf = () =>
  Promise.resolve({
    email: 'jo@halden.example',
    givenName: 'Jo',
    company: 'Halden',
    token: 'secret-of-the-invitation',
  })

/** Runs what follows and delivers what waits, as the worker would. */
async function mail(world: World, carrier: Carrier | null = null) {
  for (const room of ['moderation', 'notifications', 'mail']) await follower(world, room)()
  for (const { id } of await world.db.select({ id: letters.id }).from(letters))
    await deliverLetter(
      world.ctx,
      { letterId: id },
      { carrier, invitationOf, statementOf: statementForLetter },
    )
  return world.db.select().from(letters).orderBy(asc(letters.queuedAt), asc(letters.id))
}

const tokenIn = (text: string | null | undefined) => /unsubscribe\?token=([\w-]+)/.exec(text ?? '')?.[1] ?? ''

test('NOTE-02: a letter says who, what and why, and where exactly that is changed', async ({ world }) => {
  const { nia, bo } = world.cast
  const { topic } = await askedBy(world)
  await addPost(world.as(bo), { topicId: topic.id, body: 'Warm it <b>at dawn</b>, then wait.' })
  const [kept, ...others] = await mail(world)
  expect(others).toEqual([])
  expect(kept).toMatchObject({
    memberId: nia.memberId,
    address: 'nia@example.test',
    subject: 'Bo Tanaka answered your question: Why is the cache cold?',
  })
  expect(kept?.text).toContain('Hello Nia Barros,')
  expect(kept?.text).toContain('> Warm it <b>at dawn</b>, then wait.')
  expect(kept?.text).toContain(`http://127.0.0.1:3000/q/${topic.id}/why-is-the-cache-cold#p-2`)
  expect(kept?.text).toContain('You get this letter because you started this topic.')
  expect(kept?.text).toContain(`/settings/notifications?cause=topic%3A${topic.id}`)
  expect(kept?.html).toContain('&lt;b&gt;at dawn&lt;/b&gt;')
  expect(kept?.html).not.toContain('<b>')
  expect(await mail(world)).toHaveLength(1)
})

test('NOTE-06: every letter carries a one-click way out for its exact cause, which works signed out and holds for the next letter', async ({
  world,
}) => {
  const { bo, cal, guest, nia } = world.cast
  const { topic } = await askedBy(world)
  const answer = await addPost(world.as(bo), { topicId: topic.id, body: 'Warm it.' })
  const [first] = await mail(world)
  const token = tokenIn(first?.headers?.['List-Unsubscribe'])
  expect(first?.headers).toMatchObject({
    'List-Unsubscribe': `<http://127.0.0.1:3000/unsubscribe?token=${token}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  })
  expect(tokenIn(first?.text)).toBe(token)
  expect(await mailCause(world.as(guest), { token })).toMatchObject({
    label: 'letters about one topic you follow',
    refusedAt: null,
  })

  await addPost(world.as(cal), { topicId: topic.id, body: 'Or not.' })
  await follower(world, 'notifications')()
  await follower(world, 'mail')()
  await refuseByToken(world.as(guest), { token })
  await refuseByToken(world.as(guest), { token })
  const after = await mail(world)
  expect(
    after
      .filter(({ memberId }) => memberId === nia.memberId)
      .map(({ keptAt, droppedFor }) => (keptAt ? 'kept' : droppedFor)),
  ).toEqual(['kept', 'refused'])
  expect(after.find(({ memberId }) => memberId === bo.memberId)?.keptAt).not.toBeNull()
  expect(await refusedCauses(world.as(nia))).toMatchObject([{ cause: `topic:${topic.id}` }])

  await addPost(world.as(cal), { topicId: topic.id, parentId: answer.id, body: 'What do you think, @nia?' })
  expect(
    (await mail(world)).find(({ cause, memberId }) => cause === 'mentions' && memberId === nia.memberId)
      ?.keptAt,
  ).toEqual(world.now)

  await allowByToken(world.as(guest), { token })
  expect(await refusedCauses(world.as(nia))).toEqual([])
  await setMailCause(world.as(nia), { cause: 'mentions', refused: true })
  expect(await refusedCauses(world.as(nia))).toMatchObject([
    { cause: 'mentions', label: 'letters when you are mentioned' },
  ])
  await expect(setMailCause(world.as(guest), { cause: 'mentions', refused: true })).rejects.toMatchObject({
    status: 403,
  })
  await expect(refuseByToken(world.as(guest), { token: 'a'.repeat(32) })).rejects.toMatchObject({
    status: 404,
  })
  await expect(refuseByToken(world.as(guest), { token: 'guess' })).rejects.toMatchObject({ status: 422 })
})

test('what may no longer be read is not mailed, private words stand only on the page', async ({ world }) => {
  const { bo, eli, mo, nia } = world.cast
  const { topic } = await askedBy(world)
  const answer = await addPost(world.as(bo), { topicId: topic.id, body: 'Buy gold.' })
  await addPost(world.as(eli), { topicId: topic.id, visibility: 'private', body: 'Your key is in the log.' })
  await follower(world, 'notifications')()
  await follower(world, 'mail')()
  await hidePost(world.as(mo), { postId: answer.id, clause: 'G3', reason: 'Advertising' })
  const sent = await mail(world)
  expect(
    sent
      .filter(({ memberId }) => memberId === nia.memberId)
      .map(({ droppedFor, text }) => droppedFor ?? text?.includes('Your key')),
  ).toEqual(['unreadable', false])
  const statement = sent.find(({ memberId }) => memberId === bo.memberId)
  expect(statement).toMatchObject({ subject: 'A post of yours was removed' })
  expect(statement?.text).toContain('> Advertising')
  expect(statement?.text).toContain('http://127.0.0.1:3000/help/moderation#removal')
})

test('proofs of an address and ways back in are written with a fresh token, and nothing keeps it but the letter', async ({
  world,
}) => {
  const { guest } = world.cast
  const limits = makeLimits()
  const joined = await joinMember(
    world.as(guest),
    { handle: 'zoe', displayName: 'Zoe', email: 'zoe@example.test', password: 'a long enough password' },
    limits,
  )
  const proof = (await mail(world)).find(({ kind }) => kind === 'verify')
  expect(proof).toMatchObject({
    address: 'zoe@example.test',
    subject: 'Confirm your email address for Throughline',
  })
  const token = /verify\?token=([\w-]+)/.exec(proof?.text ?? '')?.[1] ?? ''
  await verifyEmail(world.as(await actorOfMember(world.ctx, { memberId: joined.memberId })), { token })
  expect(
    (await world.db.select().from(members).where(eq(members.id, joined.memberId)))[0]?.emailVerifiedAt,
  ).not.toBeNull()
  expect(JSON.stringify(await world.db.select().from(emailTokens))).not.toContain(token)
  expect(JSON.stringify(await world.told('member.joined'))).not.toContain(token)

  await recoverAsk(world.as(guest), { email: 'zoe@example.test' }, limits)
  const way = (await mail(world)).find(({ kind }) => kind === 'recover')
  expect(way?.text).toMatch(/recover\?token=[\w-]+/)
  expect(way?.headers).toHaveProperty('List-Unsubscribe')
})

test('an unconfirmed address gets no notice; a contact who is no member gets an invitation', async ({
  world,
}) => {
  const { bo, nia } = world.cast
  await world.db.update(members).set({ emailVerifiedAt: null }).where(eq(members.id, nia.memberId))
  const { topic } = await askedBy(world)
  await addPost(world.as(bo), { topicId: topic.id, body: 'Warm it.' })
  await change(world.ctx, (tx) =>
    Promise.resolve(
      tx.tell({ type: 'contact.invited', contactId: newId<ContactId>(), invitationId: bo.memberId }),
    ),
  )
  const sent = await mail(world)
  expect(sent.map(({ kind, droppedFor, address }) => [kind, droppedFor ?? address]).sort()).toEqual([
    ['invitation', 'jo@halden.example'],
    ['notice', 'unconfirmed'],
  ])
  expect(sent.find(({ kind }) => kind === 'invitation')?.text).toContain(
    '/invitation?token=secret-of-the-invitation',
  )
})

test('the outbox is read by admins only, by a cursor, and empties itself after 90 days', async ({
  world,
}) => {
  const { ada, eli, nia } = world.cast
  const kept = (n: number) => ({
    id: newId<LetterId>(),
    eventId: newId<EventId>(),
    memberId: nia.memberId,
    kind: 'notice' as const,
    cause: 'mentions',
    about: {},
    text: `Letter ${n}`,
    queuedAt: new Date(world.now.getTime() + Math.floor(n / 3) * 1000),
  })
  await world.db.insert(letters).values(Array.from({ length: 51 }, (_, n) => kept(n)))
  const first = await outbox(world.as(ada), {})
  const second = await outbox(world.as(ada), { cursor: first.next })
  expect([first.items.length, second.items.length, second.next]).toEqual([50, 1, null])
  expect((await letter(world.as(ada), { letterId: first.items[0]!.id })).text).toBe('Letter 50')
  await expect(outbox(world.as(eli), {})).rejects.toMatchObject({ status: 403 })
  await expect(letter(world.as(eli), { letterId: first.items[0]!.id })).rejects.toMatchObject({ status: 403 })
  world.pass(91 * day)
  await pruneLetters(world.ctx)
  expect((await outbox(world.as(ada), {})).items).toEqual([])
})

test('over SMTP a letter arrives whole, once, and its words are forgotten; a refusal is final, a stumble is not', async ({
  world,
}) => {
  const { bo, nia, mo } = world.cast
  const server = await startMailServer({ refuse: ['mo@example.test'], stumble: 1 })
  const carrier = smtpCarrier({
    url: `${server.url}?from=forum@throughline.example`,
    site: 'https://forum.example',
    log: pino({ level: 'silent' }),
  })
  try {
    const { topic } = await askedBy(world)
    await addPost(world.as(bo), { topicId: topic.id, body: 'Warm it — gently.' })
    await expect(mail(world, carrier)).rejects.toThrow('come back later')
    const sent = await mail(world, carrier)
    await mail(world, carrier)
    expect(server.received).toHaveLength(1)
    expect(server.received[0]).toMatchObject({ to: ['nia@example.test'], from: 'forum@throughline.example' })
    const { headers, raw } = server.received[0]!
    expect(headers.get('list-unsubscribe')).toMatch(
      /^<http:\/\/127\.0\.0\.1:3000\/unsubscribe\?token=[\w-]{32}>$/,
    )
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(headers.get('message-id')).toBe(`<${sent[0]!.id}@forum.example>`)
    expect(headers.get('auto-submitted')).toBe('auto-generated')
    expect(raw).toContain('multipart/alternative')
    expect(sent[0]).toMatchObject({ memberId: nia.memberId, text: null, html: null, droppedAt: null })

    await addPost(world.as(bo), { topicId: topic.id, body: 'Ask @mo.' })
    const after = await mail(world, carrier)
    expect(after.find(({ memberId }) => memberId === mo.memberId)).toMatchObject({
      droppedFor: 'rejected',
      sentAt: null,
    })
  } finally {
    carrier.close()
    await server.stop()
  }
})
