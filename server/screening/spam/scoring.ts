import { inArray } from 'drizzle-orm'
import { spamTokens } from '#db/schema/screening.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { tokensOf } from './tokens.ts'
import { type Seen, spamLikelihood } from './weighing.ts'

/** The row that counts lessons. */
export const lessonsRow = -1

const nothing: Seen = { spam: 0, ham: 0 }

/**
 * How likely words are spam by what moderators decided so far, 0 to 1; null until they have decided `lessonsNeeded` of
 * either kind. One query. Who wrote them, and who they are to anybody, plays no part (PRIV-08).
 */
export async function spamScore(
  ctx: Pick<Ctx, 'db'>,
  words: { title: string | null; body: string },
  { lessonsNeeded }: { lessonsNeeded: number },
): Promise<number | null> {
  const tokens = tokensOf(words)
  const found = await ctx.db
    .select()
    .from(spamTokens)
    .where(inArray(spamTokens.token, [lessonsRow, ...tokens]))
  const seen = new Map(found.map(({ token, ...counts }) => [token, counts]))
  const lessons = seen.get(lessonsRow) ?? nothing
  if (lessons.spam < lessonsNeeded || lessons.ham < lessonsNeeded) return null
  return spamLikelihood(
    tokens.map((token) => seen.get(token) ?? nothing),
    lessons,
  )
}
