import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { crmContactEmails, memberLinks, members } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { ContactId, MemberId } from '#server/core/ids.ts'

/** A member's address once it is proved to be theirs; null before that, for ghosts and for who has left. */
export async function verifiedMailOf(ctx: Pick<Ctx, 'db'>, memberId: MemberId): Promise<string | null> {
  const [row] = await ctx.db
    .select({ email: members.email })
    .from(members)
    .where(
      and(
        eq(members.id, memberId),
        isNotNull(members.emailVerifiedAt),
        isNull(members.deactivatedAt),
        isNull(members.ghostOf),
      ),
    )
  return row?.email ?? null
}

/** Members without an active link whose verified address is one of the contact's. */
export async function unlinkedHoldersOf(ctx: Pick<Ctx, 'db'>, contactId: ContactId): Promise<MemberId[]> {
  const addresses = ctx.db
    .select({ email: crmContactEmails.emailNorm })
    .from(crmContactEmails)
    .where(eq(crmContactEmails.contactId, contactId))
  const found = await ctx.db
    .select({ id: members.id })
    .from(members)
    .leftJoin(memberLinks, and(eq(memberLinks.memberId, members.id), isNull(memberLinks.validTo)))
    .where(
      and(
        isNotNull(members.emailVerifiedAt),
        inArray(sql`lower(${members.email})`, addresses),
        isNull(memberLinks.id),
      ),
    )
  return found.map(({ id }) => id)
}

export async function memberExists(ctx: Pick<Ctx, 'db'>, memberId: MemberId): Promise<boolean> {
  const found = await ctx.db.select({ id: members.id }).from(members).where(eq(members.id, memberId))
  return found.length > 0
}
