import { and, eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { reviewItems } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { csvOf } from '#server/core/csv.ts'
import { Invalid } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { rows } from '#server/core/rows.ts'
import { boardOfField } from '#server/forum/index.ts'
import { reviews, visibleItems } from '../policy.ts'

const day = 86_400_000
/** So many weeks or months are told at once, and so many by default. */
const most = { week: 53, month: 36 }
const usual = { week: 12, month: 12 }

export const reportPeriods = ['week', 'month'] as const
export const reportGroups = ['category', 'kind'] as const
type Period = (typeof reportPeriods)[number]

const blank = z.literal('').transform(() => undefined)
const date = z.iso.date('moderation.log.date').transform((text) => new Date(`${text}T00:00:00Z`))

/** `until` is a whole day, itself included; without a span the last twelve periods, the present one among them. */
export const queueReportInput = z.object({
  period: z.enum(reportPeriods).default('week'),
  by: z.enum(reportGroups).default('category'),
  board: z.union([blank, z.string().trim().max(60)]).optional(),
  from: z.union([blank, date]).optional(),
  until: z.union([blank, date]).optional(),
})

type Counted = {
  period: string
  /** A category or a kind; null for items without a category. */
  name: string | null
  opened: number
  decided: number
  half: number | null
  most: number | null
  outcomes: Record<string, number> | null
}

type QueueReportRow = Omit<Counted, 'half' | 'most' | 'outcomes'> & {
  /** From the opening to a moderator's decision: the middle one, and the one that nine of ten stay below; seconds. */
  secondsToDecision: { half: number; most: number } | null
  outcomes: Record<string, number>
}

/**
 * How much came into the queue, how long moderators took and what came of it, by period and category or kind (MOD-12).
 * What came is counted when it came, what was decided when it was decided; what the clock ended has an outcome and no time.
 * Of this moderator's places, and of everybody's work together: no moderator is counted alone.
 */
export async function queueReport(ctx: Ctx, input: z.input<typeof queueReportInput> = {}) {
  permit(reviews(ctx.actor), 'moderation.moderatorsOnly')
  const { period, by, board, ...asked } = parse(queueReportInput, input)
  const span = spanOf(asked, { period, now: ctx.now })
  const where = and(visibleItems(ctx.actor), await onBoard(ctx, board))
  const found = await rows<Counted>(ctx.db, counting({ ...span, period, by, where }))
  return {
    period,
    by,
    board: board ?? null,
    ...span,
    rows: found.map(({ half, most: slowest, outcomes, ...row }): QueueReportRow => ({
      ...row,
      secondsToDecision: half === null || slowest === null ? null : { half, most: slowest },
      outcomes: outcomes ?? {},
    })),
  }
}

/** The same as a file, a line for each row; outcomes as `hide 8|approve 2`. */
export async function queueReportCsv(ctx: Ctx, input: z.input<typeof queueReportInput> = {}) {
  const { rows: items, by } = await queueReport(ctx, input)
  return csvOf<QueueReportRow>(() => Promise.resolve({ items, next: null }), {
    period: (row) => row.period,
    [by]: (row) => row.name,
    opened: (row) => row.opened,
    decided: (row) => row.decided,
    seconds_median: (row) => row.secondsToDecision?.half ?? null,
    seconds_p90: (row) => row.secondsToDecision?.most ?? null,
    outcomes: (row) =>
      Object.entries(row.outcomes)
        .map(([outcome, count]) => `${outcome} ${count}`)
        .sort()
        .join('|'),
  })
}

const onBoard = async (ctx: Ctx, board: string | undefined): Promise<SQL | undefined> =>
  board ? eq(reviewItems.boardId, (await boardOfField(ctx, { board })).id) : undefined

type Asked = { from?: Date | undefined; until?: Date | undefined }

/** Whole periods in UTC, weeks from Monday on: `until` is the first moment that is counted no more. */
function spanOf({ from, until }: Asked, { period, now }: { period: Period; now: Date }) {
  const end = startOf(until ?? now, period, 1)
  const start = from ? startOf(from, period) : startOf(new Date(end.getTime() - 1), period, 1 - usual[period])
  if (start >= end) throw new Invalid([{ path: 'until', key: 'moderation.report.span' }])
  if (start < startOf(end, period, -most[period]))
    throw new Invalid([{ path: 'from', key: 'moderation.report.long', params: { most: most[period] } }])
  return { from: start, until: end }
}

function startOf(at: Date, period: Period, later = 0): Date {
  const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()]
  if (period === 'month') return new Date(Date.UTC(year, month + later, 1))
  const monday = Date.UTC(year, month, date - ((at.getUTCDay() + 6) % 7))
  return new Date(monday + later * 7 * day)
}

type Counting = {
  period: Period
  by: (typeof reportGroups)[number]
  from: Date
  until: Date
  where: SQL | undefined
}

function counting({ period, by, from, until, where }: Counting): SQL {
  const within = (moment: SQL) =>
    sql`${moment} >= ${from.toISOString()}::timestamptz and ${moment} < ${until.toISOString()}::timestamptz`
  const label = (moment: SQL) =>
    sql`to_char(date_trunc(${sql.raw(`'${period}'`)}, ${moment} at time zone 'UTC'), 'YYYY-MM-DD')`
  const name = by === 'kind' ? sql`kind` : sql`category`
  const theirs = where ?? sql`true`
  const seconds = sql`extract(epoch from decided_at - opened_at)`
  const byPeople = sql`filter (where decided_by is not null and state = 'decided')`
  return sql`with came as (
      select ${label(sql`opened_at`)} as period, ${name} as name, count(*)::int as opened
      from ${reviewItems} where ${within(sql`opened_at`)} and ${theirs} group by 1, 2
    ), went as (
      select ${label(sql`decided_at`)} as period, ${name} as name, outcome, count(*)::int as ended
      from ${reviewItems} where state <> 'open' and ${within(sql`decided_at`)} and ${theirs} group by 1, 2, 3
    ), pace as (
      select ${label(sql`decided_at`)} as period, ${name} as name, (count(*) ${byPeople})::int as decided,
        (percentile_cont(0.5) within group (order by ${seconds}) ${byPeople})::float8 as half,
        (percentile_cont(0.9) within group (order by ${seconds}) ${byPeople})::float8 as most
      from ${reviewItems} where state <> 'open' and ${within(sql`decided_at`)} and ${theirs} group by 1, 2
    ), places as (select period, name from came union select period, name from went)
    select p.period, p.name, coalesce(c.opened, 0) as opened, coalesce(t.decided, 0) as decided,
      round(t.half::numeric)::float8 as half, round(t.most::numeric)::float8 as most,
      (select json_object_agg(coalesce(w.outcome, 'other'), w.ended) from went w
        where w.period = p.period and w.name is not distinct from p.name) as outcomes
    from places p
      left join came c on c.period = p.period and c.name is not distinct from p.name
      left join pace t on t.period = p.period and t.name is not distinct from p.name
    order by p.period desc, p.name nulls last`
}
