import { type SQL, sql } from 'drizzle-orm'
import { ladderKeys } from '#db/schema/standing.ts'
import type { Tx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'
import { rows } from '#server/core/rows.ts'
import { climbed } from './climbing.ts'
import { figuresOf } from './formulas/as-sql.ts'
import { activeLadder, type Ladder } from './ladder.ts'
import { inScope, type Scope } from './views/own-posts.ts'

const day = 86_400_000

/** Days between the notice that a term fails and losing the step (reference-numbers 2.2). */
const mendDays = 30

type Judged = {
  memberId: MemberId
  held: number
  earned: number
  kept: number
  failing: boolean
  over: boolean
}

type Move = Omit<RankRow, 'version'>
export type RankRow = {
  memberId: MemberId
  step: number
  version: number
  reachedAt: Date | null
  failingSince: Date | null
  mendBy: Date | null
}

/**
 * Brings the ranks of these members in line with what was counted. Up at once; down only after a notice and 30 days in
 * which the failing term could be mended. Doing it twice moves nobody twice.
 */
export async function rankMembers(tx: Tx, scope: Scope) {
  for (const key of ladderKeys) {
    const ladder = await activeLadder(tx, key)
    const judged = await notInPlace(tx, ladder, scope)
    await writeRanks(
      tx,
      ladder,
      judged.map((member) => settled(tx, ladder, member)),
    )
  }
}

/** Members for whom something has to be written; everybody else stands where they stood. */
async function notInPlace(tx: Tx, ladder: Ladder, scope: Scope): Promise<Judged[]> {
  const now = sql`${tx.now.toISOString()}::timestamptz`
  return rows<Judged>(
    tx.db,
    sql`select * from (${judging(ladder, { scope, now })}) judged
      where earned > held or (kept < held and (not failing or over)) or (failing and kept >= held) order by "memberId"`,
  )
}

const judging = (ladder: Ladder, { scope, now }: { scope: Scope; now: SQL }) => {
  const { earned, kept } = climbed(ladder)
  return sql`select m.member_id as "memberId", coalesce(r.step, 0) as held, ${earned} as earned, ${kept} as kept,
      r.failing_since is not null as failing, coalesce(r.mend_by <= ${now}, false) as over
    from member_measures m cross join ${figuresOf(sql`m.values`, ladder.derived)}
      left join member_ranks r on r.member_id = m.member_id and r.ladder = ${ladder.ladder}
    where ${inScope(scope, sql`m.member_id`)} and ${taking(ladder)} offset 0`
}

/** Who switched the readers' ladder off stands where they stood, untold (REP-11). */
const taking = ({ ladder }: Ladder) =>
  ladder === 'readers'
    ? sql`not exists (select from standing_wishes w where w.member_id = m.member_id and w.no_readers_at is not null)`
    : sql`true`

const stepName = (ladder: Ladder, step: number) => ladder.steps[step - 1]?.name ?? ''

/** What one member's row becomes, and what is told of it. */
function settled(tx: Tx, ladder: Ladder, { memberId, held, earned, kept, failing, over }: Judged): Move {
  const about = { memberId, ladder: ladder.ladder }
  const fine = { failingSince: null, mendBy: null }
  const moved = (to: number, cause: 'earned' | 'failed'): Move => {
    tellMoved(tx, ladder, { memberId, from: held, to, cause })
    return { memberId, step: to, reachedAt: tx.now, ...fine }
  }
  if (earned > held) return moved(earned, 'earned')
  if (kept < held && failing && over) return moved(kept, 'failed')
  if (kept >= held) {
    tx.tell({ type: 'rank.mended', ...about, step: stepName(ladder, held) })
    return { memberId, step: held, reachedAt: null, ...fine }
  }
  const mendBy = new Date(tx.now.getTime() + mendDays * day)
  tx.tell({ type: 'rank.failing', ...about, step: stepName(ladder, held), mendBy: mendBy.toISOString() })
  return { memberId, step: held, reachedAt: null, failingSince: tx.now, mendBy }
}

type Moved = { memberId: MemberId; from: number; to: number; cause: 'earned' | 'failed' | 'ladder' }

export function tellMoved(tx: Tx, ladder: Ladder, { memberId, from, to, cause }: Moved) {
  const { version } = ladder
  const step = stepName(ladder, to)
  tx.tell({ type: 'rank.moved', memberId, ladder: ladder.ladder, version, from, to, step, cause })
}

/** Writes rows as they are to be; without `reachedAt` the moment of before stays. */
export async function writeRanks(tx: Tx, ladder: Ladder, moves: readonly Move[]) {
  for (let from = 0; from < moves.length; from += 1000) {
    const slice = JSON.stringify(moves.slice(from, from + 1000))
    await tx.db.execute(sql`
      insert into member_ranks as r (member_id, ladder, step, version, reached_at, failing_since, mend_by)
      select "memberId", ${ladder.ladder}, step, ${ladder.version}, coalesce("reachedAt", ${tx.now.toISOString()}::timestamptz),
        "failingSince", "mendBy"
      from json_to_recordset(${slice}::json) as given("memberId" uuid, step int, "reachedAt" timestamptz,
        "failingSince" timestamptz, "mendBy" timestamptz)
      on conflict (member_id, ladder) do update set step = excluded.step, version = excluded.version,
        reached_at = case when r.step = excluded.step then r.reached_at else excluded.reached_at end,
        failing_since = excluded.failing_since, mend_by = excluded.mend_by`)
  }
}
