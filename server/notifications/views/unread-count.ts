import { and, eq, isNull, lte, or, sql } from 'drizzle-orm'
import { notices } from '#db/schema/notifications.ts'
import { isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'

/** The number on the bell, which counts only rows that need the member, and whether anything else waits (a dot). */
export async function unreadCount(ctx: Ctx): Promise<{ needs: number; others: boolean }> {
  if (!isMember(ctx.actor)) return { needs: 0, others: false }
  const waiting = and(eq(notices.memberId, ctx.actor.memberId), isNull(notices.doneAt), awake(ctx.now))
  const row = sql`coalesce(${notices.topicId}::text, ${notices.id}::text)`
  const [found] = await ctx.db
    .select({
      needs: sql<number>`count(distinct ${row}) filter (where ${notices.needsYou})::int`,
      others: sql<boolean>`coalesce(bool_or(not ${notices.needsYou}), false)`,
    })
    .from(notices)
    .where(waiting)
  return found ?? { needs: 0, others: false }
}

export const awake = (now: Date) => or(isNull(notices.snoozedUntil), lte(notices.snoozedUntil, now))
