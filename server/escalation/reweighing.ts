import { eq } from 'drizzle-orm'
import { slaClocks } from '#db/schema/index.ts'
import type { Tx } from '#server/core/ctx.ts'
import type { TopicId } from '#server/core/ids.ts'
import { topicStanding } from '#server/forum/index.ts'
import { append, type Clock, clocksOf, reviveClock, ticking } from './clock-log.ts'
import { type Entitlement, entitlement } from './entitlement.ts'
import type { Policy } from './policies.ts'

/**
 * A question that moved is promised what holds on its new board. Elapsed and paused time stay, only the target changes;
 * where nothing is promised the clock ends, and it goes on when the question comes back (E10, E11).
 */
export async function reweighClocks(tx: Tx, topicId: TopicId) {
  const topic = await topicStanding(tx, topicId)
  const { NR, NS } = await clocksOf(tx, topicId)
  if (!topic) return
  for (const clock of [NR, NS]) {
    const memberId = clock?.row.memberId ?? topic.authorId
    if (!clock || !memberId) continue
    // a promise that came with a merge is that of another asker, who asked when its clock began
    const at = memberId === topic.authorId ? topic.createdAt : clock.is.firstStartedAt
    const asked = { memberId, boardId: topic.boardId, severity: 3, at, enforcedAt: at }
    await reweigh(tx, clock, await entitlement(tx, asked))
  }
}

const movedAway = new Set(['moved', 'not-covered'])

async function reweigh(tx: Tx, clock: Clock, promise: Entitlement) {
  const away = clock.is.state === 'cancelled' && movedAway.has(clock.is.endCause ?? '')
  if (!ticking(clock) && !away) return
  const target = promise.entitled ? targetIn(promise.policy, clock.row.kind) : null
  if (!promise.entitled || !target) {
    if (away) return
    const cause = promise.entitled || promise.reason === 'no-policy' ? 'moved' : 'not-covered'
    await append(tx, clock, { type: 'cancel', at: tx.now, cause, ref: {} })
    return
  }
  if (!away && promise.policy.id === clock.row.policyId) return
  const kept = {
    policyId: promise.policy.id,
    policyVersion: promise.policy.version,
    contractId: promise.snapshot.contractId,
    coverage: promise.snapshot,
    calendarId: promise.calendar?.id ?? null,
  }
  await tx.db.update(slaClocks).set(kept).where(eq(slaClocks.id, clock.row.id))
  const moved: Clock = { ...clock, row: { ...clock.row, ...kept }, calendar: promise.calendar }
  await reviveClock(tx, moved, { type: 'recompute', at: tx.now, cause: 'moved', ref: target })
}

function targetIn(policy: Policy, kind: Clock['row']['kind']) {
  const seconds = kind === 'NS' ? policy.nsSeconds : policy.nrSeconds
  if (seconds === null) return null
  const target = { seconds, clock: kind === 'NS' ? policy.nsClock : policy.nrClock }
  return kind === 'NS' ? { target, limitSeconds: policy.nsMaxSeconds } : { target }
}
