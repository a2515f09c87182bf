import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { notices } from '#db/schema/notifications.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { follow } from '#server/forum/index.ts'
import { muting, undoing, unmuting } from './input.ts'
import { type Marked, update } from './marking.ts'
import { ownLevel } from './views/own-level.ts'

/** No more notices of a topic, and those that wait are done. Answers what `unmuteTopic` takes to undo it. */
export async function muteTopic(
  ctx: Ctx,
  input: z.input<typeof muting>,
): Promise<Marked & { level: 'normal' | 'tracked' | 'watched' }> {
  const { topicId } = parse(muting, input)
  const before = await ownLevel(ctx, topicId)
  await follow(ctx, { subject: 'topic', id: String(topicId), level: 'muted' })
  const marked = await update(ctx, {
    where: and(isNull(notices.doneAt), eq(notices.topicId, topicId)),
    set: { doneAt: ctx.now, snoozedUntil: null },
  })
  return { ...marked, level: before === 'muted' ? 'normal' : before }
}

/** As it was before muting; with `undo`, what muting had marked as done waits again. */
export async function unmuteTopic(ctx: Ctx, input: z.input<typeof unmuting>): Promise<void> {
  const { topicId, level, undo } = parse(unmuting, input)
  await follow(ctx, { subject: 'topic', id: String(topicId), level })
  if (!undo) return
  const moment = parse(undoing, { undo }).undo
  await update(ctx, {
    where: and(eq(notices.doneAt, new Date(moment)), eq(notices.topicId, topicId)),
    set: { doneAt: null },
  })
}
