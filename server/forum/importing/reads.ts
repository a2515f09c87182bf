import { sql } from 'drizzle-orm'
import { topicReads } from '#db/schema/forum.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { MemberId, TopicId } from '#server/core/ids.ts'

export type ImportedRead = { memberId: MemberId; topicId: TopicId; number: number; at: Date }

/** How far members of an import had read, never less than before. */
export async function importReads(ctx: Ctx, reads: readonly ImportedRead[]) {
  // house: silent change — what one reads is nobody's news
  await change(ctx, async (tx) => {
    for (let from = 0; from < reads.length; from += 1000)
      await tx.db
        .insert(topicReads)
        .values(reads.slice(from, from + 1000))
        .onConflictDoUpdate({
          target: [topicReads.memberId, topicReads.topicId],
          set: { number: sql`greatest(${topicReads.number}, excluded.number)` },
        })
  })
}
