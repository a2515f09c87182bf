import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { consoleView, upcomingClocks } from '#server/escalation/index.ts'
import { Clock } from '#app/components/clock/clock.tsx'
import { EscalationState, SeverityMark } from '#app/components/escalation/marks.tsx'
import { PromisedClock, PromisedSum } from '#app/components/escalation/promise.tsx'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { ConnectionStrip, EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Pager, Tabs } from '#app/components/ui/navigation.tsx'
import { page } from '#app/lib/handler.ts'
import { useLive } from '#app/lib/live.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'

const views = ['open', 'mine', 'unassigned', 'ended'] as const

export const loader = page(async ({ ctx, params, url }) => {
  const view = views.find((each) => each === params.view) ?? 'open'
  const [list, upcoming] = await Promise.all([
    consoleView(ctx, { view, cursor: url.searchParams.get('cursor') }),
    view === 'open' ? upcomingClocks(ctx, { limit: 20 }) : [],
  ])
  // why each fired is read on its own page
  const rows = list.rows.map(({ trace: _, ...row }) => row)
  return {
    view,
    ...list,
    rows,
    upcoming,
    now: ctx.now,
    own: ctx.actor.kind === 'member' ? ctx.actor.handle : null,
  }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'console.title')

/** Escalations by due moment and by nothing else; beside each the place that loudness would have given it. */
export default function Console() {
  const t = useWords()
  const { view, rows, next, counts, upcoming, now, own } = useLoaderData<typeof loader>()
  const { lost } = useLive(['console'])
  return (
    <div className="stack">
      <ConnectionStrip lost={lost} />
      <PageHead title={t('console.title')} lead={t('console.lead')}>
        <ButtonLink to={paths.unreplied()}>{t('unreplied.title')}</ButtonLink>
      </PageHead>
      <Tabs
        label={t('console.views')}
        tabs={views.map((each) => ({
          label: t(`console.view.${each}`),
          href: paths.console(each === 'open' ? undefined : each),
          current: each === view,
          ...(each === 'ended' ? {} : { count: counts[each] }),
        }))}
      />
      <DataTable
        caption={t(`console.view.${view}`)}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        marked={(row) => row.assignee !== null && row.assignee.handle === own}
        empty={
          <EmptyState kind="cleared" title={t('console.clear')}>
            {t('console.clear.next', { count: upcoming.length })}
          </EmptyState>
        }
        columns={[
          {
            key: 'clock',
            label: t('console.column.clock'),
            cell: (row) => (
              <Clock
                state={row.word === 'ended' ? 'met' : row.word}
                secondsLeft={row.leftSeconds}
                measuredAt={now}
                dueAt={row.dueAt}
              />
            ),
          },
          {
            key: 'subject',
            label: t('console.column.subject'),
            heading: true,
            cell: (row) => (
              <>
                <Link to={paths.escalation(row.id)} data-row-link dir="auto">
                  {row.topicTitle}
                </Link>
                <br />
                <EscalationState state={row.state} /> <SeverityMark severity={row.severity} />
              </>
            ),
          },
          {
            key: 'account',
            label: t('console.column.account'),
            cell: (row) => (row.account ? `${row.account.name}${row.level ? ` · ${row.level}` : ''}` : '–'),
          },
          { key: 'owner', label: t('console.column.owner'), cell: (row) => row.assignee?.name ?? '–' },
          {
            key: 'why',
            label: t('console.column.sum'),
            cell: (row) =>
              row.clock ? (
                <PromisedSum clock={row.clock} now={now} />
              ) : (
                t(`escalation.cause.${causeWord(row.cause)}`)
              ),
          },
          {
            key: 'loud',
            label: t('console.column.loud'),
            numeric: true,
            cell: (row) => placesOf(row, (places) => t('console.places', places)),
          },
        ]}
      />
      <Pager older={next === null ? null : paths.console(view === 'open' ? undefined : view, next)} />
      {view === 'open' && upcoming.length > 0 && (
        <DataTable
          caption={t('console.upcoming')}
          rows={upcoming}
          rowKey={(row) => row.clock.id}
          columns={[
            {
              key: 'clock',
              label: t('console.column.clock'),
              cell: (row) => <PromisedClock clock={row.clock} now={now} />,
            },
            {
              key: 'subject',
              label: t('console.column.subject'),
              heading: true,
              cell: (row) => (
                <Link to={paths.question({ id: row.topicId ?? 0, slug: row.slug })} data-row-link dir="auto">
                  {row.title}
                </Link>
              ),
            },
            {
              key: 'account',
              label: t('console.column.account'),
              cell: (row) => (row.account ? `${row.account}${row.level ? ` · ${row.level}` : ''}` : '–'),
            },
            { key: 'board', label: t('console.column.board'), cell: (row) => row.boardTitle },
          ]}
        />
      )}
    </div>
  )
}

const causeWord = (cause: string) =>
  cause === 'nr' || cause === 'ns' || cause === 'customer' ? cause : 'staff'

/** Its place in the queue, and the one that votes, replies and followers would have given it. */
function placesOf(
  row: { place: number | null; loudPlace: number | null },
  say: (places: { place: number; loud: number }) => string,
) {
  return row.place === null ? '–' : say({ place: row.place, loud: row.loudPlace ?? row.place })
}
