import { and, desc, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { members } from '#db/schema/identity.ts'
import { voteFindings } from '#db/schema/irregularities.ts'
import { moderates } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { findingFilter } from '../irregularity-input.ts'

const giver = alias(members, 'giver')
const receiver = alias(members, 'receiver')

/** What the nights found, newest first, for moderators: who gave whom how much by which rule, and what became of it. */
export async function findingList(ctx: Ctx, input: z.input<typeof findingFilter> = {}) {
  const { state, cursor, limit } = parse(findingFilter, input)
  permit(moderates(ctx.actor), 'irregularity.moderators')
  const of = voteFindings
  const found = await ctx.db
    .select({
      id: of.id,
      cause: of.cause,
      rule: of.rule,
      count: of.count,
      evidence: of.evidence,
      foundAt: of.foundAt,
      reversedAt: of.reversedAt,
      dismissedAt: of.dismissedAt,
      giver: { handle: giver.handle, name: giver.displayName },
      receiver: { handle: receiver.handle, name: receiver.displayName },
    })
    .from(of)
    .innerJoin(giver, eq(giver.id, of.giverId))
    .innerJoin(receiver, eq(receiver.id, of.receiverId))
    .where(
      and(
        state === 'all' ? undefined : state === 'open' ? isNull(of.dismissedAt) : isNotNull(of.dismissedAt),
        cursor ? lt(of.id, cursor) : undefined,
      ),
    )
    .orderBy(desc(of.id))
    .limit(limit + 1)
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}
