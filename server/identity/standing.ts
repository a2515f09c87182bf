import { eq, sql } from 'drizzle-orm'
import { boardRoles, members } from '#db/schema/identity.ts'
import type { Restriction } from '#server/core/actor.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'
import { lockedMember, memberRow } from './finding.ts'

/** For the reputation room, which computes it and tells about it; never below 1. */
export async function setReputation(
  tx: Tx,
  { memberId, reputation }: { memberId: MemberId; reputation: number },
) {
  await tx.db
    .update(members)
    .set({ reputation: Math.max(1, reputation) })
    .where(eq(members.id, memberId))
}

/** The same for many at once, as imports need it. */
export async function setReputations(tx: Tx, list: readonly { memberId: MemberId; reputation: number }[]) {
  for (let from = 0; from < list.length; from += 1000) {
    const slice = JSON.stringify(list.slice(from, from + 1000))
    await tx.db.execute(sql`
      update ${members} set reputation = greatest(1, given.reputation)
      from json_to_recordset(${slice}::json) as given("memberId" uuid, reputation int)
      where ${members.id} = given."memberId"`)
  }
}

/** A post was seen and let stand: the forum counts it, so that first posts stop being held. `by` is -1 to take back. */
export async function countApprovedPost(tx: Tx, { memberId, by = 1 }: { memberId: MemberId; by?: 1 | -1 }) {
  await tx.db
    .update(members)
    .set({ approvedPosts: sql`greatest(0, ${members.approvedPosts} + ${by})` })
    .where(eq(members.id, memberId))
}

type Named = { memberId: MemberId } | { handle: string }

/** Whom a sanction is about, as far as it matters who stands above whom. */
export async function sanctionable(ctx: Pick<Ctx | Tx, 'db'>, who: Named) {
  const { id, handle, displayName, roles } = await memberRow(ctx, who)
  const onBoards = (await ctx.db.$count(boardRoles, eq(boardRoles.memberId, id))) > 0
  return { memberId: id, handle, displayName, roles, onBoards }
}

/** The same, locked until the transaction ends, so that two sanctions do not overwrite each other. */
export async function lockSanctioned(tx: Tx, who: Named) {
  await lockedMember(tx, who)
  return sanctionable(tx, who)
}

/** For moderation, which decides it and tells about it: exactly these restrictions hold, each until its moment. */
export async function restrict(
  tx: Tx,
  { memberId, restrictions }: { memberId: MemberId; restrictions: readonly Restriction[] },
) {
  const suspension = restrictions.find(({ kind }) => kind === 'suspension')
  const stored = restrictions.map((held) => ({ ...held, until: held.until.toISOString() }))
  await tx.db
    .update(members)
    .set({ suspendedUntil: suspension?.until ?? null, restrictions: stored })
    .where(eq(members.id, memberId))
}
