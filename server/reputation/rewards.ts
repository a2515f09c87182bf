import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { type RewardedRule, tangibleRewards } from '#db/schema/reputation.ts'
import { abilities, isAdmin, memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Invalid, NotFound } from '#server/core/errors.ts'
import { newId, type RewardId, uuid } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { ladderKeys } from '#db/schema/standing.ts'
import { activeLadder } from './ladder.ts'
import { badgeList } from './views/badge-list.ts'

const words = (key: string, most: number) => z.string(key).trim().min(1, key).max(most, 'forum.text.long')

/** `rule` as a form gives it, kind and key in one: `ability:voteUp`. `reason` answers the warning, or nothing is kept. */
export const rewardInput = z.object({
  rule: z
    .string('reputation.reward.rule')
    .regex(/^(?:ability|step|badge):[\w.-]{1,80}$/, 'reputation.reward.rule')
    .transform((text) => {
      const [rule, ruleKey] = text.split(':') as [RewardedRule, string]
      return { rule, ruleKey }
    }),
  reward: words('reputation.reward.what', 200),
  reason: words('reputation.reward.warning', 1000),
})

export const rewardRef = z.object({ rewardId: uuid<RewardId>() })

/**
 * An admin ties goods or money to a rule. That draws participation for the reward's sake, so the warning must be answered
 * with a reason, which is kept and told (REP-25). The points themselves can still not be bought, given or exchanged.
 */
export async function attachReward(
  ctx: Ctx,
  input: z.input<typeof rewardInput>,
): Promise<{ rewardId: RewardId }> {
  permit(isAdmin(ctx.actor))
  const { rule, reward, reason } = parse(rewardInput, input)
  return change(ctx, async (tx) => {
    if (!(await isRule(tx, rule))) throw new Invalid([{ path: 'rule', key: 'reputation.reward.rule' }])
    const rewardId = newId<RewardId>()
    const attached = { attachedAt: tx.now, attachedBy: memberIdOf(tx.actor) }
    await tx.db.insert(tangibleRewards).values({ id: rewardId, ...rule, reward, reason, ...attached })
    tx.tell({ type: 'reward.attached', rewardId, ...rule })
    return { rewardId }
  })
}

/** The reward is tied to its rule no more; that it was, and why, stays on record. */
export async function detachReward(ctx: Ctx, input: z.input<typeof rewardRef>): Promise<void> {
  permit(isAdmin(ctx.actor))
  const { rewardId } = parse(rewardRef, input)
  return change(ctx, async (tx) => {
    const [gone] = await tx.db
      .update(tangibleRewards)
      .set({ detachedAt: tx.now, detachedBy: memberIdOf(tx.actor) })
      .where(and(eq(tangibleRewards.id, rewardId), isNull(tangibleRewards.detachedAt)))
      .returning()
    if (!gone) throw new NotFound('reward')
    tx.tell({ type: 'reward.detached', rewardId, rule: gone.rule, ruleKey: gone.ruleKey })
  })
}

async function isRule(ctx: Ctx | Tx, { rule, ruleKey }: { rule: string; ruleKey: string }) {
  if (rule === 'ability') return (abilities as readonly string[]).includes(ruleKey)
  if (rule === 'badge') return (await badgeList(ctx)).some(({ key }) => key === ruleKey)
  const ladders = await Promise.all(ladderKeys.map((key) => activeLadder(ctx, key)))
  return ladders.some(({ steps }) => steps.some(({ key }) => key === ruleKey))
}
