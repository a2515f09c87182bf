import { sql } from 'drizzle-orm'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'
import { rows } from '#server/core/rows.ts'

export type Moved = { memberId: MemberId; before: number; reputation: number }

/** Of these members, those whose shown reputation is not what their ledger sums to; never below 1 (REP-02). */
export const movedAmong = (tx: Tx, memberIds: readonly MemberId[]): Promise<Moved[]> =>
  rows<Moved>(
    tx.db,
    sql`select m.id as "memberId", m.reputation as before, s.shown as reputation
      from members m cross join lateral (select greatest(1, coalesce(sum(e.amount), 0))::int as shown
        from reputation_entries e where e.member_id = m.id) s
      where m.id = any(${sql.param([...memberIds])}::uuid[]) and m.reputation <> s.shown order by m.id`,
  )

/** The next members by id, a batch at a time; a recompute goes through all of them. */
export async function membersAfter(
  { db }: Pick<Ctx, 'db'>,
  { after, limit }: { after: MemberId | null; limit: number },
): Promise<MemberId[]> {
  const found = await rows<{ id: MemberId }>(
    db,
    sql`select id from members where ${after}::uuid is null or id > ${after}::uuid order by id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}

/** Of these members, those of whom the ledger knows nothing yet; `joinedAt` in UTC. */
export const membersUnentered = ({ db }: Pick<Tx, 'db'>, memberIds: readonly MemberId[]) =>
  rows<{ memberId: MemberId; joinedAt: string }>(
    db,
    sql`select m.id as "memberId", to_char(m.joined_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "joinedAt"
      from members m where m.id = any(${sql.param([...memberIds])}::uuid[]) and not exists
        (select from reputation_entries e where e.source_id = m.id and e.member_id = m.id and e.reason = 'joined')`,
  )
