import { Conflict } from '#server/core/errors.ts'

/** A board that was archived is read, and nothing in it changes any more (MOD-28). */
export function mustTakeWords(topic: { archivedAt: Date | null }) {
  if (topic.archivedAt) throw new Conflict('forum.board.archived')
}
