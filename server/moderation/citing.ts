import type { Ctx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import { clausesInForce } from '#server/terms/index.ts'

/** A reason in the member's own words, where no clause fits. */
export const otherReason = 'other'

export type Cited = { key: string; version: number }

/** A clause as it is in force now, with the version to store beside it (TERMS-08); version 0 is the draft (decision 43). */
export async function citedClause(ctx: Ctx, key: string): Promise<Cited> {
  const clauses = await clausesInForce(ctx)
  const found = clauses.find((clause) => clause.key === key)
  if (found) return { key, version: found.version }
  throw new Invalid([{ path: 'clause', key: 'moderation.clause.unknown', params: { clause: key } }])
}

/** The reason of a flag: a clause, or `other` with words. */
export async function citedReason(
  ctx: Ctx,
  { clause, note }: { clause: string; note: string },
): Promise<Cited> {
  if (clause !== otherReason) return citedClause(ctx, clause)
  if (note === '') throw new Invalid([{ path: 'note', key: 'moderation.flag.note' }])
  return { key: otherReason, version: (await clausesInForce(ctx))[0]?.version ?? 0 }
}
