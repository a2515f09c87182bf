import type { z } from 'zod'
import { isMember } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import type { MemberId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { eq } from 'drizzle-orm'
import { reviewItems } from '#db/schema/moderation.ts'
import { itemRef } from './input.ts'
import { canDecide, reviews } from './policy.ts'
import { itemInView } from './views/item-in-view.ts'

const idleMinutes = 5
/** A claim that is still fresh is not written again at every look. */
const freshFor = 60_000

export type Claim = { claimedBy: MemberId | null; claimedUntil: Date | null; mine: boolean }

/**
 * Opening an item claims that item alone, never its topic, until five minutes after the last look (MOD-09). One that
 * somebody else has stays theirs; the answer says whose it is.
 */
export async function claimItem(ctx: Ctx, input: z.input<typeof itemRef>): Promise<Claim> {
  permit(reviews(ctx.actor), 'moderation.moderatorsOnly')
  const ref = parse(itemRef, input)
  return change(ctx, async (tx) => {
    if (!isMember(tx.actor)) throw new Forbidden('moderation.member')
    const own = tx.actor.memberId
    const item = await itemInView(tx, ref)
    const taken = item.claimedBy !== null && item.claimedUntil !== null && item.claimedUntil > tx.now
    const theirs = taken && item.claimedBy !== own
    if (theirs || item.state !== 'open' || !canDecide(tx.actor, item))
      return { claimedBy: taken ? item.claimedBy : null, claimedUntil: item.claimedUntil, mine: false }
    const claimedUntil = new Date(tx.now.getTime() + idleMinutes * 60_000)
    const fresh = taken && claimedUntil.getTime() - (item.claimedUntil?.getTime() ?? 0) < freshFor
    if (fresh) return { claimedBy: own, claimedUntil: item.claimedUntil, mine: true }
    await tx.db.update(reviewItems).set({ claimedBy: own, claimedUntil }).where(eq(reviewItems.id, item.id))
    if (!taken) tx.tell({ type: 'review.claimed', itemId: item.id, kind: item.kind, claimantId: own })
    return { claimedBy: own, claimedUntil, mine: true }
  })
}

/** The claim ends before its time: whoever has it looks at something else. */
export async function releaseItem(ctx: Ctx, input: z.input<typeof itemRef>): Promise<void> {
  permit(reviews(ctx.actor), 'moderation.moderatorsOnly')
  const ref = parse(itemRef, input)
  return change(ctx, async (tx) => {
    const item = await itemInView(tx, ref)
    if (!isMember(tx.actor) || item.claimedBy !== tx.actor.memberId) return
    await tx.db
      .update(reviewItems)
      .set({ claimedBy: null, claimedUntil: null })
      .where(eq(reviewItems.id, item.id))
    tx.tell({ type: 'review.released', itemId: item.id, kind: item.kind })
  })
}
