import { desc, eq } from 'drizzle-orm'
import { members, tangibleRewards } from '#db/schema/index.ts'
import { ladderKeys } from '#db/schema/standing.ts'
import { abilities, isAdmin } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { permit } from '#server/core/permit.ts'
import { activeLadder } from '../ladder.ts'
import { badgeList } from './badge-list.ts'

/** Every tangible reward there is or was, newest first, with who tied it to what and why; and what one can be tied to. */
export async function rewardDesk(ctx: Ctx) {
  permit(isAdmin(ctx.actor))
  const rewards = await ctx.db
    .select({
      id: tangibleRewards.id,
      rule: tangibleRewards.rule,
      ruleKey: tangibleRewards.ruleKey,
      reward: tangibleRewards.reward,
      reason: tangibleRewards.reason,
      attachedAt: tangibleRewards.attachedAt,
      attachedBy: members.displayName,
      detachedAt: tangibleRewards.detachedAt,
    })
    .from(tangibleRewards)
    .leftJoin(members, eq(members.id, tangibleRewards.attachedBy))
    .orderBy(desc(tangibleRewards.attachedAt), desc(tangibleRewards.id))
    .limit(200)
  const ladders = await Promise.all(ladderKeys.map((key) => activeLadder(ctx, key)))
  const steps = ladders.flatMap(({ steps }) => steps.map(({ key, name }) => ({ key, name })))
  const shelf = await badgeList(ctx)
  const badges = shelf.map(({ key, name }) => ({ key, name }))
  return { rewards, abilities, steps, badges }
}
