import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { boardList } from '#server/forum/index.ts'
import { leaderboard, leaderPeriods } from '#server/reputation/index.ts'
import { MemberLine } from '#app/components/member/member-line.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { Select, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Tabs } from '#app/components/ui/navigation.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'

export const loader = page(async ({ ctx, url }) => {
  const asked = (name: string) => url.searchParams.get(name) || null
  const filter = { board: asked('board'), tag: asked('tag') }
  const period = leaderPeriods.find((each) => each === asked('period')) ?? 'month'
  const [boards, leaders] = await Promise.all([boardList(ctx), leaderboard(ctx, { period, ...filter })])
  return {
    period,
    periods: leaderPeriods,
    ...filter,
    boards: boards.map(({ slug, title }) => ({ slug, title })),
    leaders,
  }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'leader.title')

/** /leaderboards: who solved most for different people, in a period, on a board, in a tag. */
export default function Leaderboards() {
  const t = useWords()
  const { period, periods, board, tag, boards, leaders } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHead title={t('leader.title')} lead={t('leader.lead')} />
      <p>
        <Link to={paths.rewardsHelp()}>{t('help.rewards.title')}</Link>
      </p>
      <Tabs
        label={t('leader.period')}
        tabs={periods.map((each) => ({
          label: t(`leader.period.${each}`),
          href: paths.leaderboards({ period: each, board, tag }),
          current: each === period,
        }))}
      />
      <Form method="get" className="filter-row">
        <input type="hidden" name="period" value={period} />
        <Select
          name="board"
          label={t('leader.board')}
          placeholder={t('leader.board.any')}
          defaultValue={board ?? ''}
          options={boards.map(({ slug, title }) => ({ value: slug, label: title }))}
        />
        <TextField name="tag" label={t('leader.tag')} defaultValue={tag ?? ''} width="medium" />
        <Button>{t('leader.show')}</Button>
      </Form>
      <DataTable
        caption={t('leader.title')}
        captionHidden
        rows={leaders}
        rowKey={({ memberId }) => memberId}
        empty={<EmptyState kind="no-match" title={t('leader.none')} />}
        columns={[
          {
            key: 'member',
            label: t('badge.member'),
            heading: true,
            cell: ({ handle, displayName, staff }) => (
              <MemberLine member={{ handle, name: displayName, staff }} />
            ),
          },
          { key: 'people', label: t('leader.people'), numeric: true, cell: ({ people }) => people },
          {
            key: 'solutions',
            label: t('leader.solutions'),
            numeric: true,
            cell: ({ solutions }) => solutions,
          },
        ]}
      />
      <p className="small muted">
        {t('leader.leave')} <Link to={paths.settings('standing')}>{t('leader.leave.where')}</Link>
      </p>
    </div>
  )
}
