import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { appeals } from '#db/schema/moderation.ts'
import { reviewItems } from '#db/schema/moderation.ts'
import { isMember } from '#server/core/actor.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Conflict, Forbidden, NotFound } from '#server/core/errors.ts'
import { type AppealId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { placeOfAppeal, statementOfAppeal } from './appeal-effects.ts'
import { decideItem } from './deciding.ts'
import { openItem } from './items.ts'
import { log } from './logging.ts'
import { appealDecision, appealInput } from './sanction-input.ts'
import { statementPage } from './views/statement-page.ts'

/** Somebody waits for it, and it was a person's decision: before flags of middling weight. */
const appealScore = 8

/**
 * The one appeal against a statement, by whom it was sent to (MOD-15): it waits in the queue for another moderator. Open to
 * members who may not write, since a suspension is among the things one appeals.
 */
export async function appealStatement(ctx: Ctx, input: z.input<typeof appealInput>) {
  const wanted = parse(appealInput, input)
  const { actor } = ctx
  if (!isMember(actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  return changeUngated(ctx, async (tx) => {
    const statement = await statementPage(tx, wanted)
    if (statement.appeal) throw new Conflict('moderation.appeal.again')
    permit(statement.can.appeal, 'moderation.appeal.never')
    const id = newId<AppealId>()
    const made = await tx.db
      .insert(appeals)
      .values({ id, ...wanted, memberId: actor.memberId, at: tx.now })
      .onConflictDoNothing()
      .returning({ id: appeals.id })
    if (made.length === 0) throw new Conflict('moderation.appeal.again')
    const about = statement.about
    await openItem(tx, {
      kind: 'appeal',
      subject: {
        appeal: id,
        topic: about?.topic.id ?? null,
        post: about?.post?.id ?? null,
        member: actor.memberId,
      },
      reasons: [{ key: `moderation.reason.appeal.${statement.kind}` }],
      score: appealScore,
      notBy: (await statementOfAppeal(tx, id)).byId,
    })
    tx.tell({ type: 'appeal.made', appealId: id, statementId: statement.id, appellantId: actor.memberId })
    await log(tx, { action: 'appeal.made', ...(await placeOfAppeal(tx, id)) })
    return { appealId: id, statementId: statement.id }
  })
}

/** A moderator who did not decide it upholds or overturns what was appealed, with a reason; by way of its item. */
export async function decideAppeal(ctx: Ctx, input: z.input<typeof appealDecision>) {
  const { appealId, outcome, reason } = parse(appealDecision, input)
  const [item] = await ctx.db
    .select({ id: reviewItems.id })
    .from(reviewItems)
    .where(eq(reviewItems.appealOf, appealId))
  if (!item) throw new NotFound('appeal')
  return decideItem(ctx, {
    itemId: item.id,
    action: outcome === 'overturned' ? 'approve' : 'reject',
    message: reason,
  })
}
