import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { mailCauses } from '#db/schema/mail.ts'
import { isMember } from '#server/core/actor.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Conflict, Forbidden, NotFound } from '#server/core/errors.ts'
import type { MemberId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'

export const tokenRef = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{32}$/, 'mail.token.unknown') })
const cause = z.string().regex(/^[a-z]+(:[0-9a-f-]{1,36})?$/, 'invalid.invalidFormat')
export const refusal = z.object({ cause, refused: z.stringbool().or(z.boolean()) })

/** Letters that nobody can stop: what was decided about a member has to reach them (MOD-14). */
const legal = ['statements']
export const isLegal = (cause: string) => legal.includes(cause)

type Causal = { memberId: MemberId; cause: string }

/** The token that letters of one cause to one member carry, and whether they are refused. Made when first needed. */
export async function causeOf(
  ctx: Ctx,
  { memberId, cause }: Causal,
): Promise<{ token: string; refusedAt: Date | null }> {
  const where = and(eq(mailCauses.memberId, memberId), eq(mailCauses.cause, cause))
  // house: silent change — a token nobody has seen yet is no news
  return await changeUngated(ctx, async (tx) => {
    await tx.db
      .insert(mailCauses)
      .values({ memberId, cause, token: randomBytes(24).toString('base64url') })
      .onConflictDoNothing()
    const [row] = await tx.db
      .select({ token: mailCauses.token, refusedAt: mailCauses.refusedAt })
      .from(mailCauses)
      .where(where)
    if (!row) throw new NotFound('cause')
    return row
  })
}

/** No more letters of the cause this token stands for (RFC 8058): works signed out, and from the next letter on. */
export const refuseByToken = (ctx: Ctx, input: z.input<typeof tokenRef>) => setByToken(ctx, input, ctx.now)

/** Letters of that cause again, by the same token. */
export const allowByToken = (ctx: Ctx, input: z.input<typeof tokenRef>) => setByToken(ctx, input, null)

async function setByToken(ctx: Ctx, input: z.input<typeof tokenRef>, refusedAt: Date | null): Promise<void> {
  const { token } = parse(tokenRef, input)
  await changeUngated(ctx, async (tx) => {
    const [row] = await tx.db
      .update(mailCauses)
      .set({ refusedAt })
      .where(eq(mailCauses.token, token))
      .returning()
    if (!row) throw new NotFound('token')
    tx.tell({
      type: 'mail.causeChanged',
      memberId: row.memberId,
      cause: row.cause,
      refused: refusedAt !== null,
    })
  })
}

/** The same by the member themselves, signed in, on the page of settings. */
export async function setMailCause(ctx: Ctx, input: z.input<typeof refusal>): Promise<void> {
  const wanted = parse(refusal, input)
  if (!isMember(ctx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  if (isLegal(wanted.cause)) throw new Conflict('mail.cause.legal')
  const { token } = await causeOf(ctx, { memberId: ctx.actor.memberId, cause: wanted.cause })
  await setByToken(ctx, { token }, wanted.refused ? ctx.now : null)
}
