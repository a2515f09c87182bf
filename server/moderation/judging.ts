import { and, eq, isNull } from 'drizzle-orm'
import { flags } from '#db/schema/moderation.ts'
import type { Tx } from '#server/core/ctx.ts'
import type { DecisionId, ReviewItemId } from '#server/core/ids.ts'

/**
 * A decision judges every flag of its item, and an undone or overturned one judges them again: null takes a judgement
 * back. Told for each flag whose judgement changes, with what stood before.
 */
export async function judgeFlags(
  tx: Tx,
  { itemId, upheld, decisionId }: { itemId: ReviewItemId; upheld: boolean | null; decisionId: DecisionId },
) {
  const judged = await tx.db
    .select()
    .from(flags)
    .where(and(eq(flags.itemId, itemId), isNull(flags.withdrawnAt)))
    .orderBy(flags.id)
    .for('update')
  for (const flag of judged) {
    if (flag.upheld === upheld) continue
    await tx.db
      .update(flags)
      .set({ upheld, judgedAt: upheld === null ? null : tx.now })
      .where(eq(flags.id, flag.id))
    tx.tell({
      type: 'flag.judged',
      flagId: flag.id,
      flaggerId: flag.flaggerId,
      postId: flag.postId,
      authorId: flag.memberId,
      upheld,
      before: flag.upheld,
      clause: flag.clause,
      decisionId,
    })
  }
}
