import { and, arrayOverlaps, eq, inArray, isNull, not, sql } from 'drizzle-orm'
import { branchReaders, members } from '#db/schema/index.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { MemberId, TopicId } from '#server/core/ids.ts'
import { mentionedHandles } from '#server/core/markdown.ts'
import { rolesAsleep } from '#server/terms/index.ts'

const present = and(isNull(members.deactivatedAt), isNull(members.ghostOf), eq(members.bot, false))

/** Those of these members who can be told anything: not gone, no ghost of an import, no machine. */
export async function reachable(ctx: Ctx | Tx, ids: readonly MemberId[]): Promise<MemberId[]> {
  const found = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(and(inArray(members.id, [...ids]), present))
  return found.map((row) => row.id)
}

/** Members a text mentions, outside code and links. */
export async function mentioned(ctx: Ctx | Tx, source: string): Promise<MemberId[]> {
  const handles = mentionedHandles(source)
  if (handles.length === 0) return []
  const found = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(and(sql`lower(${members.handle}) = any(${sql.param(handles)}::text[])`, present))
  return found.map((row) => row.id)
}

/** Engineers whose role is awake (TERMS-10). */
export async function engineers(ctx: Ctx | Tx): Promise<MemberId[]> {
  const found = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(and(arrayOverlaps(members.roles, ['engineer']), present, not(rolesAsleep(members, ctx.now))))
  return found.map((row) => row.id)
}

/** Colleagues whom the asker's private branch was opened to. */
export async function invitedTo(ctx: Ctx | Tx, topicId: TopicId): Promise<MemberId[]> {
  const found = await ctx.db
    .select({ id: branchReaders.memberId })
    .from(branchReaders)
    .where(eq(branchReaders.topicId, topicId))
  return found.map((row) => row.id)
}
