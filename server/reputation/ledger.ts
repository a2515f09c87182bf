import { sql } from 'drizzle-orm'
import { reputationEntries } from '#db/schema/reputation.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { type EntryId, type MemberId, newId, type PostId } from '#server/core/ids.ts'
import { rows } from '#server/core/rows.ts'
import { setReputations } from '#server/identity/index.ts'
import { rulesOf } from './rules.ts'
import { undone } from './views/causes.ts'
import { counted } from './views/earned.ts'
import { membersUnentered, movedAmong } from './views/standings.ts'
import { daysTouchedBy, type MemberDay } from './views/touched.ts'

/**
 * Brings the ledger in line with what is true of these posts now: late, twice or out of order leaves the same. Each
 * member's day that they have a part in is computed anew, as one vote moves what the daily limit lets through.
 */
export async function reckonPosts(ctx: Ctx, postIds: readonly PostId[]): Promise<void> {
  if (postIds.length === 0) return
  await change(ctx, async (tx) => {
    const of = { postIds, rules: await rulesOf(tx) }
    // seen once to know whom to lock, and again under the lock: what others wrote meanwhile counts
    await lockMembers(tx, await daysTouchedBy(tx, of))
    const days = await daysTouchedBy(tx, of)
    await lockMembers(tx, days)
    await reckonDays(tx, days)
  })
}

/** The same for everything that these members ever earned. */
export async function reckonMembers(ctx: Ctx, memberIds: readonly MemberId[]): Promise<{ moved: number }> {
  if (memberIds.length === 0) return { moved: 0 }
  return change(ctx, async (tx) => {
    const days = memberIds.map((memberId) => ({ memberId, day: null }))
    await lockMembers(tx, days)
    return { moved: await reckonDays(tx, days) }
  })
}

/** One after the other by id, so that two changes never wait for each other. */
async function lockMembers(tx: Tx, days: readonly MemberDay[]) {
  const ids = [...new Set(days.map(({ memberId }) => memberId))].sort()
  await rows(
    tx.db,
    sql`select pg_advisory_xact_lock(hashtextextended('reputation ' || id, 0))
      from unnest(${sql.param(ids)}::text[]) with ordinality as given(id, place) order by place`,
  )
}

async function reckonDays(tx: Tx, days: readonly MemberDay[]): Promise<number> {
  if (days.length === 0) return 0
  const memberIds = [...new Set(days.map(({ memberId }) => memberId))]
  await enterJoined(tx, memberIds)
  await enterDifferences(tx, days)
  const moved = await movedAmong(tx, memberIds)
  await setReputations(tx, moved)
  for (const { memberId, before, reputation } of moved)
    tx.tell({ type: 'reputation.changed', memberId, before, reputation })
  return moved.length
}

/** The one point everybody begins with. */
async function enterJoined(tx: Tx, memberIds: readonly MemberId[]) {
  const fresh = await membersUnentered(tx, memberIds)
  if (fresh.length === 0) return
  const entries = fresh.map(({ memberId, joinedAt }) => ({
    ...{ id: newId<EntryId>(), memberId, reason: 'joined' as const },
    ...{ sourceKind: 'member' as const, sourceId: memberId, turn: 0, amount: 1, full: 1 },
    ...{ day: joinedAt.slice(0, 10), at: new Date(joinedAt) },
  }))
  await tx.db.insert(reputationEntries).values(entries).onConflictDoNothing()
}

/** A uuid v7 of this moment, made where the rows are made: there may be millions. */
const newEntryId = ({ now }: Tx) => sql`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
  placing substring(int8send(${now.getTime()}::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`

/** What is earned less what the ledger holds, source by source and day by day; equal rows write nothing. */
const enterDifferences = async (tx: Tx, days: readonly MemberDay[]) => {
  const rules = await rulesOf(tx)
  const at = tx.now.toISOString()
  await tx.db.execute(sql`
    with scope as materialized (
      select "memberId" as member_id, coalesce(day, '-infinity')::date as first_day, coalesce(day, 'infinity')::date as last_day,
        case when day is null then '-infinity'::timestamptz else (day || 'T00:00:00Z')::timestamptz end as since,
        case when day is null then 'infinity'::timestamptz else (day || 'T00:00:00Z')::timestamptz + interval '24 hours' end as until
      from json_to_recordset(${JSON.stringify(days)}::json) as given("memberId" uuid, day text)),
    wanted as materialized (${counted(rules)}),
    held as materialized (
      select e.source_kind, e.source_id, e.member_id, e.reason, e.day, sum(e.amount)::int as amount,
        (array_agg(e."full" order by e.turn desc))[1] as full_points,
        (array_agg(e.post_id))[1] as post_id
      from scope s join reputation_entries e on e.member_id = s.member_id and e.day between s.first_day and s.last_day
      where e.source_kind <> 'member' group by 1, 2, 3, 4, 5),
    different as (
      select coalesce(w.source_kind, h.source_kind) as source_kind, coalesce(w.source_id, h.source_id) as source_id,
        coalesce(w.member_id, h.member_id) as member_id, coalesce(w.reason, h.reason) as reason,
        coalesce(w.day, h.day) as day, coalesce(w.post_id, h.post_id) as post_id, w.by_id, w.at,
        coalesce(w.amount, 0) - coalesce(h.amount, 0) as amount, coalesce(w.full_points, 0) as full_points,
        case when w.source_id is null then ${undone()} when coalesce(h.full_points, 0) = 0 then 'again'
          when h.full_points <> w.full_points then 'points' else 'limit' end as cause
      from wanted w full join held h on (w.source_kind, w.source_id, w.member_id, w.reason, w.day)
        = (h.source_kind, h.source_id, h.member_id, h.reason, h.day)
      where h.source_id is null or coalesce(w.amount, 0) <> h.amount),
    turned as (
      select d.*, coalesce(before.turn + 1, 0) + row_number() over
        (partition by d.source_kind, d.source_id, d.member_id, d.reason order by d.day) - 1 as turn
      from different d cross join lateral (select max(e.turn) as turn from reputation_entries e
        where e.source_id = d.source_id and e.member_id = d.member_id and e.reason = d.reason
          and e.source_kind = d.source_kind) before)
    insert into reputation_entries
      (id, member_id, reason, source_kind, source_id, turn, amount, "full", cause, by_id, post_id, day, at)
    select ${newEntryId(tx)}, member_id, reason, source_kind, source_id, turn, amount, full_points,
      case when turn > 0 then cause end, case when turn = 0 then by_id end, post_id, day,
      case when turn = 0 then at else ${at}::timestamptz end
    from turned`)
}
