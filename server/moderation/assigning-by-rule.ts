import { eq } from 'drizzle-orm'
import { flags, reviewRuleHits, type reviewRules } from '#db/schema/moderation.ts'
import { system } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Tx } from '#server/core/ctx.ts'
import type { MemberId, ReviewItemId } from '#server/core/ids.ts'
import { reaction } from '#server/core/reaction.ts'
import { alertAbout } from './alerting.ts'
import { changeItem, type Item, lockItem, record } from './items.ts'
import { rulesFor } from './views/assignment-rules.ts'
import { moderatesThere } from './views/moderators.ts'
import { openFlags } from './weighing.ts'

type Rule = typeof reviewRules.$inferSelect

/**
 * A report may be the one that a rule waits for (MOD-12). Each rule meets an item once, the closest first, and fills only
 * what is empty: what a moderator has said of an item stands, now and later.
 */
export const assignByRule = reaction<'post.flagged' | 'member.flagged' | 'flag.changed'>(
  'moderation.assignByRule',
  async (ctx, { payload }) => {
    await change({ ...ctx, actor: system('moderation.rules') }, async (tx) => {
      const [flag] = await tx.db
        .select({ itemId: flags.itemId })
        .from(flags)
        .where(eq(flags.id, payload.flagId))
      if (flag) await assign(tx, flag.itemId)
    })
  },
)

async function assign(tx: Tx, itemId: ReviewItemId) {
  const item = await lockItem(tx, itemId)
  if (item.state !== 'open') return
  const given = { assigneeId: item.assigneeId, category: item.category }
  for (const rule of await met(tx, item)) {
    if (!(await firstTime(tx, rule, itemId))) continue
    given.assigneeId ??= await assigneeOf(tx, rule, item)
    given.category ??= rule.category
  }
  const fresh = { assignee: given.assigneeId !== item.assigneeId, category: given.category !== item.category }
  if (!fresh.assignee && !fresh.category) return
  await changeItem(tx, item, given)
  if (fresh.assignee) await record(tx, itemId, { action: 'assign', after: { to: given.assigneeId } })
  if (fresh.category) await record(tx, itemId, { action: 'category', after: { category: given.category } })
  if (fresh.assignee) await alertAbout(tx, itemId)
}

/** Rules of the item's place whose number of reports it has: those that nobody judged or took back. */
async function met(tx: Tx, item: Item): Promise<Rule[]> {
  const rules = await rulesFor(tx, item)
  if (rules.length === 0) return []
  const reported = await openFlags(tx, item.id)
  const under = ({ clause }: Rule) => reported.filter((flag) => clause === null || flag.clause === clause)
  return rules.filter((rule) => under(rule).length >= rule.flagCount)
}

async function firstTime(tx: Tx, rule: Rule, itemId: ReviewItemId): Promise<boolean> {
  const hit = await tx.db
    .insert(reviewRuleHits)
    .values({ ruleId: rule.id, itemId, at: tx.now })
    .onConflictDoNothing()
    .returning({ itemId: reviewRuleHits.itemId })
  return hit.length > 0
}

/** Nobody who has left, whose role sleeps or whom the item concerns: then the next rule, or whoever comes. */
async function assigneeOf(tx: Tx, { assigneeId }: Rule, item: Item): Promise<MemberId | null> {
  if (!assigneeId || assigneeId === item.memberId || assigneeId === item.secondFrom) return null
  return (await moderatesThere(tx, { memberId: assigneeId, item })) ? assigneeId : null
}
