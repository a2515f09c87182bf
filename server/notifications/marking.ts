import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { notices } from '#db/schema/notifications.ts'
import { isMember } from '#server/core/actor.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden, Invalid } from '#server/core/errors.ts'
import type { MemberId, NoticeId, TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { marking, snoozing, undoing } from './input.ts'

/** What a row of one's own inbox did, and what `undo` takes to bring it back. */
export type Marked = { count: number; undo: string }

/** Done: the rows leave the inbox. Answers how many notices that were, and the moment that undoes it. */
export async function markDone(ctx: Ctx, input: z.input<typeof marking>): Promise<Marked> {
  const { rows } = parse(marking, input)
  return update(ctx, {
    where: and(isNull(notices.doneAt), inRows(rows)),
    set: { doneAt: ctx.now, snoozedUntil: null },
  })
}

/** Takes back what was done at that moment. */
export async function undoDone(ctx: Ctx, input: z.input<typeof undoing>): Promise<Marked> {
  const { undo } = parse(undoing, input)
  return update(ctx, { where: eq(notices.doneAt, new Date(undo)), set: { doneAt: null } })
}

/** Away until a moment, at most a year ahead; then the rows wait again. */
export async function snooze(ctx: Ctx, input: z.input<typeof snoozing>): Promise<Marked> {
  const { rows, until } = parse(snoozing, input)
  const ahead = until.getTime() - ctx.now.getTime()
  if (ahead <= 0 || ahead > 366 * 86_400_000)
    throw new Invalid([{ path: 'until', key: 'notice.snooze.when' }])
  return update(ctx, { where: and(isNull(notices.doneAt), inRows(rows)), set: { snoozedUntil: until } })
}

/** Snoozed rows wait again at once. */
export async function unsnooze(ctx: Ctx, input: z.input<typeof marking>): Promise<Marked> {
  const { rows } = parse(marking, input)
  return update(ctx, {
    where: and(sql`${notices.snoozedUntil} is not null`, inRows(rows)),
    set: { snoozedUntil: null },
  })
}

/** Only one's own notices. A member who may not write still keeps an inbox in order. */
export function update(
  ctx: Ctx,
  {
    where,
    set,
  }: { where: SQL | undefined; set: Partial<Pick<typeof notices.$inferInsert, 'doneAt' | 'snoozedUntil'>> },
): Promise<Marked> {
  const memberId = ownerOf(ctx)
  return changeUngated(ctx, async (tx) => {
    const touched = await tx.db
      .update(notices)
      .set(set)
      .where(and(eq(notices.memberId, memberId), where))
      .returning({ id: notices.id })
    if (touched.length > 0) tx.tell({ type: 'inbox.changed', memberId })
    return { count: touched.length, undo: ctx.now.toISOString() }
  })
}

export function ownerOf({ actor }: Pick<Ctx, 'actor'>): MemberId {
  if (!isMember(actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  return actor.memberId
}

export function inRows(rows: readonly string[]): SQL | undefined {
  const of = (kind: string) =>
    rows.flatMap((row) => (row.startsWith(`${kind}:`) ? [row.slice(kind.length + 1)] : []))
  const topicIds = of('topic').map((id) => Number(id) as TopicId)
  const noticeIds = of('notice') as NoticeId[]
  return or(
    topicIds.length > 0 ? inArray(notices.topicId, topicIds) : undefined,
    noticeIds.length > 0 ? inArray(notices.id, noticeIds) : undefined,
  )
}
