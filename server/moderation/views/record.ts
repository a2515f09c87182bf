import { and, count, eq, gt, isNull, or } from 'drizzle-orm'
import { appeals, sanctions, statements } from '#db/schema/moderation.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'
import { settingsOf } from '#server/settings/index.ts'

const day = 86_400_000

/** What the ladder asks of a member: the steps so far, removals on record, and for how long both count. */
export async function onRecord(ctx: Ctx | Tx, memberId: MemberId) {
  const { strikeDays } = await settingsOf(ctx)
  const memory = { now: ctx.now, strikeDays }
  const since = new Date(ctx.now.getTime() - strikeDays * day)
  const steps = await ctx.db
    .select({ kind: sanctions.kind, at: sanctions.at, liftedAs: sanctions.liftedAs })
    .from(sanctions)
    .where(and(eq(sanctions.memberId, memberId), gt(sanctions.at, since)))
  const [removed] = await ctx.db
    .select({ times: count() })
    .from(statements)
    .leftJoin(appeals, eq(appeals.statementId, statements.id))
    .where(
      and(
        eq(statements.memberId, memberId),
        eq(statements.kind, 'removal'),
        gt(statements.at, since),
        or(isNull(appeals.outcome), eq(appeals.outcome, 'upheld')),
      ),
    )
  return { steps, removals: removed?.times ?? 0, memory }
}
