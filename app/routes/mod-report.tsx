import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { boardList } from '#server/forum/index.ts'
import { queueReport } from '#server/moderation/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { Select, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { FilterChips } from '#app/components/ui/navigation.tsx'
import { dayText, durationText, numberText } from '#app/lib/format.ts'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { isWordKey, usePlace, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-moderation.ts'

const fields = ['period', 'by', 'board', 'from', 'until'] as const
type Asked = Parameters<typeof queueReport>[1]

export const loader = page(async ({ ctx, url }) => {
  const given = Object.fromEntries(fields.map((name) => [name, url.searchParams.get(name) ?? undefined]))
  const [report, boards] = await Promise.all([queueReport(ctx, given as Asked), boardList(ctx)])
  return { report, given, boards: boards.map(({ slug, title }) => ({ value: slug, label: title })) }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'report.title')

/** The day before the first moment that is counted no more. */
const lastDay = (until: Date) => new Date(until.getTime() - 1)
const utc = (locale: string) => ({ locale, timeZone: 'UTC' })

/** /mod/report: what came, how long it took and what came of it, by period and category or kind (MOD-12). */
export default function ModReport() {
  const t = useWords()
  const { locale } = usePlace()
  const { report, given } = useLoaderData<typeof loader>()
  const days = { from: dayText(report.from, utc(locale)), until: dayText(lastDay(report.until), utc(locale)) }
  return (
    <div className="stack">
      <PageHead title={t('report.title')} lead={t('report.lead', days)}>
        <ButtonLink to={paths.queueReportFile(given)} tone="quiet" reloadDocument>
          {t('report.csv')}
        </ButtonLink>
      </PageHead>
      <FilterChips
        label={t('report.by')}
        chips={(['category', 'kind'] as const).map((by) => ({
          label: t(`report.by.${by}`),
          href: paths.queueReport({ ...given, by: by === 'category' ? null : by }),
          current: report.by === by,
        }))}
      />
      <Span />
      <Figures />
    </div>
  )
}

function Span() {
  const t = useWords()
  const { report, given, boards } = useLoaderData<typeof loader>()
  return (
    <Form method="get" className="cluster">
      {report.by === 'kind' && <input type="hidden" name="by" value="kind" />}
      <Select
        id="period"
        name="period"
        label={t('report.period')}
        defaultValue={report.period}
        options={(['week', 'month'] as const).map((value) => ({ value, label: t(`report.period.${value}`) }))}
      />
      <Select
        id="board"
        name="board"
        label={t('assignment.board')}
        placeholder={t('report.board.all')}
        defaultValue={report.board ?? ''}
        options={boards}
      />
      {(['from', 'until'] as const).map((name) => (
        <TextField
          key={name}
          id={name}
          name={name}
          type="date"
          width="short"
          label={t(`report.${name}`)}
          defaultValue={given[name] ?? ''}
        />
      ))}
      <Button>{t('report.show')}</Button>
    </Form>
  )
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['report']['rows'][number]

function Figures() {
  const t = useWords()
  const { locale } = usePlace()
  const { report } = useLoaderData<typeof loader>()
  const word = (key: string, otherwise: string) => (isWordKey(key) ? t(key) : otherwise)
  const named = ({ name }: Row) =>
    name === null ? t('report.name.none') : report.by === 'kind' ? word(`mod.kind.${name}`, name) : name
  const took = (row: Row, which: 'half' | 'most') =>
    row.secondsToDecision === null ? '–' : durationText(row.secondsToDecision[which], locale)
  return (
    <DataTable
      caption={t('report.title')}
      captionHidden
      rows={report.rows}
      rowKey={(row) => `${row.period} ${row.name ?? ''}`}
      empty={
        <EmptyState kind="no-match" title={t('report.none')}>
          {t('report.none.next')}
        </EmptyState>
      }
      columns={[
        {
          key: 'name',
          label: t(`report.by.${report.by}`),
          heading: true,
          cell: (row) => <span dir="auto">{named(row)}</span>,
        },
        {
          key: 'period',
          label: t('report.period'),
          cell: (row) => <time dateTime={row.period}>{dayText(`${row.period}T00:00:00Z`, utc(locale))}</time>,
        },
        {
          key: 'opened',
          label: t('report.opened'),
          numeric: true,
          cell: (row) => numberText(row.opened, locale),
        },
        {
          key: 'decided',
          label: t('report.decided'),
          numeric: true,
          cell: (row) => numberText(row.decided, locale),
        },
        { key: 'half', label: t('report.half'), numeric: true, cell: (row) => took(row, 'half') },
        { key: 'most', label: t('report.most'), numeric: true, cell: (row) => took(row, 'most') },
        {
          key: 'outcome',
          label: t('report.outcome'),
          cell: (row) =>
            Object.entries(row.outcomes)
              .sort(([, a], [, b]) => b - a)
              .map(([outcome, count]) =>
                t('report.outcome.of', { outcome: word(`mod.outcome.${outcome}`, outcome), count }),
              )
              .join(', ') || '–',
        },
      ]}
    />
  )
}
