import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { boardList, groupList } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { BoardLine } from '#app/components/board/board-sign.tsx'
import { stopOf } from '#app/components/board/board-stop.ts'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, context }) => {
  context.showed('lists')
  const [boards, groups] = await Promise.all([boardList(ctx), groupList(ctx)])
  return { boards, groups: groups.filter(({ slug }) => boards.some((board) => board.group === slug)) }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => titleOf(matches, 'boards.title')

export default function Boards() {
  const t = useWords()
  const { boards, groups } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHead title={t('boards.title')} lead={t('boards.lead')} />
      {boards.length === 0 ? (
        <EmptyState kind="first" title={t('boards.empty')} />
      ) : (
        <>
          {groups.map((group) => (
            <section key={group.slug} className="stack gap-2" aria-labelledby={`line-${group.slug}`}>
              <h2 id={`line-${group.slug}`}>
                <Link to={paths.boardGroup(group.slug)}>{group.title}</Link>
              </h2>
              {group.purpose && <p>{group.purpose}</p>}
              <BoardLine
                level="h3"
                label={group.title}
                boards={boards.flatMap((board, place) =>
                  board.group === group.slug ? [stopOf(board, place, t)] : [],
                )}
              />
            </section>
          ))}
          <BoardLine
            level="h2"
            label={t('boards.title')}
            boards={boards.flatMap((board, place) => (board.group === null ? [stopOf(board, place, t)] : []))}
          />
        </>
      )}
    </div>
  )
}
