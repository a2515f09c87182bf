import type { z } from 'zod'
import { followsCases, isEngineer, memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Invalid } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { giveUnitBack, moveCase } from '#server/crm/index.ts'
import { markEscalated } from '#server/forum/index.ts'
import { type Escalation, lockEscalation, writeMove } from './escalation-rows.ts'
import { assignInput, cancelInput, escalationRef, resolveInput, severityInput } from './input.ts'
import { isOpen, movedTo, type EscalationMove, type EscalationState } from './moves.ts'
import { engineerNamed } from './views/places.ts'

/** Hands an open escalation to an engineer; a new hand has to acknowledge again. 409 when it is no longer open. */
export function assignEscalation(ctx: Ctx, input: z.input<typeof assignInput>): Promise<void> {
  permit(followsCases(ctx.actor), 'escalation.engineersOnly')
  const { escalationId, to } = parse(assignInput, input)
  return change(ctx, async (tx) => {
    const found = await lockEscalation(tx, escalationId)
    const state = mustMove(found, 'assign')
    const assigneeId = await engineerNamed(tx, to)
    if (!assigneeId)
      throw new Invalid([{ path: 'to', key: 'escalation.assign.unknown', params: { handle: to } }])
    if (found.assigneeId === assigneeId && found.state !== 'queued') return
    await writeMove(tx, found, { state, assigneeId, assignedAt: tx.now })
    tx.tell({ type: 'escalation.assigned', ...placeOf(found), assigneeId })
  })
}

/** The assignee has seen it. Again changes nothing; from any state but assigned it is 409 (E38). */
export function acknowledgeEscalation(ctx: Ctx, input: z.input<typeof escalationRef>): Promise<void> {
  permit(isEngineer(ctx.actor), 'escalation.engineersOnly')
  const { escalationId } = parse(escalationRef, input)
  return change(ctx, async (tx) => {
    const found = await lockEscalation(tx, escalationId)
    const state = mustMove(found, 'acknowledge')
    if (state === found.state) return
    await writeMove(tx, found, { state, ackedAt: tx.now })
    tx.tell({ type: 'escalation.acknowledged', ...placeOf(found) })
  })
}

/** Ends an escalation with its outcome and the choice of what goes back to the public; nothing closes silently. */
export function resolveEscalation(ctx: Ctx, input: z.input<typeof resolveInput>): Promise<void> {
  permit(isEngineer(ctx.actor), 'escalation.engineersOnly')
  const { escalationId, outcome, publish } = parse(resolveInput, input)
  return change(ctx, async (tx) => {
    const found = await lockEscalation(tx, escalationId)
    mustMove(found, 'resolve')
    await resolveAs(tx, found, { outcome, publish })
  })
}

/** Takes an escalation back with a reason; a unit that was taken for it is given back (E28). */
export function cancelEscalation(ctx: Ctx, input: z.input<typeof cancelInput>): Promise<void> {
  permit(followsCases(ctx.actor), 'escalation.engineersOnly')
  const { escalationId, reason } = parse(cancelInput, input)
  return change(ctx, async (tx) => {
    const found = await lockEscalation(tx, escalationId)
    mustMove(found, 'cancel')
    await cancelAs(tx, found, reason)
  })
}

/** Only an engineer changes the severity, and says why; what the asker says about impact never does (crm.md 17.1). */
export function changeSeverity(ctx: Ctx, input: z.input<typeof severityInput>): Promise<void> {
  permit(isEngineer(ctx.actor), 'escalation.engineersOnly')
  const { escalationId, severity, reason } = parse(severityInput, input)
  return change(ctx, async (tx) => {
    const found = await lockEscalation(tx, escalationId)
    if (!isOpen(found.state)) throw new Conflict('escalation.state', { state: found.state })
    if (found.severity === severity) return
    await writeMove(tx, found, { severity })
    tx.tell({ type: 'escalation.weighed', ...placeOf(found), severity, reason })
  })
}

/** The state a verb leads to, or 409 and no change. */
function mustMove(found: Escalation, move: EscalationMove): EscalationState {
  const state = movedTo(found.state, move)
  if (!state) throw new Conflict('escalation.state', { state: found.state })
  return state
}

/** The write behind every way to resolve: by an engineer, by the asker's acceptance, by silence. */
export async function resolveAs(
  tx: Tx,
  found: Escalation,
  { outcome, publish }: { outcome: string; publish: string | null },
) {
  await writeMove(tx, found, { state: 'resolved', outcome, publish, endedAt: tx.now })
  await moveCase(tx, { escalationId: found.id, status: 'resolved' })
  await markEscalated(tx, { topicId: found.topicId, at: null })
  tx.tell({ type: 'escalation.resolved', ...placeOf(found), outcome })
}

export async function cancelAs(tx: Tx, found: Escalation, reason: string) {
  await writeMove(tx, found, { state: 'cancelled', endReason: reason, endedAt: tx.now })
  await moveCase(tx, { escalationId: found.id, status: 'cancelled' })
  await markEscalated(tx, { topicId: found.topicId, at: null })
  if (found.allowancePeriod && found.contractId)
    await giveUnitBack(tx, {
      contractId: found.contractId,
      kind: 'escalate_now',
      period: found.allowancePeriod,
    })
  tx.tell({
    type: 'escalation.cancelled',
    ...placeOf(found),
    reason: memberIdOf(tx.actor) ? 'staff' : reason,
  })
}

/** The same case, taken up again (E43). */
export async function reopenAs(tx: Tx, found: Escalation) {
  const state = mustMove(found, 'reopen')
  await writeMove(tx, found, {
    state,
    outcome: null,
    publish: null,
    endedAt: null,
    waitingSince: null,
    reopenedAt: tx.now,
    reopenedCount: found.reopenedCount + 1,
  })
  await moveCase(tx, { escalationId: found.id, status: 'open' })
  await markEscalated(tx, { topicId: found.topicId, at: tx.now })
  tx.tell({ type: 'escalation.reopened', ...placeOf(found) })
}

export const placeOf = (found: Escalation) => ({
  topicId: found.topicId,
  boardId: found.boardId,
  escalationId: found.id,
})
