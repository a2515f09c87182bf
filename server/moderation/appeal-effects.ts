import { and, eq, isNull } from 'drizzle-orm'
import { appeals, statements } from '#db/schema/moderation.ts'
import { reviewDecisions, reviewItems } from '#db/schema/moderation.ts'
import { system } from '#server/core/actor.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict } from '#server/core/errors.ts'
import type { AppealId, DecisionId, PostId } from '#server/core/ids.ts'
import { permit } from '#server/core/permit.ts'
import { certain } from '#server/core/rows.ts'
import { reopenTopic, restorePost } from '#server/forum/index.ts'
import { byIdOf, type Item } from './items.ts'
import { judgeFlags } from './judging.ts'
import { log } from './logging.ts'
import { canDecideAppeal } from './sanction-policy.ts'
import { lift, lockSanction } from './sanctions.ts'

/** What an item says of its appeal: who decided, and about whom. */
export async function statementOfAppeal(tx: Pick<Ctx, 'db'>, appealId: AppealId) {
  const [row] = await tx.db
    .select({ statement: statements })
    .from(appeals)
    .innerJoin(statements, eq(statements.id, appeals.statementId))
    .where(eq(appeals.id, appealId))
  return certain(row, 'the statement of an appeal').statement
}

/** Refuses whoever took the decision that is appealed, and their own matter (MOD-15). */
export async function mustDecideAppeal(tx: Tx, item: Item) {
  const statement = await statementOfAppeal(tx, certain(item.appealOf, 'the appeal of an item'))
  permit(canDecideAppeal(tx.actor, { ...statement, lang: item.language }), 'moderation.appeal.own')
}

/** Ends the appeal of an item; overturned, it undoes exactly what the statement told. */
export async function settleAppeal(
  tx: Tx,
  item: Item,
  { outcome, reason }: { outcome: 'upheld' | 'overturned'; reason: string },
) {
  const appealId = certain(item.appealOf, 'the appeal of an item')
  const [decided] = await tx.db
    .update(appeals)
    .set({ outcome, reason, decidedBy: byIdOf(tx), decidedAt: tx.now })
    .where(and(eq(appeals.id, appealId), isNull(appeals.outcome)))
    .returning({ id: appeals.id })
  if (!decided) throw new Conflict('moderation.item.changed')
  const statement = await statementOfAppeal(tx, appealId)
  if (outcome === 'overturned') await undo(tx, statement, reason)
  const { id: statementId, memberId, topicId, postId } = statement
  tx.tell({ type: 'appeal.decided', appealId, statementId, memberId, outcome, about: { topicId, postId } })
  await log(tx, {
    action: `appeal.${outcome}`,
    ...(await placeOfAppeal(tx, appealId)),
    reason,
    before: { kind: statement.kind },
    after: { outcome, seconds: Math.round((tx.now.getTime() - item.openedAt.getTime()) / 1000) },
  })
}

/** By the system: whoever decides appeals need not hold the action that is undone. */
async function undo(
  tx: Tx,
  { kind, postId, topicId, sanctionId }: typeof statements.$inferSelect,
  reason: string,
) {
  const by = { ...tx, actor: system('moderation.appeals') }
  if (kind === 'removal' && postId) await restorePost(by, { postId })
  if (kind === 'closure' && topicId) await reopenTopic(by, { topicId })
  if (!sanctionId) return
  const sanction = await lockSanction(tx, sanctionId)
  if (sanction.liftedAs !== 'overturned') await lift(tx, sanction, { as: 'overturned', reason })
}

/** Flags that were right only as long as the removal stood are judged again. */
export async function rejudgeFlags(tx: Tx, postId: PostId, decisionId: DecisionId) {
  const items = await tx.db
    .selectDistinct({ id: reviewItems.id })
    .from(reviewItems)
    .innerJoin(reviewDecisions, eq(reviewDecisions.itemId, reviewItems.id))
    .where(and(eq(reviewItems.postId, postId), eq(reviewDecisions.action, 'hide')))
  for (const { id: itemId } of items) await judgeFlags(tx, { itemId, upheld: false, decisionId })
}

/** What the log keeps of an appeal: whose, and what it is about. */
export async function placeOfAppeal(tx: Tx, appealId: AppealId) {
  const {
    id: statementId,
    memberId,
    postId,
    topicId,
    boardId,
    clause,
    termsVersion,
  } = await statementOfAppeal(tx, appealId)
  return { statementId, memberId, postId, topicId, boardId, clause, termsVersion }
}
