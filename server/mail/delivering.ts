import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { letters } from '#db/schema/mail.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { type LetterId, uuid } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { type Carrier, Rejected, type Written } from './carrier.ts'
import type { Invitation } from './letters/account.ts'
import type { Statement } from './letters/statement.ts'
import { write } from './writing.ts'

export const letterRef = z.object({ letterId: uuid<LetterId>() })

export type Post = {
  /** Null: no mail server is set, and letters are kept for an admin to read. */
  carrier: Carrier | null
  invitationOf(ctx: Ctx, ref: { invitationId: string }): Promise<Invitation | null>
  statementOf(ctx: Ctx, ref: { statementId: string }): Promise<Statement | null>
}

type Outcome = Partial<typeof letters.$inferInsert>

/**
 * Writes a queued letter and has it carried; nothing when it was already. Over SMTP its words are forgotten once it is
 * gone: letters hold proofs and what people wrote. Throws what may pass, so that the job tries again later.
 */
export async function deliverLetter(ctx: Ctx, input: unknown, { carrier, ...sources }: Post): Promise<void> {
  const { letterId } = parse(letterRef, input)
  const [letter] = await ctx.db
    .select()
    .from(letters)
    .where(
      and(
        eq(letters.id, letterId),
        isNull(letters.sentAt),
        isNull(letters.keptAt),
        isNull(letters.droppedAt),
      ),
    )
  if (!letter) return
  const written = await write(ctx, letter, sources)
  await mark(
    ctx,
    letterId,
    'dropped' in written ? dropped(ctx, written.dropped) : await carryOrKeep(ctx, written, carrier),
  )
}

async function carryOrKeep(ctx: Ctx, written: Written, carrier: Carrier | null): Promise<Outcome> {
  const { address, subject, text, html, headers } = written
  if (!carrier) return { address, subject, text, html, headers: { ...headers }, keptAt: ctx.now }
  try {
    await carrier.carry(written)
  } catch (error) {
    if (error instanceof Rejected) return dropped(ctx, 'rejected')
    throw error
  }
  return { subject, sentAt: ctx.now }
}

const dropped = ({ now }: Ctx, why: string): Outcome => ({ droppedAt: now, droppedFor: why })

async function mark(ctx: Ctx, letterId: LetterId, outcome: Outcome) {
  // house: silent change — what became of a letter is read on the page of letters
  await changeUngated(ctx, async (tx) => {
    await tx.db.update(letters).set(outcome).where(eq(letters.id, letterId))
  })
}
