import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { appealList, conductInput, overturnedWeeks } from '#server/moderation/index.ts'
import { MemberName } from '#app/components/member/member-line.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { FilterChips, Pager } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-conduct.ts'

type State = (typeof conductInput.appealStates)[number]

export const loader = page(async ({ ctx, url }) => {
  const state = (url.searchParams.get('state') ?? 'open') as State
  const list = await appealList(ctx, { state, cursor: url.searchParams.get('cursor') })
  return { ...list, state, states: [...conductInput.appealStates], weeks: await overturnedWeeks(ctx) }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'appeals.title')

/** /mod/appeals: what waits and what was decided, and how many decisions were taken back, week by week. */
export default function ModAppeals() {
  const t = useWords()
  const { items, next, state, states } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHead title={t('appeals.title')} lead={t('appeals.lead')} />
      <FilterChips
        label={t('appeals.states')}
        chips={states.map((each) => ({
          label: t(`appeals.state.${each}`),
          href: paths.conduct.appeals({ state: each === 'open' ? null : each }),
          current: each === state,
        }))}
      />
      <DataTable
        caption={t('appeals.title')}
        captionHidden
        rows={items}
        rowKey={(row) => row.id}
        empty={<EmptyState kind={state === 'open' ? 'cleared' : 'no-match'} title={t('appeals.none')} />}
        columns={[
          {
            key: 'about',
            label: t('appeals.about'),
            heading: true,
            cell: (row) => (
              <Link to={`${paths.statement(row.statementId)}#appeal`} dir="auto">
                {t(`file.kind.${row.kind}`)}
                {row.topic && ` · ${row.topic.title}`}
              </Link>
            ),
          },
          { key: 'member', label: t('appeals.member'), cell: (row) => <MemberName member={row.member} /> },
          { key: 'made', label: t('appeals.made'), cell: (row) => <TimeStamp at={row.at} /> },
          {
            key: 'outcome',
            label: t('appeals.outcome'),
            cell: (row) => t(`appeal.state.${row.outcome ?? 'open'}`),
          },
          { key: 'by', label: t('appeals.by'), cell: (row) => row.by && <MemberName member={row.by} /> },
        ]}
      />
      <Pager older={next && paths.conduct.appeals({ state, cursor: next })} />
      <Weeks />
    </div>
  )
}

function Weeks() {
  const t = useWords()
  const { weeks } = useLoaderData<typeof loader>()
  return (
    <section className="stack gap-3" aria-labelledby="weeks-title">
      <h2 id="weeks-title">{t('appeals.weeks')}</h2>
      <p className="muted">{t('appeals.weeks.lead')}</p>
      <DataTable
        caption={t('appeals.weeks')}
        captionHidden
        rows={weeks}
        rowKey={(row) => row.week}
        columns={[
          {
            key: 'week',
            label: t('appeals.week'),
            heading: true,
            cell: (row) => <time dateTime={row.week}>{row.week}</time>,
          },
          {
            key: 'share',
            label: t('appeals.share'),
            numeric: true,
            cell: ({ share, overturned, decided }) =>
              share === null
                ? t('appeals.share.none')
                : t('appeals.share.of', { share, overturned, decided }),
          },
        ]}
      />
    </section>
  )
}
