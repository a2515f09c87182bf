import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { z } from 'zod'
import { mailCauses, members } from '#db/schema/index.ts'
import { isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { tokenRef } from '../causes.ts'
import { sayCause } from '../words.ts'

/** What a link of unsubscribing is about, for its page, signed in or not: which letters, and whether they are refused. */
export async function mailCause(ctx: Ctx, input: z.input<typeof tokenRef>) {
  const { token } = parse(tokenRef, input)
  const [found] = await ctx.db
    .select({ cause: mailCauses.cause, refusedAt: mailCauses.refusedAt, locale: members.locale })
    .from(mailCauses)
    .innerJoin(members, eq(members.id, mailCauses.memberId))
    .where(eq(mailCauses.token, token))
  if (!found) throw new NotFound('token')
  return { token, cause: found.cause, refusedAt: found.refusedAt, label: sayCause(found.locale, found.cause) }
}

/** The causes one refused, in the page of settings. */
export async function refusedCauses(ctx: Ctx) {
  const { actor } = ctx
  if (!isMember(actor)) return []
  const found = await ctx.db
    .select({ cause: mailCauses.cause, refusedAt: mailCauses.refusedAt })
    .from(mailCauses)
    .where(and(eq(mailCauses.memberId, actor.memberId), isNotNull(mailCauses.refusedAt)))
    .orderBy(asc(mailCauses.cause))
  return found.map((row) => ({ ...row, label: sayCause(actor.locale, row.cause) }))
}
