import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { isAdmin } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Conflict } from '#server/core/errors.ts'
import type { MemberId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { rows } from '#server/core/rows.ts'
import { activeLadder, draftLadder } from '../ladder.ts'
import { simulationQuery } from '../ladder-input.ts'
import { rejudging } from '../rejudging.ts'

type Mover = {
  memberId: MemberId
  handle: string
  displayName: string
  from: number
  to: number
  up: boolean
}

/**
 * What the draft would do if it were active, over everything that was counted: how many stand on each step before and
 * after, how many move, and who, page by page. Nothing is written.
 */
export async function ladderSimulation(ctx: Ctx, input: z.input<typeof simulationQuery>) {
  const { ladder, cursor, limit } = parse(simulationQuery, input)
  permit(isAdmin(ctx.actor))
  const [before, after] = [await activeLadder(ctx, ladder), await draftLadder(ctx, ladder)]
  if (!after) throw new Conflict('ladder.noDraft')
  const counts = await rows<{ held: number; step: number; moved: boolean; up: boolean; members: number }>(
    ctx.db,
    sql`select held, step, moved, up, count(*)::int as members from (${rejudging(before, after)}) judged group by 1, 2, 3, 4`,
  )
  const movers = await rows<Mover>(
    ctx.db,
    sql`select j."memberId", m.handle, m.display_name as "displayName", j.held as from, j.step as to, j.up
      from (${rejudging(before, after)}) j join members m on m.id = j."memberId"
      where j.moved ${cursor ? sql`and j."memberId" > ${cursor}::uuid` : sql``} order by 1 limit ${limit + 1}`,
  )
  const sum = (of: (row: (typeof counts)[number]) => boolean) =>
    counts.filter(of).reduce((total, { members }) => total + members, 0)
  const name = (of: typeof before, step: number) => of.steps[step - 1]?.name ?? null
  const shown = movers.slice(0, limit)
  return {
    ladder,
    version: after.version,
    members: sum(() => true),
    up: sum(({ moved, up }) => moved && up),
    down: sum(({ moved, up }) => moved && !up),
    steps: after.steps.map(({ key, name: stepName }, index) => {
      const place = before.steps.findIndex((step) => step.key === key) + 1
      return {
        key,
        name: stepName,
        before: place === 0 ? null : sum(({ held }) => held === place),
        after: sum(({ step }) => step === index + 1),
      }
    }),
    movers: shown.map(({ from, to, ...who }) => ({ ...who, from: name(before, from), to: name(after, to) })),
    next: movers.length > limit ? (shown.at(-1)?.memberId ?? null) : null,
  }
}
