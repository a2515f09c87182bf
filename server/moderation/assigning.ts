import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { reviewRules, type Standing } from '#db/schema/moderation.ts'
import { memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Invalid, NotFound } from '#server/core/errors.ts'
import { type AssignmentRuleId, type BoardId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { boardOfField } from '#server/forum/index.ts'
import { permit } from '#server/core/permit.ts'
import { assignmentRule, assignmentRuleChange, assignmentRuleRef } from './assignment-input.ts'
import { citedClause, otherReason } from './citing.ts'
import { log } from './logging.ts'
import { mayKeepAssignments } from './policy.ts'
import { moderatorNamed } from './views/moderators.ts'

type Rule = typeof reviewRules.$inferSelect
type Said = Pick<Rule, 'boardId' | 'clause' | 'flagCount' | 'assigneeId' | 'category'>

/**
 * "So many reports under this clause on this board go to …" (MOD-12). It holds for items from their next report on; what
 * waits already is left as it is.
 */
export async function makeAssignmentRule(ctx: Ctx, input: z.input<typeof assignmentRule>) {
  const wanted = parse(assignmentRule, input)
  return change(ctx, async (tx) => {
    const said = await saidBy(tx, wanted)
    permit(mayKeepAssignments(tx.actor, said.boardId), 'moderation.assignment.refused')
    const id = newId<AssignmentRuleId>()
    await tx.db.insert(reviewRules).values({ id, ...said, byId: memberIdOf(tx.actor), at: tx.now })
    await note(tx, { action: 'assignment.made', boardId: said.boardId, before: {}, after: thenOf(said) })
    tx.tell({ type: 'assignmentRule.made', assignmentRuleId: id, onBoard: said.boardId })
    return { assignmentRuleId: id }
  })
}

/** What it has met already is not met again by the new words. */
export async function changeAssignmentRule(ctx: Ctx, input: z.input<typeof assignmentRuleChange>) {
  const { assignmentRuleId, ...wanted } = parse(assignmentRuleChange, input)
  return change(ctx, async (tx) => {
    const rule = await ruleInView(tx, assignmentRuleId)
    const said = await saidBy(tx, wanted, rule)
    permit(mayKeepAssignments(tx.actor, said.boardId), 'moderation.assignment.refused')
    if (JSON.stringify(thenOf(rule)) === JSON.stringify(thenOf(said))) return { assignmentRuleId }
    await tx.db
      .update(reviewRules)
      .set({ ...said, byId: memberIdOf(tx.actor), changedAt: tx.now })
      .where(eq(reviewRules.id, assignmentRuleId))
    const steps = { before: thenOf(rule), after: thenOf(said) }
    await note(tx, { action: 'assignment.changed', boardId: said.boardId, ...steps })
    tx.tell({ type: 'assignmentRule.changed', assignmentRuleId, onBoard: said.boardId })
    return { assignmentRuleId }
  })
}

/** Taken away; its row stays, and what it assigned stays assigned. */
export async function removeAssignmentRule(ctx: Ctx, input: z.input<typeof assignmentRuleRef>) {
  const { assignmentRuleId } = parse(assignmentRuleRef, input)
  return change(ctx, async (tx) => {
    const rule = await ruleInView(tx, assignmentRuleId)
    await tx.db.update(reviewRules).set({ endedAt: tx.now }).where(eq(reviewRules.id, assignmentRuleId))
    const steps = { before: thenOf(rule), after: {} }
    await note(tx, { action: 'assignment.removed', boardId: rule.boardId, ...steps })
    tx.tell({ type: 'assignmentRule.removed', assignmentRuleId, onBoard: rule.boardId })
  })
}

/** A rule that still holds and that this actor keeps, under its lock. */
async function ruleInView(tx: Tx, id: AssignmentRuleId): Promise<Rule> {
  const [rule] = await tx.db
    .select()
    .from(reviewRules)
    .where(and(eq(reviewRules.id, id), isNull(reviewRules.endedAt)))
    .for('update')
  if (!rule) throw new NotFound('assignment rule')
  permit(mayKeepAssignments(tx.actor, rule.boardId), 'moderation.assignment.refused')
  return rule
}

/** The words of a form as a rule. A board that was archived since takes no new rule, and keeps the one it has. */
async function saidBy(tx: Tx, wanted: z.output<typeof assignmentRule>, before?: Rule): Promise<Said> {
  const board = wanted.board ? await boardOfField(tx, { board: wanted.board }) : null
  if (board?.archivedAt && board.id !== before?.boardId)
    throw new Invalid([{ path: 'board', key: 'forum.board.archived' }])
  if (wanted.clause && wanted.clause !== otherReason && wanted.clause !== before?.clause)
    await citedClause(tx, wanted.clause)
  return {
    boardId: board?.id ?? null,
    clause: wanted.clause,
    flagCount: wanted.flagCount,
    assigneeId: wanted.assignee ? await assigneeNamed(tx, wanted.assignee, board?.id ?? null) : null,
    category: wanted.category,
  }
}

/** Who moderates wherever the rule holds: a moderator of one board is not given the reports of all. */
async function assigneeNamed(tx: Tx, handle: string, boardId: BoardId | null) {
  const found = await moderatorNamed(tx, { handle, item: { boardId, language: '' } })
  if (found) return found
  throw new Invalid([{ path: 'assignee', key: 'moderation.assignment.assignee', params: { handle } }])
}

const thenOf = ({ boardId, clause, flagCount, assigneeId, category }: Said): Standing => ({
  board: boardId,
  clause,
  reports: flagCount,
  to: assigneeId,
  category,
})

type Noted = { action: string; boardId: BoardId | null; before: Standing; after: Standing }
const note = (tx: Tx, noted: Noted) => log(tx, noted)
