import { and, desc, eq, gte, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { appeals, members, reviewItems, statements, topics } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { appealListInput } from '../sanction-input.ts'
import { canReadAppeals } from '../sanction-policy.ts'
import { beyond, pageOf } from './paging.ts'
import { doerColumns } from './place.ts'
import { ofPlaces } from './scope.ts'

const week = 7 * 86_400_000
const weeksShown = 12

/** Appeals that wait or were decided, newest first (MOD-15): of one's own boards, or of all. */
export async function appealList(ctx: Ctx, input: z.input<typeof appealListInput> = {}) {
  permit(canReadAppeals(ctx.actor), 'moderation.moderatorsOnly')
  const { state, cursor, limit } = parse(appealListInput, input)
  const found = await ctx.db
    .select({
      id: appeals.id,
      statementId: appeals.statementId,
      kind: statements.kind,
      clause: statements.clause,
      text: appeals.text,
      at: appeals.at,
      outcome: appeals.outcome,
      reason: appeals.reason,
      decidedAt: appeals.decidedAt,
      by: doerColumns(sql`'member'`, appeals.decidedBy),
      member: { handle: members.handle, name: members.displayName },
      topic: { id: topics.id, kind: topics.kind, slug: topics.slug, title: topics.title },
      itemId: sql<
        string | null
      >`(select i.id from ${reviewItems} i where i.kind = 'appeal' and i.subject = 'appeal:' || ${appeals.id} limit 1)`,
    })
    .from(appeals)
    .innerJoin(statements, eq(statements.id, appeals.statementId))
    .innerJoin(members, eq(members.id, appeals.memberId))
    .leftJoin(topics, eq(topics.id, statements.topicId))
    .where(and(inState[state], ofPlaces(ctx.actor, 'appeals', statements), beyond(cursor, appeals)))
    .orderBy(desc(appeals.at), desc(appeals.id))
    .limit(limit + 1)
  return pageOf(found, limit, (row) => row)
}

const inState: Readonly<Record<z.output<typeof appealListInput>['state'], SQL>> = {
  open: isNull(appeals.outcome),
  decided: isNotNull(appeals.outcome),
  overturned: eq(appeals.outcome, 'overturned'),
  upheld: eq(appeals.outcome, 'upheld'),
}

/**
 * The share of decisions that appeals overturned, by week from Monday (UTC), the present one first (MOD-15): in whole
 * percent of the appeals decided in that week, and null where none was.
 */
export async function overturnedWeeks(ctx: Ctx) {
  permit(canReadAppeals(ctx.actor), 'moderation.moderatorsOnly')
  const weeks = weeksUntil(ctx.now)
  const monday = sql<string>`to_char(date_trunc('week', ${appeals.decidedAt} at time zone 'UTC'), 'YYYY-MM-DD')`
  const found = await ctx.db
    .select({
      week: monday,
      decided: sql<number>`count(*)::int`,
      overturned: sql<number>`(count(*) filter (where ${appeals.outcome} = 'overturned'))::int`,
    })
    .from(appeals)
    .innerJoin(statements, eq(statements.id, appeals.statementId))
    .where(
      and(
        gte(appeals.decidedAt, new Date(`${weeks.at(-1)}T00:00:00Z`)),
        ofPlaces(ctx.actor, 'appeals', statements),
      ),
    )
    .groupBy(sql`1`)
  return weeks.map((name) => {
    const { decided, overturned } = found.find((row) => row.week === name) ?? { decided: 0, overturned: 0 }
    return { week: name, decided, overturned, share: shareOf(overturned, decided) }
  })
}

const shareOf = (overturned: number, decided: number) =>
  decided === 0 ? null : Math.round((100 * overturned) / decided)

/** Mondays, as dates, from that of the present week backwards. */
function weeksUntil(now: Date): string[] {
  const sinceMonday = ((now.getUTCDay() + 6) % 7) * (week / 7)
  return Array.from({ length: weeksShown }, (_, back) =>
    new Date(now.getTime() - sinceMonday - back * week).toISOString().slice(0, 10),
  )
}
