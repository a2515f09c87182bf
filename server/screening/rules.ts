import { isDeepStrictEqual } from 'node:util'
import { and, eq, isNull, ne } from 'drizzle-orm'
import type { z } from 'zod'
import { type RuleThen, wordRuleChanges, wordRules } from '#db/schema/screening.ts'
import { memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Invalid, NotFound } from '#server/core/errors.ts'
import { newId, type RuleId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { citationOf, clausesInForce } from '#server/terms/index.ts'
import { boundsOf } from './bounds.ts'
import { newRule, ruleChange, ruleRef } from './input.ts'
import { patternOf } from './matching.ts'
import { mayKeepRules } from './policy.ts'

type Wanted = z.output<typeof newRule>

/** A new rule holds for what is written from now on; what stands already is shown by a trial and left alone. */
export async function makeRule(ctx: Ctx, input: z.input<typeof newRule>): Promise<{ ruleId: RuleId }> {
  const wanted = parse(newRule, input)
  return change(ctx, async (tx) => {
    permit(mayKeepRules(tx.actor, wanted.boards), 'screening.rule.refused')
    const id = newId<RuleId>()
    await mustHold(tx, wanted, id)
    await tx.db.insert(wordRules).values({ ...wanted, id, byId: memberIdOf(tx.actor), changedAt: tx.now })
    await note(tx, { ruleId: id, before: null, after: wanted })
    tx.tell({ type: 'rule.made', ruleId: id, ...told(wanted) })
    return { ruleId: id }
  })
}

export async function changeRule(ctx: Ctx, input: z.input<typeof ruleChange>): Promise<{ ruleId: RuleId }> {
  const { ruleId, ...wanted } = parse(ruleChange, input)
  return change(ctx, async (tx) => {
    const rule = await ruleInView(tx, ruleId)
    permit(mayKeepRules(tx.actor, rule.boards), 'screening.rule.refused')
    permit(mayKeepRules(tx.actor, wanted.boards), 'screening.rule.refused')
    await mustHold(tx, wanted, ruleId)
    if (isDeepStrictEqual(thenOf(rule), thenOf(wanted))) return { ruleId }
    await tx.db
      .update(wordRules)
      .set({ ...wanted, byId: memberIdOf(tx.actor), changedAt: tx.now })
      .where(eq(wordRules.id, ruleId))
    await note(tx, { ruleId, before: thenOf(rule), after: wanted })
    tx.tell({ type: 'rule.changed', ruleId, ...told(wanted) })
    return { ruleId }
  })
}

/** Taken away; its row stays, so that the log can say what it was. */
export async function removeRule(ctx: Ctx, input: z.input<typeof ruleRef>) {
  const { ruleId } = parse(ruleRef, input)
  return change(ctx, async (tx) => {
    const rule = await ruleInView(tx, ruleId)
    permit(mayKeepRules(tx.actor, rule.boards), 'screening.rule.refused')
    await tx.db.update(wordRules).set({ removedAt: tx.now, active: false }).where(eq(wordRules.id, ruleId))
    await note(tx, { ruleId, before: thenOf(rule), after: null })
    tx.tell({ type: 'rule.removed', ruleId, ...told(rule) })
  })
}

const told = ({ pattern, effect, active }: Pick<Wanted, 'pattern' | 'effect' | 'active'>) => ({
  pattern,
  effect,
  active,
})

/** What a rule says, without who said it last. */
const thenOf = (rule: RuleThen): RuleThen => {
  const { pattern, text, wholeWords, effect, replacement, clause, boards, active, position } = rule
  return { pattern, text, wholeWords, effect, replacement, clause, boards, active, position }
}

const note = (tx: Tx, noted: { ruleId: RuleId; before: RuleThen | null; after: RuleThen | null }) =>
  tx.db.insert(wordRuleChanges).values({ ...noted, id: newId(), byId: memberIdOf(tx.actor), at: tx.now })

async function ruleInView(tx: Tx, ruleId: RuleId) {
  const [rule] = await tx.db
    .select()
    .from(wordRules)
    .where(and(eq(wordRules.id, ruleId), isNull(wordRules.removedAt)))
    .for('update')
  if (!rule) throw new NotFound('rule')
  return rule
}

/** It can be read, its clause is in force, and all rules together stay within their bounds. */
async function mustHold(tx: Tx, wanted: Wanted, ruleId: RuleId) {
  const { programSize } = patternOf(wanted)
  if (wanted.clause !== null) citationOf(await clausesInForce(tx), wanted.clause)
  if (!wanted.active) return
  const others = await tx.db
    .select()
    .from(wordRules)
    .where(and(eq(wordRules.active, true), isNull(wordRules.removedAt), ne(wordRules.id, ruleId)))
  if (others.length >= boundsOf.rules) throw new Conflict('screening.rule.full', { most: boundsOf.rules })
  const sizes = others.filter((rule) => rule.pattern === 'regex').map((rule) => patternOf(rule).programSize)
  if (sizes.reduce((sum, size) => sum + size, programSize) > boundsOf.programSizes)
    throw new Invalid([{ path: 'text', key: 'screening.rule.together' }])
}
