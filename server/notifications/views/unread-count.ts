import { and, eq, isNull, lte, or, type Placeholder, sql } from 'drizzle-orm'
import { notices } from '#db/schema/notifications.ts'
import { isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { prepared, value } from '#server/core/prepared.ts'

/** The number on the bell, which counts only rows that need the member, and whether anything else waits (a dot). */
export async function unreadCount(ctx: Ctx): Promise<{ needs: number; others: boolean }> {
  if (!isMember(ctx.actor)) return { needs: 0, others: false }
  const [found] = await waitingFor(ctx, { own: ctx.actor.memberId, now: ctx.now })
  return found ?? { needs: 0, others: false }
}

const row = sql`coalesce(${notices.topicId}::text, ${notices.id}::text)`
const waitingFor = prepared('unread', (db) =>
  db
    .select({
      needs: sql<number>`count(distinct ${row}) filter (where ${notices.needsYou})::int`,
      others: sql<boolean>`coalesce(bool_or(not ${notices.needsYou}), false)`,
    })
    .from(notices)
    .where(and(eq(notices.memberId, value('own')), isNull(notices.doneAt), awake(value('now')))),
)

export const awake = (now: Date | Placeholder) =>
  or(isNull(notices.snoozedUntil), lte(notices.snoozedUntil, now))
