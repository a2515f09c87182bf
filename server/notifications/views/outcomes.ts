import { and, desc, eq, ne, sql } from 'drizzle-orm'
import { notices } from '#db/schema/notifications.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { EventId, FlagId, MemberId } from '#server/core/ids.ts'

/** The outcome of a report that its member heard last, but for what this fact itself told. */
export async function earlierOutcome(
  ctx: Pick<Ctx, 'db'>,
  { memberId, flagId, except }: { memberId: MemberId; flagId: FlagId; except: EventId },
): Promise<string | null> {
  const [row] = await ctx.db
    .select({ outcome: sql<string>`${notices.params} ->> 'outcome'` })
    .from(notices)
    .where(
      and(
        eq(notices.memberId, memberId),
        eq(notices.kind, 'reported'),
        ne(notices.eventId, except),
        sql`${notices.params} ->> 'flagId' = ${flagId}`,
      ),
    )
    .orderBy(desc(notices.at), desc(notices.id))
    .limit(1)
  return row?.outcome ?? null
}
