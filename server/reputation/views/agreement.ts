import { and, eq, inArray, sql } from 'drizzle-orm'
import { standingDeeds } from '#db/schema/standing.ts'
import { memberIdOf, moderates } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'

export type Agreement = { agreed: number; overturned: number; percent: number | null }

/**
 * How often a reviewer's decisions and flags stood, for them and for moderators; null for everybody else and for who has
 * none (REP-20). Flags that nobody judged yet count on neither side.
 */
export async function reviewAgreement(
  ctx: Ctx,
  { memberId }: { memberId: MemberId },
): Promise<Agreement | null> {
  if (memberIdOf(ctx.actor) !== memberId && !moderates(ctx.actor)) return null
  const [row] = await ctx.db
    .select({
      agreed: sql<number>`count(*) filter (where ${standingDeeds.outcome} = 1)::int`,
      overturned: sql<number>`count(*) filter (where ${standingDeeds.outcome} = -1)::int`,
    })
    .from(standingDeeds)
    .where(and(eq(standingDeeds.memberId, memberId), inArray(standingDeeds.kind, ['review', 'flag'])))
  const { agreed, overturned } = row ?? { agreed: 0, overturned: 0 }
  const all = agreed + overturned
  return all === 0 ? null : { agreed, overturned, percent: Math.round((100 * agreed) / all) }
}
