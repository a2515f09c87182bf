import { isAdmin } from '#server/core/actor.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { permit } from '#server/core/permit.ts'
import { boardInView } from '#server/forum/index.ts'
import { settingsOf } from '#server/settings/index.ts'

/** From which weight of reports on posts of a board hide by themselves, and that of the site, for admins (MOD-06). */
export async function hideScore(ctx: Ctx | Tx, { board }: { board: string }) {
  permit(isAdmin(ctx.actor))
  const { id: boardId } = await boardInView(ctx, { board })
  const { hideScore: usual, hideScoreByBoard } = await settingsOf({ db: ctx.db })
  return { boardId, score: hideScoreByBoard[boardId] ?? null, usual }
}
