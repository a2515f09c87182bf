import type { Ctx, Tx } from '#server/core/ctx.ts'
import { type Points, pointsOf, settingsOf } from '#server/settings/index.ts'

/** What the ledger goes by, as an admin has set it. */
export type Rules = { points: Points; abuseClauses: readonly string[] }

export async function rulesOf(ctx: Ctx | Tx): Promise<Rules> {
  const settings = await settingsOf(ctx)
  return { points: pointsOf(settings), abuseClauses: settings.abuseClauses }
}
