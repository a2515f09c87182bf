import { and, asc, eq, inArray, lte, notInArray } from 'drizzle-orm'
import { slaClocks } from '#db/schema/index.ts'
import { system } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { Fact } from '#server/core/events.ts'
import type { ClockId, MemberId, TopicId } from '#server/core/ids.ts'
import { linkedAmong } from '#server/crm/index.ts'
import { lockFreeTopics, mergedAmong, questionsSince } from '#server/forum/index.ts'
import { settingsOf } from '#server/settings/index.ts'
import { append } from './clock-log.ts'
import { keepMerged } from './handing-over.ts'
import { keepClocks, keepLocked } from './keeping.ts'
import { openEscalation } from './opening.ts'

const perTransaction = 100
/** Topics whose clocks are settled at a time, on the one connection of the transaction. */
const lanes = 20
const repairDays = 14
const repairPage = 500

/**
 * Fires every clock that is due at the moment the sweep was stamped with, back to back in due order, 100 to a
 * transaction (ESC-12); answers how many fired. One that cannot be settled is left out of the next attempt, so that it
 * holds up no other, and thrown once the rest is done.
 */
export async function sweepDue(ctx: Ctx): Promise<number> {
  const faults: Unsettled[] = []
  let fired = 0
  for (;;) {
    const batch = await sweepBatch(
      ctx,
      faults.map((fault) => fault.clockId),
    ).catch((error: unknown) => {
      if (!(error instanceof Unsettled)) throw error
      faults.push(error)
      return null
    })
    fired += batch?.fired ?? 0
    if (batch?.settled === 0) break
  }
  if (faults.length > 0) throw new AggregateError(faults, 'due clocks could not be settled')
  return fired
}

type Due = { id: ClockId; topicId: TopicId; kind: string; into?: TopicId | undefined }

class Unsettled extends Error {
  readonly clockId: ClockId
  constructor(clockId: ClockId, cause: unknown) {
    super(`clock ${clockId} could not be settled`, { cause })
    this.clockId = clockId
  }
}

/**
 * One transaction of the sweep. Clocks and then their topics are taken without waiting for anyone: what another worker
 * or a member's post holds is left for the next look, 5 s later, so that no two locks are ever waited for crosswise.
 */
export async function sweepBatch(
  ctx: Ctx,
  except: readonly ClockId[] = [],
): Promise<{ fired: number; settled: number }> {
  const settings = await settingsOf(ctx)
  return change({ ...ctx, settings, actor: system('escalation.sweep') }, async (tx) => {
    const due = await claimDue(tx, except)
    const free = await lockFreeTopics(
      tx,
      due.map((clock) => clock.topicId),
    )
    const moved = await mergedAmong(tx, [...free])
    const freeToo = await lockFreeTopics(tx, [...moved.values()])
    const taken = due
      .filter(({ topicId }) => free.has(topicId))
      .map((clock) => ({ ...clock, into: moved.get(clock.topicId) }))
      .filter(({ into }) => into === undefined || freeToo.has(into))
    const fired = await settleAll(tx, taken)
    return { fired, settled: taken.length }
  })
}

/**
 * Settles the clocks of several topics at a time, so that their statements wait for the database together; what one topic
 * has is settled in turn, and merged topics last, as they reach into others. Facts are told in due order. Nothing is left
 * under way when it throws: what came later would be written outside the transaction.
 */
async function settleAll(tx: Tx, taken: readonly Due[]): Promise<number> {
  const told = taken.map((): Fact[] => [])
  const whole = taken.map((clock, place) => ({ clock, place }))
  const [alone, merged] = [
    whole.filter(({ clock }) => clock.into === undefined),
    whole.filter(({ clock }) => clock.into !== undefined),
  ]
  const topics = [...Map.groupBy(alone, ({ clock }) => clock.topicId).values()]
  let fired = 0
  let fault: Unsettled | undefined
  const walk = async (clocks: typeof whole) => {
    for (const { clock, place } of clocks) {
      if (fault) return
      const own = { ...tx, tell: (fact: Fact) => void told[place]?.push(fact) }
      await settle(own, clock).then(
        (did) => (fired += Number(did)),
        // the first to fail is the cause: in a transaction that has failed every other fails too
        (error: unknown) => (fault ??= new Unsettled(clock.id, error)),
      )
    }
  }
  const lane = async () => {
    for (let next = topics.shift(); next; next = topics.shift()) await walk(next)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  await walk(merged)
  if (fault) throw fault
  for (const fact of told.flat()) tx.tell(fact)
  return fired
}

const claimDue = (tx: Tx, except: readonly ClockId[]): Promise<Due[]> =>
  tx.db
    .select({ id: slaClocks.id, topicId: slaClocks.topicId, kind: slaClocks.kind })
    .from(slaClocks)
    .where(
      and(
        eq(slaClocks.state, 'running'),
        eq(slaClocks.subjectKind, 'topic'),
        lte(slaClocks.dueAt, tx.now),
        except.length > 0 ? notInArray(slaClocks.id, [...except]) : undefined,
      ),
    )
    .orderBy(asc(slaClocks.dueAt), asc(slaClocks.id))
    .limit(perTransaction)
    .for('update', { skipLocked: true })

/** Looks at the question again as it was when the clock fell due, and fires only if nothing had answered it (E2). */
async function settle(tx: Tx, { id, topicId, kind, into }: Due): Promise<boolean> {
  // its topic was merged and no reaction has followed yet: the promise goes over, and is due there at once
  if (into !== undefined) return keepMerged(tx, topicId).then(() => false)
  const situation = await keepLocked(tx, topicId)
  const clock = kind === 'NS' ? situation?.NS : situation?.NR
  if (!situation || clock?.row.id !== id)
    throw new Error('a clock runs that is not the newest of its question')
  if (clock.is.state !== 'running' || !clock.is.dueAt || clock.is.dueAt > tx.now) return false
  const fired = await append(tx, clock, { type: 'fire', at: tx.now, cause: 'due', ref: {} })
  await openEscalation(tx, {
    topic: situation.topic,
    clocks: { NR: situation.NR, NS: situation.NS },
    cause: kind === 'NS' ? 'ns' : 'nr',
    fired,
    latest: situation.latest,
  })
  return true
}

/**
 * Reactions only hasten: this walks the questions of the last 14 days by linked members and starts the clocks of those
 * that have none, so that a lost reaction, a late link or a new policy is made good. Answers how many it looked at.
 */
export async function startMissing(ctx: Ctx): Promise<number> {
  const repairing = { ...ctx, actor: system('escalation.startMissing') }
  const since = new Date(ctx.now.getTime() - repairDays * 86_400_000)
  const faults: unknown[] = []
  let [after, seen] = [0, 0]
  for (;;) {
    const page = await questionsSince(ctx, { since, after, limit: repairPage })
    for (const topicId of await clockless(ctx, page)) {
      seen++
      await keepClocks(repairing, topicId).catch((error: unknown) => faults.push(error))
    }
    const last = page.at(-1)
    if (!last || page.length < repairPage) break
    after = last.id
  }
  if (faults.length > 0) throw new AggregateError(faults, 'the clocks of some questions could not be kept')
  return seen
}

async function clockless(ctx: Ctx, page: readonly { id: TopicId; authorId: MemberId }[]): Promise<TopicId[]> {
  const linked = await linkedAmong(
    ctx,
    page.map((question) => question.authorId),
  )
  const ids = page.filter(({ authorId }) => linked.has(authorId)).map(({ id }) => id)
  if (ids.length === 0) return []
  const clocked = await ctx.db
    .selectDistinct({ topicId: slaClocks.topicId })
    .from(slaClocks)
    .where(inArray(slaClocks.topicId, ids))
  const has = new Set(clocked.map(({ topicId }) => topicId))
  return ids.filter((id) => !has.has(id))
}
