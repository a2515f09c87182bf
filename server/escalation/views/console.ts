import { and, asc, count, eq, inArray, isNull, lte, notInArray, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import {
  boards,
  escalationQueues,
  escalations,
  members,
  slaClocks,
  topics,
  watches,
} from '#db/schema/index.ts'
import { followsCases, isEngineer, memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid, NotFound } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { certain } from '#server/core/rows.ts'
import { accountNames } from '#server/crm/index.ts'
import { withLogs } from '../clock-log.ts'
import { consoleInput, escalationRef } from '../input.ts'
import { openStates } from '../moves.ts'
import { shownClock } from '../showing.ts'
import {
  assigneeHandle,
  escalationRows,
  escalationTrace,
  escalationTraces,
  type EscalationRow,
  shownEscalations,
} from './shown.ts'

const mostOrdered = 500

/**
 * The engineers' list, by due moment and by nothing else, what waits for the asker last; beside each row the place that loudness would have given it,
 * so that anyone can see that it does not count (ESC-17, ESC-20).
 */
export async function consoleView(ctx: Ctx, input: z.input<typeof consoleInput> = {}) {
  permit(mayWork(ctx), 'escalation.engineersOnly')
  const wanted = parse(consoleInput, input)
  const after = readCursor(wanted.cursor)
  const found = await escalationRows(ctx)
    .where(
      and(
        inView(ctx, wanted.view),
        wanted.state ? eq(escalations.state, wanted.state) : undefined,
        wanted.cause ? eq(escalations.cause, wanted.cause) : undefined,
        wanted.queue ? eq(escalationQueues.key, wanted.queue) : undefined,
        wanted.assignee ? eq(sql`lower(${assigneeHandle})`, wanted.assignee.toLowerCase()) : undefined,
        wanted.account ? sql`${escalations.accountId} = ${wanted.account}::uuid` : undefined,
        wanted.topicId ? eq(escalations.topicId, wanted.topicId) : undefined,
        after
          ? sql`(${waiting}, ${escalations.dueAt}, ${escalations.id}) > (${after.waiting}, ${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(waiting, asc(escalations.dueAt), asc(escalations.id))
    .limit(wanted.limit + 1)
  const page = found.slice(0, wanted.limit)
  const last = page.at(-1)?.escalation
  const [rows, places] = [await shownEscalations(ctx, page), await placesOf(ctx)]
  const traces = await escalationTraces(ctx, page)
  return {
    rows: rows.map((row) => ({
      ...row,
      trace: traces.get(row.id) ?? [],
      ...(places.get(row.id) ?? { place: null, loudPlace: null, loudness: null }),
    })),
    next:
      found.length > wanted.limit && last
        ? Buffer.from(JSON.stringify([isWaiting(last.state), last.dueAt, last.id])).toString('base64url')
        : null,
    counts: await countsOf(ctx),
  }
}

/** One escalation with its trace, and what this actor may do with it now. */
export async function escalationPage(ctx: Ctx, input: z.input<typeof escalationRef>) {
  const { escalationId } = parse(escalationRef, input)
  const [row] = await escalationRows(ctx).where(eq(escalations.id, escalationId))
  if (!row || !(mayWork(ctx) || isOwn(ctx, row))) throw new NotFound('escalation')
  const [shown] = await shownEscalations(ctx, [row])
  const engineer = isEngineer(ctx.actor)
  const { state } = row.escalation
  const open = openStates.some((candidate) => candidate === state)
  return {
    ...certain(shown, 'escalation'),
    trace: await escalationTrace(ctx, row),
    publish: row.escalation.publish,
    can: {
      assign: open && mayWork(ctx),
      acknowledge: engineer && state === 'assigned',
      resolve: engineer && ['acknowledged', 'awaiting_customer', 'awaiting_return'].includes(state),
      cancel: open && mayWork(ctx),
      weigh: open && engineer,
    },
  }
}

/** Clocks that run or stand still, the next due first: what will escalate unless somebody answers. */
export async function upcomingClocks(ctx: Ctx, { limit = 30 }: { limit?: number } = {}) {
  permit(mayWork(ctx), 'escalation.engineersOnly')
  const found = await ctx.db
    .select({
      clock: slaClocks,
      title: topics.title,
      slug: topics.slug,
      board: boards.slug,
      boardTitle: boards.title,
      askerHandle: members.handle,
      askerName: members.displayName,
    })
    .from(slaClocks)
    .innerJoin(topics, eq(topics.id, slaClocks.topicId))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(members, eq(members.id, slaClocks.memberId))
    .where(inArray(slaClocks.state, ['running', 'paused']))
    .orderBy(sql`${slaClocks.dueAt} asc nulls last`, asc(slaClocks.id))
    .limit(limit)
  const clocks = await withLogs(
    ctx,
    found.map((row) => row.clock),
  )
  const names = await accountNames(
    ctx,
    found.map((row) => row.clock.coverage.accountId),
  )
  return found.map(({ clock, askerHandle, askerName, ...row }, at) => ({
    ...row,
    topicId: clock.topicId,
    asker: askerHandle ? { handle: askerHandle, name: askerName ?? askerHandle } : null,
    account: isEngineer(ctx.actor) ? (names.get(clock.coverage.accountId) ?? null) : null,
    level: isEngineer(ctx.actor) ? clock.coverage.level : null,
    clock: shownClock(certain(clocks[at], 'clock'), ctx.now),
  }))
}

export const mayWork = ({ actor }: Ctx) => followsCases(actor)

const isOwn = ({ actor }: Ctx, row: EscalationRow) => {
  const own = memberIdOf(actor)
  return own !== null && row.escalation.askerId === own
}

function inView({ actor }: Ctx, view: z.output<typeof consoleInput>['view']): SQL | undefined {
  const open = inArray(escalations.state, [...openStates])
  if (view === 'open') return open
  if (view === 'unassigned') return and(open, isNull(escalations.assigneeId))
  if (view === 'mine') return and(open, sql`${escalations.assigneeId} = ${memberIdOf(actor)}`)
  return view === 'ended' ? notInArray(escalations.state, [...openStates]) : undefined
}

/** Place by due moment, and the place that votes, replies, views and followers would have given instead. */
async function placesOf(ctx: Ctx) {
  const open = await ctx.db
    .select({
      id: escalations.id,
      loudness: sql<number>`(${topics.score} + ${topics.replyCount} + ${topics.views} / 10 + count(${watches.memberId}))::int`,
    })
    .from(escalations)
    .innerJoin(topics, eq(topics.id, escalations.topicId))
    .leftJoin(
      watches,
      and(eq(watches.subjectKind, 'topic'), eq(watches.subjectId, sql`${escalations.topicId}::text`)),
    )
    .where(inArray(escalations.state, [...openStates]))
    .groupBy(escalations.id, topics.id)
    .orderBy(waiting, asc(escalations.dueAt), asc(escalations.id))
    .limit(mostOrdered)
  const loud = [...open].sort((a, b) => b.loudness - a.loudness).map(({ id }) => id)
  return new Map(
    open.map(({ id, loudness }, at) => [id, { place: at + 1, loudPlace: loud.indexOf(id) + 1, loudness }]),
  )
}

async function countsOf(ctx: Ctx) {
  const open = inArray(escalations.state, [...openStates])
  const own = memberIdOf(ctx.actor)
  const [row] = await ctx.db
    .select({
      open: count(),
      mine: sql<number>`count(*) filter (where ${escalations.assigneeId} = ${own})::int`,
      unassigned: sql<number>`count(*) filter (where ${escalations.assigneeId} is null)::int`,
    })
    .from(escalations)
    .where(open)
  const soon = new Date(ctx.now.getTime() + 4 * 3_600_000)
  const dueSoon = await ctx.db.$count(
    slaClocks,
    and(eq(slaClocks.state, 'running'), lte(slaClocks.dueAt, soon)),
  )
  return { open: row?.open ?? 0, mine: row?.mine ?? 0, unassigned: row?.unassigned ?? 0, dueSoon }
}

/** What waits for the asker owes nothing until they answer, so it stands behind all that is due. */
const waiting = sql`(${escalations.state} in ('awaiting_customer', 'awaiting_return'))`
const isWaiting = (state: string) => state === 'awaiting_customer' || state === 'awaiting_return'

function readCursor(cursor: string | null | undefined): { waiting: boolean; at: Date; id: string } | null {
  if (!cursor) return null
  try {
    const [held, at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    const moment = new Date(String(at))
    if (typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) && !Number.isNaN(moment.getTime()))
      return { waiting: held === true, at: moment, id }
  } catch {
    // falls through to the refusal below
  }
  throw new Invalid([{ path: 'cursor', key: 'invalid.cursor' }])
}
