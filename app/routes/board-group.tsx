import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { groupPage } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { BoardLine, BoardSign } from '#app/components/board/board-sign.tsx'
import { stopOf } from '#app/components/board/board-stop.ts'
import { MemberName } from '#app/components/member/member-line.tsx'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { KeyValue, SideBox } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { durationText } from '#app/lib/format.ts'
import { page } from '#app/lib/handler.ts'
import { titledBy } from '#app/lib/meta.ts'
import '#app/lib/words-of-upkeep.ts'
import { usePlace, useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, params, context }) => {
  const group = await groupPage(ctx, { group: params.group ?? '' })
  context.showed('lists', ...group.boards.map(({ id }) => `board:${id}`))
  return { group }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  titledBy(matches, data?.group.title, data?.group.purpose)

/** A product line: its boards, its moderators, and how well it answers (MOD-27). */
export default function BoardGroup() {
  const t = useWords()
  const { locale } = usePlace()
  const { group } = useLoaderData<typeof loader>()
  const open = group.boards.filter((board) => board.archivedAt === null)
  const { questions, solved, medianSeconds } = group.figures
  return (
    <div className="stack">
      <Breadcrumb trail={[{ label: t('boards.title'), href: paths.boards() }, { label: group.title }]} />
      <BoardSign name={group.title} purpose={group.purpose} {...(group.line ? { line: group.line } : {})}>
        {group.can.change && (
          <ButtonLink to={paths.admin(`lines/${group.slug}`)}>{t('line.change')}</ButtonLink>
        )}
      </BoardSign>
      <div className="with-side">
        {open.length === 0 ? (
          <EmptyState kind="first" title={t('line.empty')} />
        ) : (
          <BoardLine
            level="h2"
            label={group.title}
            boards={open.map((board, place) => stopOf(board, place, t))}
          />
        )}
        <aside className="stack">
          <SideBox title={t('line.figures')}>
            <KeyValue
              pairs={[
                [t('board.figures.questions'), String(questions)],
                [
                  t('board.figures.solved'),
                  questions === 0
                    ? null
                    : t('board.figures.share', { percent: Math.round((100 * solved) / questions) }),
                ],
                [
                  t('board.figures.median'),
                  medianSeconds === null ? null : durationText(medianSeconds, locale),
                ],
              ]}
            />
            <p className="small muted">{t('board.figures.basis')}</p>
          </SideBox>
          {group.moderators.length > 0 && (
            <SideBox title={t('line.moderators')}>
              <ul className="plain-list">
                {group.moderators.map(({ handle, name }) => (
                  <li key={handle}>
                    <MemberName member={{ handle, name }} />
                  </li>
                ))}
              </ul>
            </SideBox>
          )}
        </aside>
      </div>
    </div>
  )
}
