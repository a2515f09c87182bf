import { sql } from 'drizzle-orm'
import { system } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'
import { rows } from '#server/core/rows.ts'
import { awardBadges } from './badges.ts'
import { rankMembers } from './ranks.ts'
import { lookAgain, readersOf, unlooked } from './views/looking.ts'
import { measuring } from './views/measuring.ts'
import { tagScoring } from './views/tag-scoring.ts'
import type { Scope } from './views/own-posts.ts'

const atOnce = 200
const newAtOnce = 1000

/** Something happened that may move these members: they are looked at in the next round, seconds from now. */
export async function lookAt(tx: Tx, memberIds: readonly (MemberId | null | undefined)[]) {
  const ids = [...new Set(memberIds.filter((id) => id !== null && id !== undefined))].sort()
  if (ids.length === 0) return
  await tx.db.execute(sql`
    insert into standing_due as d (member_id, due_at, origin)
    select id::uuid, ${tx.now.toISOString()}::timestamptz, ${tx.origin ?? null} from unnest(${sql.param(ids)}::text[]) as given(id) order by id
    on conflict (member_id) do update set due_at = least(d.due_at, excluded.due_at),
      origin = case when d.due_at > excluded.due_at or d.origin = excluded.origin then excluded.origin end`)
}

/**
 * Looks at every member who is due, 200 to a transaction, until none is left; several workers share them. What was counted
 * is counted anew from what is true, so a round that is repeated changes nothing. Answers how many were looked at.
 */
export async function sweepStanding(ctx: Ctx): Promise<number> {
  let looked = 0
  for (;;) {
    const batch = await lookAtDue(ctx)
    looked += batch
    if (batch < atOnce) return looked
  }
}

async function lookAtDue(ctx: Ctx): Promise<number> {
  // house: silent change — ranks and badges tell what moved, and what only was counted is no news
  return change({ ...ctx, actor: system('reputation.standing') }, async (tx) => {
    const due = await claimDue(tx)
    for (const origin of [null, 'import'] as const) {
      const memberIds = due.filter((row) => row.origin === origin).map((row) => row.memberId)
      if (memberIds.length > 0) await judge(origin ? { ...tx, origin } : tx, memberIds)
    }
    return due.length
  })
}

const claimDue = (tx: Tx) =>
  rows<{ memberId: MemberId; origin: 'import' | null }>(
    tx.db,
    sql`select member_id as "memberId", origin from standing_due where due_at <= ${tx.now.toISOString()}::timestamptz
      order by due_at, member_id limit ${atOnce} for update skip locked`,
  )

async function judge(tx: Tx, scope: Scope) {
  await tx.db.execute(measuring({ scope, now: tx.now }))
  await tx.db.execute(tagScoring(scope))
  await rankMembers(tx, scope)
  await awardBadges(tx, scope)
  await lookAgain(tx, scope)
}

/** A little more than the minute between two looks, so that nobody falls between them. */
const readSeconds = 90

/** Once a minute: who read or came today, and members who came by a way that tells nothing. Answers how many they are. */
export function lookAtSilent(ctx: Ctx): Promise<number> {
  // house: silent change — being looked at is no news
  return change({ ...ctx, actor: system('reputation.standing') }, async (tx) => {
    const ids = [...(await readersOf(tx, readSeconds)), ...(await unlooked(tx, newAtOnce))]
    await lookAt(tx, ids)
    return ids.length
  })
}

/** Everybody's standing from the first day, in one transaction: after an import, or when a rule of the house changed. */
export const recomputeStanding = (ctx: Ctx): Promise<void> =>
  // house: silent change — ranks and badges tell what moved, and what only was counted is no news
  change({ ...ctx, actor: system('reputation.standing') }, (tx) => judge(tx, null))
