import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { boards, topics } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import type { BoardId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { boardInView, boardNamed } from '../views/finding.ts'
import { moving } from '../input.ts'
import { topicToKeep, writeDeed } from './deeds.ts'

/** A moderator moves a topic to another board that takes its kind; its address stays, and a pin stays behind. */
export async function moveTopic(ctx: Ctx, input: z.input<typeof moving>) {
  const wanted = parse(moving, input)
  return change(ctx, async (tx) => {
    const topic = await topicToKeep(tx, wanted)
    const board = await boardNamed(tx, wanted)
    if (board.id === topic.boardId) return
    mustTake(board, topic.kind)
    const from = await boardInView(tx, { board: topic.boardId })
    await tx.db.update(topics).set({ boardId: board.id, pinnedAt: null }).where(eq(topics.id, topic.id))
    await countTopic(tx, { boardId: topic.boardId, by: -1 })
    await countTopic(tx, { boardId: board.id, by: 1 })
    const details = { from: from.title, to: board.title, fromBoardId: from.id }
    await writeDeed(tx, { topicId: topic.id, kind: 'moved', details })
    tx.tell({ type: 'topic.moved', topicId: topic.id, boardId: board.id, fromBoardId: topic.boardId })
  })
}

/** A board says which kinds it takes (ASK-01). */
export function mustTake(board: { kinds: readonly string[]; title: string }, kind: string) {
  if (!board.kinds.includes(kind))
    throw new Invalid([
      {
        path: 'board',
        key: `forum.board.refuses.${kind}`,
        params: { board: board.title },
      },
    ])
}

export const countTopic = (tx: Tx, { boardId, by }: { boardId: BoardId; by: 1 | -1 }) =>
  tx.db
    .update(boards)
    .set({ topicCount: sql`${boards.topicCount} + ${by}` })
    .where(eq(boards.id, boardId))
