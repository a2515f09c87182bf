import { z } from 'zod'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { changeSettings, settingsOf } from '#server/settings/index.ts'
import { hideScore } from './views/hide-score.ts'

export const hideScoreInput = z.object({
  board: z.string().trim().min(1, 'invalid.missing').max(60),
  /** Null or nothing: as the site does. 0: reports hide nothing there. */
  score: z
    .union([
      z.null(),
      z.literal('').transform(() => null),
      z.coerce
        .number('moderation.hideScore.form')
        .min(0, 'moderation.hideScore.form')
        .max(1000, 'moderation.hideScore.form'),
    ])
    .default(null),
})

/** An admin says for one board from which weight of reports on its posts hide until a moderator rules (MOD-06). */
export async function keepHideScore(ctx: Ctx, input: z.input<typeof hideScoreInput>) {
  const { board, score } = parse(hideScoreInput, input)
  // house: silent change — the settings tell that they changed
  return change(ctx, async (tx) => {
    const { boardId } = await hideScore(tx, { board })
    const { [boardId]: _, ...others } = (await settingsOf({ db: tx.db })).hideScoreByBoard
    const { hideScore: usual } = await changeSettings(tx, {
      hideScoreByBoard: score === null ? others : { ...others, [boardId]: score },
    })
    return { score, usual }
  })
}
