import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { standingWishes } from '#db/schema/standing.ts'
import { isMember } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'

const yes = z.preprocess((given) => (given === 'on' ? true : given), z.coerce.boolean())

/** What a member wants to be part of; a box left empty in a form is a no. */
export const standingWish = z.object({ readers: yes.default(false), leaderboards: yes.default(false) })

export type Wishes = { readers: boolean; leaderboards: boolean }

export async function ownWishes(ctx: Ctx): Promise<Wishes> {
  if (!isMember(ctx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const [row] = await ctx.db
    .select()
    .from(standingWishes)
    .where(eq(standingWishes.memberId, ctx.actor.memberId))
  return { readers: !row?.noReadersAt, leaderboards: !row?.noLeaderboardsAt }
}

/** Whether one's place on the readers' ladder is shown (REP-11), and whether one stands in leaderboards (REP-17). */
export async function wishStanding(ctx: Ctx, input: z.input<typeof standingWish>): Promise<Wishes> {
  const wanted = parse(standingWish, input)
  const { actor } = ctx
  if (!isMember(actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  return change(ctx, async (tx) => {
    const before = await ownWishes(tx)
    const row = {
      memberId: actor.memberId,
      noReadersAt: wanted.readers ? null : tx.now,
      noLeaderboardsAt: wanted.leaderboards ? null : tx.now,
    }
    await tx.db
      .insert(standingWishes)
      .values(row)
      .onConflictDoUpdate({ target: standingWishes.memberId, set: row })
    if (before.readers !== wanted.readers || before.leaderboards !== wanted.leaderboards)
      tx.tell({ type: 'standing.wished', memberId: actor.memberId })
    return wanted
  })
}
