import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { ladderVersions } from '#db/schema/standing.ts'
import { isAdmin, memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict } from '#server/core/errors.ts'
import type { MemberId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { rows } from '#server/core/rows.ts'
import { activeLadder, draftLadder, type Ladder } from './ladder.ts'
import { ladderRef } from './ladder-input.ts'
import { tellMoved, writeRanks } from './ranks.ts'
import { rejudging } from './rejudging.ts'

/**
 * The draft becomes what holds: everybody is judged anew by all that was ever counted of them, in one run, with one notice
 * to each member moved. Who moves is who the simulation listed (REP-09).
 */
export async function activateLadder(ctx: Ctx, input: z.input<typeof ladderRef>): Promise<{ moved: number }> {
  const { ladder } = parse(ladderRef, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const [before, after] = [await activeLadder(tx, ladder), await draftLadder(tx, ladder)]
    if (!after) throw new Conflict('ladder.noDraft')
    const moved = await moveAll(tx, before, after)
    await swap(tx, after)
    tx.tell({ type: 'ladder.activated', ladder, version: after.version, moved })
    return { moved }
  })
}

type Rejudged = { memberId: MemberId; held: number; step: number; moved: boolean }

async function moveAll(tx: Tx, before: Ladder, after: Ladder): Promise<number> {
  const judged = await rows<Rejudged>(tx.db, sql`${rejudging(before, after)} order by 1`)
  const stands = { failingSince: null, mendBy: null }
  await writeRanks(
    tx,
    after,
    judged.map(({ memberId, step, moved }) => ({
      memberId,
      step,
      reachedAt: moved ? tx.now : null,
      ...stands,
    })),
  )
  const movers = judged.filter(({ moved }) => moved)
  for (const { memberId, held, step } of movers)
    tellMoved(tx, after, { memberId, from: held, to: step, cause: 'ladder' })
  return movers.length
}

async function swap(tx: Tx, { ladder, version }: Ladder) {
  const of = eq(ladderVersions.ladder, ladder)
  await tx.db
    .update(ladderVersions)
    .set({ retiredAt: tx.now })
    .where(and(of, isNotNull(ladderVersions.activatedAt), isNull(ladderVersions.retiredAt)))
  await tx.db
    .update(ladderVersions)
    .set({ activatedAt: tx.now, activatedBy: memberIdOf(tx.actor) })
    .where(and(of, eq(ladderVersions.version, version)))
}
