import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { moderationLog } from '#db/schema/moderation.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { rows } from '#server/core/rows.ts'

/** Numbers below this are not told: they could point at a person. */
const fewest = 5

export const quarterInput = z.object({
  quarter: z.string().regex(/^\d{4}-Q[1-4]$/, 'moderation.transparency.quarter'),
})

/** `null` stands for "fewer than 5"; none at all is 0. */
type Told = number | null
const told = (count: number): Told => (count === 0 || count >= fewest ? count : null)

/** Deeds of the log that the report counts, in its order. */
const countedDeeds = [
  'post.hidden',
  'post.hiddenPending',
  'post.restored',
  'topic.closed',
  'topic.moved',
  'member.warned',
  'member.limited',
  'member.suspended',
  'sanction.lifted',
] as const
const underClauses = ['post.hidden', 'member.warned', 'member.limited', 'member.suspended']

type Quarter = { quarter: string; from: Date; until: Date }

/** Its months in UTC; the end is the first moment of the next. */
function quarterOf(quarter: string): Quarter {
  const [year = '', number = ''] = quarter.split('-Q')
  const month = (Number(number) - 1) * 3
  return {
    quarter,
    from: new Date(Date.UTC(Number(year), month, 1)),
    until: new Date(Date.UTC(Number(year), month + 3, 1)),
  }
}

const quarterAt = (moment: Date) => `${moment.getUTCFullYear()}-Q${Math.floor(moment.getUTCMonth() / 3) + 1}`

type Line = { action: string; clause: string | null; automatic: boolean; count: number }

/**
 * One quarter in numbers without names, from the log alone (MOD-26): run again later it says the same. A quarter that is
 * not over is counted to the last midnight, so that nobody watches single deeds appear.
 */
export async function transparencyReport(ctx: Ctx, input: z.input<typeof quarterInput>) {
  const quarter = quarterOf(parse(quarterInput, input).quarter)
  if (quarter.from > ctx.now) throw new Invalid([{ path: 'quarter', key: 'moderation.transparency.ahead' }])
  const midnight = new Date(Date.UTC(ctx.now.getUTCFullYear(), ctx.now.getUTCMonth(), ctx.now.getUTCDate()))
  const until = quarter.until < midnight ? quarter.until : midnight
  const span = { from: quarter.from, until }
  const [lines, pace] = [await counted(ctx, span), await paceOf(ctx, span)]
  return { ...quarter, countedUntil: until, over: quarter.until <= ctx.now, ...report(lines), ...pace }
}

type Span = { from: Date; until: Date }

const within = ({ from, until }: Span) =>
  sql`${moderationLog.at} >= ${from.toISOString()}::timestamptz and ${moderationLog.at} < ${until.toISOString()}::timestamptz`

const counted = (ctx: Ctx, span: Span) =>
  rows<Line>(
    ctx.db,
    sql`select action, clause, by_kind = 'system' as automatic, count(*)::int as count from ${moderationLog}
      where ${within(span)} group by 1, 2, 3`,
  )

/** Pure: the same lines give the same report. */
function report(lines: readonly Line[]) {
  const sum = (holds: (line: Line) => boolean) =>
    lines.filter(holds).reduce((total, { count }) => total + count, 0)
  const clauses = [
    ...new Set(
      lines.flatMap(({ action, clause }) => (clause && underClauses.includes(action) ? [clause] : [])),
    ),
  ].sort()
  const [upheld, overturned] = ['upheld', 'overturned'].map((outcome) =>
    sum(({ action }) => action === `appeal.${outcome}`),
  ) as [number, number]
  return {
    deeds: countedDeeds.map((action) => ({
      action,
      count: told(sum((line) => line.action === action)),
      automatic: told(sum((line) => line.action === action && line.automatic)),
    })),
    clauses: clauses.map((clause) => ({
      clause,
      removals: told(sum((line) => line.clause === clause && line.action === 'post.hidden')),
      sanctions: told(
        sum(
          (line) =>
            line.clause === clause && underClauses.includes(line.action) && line.action !== 'post.hidden',
        ),
      ),
    })),
    appeals: {
      made: told(sum(({ action }) => action === 'appeal.made')),
      upheld: told(upheld),
      overturned: told(overturned),
      /** In whole percent, where both counts may be told. */
      overturnedShare:
        upheld + overturned >= fewest && told(upheld) !== null && told(overturned) !== null
          ? Math.round((100 * overturned) / (upheld + overturned))
          : null,
    },
  }
}

/** From the opening of an item to its decision by a moderator, in hours: the middle one, and the one nine of ten beat. */
async function paceOf(ctx: Ctx, span: Span) {
  const [row] = await rows<{ decisions: number; half: number | null; most: number | null }>(
    ctx.db,
    sql`select count(*)::int as decisions,
        percentile_cont(0.5) within group (order by (after->>'seconds')::float8)::float8 as half,
        percentile_cont(0.9) within group (order by (after->>'seconds')::float8)::float8 as most
      from ${moderationLog}
      where ${within(span)} and action like 'decision.%' and by_kind <> 'system' and after ? 'seconds'`,
  )
  const decisions = row?.decisions ?? 0
  const hours = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined || decisions < fewest ? null : Math.round(seconds / 360) / 10
  return { decisions: told(decisions), hoursToDecision: { half: hours(row?.half), most: hours(row?.most) } }
}

/** Quarters that hold anything, newest first, the present one included. */
export async function transparencyQuarters(ctx: Ctx): Promise<string[]> {
  const [first] = await rows<{ at: string | null }>(ctx.db, sql`select min(at) as at from ${moderationLog}`)
  const quarters: string[] = []
  const since = quarterOf(quarterAt(first?.at ? new Date(first.at) : ctx.now)).from
  for (let { from } = quarterOf(quarterAt(ctx.now)); from >= since && quarters.length < 40;) {
    quarters.push(quarterAt(from))
    from = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() - 3, 1))
  }
  return quarters
}
