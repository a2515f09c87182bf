import { memberDays } from '#db/schema/identity.ts'
import type { Tx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'

/** A day (UTC, `2026-03-04`) on which a member was here. */
export type DayHere = { memberId: MemberId; day: string }

/** Notes days on which members were here, each once; what was written on a day needs no row of its own. */
export async function recordDays(tx: Tx, days: readonly DayHere[]) {
  for (let from = 0; from < days.length; from += 1000)
    await tx.db
      .insert(memberDays)
      .values(days.slice(from, from + 1000))
      .onConflictDoNothing()
}
