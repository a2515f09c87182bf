import { eq } from 'drizzle-orm'
import { topics } from '#db/schema/index.ts'
import type { Tx } from '#server/core/ctx.ts'
import type { TopicId } from '#server/core/ids.ts'

/** Escalation, above, says that a question is in engineers' hands (a moment) or no longer (null): the flag in lists. */
export const markEscalated = (tx: Tx, input: { topicId: TopicId; at: Date | null }) =>
  tx.db.update(topics).set({ escalatedAt: input.at }).where(eq(topics.id, input.topicId))
