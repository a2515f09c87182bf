import { asc, desc, eq, isNull } from 'drizzle-orm'
import { members, wordRuleChanges, wordRules } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { permit } from '#server/core/permit.ts'
import { moderatesSomewhere } from '#server/core/actor.ts'
import { mayKeepRules } from '../policy.ts'

const logged = 30

/** Every rule in the order in which they apply, for moderators. */
export async function ruleList(ctx: Ctx) {
  permit(moderatesSomewhere(ctx.actor), 'screening.rule.refused')
  const found = await ctx.db
    .select({ rule: wordRules, by: members.displayName })
    .from(wordRules)
    .leftJoin(members, eq(members.id, wordRules.byId))
    .where(isNull(wordRules.removedAt))
    .orderBy(asc(wordRules.position), asc(wordRules.id))
  return found.map(({ rule: { byId: _, removedAt: __, ...rule }, by }) => ({
    ...rule,
    by,
    can: { change: mayKeepRules(ctx.actor, rule.boards) },
  }))
}

export type RuleShown = Awaited<ReturnType<typeof ruleList>>[number]

/** The last changes of rules: who, when, what stood before and after. */
export async function ruleLog(ctx: Ctx) {
  permit(moderatesSomewhere(ctx.actor), 'screening.rule.refused')
  return ctx.db
    .select({
      id: wordRuleChanges.id,
      ruleId: wordRuleChanges.ruleId,
      at: wordRuleChanges.at,
      before: wordRuleChanges.before,
      after: wordRuleChanges.after,
      by: members.displayName,
    })
    .from(wordRuleChanges)
    .leftJoin(members, eq(members.id, wordRuleChanges.byId))
    .orderBy(desc(wordRuleChanges.at), desc(wordRuleChanges.id))
    .limit(logged)
}
