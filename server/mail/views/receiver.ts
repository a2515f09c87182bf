import { eq } from 'drizzle-orm'
import { members } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'

export type Receiver = NonNullable<Awaited<ReturnType<typeof receiverOf>>>

/** Whom a letter goes to: only a confirmed address is written to, but for the letter that asks to confirm it. */
export async function receiverOf(ctx: Ctx, memberId: MemberId) {
  const [row] = await ctx.db
    .select({
      memberId: members.id,
      handle: members.handle,
      displayName: members.displayName,
      email: members.email,
      emailVerifiedAt: members.emailVerifiedAt,
      pendingEmail: members.pendingEmail,
      locale: members.locale,
      timeZone: members.timeZone,
      deactivatedAt: members.deactivatedAt,
      ghostOf: members.ghostOf,
    })
    .from(members)
    .where(eq(members.id, memberId))
  return row && row.deactivatedAt === null && row.ghostOf === null ? row : null
}

export async function nameOf(ctx: Ctx, memberId: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ name: members.displayName })
    .from(members)
    .where(eq(members.id, memberId as MemberId))
  return row?.name ?? null
}
