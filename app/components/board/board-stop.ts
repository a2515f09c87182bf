import * as paths from '#server/core/paths.ts'
import { isWordKey, type Params, type WordKey } from '#app/lib/words.ts'
import type { BoardStopProps, LineColour } from './board-sign.tsx'
import { lineOf } from './line-colour.ts'

type Board = {
  slug: string
  title: string
  purpose: string
  kinds: readonly string[]
  topicCount: number
  line: LineColour | null
}

/** A board as a stop: in its own colour, or that of its product line, else by its place. */
export const stopOf = (
  board: Board,
  place: number,
  t: (key: WordKey, params?: Params) => string,
): BoardStopProps => ({
  href: paths.board(board.slug),
  name: board.title,
  purpose: board.purpose,
  topics: board.topicCount,
  line: board.line ?? lineOf(place),
  format: board.kinds
    .map((kind) => {
      const key = `kind.${kind}`
      return isWordKey(key) ? t(key) : kind
    })
    .join(' · '),
})
