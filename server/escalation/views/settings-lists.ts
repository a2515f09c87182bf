import { asc, desc, inArray } from 'drizzle-orm'
import { boards, businessCalendars, calendarHolidays, escalationQueues } from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { BoardId } from '#server/core/ids.ts'
import { permit } from '#server/core/permit.ts'
import { productList } from '#server/crm/index.ts'
import { isoDuration } from '../durations.ts'
import { newestPolicies } from '../policies.ts'

/** The newest version of every policy, as the admin page shows and the API takes it. */
export async function policyList(ctx: Ctx) {
  permit(isAdmin(ctx.actor))
  const policies = await newestPolicies(ctx)
  const boardIds = policies.flatMap(({ match }): BoardId[] => (match.boardId ? [match.boardId] : []))
  const slugs = boardIds.length
    ? await ctx.db
        .select({ id: boards.id, slug: boards.slug })
        .from(boards)
        .where(inArray(boards.id, boardIds))
    : []
  const products = policies.some(({ match }) => match.productId) ? await productList(ctx) : []
  return policies.map((policy) => ({
    key: policy.key,
    version: policy.version,
    name: policy.name,
    active: policy.active,
    match: {
      level: policy.match.level ?? null,
      product: products.find(({ id }) => id === policy.match.productId)?.code ?? null,
      board: slugs.find(({ id }) => id === policy.match.boardId)?.slug ?? null,
      severity: policy.match.severity ?? null,
    },
    appliesTo: policy.appliesTo,
    enforceFrom: policy.enforceFrom,
    noReply:
      policy.nrSeconds === null ? null : { target: isoDuration(policy.nrSeconds), clock: policy.nrClock },
    noSolution:
      policy.nsSeconds === null
        ? null
        : {
            target: isoDuration(policy.nsSeconds),
            clock: policy.nsClock,
            limit: isoDuration(policy.nsMaxSeconds),
          },
    calendar: policy.calendarKey,
    sameAccountCounts: policy.sameAccountCounts,
    onExpiry: policy.onExpiry,
    maxRetroDays: policy.maxRetroDays,
    severity: policy.severity,
    escalateNow: {
      allowed: policy.allowEscalateNow,
      quota: policy.escalateNowQuota,
      minAge: isoDuration(policy.escalateNowMinAge),
    },
    changedAt: policy.at,
  }))
}

/** The newest version of every calendar. */
export async function calendarList(ctx: Ctx) {
  permit(isAdmin(ctx.actor))
  const found = await ctx.db
    .selectDistinctOn([businessCalendars.key])
    .from(businessCalendars)
    .orderBy(businessCalendars.key, desc(businessCalendars.version))
  const ids = found.map(({ id }) => id)
  const days = ids.length
    ? await ctx.db
        .select()
        .from(calendarHolidays)
        .where(inArray(calendarHolidays.calendarId, ids))
        .orderBy(asc(calendarHolidays.day))
    : []
  return found.map(({ id, key, version, zone, weekly }) => ({
    key,
    version,
    timeZone: zone,
    weekly,
    holidays: days.flatMap((row) => (row.calendarId === id ? [{ day: row.day, name: row.name }] : [])),
  }))
}

export async function queueList(ctx: Ctx) {
  permit(isAdmin(ctx.actor))
  return ctx.db
    .select({ id: escalationQueues.id, key: escalationQueues.key, name: escalationQueues.name })
    .from(escalationQueues)
    .orderBy(asc(escalationQueues.key))
}
