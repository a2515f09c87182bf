import { type LetterKind, type LetterSubject, letters } from '#db/schema/mail.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { type EventId, type LetterId, type MemberId, newId } from '#server/core/ids.ts'
import { enqueue } from '#server/core/queue.ts'

type Wish = {
  eventId: EventId
  memberId: MemberId | null
  kind: LetterKind
  cause: string
  about?: LetterSubject
}

/** A letter to carry: one per fact, member and kind, however often it is asked for. Its words come when it is carried. */
export async function queueLetter(
  ctx: Ctx,
  { eventId, memberId, kind, cause, about = {} }: Wish,
): Promise<void> {
  // house: silent change — the fact that leads to a letter has been told already
  await changeUngated(ctx, async (tx) => {
    const letterId = newId<LetterId>()
    const queued = await tx.db
      .insert(letters)
      .values({ id: letterId, eventId, memberId, kind, cause, about, queuedAt: tx.now })
      .onConflictDoNothing()
      .returning({ id: letters.id })
    if (queued.length > 0) await enqueue(tx, { queue: 'mail.deliver', payload: { letterId } })
  })
}
