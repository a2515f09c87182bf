import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { reviewWishes } from '#db/schema/moderation.ts'
import { isMember, memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { wishesInput } from './input.ts'
import { reviews } from './policy.ts'

export type Wishes = z.output<typeof wishesInput>

/** Everything is shown, and what is high alerts in the page, until a moderator says otherwise. */
export const usualWishes: Wishes = {
  ...{ minimum: 'low', alertFrom: 'high' },
  ...{ alertPage: true, alertMail: false, alertPush: false },
}

/** How whoever asks wants the queue. */
export async function ownWishes(ctx: Ctx): Promise<Wishes> {
  const memberId = memberIdOf(ctx.actor)
  if (!memberId) return usualWishes
  const [row] = await ctx.db.select().from(reviewWishes).where(eq(reviewWishes.memberId, memberId))
  if (!row) return usualWishes
  const { minimum, alertFrom, alertPage, alertMail, alertPush } = row
  return { minimum, alertFrom, alertPage, alertMail, alertPush }
}

/** A moderator says from which priority on they see items, and are alerted how (MOD-05, MOD-11). */
export async function chooseWishes(ctx: Ctx, input: z.input<typeof wishesInput>): Promise<void> {
  permit(reviews(ctx.actor), 'moderation.moderatorsOnly')
  const wanted = parse(wishesInput, input)
  // house: silent change — how one moderator sets up the queue is nobody's news
  return change(ctx, async (tx) => {
    if (!isMember(tx.actor)) throw new Forbidden('moderation.member')
    const row = { ...wanted, at: tx.now }
    await tx.db
      .insert(reviewWishes)
      .values({ memberId: tx.actor.memberId, ...row })
      .onConflictDoUpdate({ target: reviewWishes.memberId, set: row })
  })
}
