import { sql } from 'drizzle-orm'
import { events } from '#db/schema/core.ts'
import type { Member } from './actor.ts'
import type { Ctx, Database, Transaction, Tx } from './ctx.ts'
import { Conflict, Forbidden } from './errors.ts'
import { tagsOf, type Fact } from './events.ts'
import { type EventId, newId } from './ids.ts'
import { terms, verify } from './paths.ts'
import { preparedInsert, preparedSql, value } from './prepared.ts'
import { restricted } from './restricted.ts'
import { sayMoment } from './words.ts'

const deepest = 3
/** Up to so many are written one by one, by a statement that is at hand. */
const fewFacts = 5
const factsPerNotice = 40
const noticesPerChange = 25

/**
 * The only way to write: one transaction (a savepoint when nested) with the rows and the facts told about them.
 * Refuses an actor who may not write. What follows a fact hears of it after commit, never inside.
 */
export async function change<Result>(ctx: Ctx, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  mustBeAllowedToWrite(ctx)
  return changeUngated(ctx, work)
}

/** `change` for the exempt verbs: joining, accepting terms, signing in and out, export, erasure. */
export function changeUngated<Result>(ctx: Ctx, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return writable(ctx).transaction(async (db) => {
    const told: Fact[] = []
    const result = await work({ ...ctx, db, tell: (fact) => told.push(fact) })
    if (told.length > 0) await record(ctx, db, told)
    return result
  })
}

function mustBeAllowedToWrite({ actor, now }: Ctx) {
  if (actor.kind === 'guest') throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  if (actor.kind !== 'member' || actor.mayWrite) return
  if (actor.suspendedUntil && actor.suspendedUntil > now) throw suspended(actor, actor.suspendedUntil)
  if (!actor.emailVerified)
    throw new Forbidden('error.unverified', { type: 'email-unverified', verify: verify() })
  throw new Forbidden('error.terms', { type: 'terms-required', accept: terms.accept() })
}

/** Until when, why, and where to appeal (MOD-16); a suspension without a statement can only say until when. */
function suspended(actor: Member, until: Date) {
  const why = actor.restrictions.find((held) => held.kind === 'suspension')
  if (why) return restricted('error.suspended.why', why, actor)
  return new Forbidden('error.suspended', { type: 'suspended', until: sayMoment(actor, until) })
}

async function record(ctx: Ctx, db: Transaction, told: Fact[]) {
  const depth = ctx.cause ? ctx.cause.depth + 1 : 0
  if (depth > deepest) throw new Conflict('error.conflict', { depth })
  const { actor } = ctx
  const rows = told.map(({ type, ...payload }) => ({
    id: newId<EventId>(),
    type,
    at: ctx.now,
    actorKind: actor.kind,
    actorId: actor.kind === 'member' ? actor.memberId : actor.kind === 'key' ? actor.keyId : null,
    viaKey: actor.kind === 'member' ? actor.viaKey : null,
    topicId: 'topicId' in payload ? payload.topicId : null,
    payload,
    origin: ctx.origin ?? null,
    cause: ctx.cause?.eventId ?? null,
    depth,
  }))
  const writing: Promise<unknown>[] = []
  if (rows.length <= fewFacts) writing.push(...rows.map((row) => insertEvent({ db }, row)))
  else
    for (let from = 0; from < rows.length; from += 1000)
      writing.push(
        db
          .insert(events)
          .values(rows.slice(from, from + 1000))
          .execute(),
      )
  const ids = rows.map((row) => row.id)
  for (const notice of noticesOf(told, ids))
    writing.push(notifyFacts({ db }, { notice: JSON.stringify(notice) }))
  // one connection keeps their order, and sent together they wait for the database once
  await Promise.all(writing)
}

const insertEvent = preparedInsert(events, {
  columns: [
    'id',
    'type',
    'at',
    'actorKind',
    'actorId',
    'viaKey',
    'topicId',
    'payload',
    'origin',
    'cause',
    'depth',
  ],
})

const notifyFacts = preparedSql('notify-facts', sql`select pg_notify('facts', ${value('notice')})`)

/** What a NOTIFY on `facts` carries: event ids and the tags of what they touch; `all` when there are too many to name. */
export type Notice = { ids: string[]; types: string[]; tags: string[] } | { all: true }

function noticesOf(told: Fact[], ids: string[]): Notice[] {
  if (told.length > factsPerNotice * noticesPerChange) return [{ all: true }]
  const notices: Notice[] = []
  for (let from = 0; from < told.length; from += factsPerNotice) {
    const slice = told.slice(from, from + factsPerNotice)
    notices.push({
      ids: ids.slice(from, from + factsPerNotice),
      types: [...new Set(slice.map((fact) => fact.type))],
      tags: [...new Set(slice.flatMap(tagsOf))],
    })
  }
  return notices
}

/** The one place where a reading database shows that it can write. */
const writable = (ctx: Ctx) => ctx.db as Database | Transaction
