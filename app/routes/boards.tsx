import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { boardList } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { BoardLine } from '#app/components/board/board-sign.tsx'
import { lineOf } from '#app/components/board/line-colour.ts'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { isWordKey, useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, context }) => {
  context.showed('lists')
  return { boards: await boardList(ctx) }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleOf(matches, 'boards.title')

export default function Boards() {
  const t = useWords()
  const { boards } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHead title={t('boards.title')} lead={t('boards.lead')} />
      {boards.length === 0 ? (
        <EmptyState kind="first" title={t('boards.empty')} />
      ) : (
        <BoardLine
          level="h2"
          label={t('boards.title')}
          boards={boards.map((board, place) => ({
            href: paths.board(board.slug),
            name: board.title,
            purpose: board.purpose,
            topics: board.topicCount,
            line: lineOf(place),
            format: board.kinds
              .map((kind) => (isWordKey(`kind.${kind}`) ? t(`kind.${kind}`) : kind))
              .join(' · '),
          }))}
        />
      )}
    </div>
  )
}
