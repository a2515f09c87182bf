import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { members } from '#db/schema/identity.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import type { MemberId } from '#server/core/ids.ts'

export type StoredMember = typeof members.$inferSelect
type Named = { memberId: MemberId } | { handle: string }

const byName = (who: Named) =>
  'memberId' in who
    ? eq(members.id, who.memberId)
    : eq(sql`lower(${members.handle})`, who.handle.toLowerCase())

/** The row of a member, by id or handle; for verbs of this room, which decide what may be done with it. */
export async function memberRow(ctx: Pick<Ctx | Tx, 'db'>, who: Named): Promise<StoredMember> {
  const [row] = await ctx.db.select().from(members).where(byName(who))
  if (!row) throw new NotFound('member')
  return row
}

/** The same, locked until the transaction ends. */
export async function lockedMember(tx: Tx, who: Named): Promise<StoredMember> {
  const [row] = await tx.db.select().from(members).where(byName(who)).for('update')
  if (!row) throw new NotFound('member')
  return row
}

/** Who signs in by this handle or address. Addresses are unique only once verified; a verified one wins. */
export async function memberByLogin(ctx: Pick<Ctx, 'db'>, login: string): Promise<StoredMember | null> {
  const typed = login.trim().toLowerCase()
  const named = typed.includes('@')
    ? eq(sql`lower(${members.email})`, typed)
    : eq(sql`lower(${members.handle})`, typed)
  const [row] = await ctx.db
    .select()
    .from(members)
    .where(and(named, isNull(members.ghostOf), isNull(members.deactivatedAt)))
    .orderBy(sql`${members.emailVerifiedAt} is null`, desc(members.joinedAt))
    .limit(1)
  return row ?? null
}

/** Whether a verified address is somebody's. */
export async function verifiedOwner(ctx: Pick<Ctx | Tx, 'db'>, email: string): Promise<MemberId | null> {
  const [row] = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(sql`lower(${members.email})`, email.toLowerCase()), isNotNull(members.emailVerifiedAt)))
  return row?.id ?? null
}
