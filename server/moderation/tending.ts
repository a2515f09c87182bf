import type { z } from 'zod'
import { reviewNotes } from '#db/schema/moderation.ts'
import { isMember, memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Forbidden, Invalid } from '#server/core/errors.ts'
import { newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { alertAbout } from './alerting.ts'
import type { Wanted } from './deeds.ts'
import { itemNoteInput, tendingInput } from './input.ts'
import { changeItem, type Item, record } from './items.ts'
import { reviews } from './policy.ts'
import { itemInView } from './views/item-in-view.ts'
import { moderatorNamed } from './views/moderators.ts'

const hour = 3_600_000
const pauses: Readonly<Record<Wanted['until'], number>> = { later: 3, tomorrow: 24, week: 168 }

/** Out of sight for three hours, a day or a week; its claim ends. */
export async function snoozeItem(tx: Tx, item: Item, { until }: Wanted) {
  const snoozedUntil = new Date(tx.now.getTime() + pauses[until] * hour)
  const after = { until: snoozedUntil.toISOString() }
  await changeItem(tx, item, { snoozedUntil, claimedBy: null, claimedUntil: null })
  return {
    itemId: item.id,
    decisionId: await record(tx, item.id, { action: 'snooze', after }),
    action: 'snooze',
  }
}

/** Left to others: it stays open, and comes last for whoever skipped it. */
export async function skipItem(tx: Tx, item: Item) {
  const own = item.claimedBy !== null && item.claimedBy === memberIdOf(tx.actor)
  await changeItem(tx, item, own ? { claimedBy: null, claimedUntil: null } : {})
  return { itemId: item.id, decisionId: await record(tx, item.id, { action: 'skip' }), action: 'skip' }
}

/** Somebody else is to look, named or whoever comes: who asked decides it no more. */
export async function askForSecond(tx: Tx, item: Item, { to, reason, message }: Wanted) {
  const own = memberIdOf(tx.actor)
  const assigneeId = to ? await moderatorNamed(tx, { handle: to, item }) : null
  if (to && (!assigneeId || assigneeId === own || assigneeId === item.memberId))
    throw new Invalid([{ path: 'to', key: 'moderation.assign.unknown', params: { handle: to } }])
  await changeItem(tx, item, {
    assigneeId,
    secondFrom: own,
    claimedBy: null,
    claimedUntil: null,
    version: item.version + 1,
  })
  const step = { action: 'second', reason: reason || message, after: { to: assigneeId } }
  return { itemId: item.id, decisionId: await record(tx, item.id, step), action: 'second' }
}

/** Who is to do it and what it belongs to; an empty assignee frees it. */
export async function tendItem(ctx: Ctx, input: z.input<typeof tendingInput>): Promise<void> {
  permit(reviews(ctx.actor), 'moderation.moderatorsOnly')
  const wanted = parse(tendingInput, input)
  return change(ctx, async (tx) => {
    const item = await itemInView(tx, wanted)
    if (item.state !== 'open') throw new Conflict('moderation.item.changed')
    if (wanted.assignee !== undefined) await assign(tx, item, wanted.assignee)
    if (wanted.category !== undefined && (wanted.category || null) !== item.category) {
      await changeItem(tx, item, { category: wanted.category || null })
      await record(tx, item.id, { action: 'category', after: { category: wanted.category || null } })
    }
  })
}

async function assign(tx: Tx, item: Item, handle: string) {
  const assigneeId = handle === '' ? null : await moderatorNamed(tx, { handle, item })
  if (handle !== '' && !assigneeId)
    throw new Invalid([{ path: 'assignee', key: 'moderation.assign.unknown', params: { handle } }])
  if (assigneeId === item.assigneeId) return
  await changeItem(tx, item, { assigneeId })
  await record(tx, item.id, { action: 'assign', after: { to: assigneeId } })
  if (assigneeId) await alertAbout(tx, item.id)
}

/** A word among moderators about an item. */
export async function noteOnItem(ctx: Ctx, input: z.input<typeof itemNoteInput>): Promise<void> {
  permit(reviews(ctx.actor), 'moderation.moderatorsOnly')
  const wanted = parse(itemNoteInput, input)
  return change(ctx, async (tx) => {
    if (!isMember(tx.actor)) throw new Forbidden('moderation.member')
    const item = await itemInView(tx, wanted)
    await tx.db
      .insert(reviewNotes)
      .values({ id: newId(), itemId: item.id, authorId: tx.actor.memberId, text: wanted.text, at: tx.now })
    await changeItem(tx, item, {})
  })
}
