import { sql } from 'drizzle-orm'
import { boards } from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import { permit } from '#server/core/permit.ts'
import { settingsOf } from '#server/settings/index.ts'

/** From which weight of reports on posts of a board hide by themselves, and that of the site, for admins (MOD-06). */
export async function hideScore(ctx: Ctx | Tx, { board }: { board: string }) {
  permit(isAdmin(ctx.actor))
  const [found] = await ctx.db
    .select({ id: boards.id })
    .from(boards)
    .where(sql`${boards.id}::text = ${board.toLowerCase()} or ${boards.slug} = ${board.toLowerCase()}`)
  if (!found) throw new NotFound('board')
  const { hideScore: usual, hideScoreByBoard } = await settingsOf({ db: ctx.db })
  return { boardId: found.id, score: hideScoreByBoard[found.id] ?? null, usual }
}
