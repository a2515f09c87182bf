import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { memberTitles } from '#db/schema/standing.ts'
import { isAdmin, memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { memberIdByHandle } from '#server/identity/index.ts'
import { asRead, stepNames } from './ladder-rules.ts'
import { shippedLadders } from './shipped-ladders.ts'

const handle = z.string().trim().min(1, 'invalid.missing')
export const appointment = z.object({
  handle,
  title: z.string().trim().min(2, 'standing.title.short').max(40, 'standing.title.long'),
})
export const appointed = z.object({ handle })

/** An admin appoints a title. It stands beside the rank, looks different, and is never called like a step (REP-12). */
export async function appointTitle(ctx: Ctx, input: z.input<typeof appointment>) {
  const wanted = parse(appointment, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const memberId = await memberIdByHandle(tx, wanted.handle)
    const shipped = Object.values(shippedLadders).flatMap(({ steps }) => steps.map(({ name }) => name))
    if ((await stepNames(tx, shipped)).has(asRead(wanted.title)))
      throw new Invalid([{ path: 'title', key: 'standing.title.step', params: { title: wanted.title } }])
    const row = { memberId, title: wanted.title, givenAt: tx.now, givenBy: memberIdOf(tx.actor) }
    await tx.db
      .insert(memberTitles)
      .values(row)
      .onConflictDoUpdate({ target: memberTitles.memberId, set: row })
    tx.tell({ type: 'title.appointed', memberId, title: wanted.title })
  })
}

/** The title is taken back; rank and badges stay what they are. */
export async function removeTitle(ctx: Ctx, input: z.input<typeof appointed>) {
  const wanted = parse(appointed, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const memberId = await memberIdByHandle(tx, wanted.handle)
    const gone = await tx.db.delete(memberTitles).where(eq(memberTitles.memberId, memberId)).returning()
    if (gone.length > 0) tx.tell({ type: 'title.removed', memberId })
  })
}
