import type { Tx } from '#server/core/ctx.ts'
import type { TopicId } from '#server/core/ids.ts'
import {
  append,
  type Clock,
  clocksOf,
  continueClock,
  graceMilliseconds,
  reviveClock,
  ticking,
} from './clock-log.ts'
import { replay } from './clock-engine.ts'
import type { Situation } from './situation.ts'

type Kind = 'NR' | 'NS'

/**
 * Promises of topics that were merged into this one go on here (E12): a clock of its own takes over the earlier start and
 * is due no later than either; without one, the other's goes on whole, with its asker's coverage. What was parted again is
 * given back. Derived from what is merged now, so that a reaction that comes twice or late makes no difference.
 */
export async function inheritPromises(tx: Tx, situation: Situation): Promise<boolean> {
  const { topic, merged, ending } = situation
  if (topic.mergedInto) return false
  const before = [situation.NR, situation.NS]
  for (const kind of ['NR', 'NS'] as const) {
    situation[kind] = await part(tx, situation, kind)
    if (ending) continue
    for (const { id } of merged)
      situation[kind] = await take(tx, { situation, kind, theirs: (await clocksOf(tx, id))[kind] })
  }
  return situation.NR !== before[0] || situation.NS !== before[1]
}

/** Gives back what came from topics that stand alone again, and ends what began for somebody who asks there again. */
async function part(tx: Tx, { topic, merged, ...clocks }: Situation, kind: Kind): Promise<Clock | null> {
  let clock = clocks[kind]
  const within = new Set(merged.map(({ id }) => id))
  for (const parted of inheritedFrom(clock))
    if (clock && !within.has(parted)) clock = await giveBack(tx, clock, parted)
  const askers = new Set([topic.authorId, ...merged.map(({ authorId }) => authorId)])
  return ticking(clock) && !askers.has(clock.row.memberId)
    ? append(tx, clock, { type: 'cancel', at: tx.now, cause: 'unmerged', ref: {} })
    : clock
}

/** The merged topics whose promise this clock carries now. */
export function inheritedFrom(clock: Clock | null): Set<TopicId> {
  const from = new Set<TopicId>()
  for (const { ref, cause } of clock?.log ?? []) {
    if (!ref.fromTopicId) continue
    if (cause === 'unmerged') from.delete(ref.fromTopicId)
    else from.add(ref.fromTopicId)
  }
  return from
}

type Taking = { situation: Situation; kind: Kind; theirs: Clock | null }

async function take(tx: Tx, { situation, kind, theirs }: Taking): Promise<Clock | null> {
  const own = situation[kind]
  if (theirs?.is.endCause !== 'merged' || inheritedFrom(own).has(theirs.row.topicId)) return own
  const generation = (own?.row.generation ?? 0) + 1
  if (ticking(own)) return hasten(tx, own, theirs)
  if (!mayGoOn(situation, kind)) return own
  const { id: _, startedAt: __, dueAt: ___, state: ____, endCause: _____, ...like } = theirs.row
  const { topic } = situation
  const log = theirs.log.slice(0, -1).map((event, place) => ({
    ...event,
    ref: place === 0 ? { ...event.ref, fromTopicId: theirs.row.topicId } : event.ref,
  }))
  const clock = { ...like, subjectId: String(topic.id), topicId: topic.id, generation }
  return (await continueClock(tx, { clock, log, calendar: theirs.calendar })) ?? own
}

/** A first reply is still owed where nobody has answered here; a solution, unless engineers have had this question. */
function mayGoOn({ NR, NS, latest }: Situation, kind: Kind) {
  if (kind === 'NR') return NR?.is.state !== 'stopped'
  return NS === null && latest === null
}

/** The earlier start, and due when the stricter of both promises is; never in the past at once. */
async function hasten(tx: Tx, own: Clock, theirs: Clock): Promise<Clock> {
  const due = { own: own.is.dueAt, theirs: theirs.is.dueAt }
  const later = due.own !== null && due.theirs !== null && due.theirs < due.own
  if (theirs.is.startedAt >= own.is.startedAt && !later) return own
  const base = theirs.is.startedAt < own.is.startedAt ? theirs : own
  const soonest = Math.min(
    ...[due.own, due.theirs].map((at) => at?.getTime() ?? Infinity),
    tx.now.getTime() + graceMilliseconds,
  )
  const floor = new Date(Math.max(soonest, tx.now.getTime())).toISOString()
  return append(tx, own, {
    type: 'restart',
    at: base.is.startedAt,
    cause: 'merged',
    ref: {
      ...countedFrom(own),
      postId: countedFrom(base).postId,
      fromTopicId: theirs.row.topicId,
      decidedAt: tx.now.toISOString(),
      notBefore: floor,
      ...(due.theirs ? { notAfter: due.theirs.toISOString() } : {}),
    },
  })
}

/** Target, limit and reply that a clock counts from, as its next event must carry them. */
function countedFrom({ is, log }: Clock) {
  const base = log.findLast((event) => event.type === 'start' || event.type === 'restart')
  return {
    target: is.target,
    ...(is.limitSeconds === null ? {} : { limitSeconds: is.limitSeconds }),
    postId: base?.ref.postId,
  }
}

/** Parted again: a clock that had come whole ends here, one of this topic's own counts from its own start again. */
async function giveBack(tx: Tx, clock: Clock, parted: TopicId): Promise<Clock> {
  const mark = { fromTopicId: parted, decidedAt: tx.now.toISOString() }
  if (clock.log[0]?.ref.fromTopicId === parted)
    return ticking(clock)
      ? append(tx, clock, { type: 'cancel', at: tx.now, cause: 'unmerged', ref: mark })
      : clock
  if (clock.is.state === 'fired') return clock
  const own = clock.log.filter((event) => event.ref.fromTopicId !== parted)
  const was: Clock = { ...clock, log: own, is: replay(own, clock.calendar) }
  return reviveClock(tx, clock, {
    type: 'restart',
    at: was.is.startedAt,
    cause: 'unmerged',
    ref: { ...countedFrom(was), ...mark },
  })
}
