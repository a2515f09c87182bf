import { eq } from 'drizzle-orm'
import { escalations } from '#db/schema/index.ts'
import { system } from '#server/core/actor.ts'
import { actingAs, type Ctx } from '#server/core/ctx.ts'
import type { EscalationId, TopicId } from '#server/core/ids.ts'
import {
  acknowledgeEscalation,
  assignEscalation,
  changeSeverity,
  escalateNow,
  keepTopic,
  putCalendar,
  putPolicy,
  putQueue,
  resolveEscalation,
  sweepBatch,
} from '#server/escalation/index.ts'
import { boards } from './boards.ts'
import { known } from './known.ts'
import { before } from './moments.ts'
import type { As, Step, Telling } from './telling.ts'
import type { DemoEscalation, DemoTopic } from './types.ts'

const minutes = 60_000
const hours = 60 * minutes
const goldPromise = 24 * hours

/** A working week in Stockholm with its holidays, a queue for each product, and a policy for each support level. */
export async function promise(ctx: Ctx) {
  const calendar = 'northline-office'
  const office = [{ opens: '08:00', closes: '18:00' }]
  const year = ctx.now.getUTCFullYear()
  await putCalendar(ctx, {
    key: calendar,
    timeZone: 'Europe/Stockholm',
    weekly: { monday: office, tuesday: office, wednesday: office, thursday: office, friday: office },
    holidays: [year, year + 1, year + 2].flatMap((of) =>
      holidays.map(([day, name]) => ({ day: `${of}-${day}`, name })),
    ),
  })
  for (const board of boards)
    if ('productCode' in board)
      await putQueue(ctx, { key: board.slug, name: `${board.title} engineers`, board: board.slug })
  await putPolicy(ctx, {
    key: 'gold',
    name: 'Gold: around the clock',
    match: { level: 'Gold' },
    noReply: { target: 'PT24H', clock: 'elapsed' },
    noSolution: { target: 'PT24H', clock: 'elapsed' },
    escalateNow: { allowed: true, quota: 5 },
  })
  await putPolicy(ctx, {
    key: 'silver',
    name: 'Silver: office hours',
    match: { level: 'Silver' },
    calendar,
    noReply: { target: 'PT16H', clock: 'business' },
    noSolution: { target: 'PT32H', clock: 'business' },
    escalateNow: { allowed: true, quota: 2 },
  })
  await putPolicy(ctx, {
    key: 'bronze',
    name: 'Bronze: within three working days',
    match: { level: 'Bronze' },
    calendar,
    noReply: { target: 'PT24H', clock: 'business' },
    noSolution: { target: 'PT48H', clock: 'business' },
  })
}

const holidays = [
  ['01-01', "New Year's Day"],
  ['01-06', 'Epiphany'],
  ['05-01', 'May Day'],
  ['06-06', 'National Day'],
  ['12-24', 'Christmas Eve'],
  ['12-25', 'Christmas Day'],
  ['12-26', 'Boxing Day'],
  ['12-31', "New Year's Eve"],
] as const

/** What clocks and engineers did with one question, by the verbs that do it every day, each at its time. */
export function escalationSteps({ loadedAt, told, as }: Telling, topic: DemoTopic): Step[] {
  const { escalation, live, posts } = topic
  const topicId = () => known(told.topics, topic.key).topicId
  const keep = (at: number): Step => ({ at: new Date(at), run: (ctx) => keepTopic(inSystem(ctx), topicId()) })
  const askedAt = before(loadedAt, topic.ago).getTime()
  if (live) return [keep(askedAt + 1)]
  if (!escalation) return []

  const firedAt = firingOf(loadedAt, topic, escalation)
  const words = [...posts, ...posts.flatMap((post) => post.comments ?? [])]
  const kept = [askedAt, ...words.map(({ ago }) => before(loadedAt, ago).getTime())].map((at) => keep(at + 1))
  const of = (at: number, run: (ctx: Ctx, ref: Ref) => Promise<unknown>): Step => ({
    at: new Date(at),
    run: async (ctx) => run(ctx, await escalationOf(ctx, topicId())),
  })
  const { state, engineer, outcome, severity } = escalation
  const steps = [...kept, firing(as, { topic, escalation, at: new Date(firedAt), topicId })]
  if (!engineer) return steps
  steps.push(
    of(firedAt + 20 * minutes, (ctx, ref) => assignEscalation(as(ctx, 'sunniva'), { ...ref, to: engineer })),
  )
  if (state !== 'assigned')
    steps.push(of(firedAt + 35 * minutes, (ctx, ref) => acknowledgeEscalation(as(ctx, engineer), ref)))
  if (severity)
    steps.push(
      of(firedAt + 40 * minutes, (ctx, ref) =>
        changeSeverity(as(ctx, engineer), { ...ref, severity: severity.to, reason: severity.reason }),
      ),
    )
  const answer = posts.findLast((post) => post.by === engineer && !post.visibility)
  if (state === 'resolved' && outcome && answer)
    steps.push(
      of(before(loadedAt, answer.ago).getTime() + 30 * minutes, (ctx, ref) =>
        resolveEscalation(as(ctx, engineer), { ...ref, outcome, publish: true }),
      ),
    )
  return steps
}

type Ref = { escalationId: EscalationId }

const inSystem = (ctx: Ctx) => actingAs(ctx, system('escalation'))

/** By hand soon after asking; by a clock when it is due: after the question (NR) or after the answer it had (NS). */
function firingOf(loadedAt: Date, { ago, posts }: DemoTopic, { cause }: DemoEscalation): number {
  const askedAt = before(loadedAt, ago).getTime()
  if (cause === 'customer' || cause === 'staff') return askedAt + 30 * minutes
  const [answer] = posts
  return (cause === 'ns' && answer ? before(loadedAt, answer.ago).getTime() : askedAt) + goldPromise + 4000
}

type Firing = { topic: DemoTopic; escalation: DemoEscalation; at: Date; topicId: () => TopicId }

function firing(as: As, { topic, escalation: { cause }, at, topicId }: Firing): Step {
  if (cause === 'nr' || cause === 'ns') return { at, run: (ctx) => sweepBatch(inSystem(ctx)) }
  const by = cause === 'staff' ? 'mo' : topic.by
  return { at, run: (ctx) => escalateNow(as(ctx, by), { topicId: topicId(), reason: reasons[cause] }) }
}

const reasons = {
  customer: 'Work has stopped on our side, and we cannot find a way around it.',
  staff: 'This concerns safety. It must not wait for the next working day.',
}

async function escalationOf(ctx: Ctx, topicId: TopicId): Promise<Ref> {
  const [row] = await ctx.db
    .select({ id: escalations.id })
    .from(escalations)
    .where(eq(escalations.topicId, topicId))
  if (!row) throw new Error(`topic ${topicId} was not escalated`)
  return { escalationId: row.id }
}
