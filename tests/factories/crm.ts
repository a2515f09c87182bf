import { eq } from 'drizzle-orm'
import { crmAllowances, crmCases, escalations, memberLinks, slaClocks } from '#db/schema/index.ts'
import { type Actor, type Member, system } from '#server/core/actor.ts'
import { type Ctx, type Database, type Transaction, makeCtx } from '#server/core/ctx.ts'
import type { TopicId } from '#server/core/ids.ts'
import { linkMember, upsertAccount, upsertContact, upsertContract, upsertProduct } from '#server/crm/index.ts'
import { keepTopic, putPolicy, startMissing, sweepDue } from '#server/escalation/index.ts'
import { acceptAnswer, addPost, createBoard, startTopic } from '#server/forum/index.ts'

/** What the factories need of a test's world: who is who, what time it is, and a place to write. */
type Place = { ctx: Ctx; as(actor: Actor): Ctx }

/** Halden, a customer with one gold contract for the whole of 2026, and a member who is one of its contacts. */
export async function haldenOf({ ctx }: Place, member: Member) {
  const account = await upsertAccount(ctx, {
    externalId: 'halden',
    name: 'Halden Rail',
    domains: ['halden.example'],
  })
  const contact = await upsertContact(ctx, {
    externalId: `halden-${member.handle}`,
    account: 'halden',
    emails: [`${member.handle}@halden.example`],
    givenName: member.displayName.split(' ')[0] ?? '',
    familyName: member.displayName.split(' ')[1] ?? '',
  })
  const contract = await upsertContract(ctx, haldenContract)
  await linkMember(ctx, { memberId: member.memberId, contact: contact.externalId })
  return { accountId: account.id, contactId: contact.id, contractId: contract.id }
}

export const haldenContract = {
  externalId: 'halden-gold',
  account: 'halden',
  reference: 'H-2026',
  status: 'active' as const,
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  timeZone: 'Europe/Berlin',
  supportLevel: 'gold',
}

/** The promise of the issue: a first reply in 24 h, a solution in 48 h, escalate now twice a month. */
export const goldPolicy = {
  key: 'gold',
  match: { level: 'gold' },
  enforceFrom: '2026-01-01T00:00:00Z',
  noReply: { target: 'PT24H', clock: 'elapsed' as const },
  noSolution: { target: 'PT48H', clock: 'elapsed' as const },
  escalateNow: { allowed: true, quota: 2 },
}

/** Cal is covered by Halden's gold contract under the gold policy, on a board about Route; the desk is ready. */
export async function deskOf(world: Place & { cast: { cal: Member; ada: Member } }) {
  const admin = world.as(world.cast.ada)
  await upsertProduct(admin, { externalId: 'route', name: 'Route' })
  await createBoard(admin, {
    slug: 'route',
    title: 'Route',
    kinds: ['question', 'discussion'],
    productCode: 'route',
  })
  const halden = await haldenOf({ ...world, ctx: admin }, world.cast.cal)
  await putPolicy(admin, goldPolicy)
  return halden
}

export const asks = (ctx: Ctx, title = 'Why does the night export stop?') =>
  startTopic(ctx, { board: 'route', kind: 'question', title, body: 'It stops at 02:00 with no message.' })

export const answers = (
  ctx: Ctx,
  topicId: TopicId,
  body = 'Raise the worker limit and restart the export.',
) => addPost(ctx, { topicId, body })

export const comments = (
  ctx: Ctx,
  { topicId, parentId }: { topicId: TopicId; parentId: string },
  body = 'Which version is it?',
) => addPost(ctx, { topicId, body, parentId })

export const accepts = (ctx: Ctx, { topicId, postId }: { topicId: TopicId; postId: string }) =>
  acceptAnswer(ctx, { topicId, postId })

/** The system at the world's present: reactions and sweeps run as this. */
export const systemAt = (place: Place): Ctx => ({ ...place.ctx, actor: system('test') })

/** What the reactions of a topic's facts would do, once. */
export const follows = (place: Place, topicId: TopicId) => keepTopic(systemAt(place), topicId)

export const sweeps = (place: Place) => sweepDue(systemAt(place))
export const repairs = (place: Place) => startMissing(systemAt(place))

type Db = Database | Transaction
export const clocksIn = (db: Db, topicId: TopicId) =>
  db
    .select()
    .from(slaClocks)
    .where(eq(slaClocks.topicId, topicId))
    .orderBy(slaClocks.kind, slaClocks.generation)
export const clockIn = async (db: Db, topicId: TopicId, kind: 'NR' | 'NS') =>
  (await clocksIn(db, topicId)).filter((clock) => clock.kind === kind).at(-1)
export const escalationsIn = (db: Db, topicId: TopicId) =>
  db
    .select()
    .from(escalations)
    .where(eq(escalations.topicId, topicId))
    .orderBy(escalations.firedAt, escalations.id)
export const casesIn = (db: Db, topicId: TopicId) =>
  db.select().from(crmCases).where(eq(crmCases.topicId, topicId))
export const linksIn = (db: Db, member: Member) =>
  db
    .select()
    .from(memberLinks)
    .where(eq(memberLinks.memberId, member.memberId))
    .orderBy(memberLinks.validFrom, memberLinks.id)
export const allowancesIn = (db: Db) => db.select().from(crmAllowances)

/** A ctx of its own, for tests that commit. */
export const ctxOn = (db: Db, { actor, now }: { actor: Actor; now: Date }) =>
  makeCtx({ db, actor, now, requestId: 'test' })
