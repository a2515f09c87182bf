import { and, eq } from 'drizzle-orm'
import { watches } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { TopicId } from '#server/core/ids.ts'
import { ownerOf } from '../marking.ts'

/** How closely this member follows one topic by a wish of their own for it. */
export async function ownLevel(ctx: Ctx, topicId: TopicId) {
  const [row] = await ctx.db
    .select({ level: watches.level })
    .from(watches)
    .where(
      and(
        eq(watches.memberId, ownerOf(ctx)),
        eq(watches.subjectKind, 'topic'),
        eq(watches.subjectId, String(topicId)),
      ),
    )
  return row?.level ?? 'normal'
}
