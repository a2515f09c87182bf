import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { logList } from '#server/moderation/index.ts'
import { Cited } from '#app/components/terms/cited.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Pager } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { page } from '#app/lib/handler.ts'
import { logFields, logFilter } from '#app/lib/log-filter.ts'
import { titleOf } from '#app/lib/meta.ts'
import { isWordKey, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-conduct.ts'

export const loader = page(async ({ ctx, url }) => {
  const given = logFilter(url)
  const list = await logList(ctx, { ...given, cursor: url.searchParams.get('cursor') })
  return { ...list, given }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'log.title')

const isId = (value: unknown) =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

/** Ids say nothing to a reader; they stand in the file. */
const written = (values: Readonly<Record<string, unknown>>) =>
  Object.entries(values)
    .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
    .filter(([, value]) => !isId(value))
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ')

const deedWord = (t: ReturnType<typeof useWords>, action: string) => {
  const key = `deed.${action}`
  return isWordKey(key) ? t(key) : action
}

/** /mod/log: every deed of moderation, newest first; the filters stand in the address. */
export default function ModLog() {
  const t = useWords()
  const { items, next, given } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHead title={t('log.title')} lead={t('log.lead')} />
      <Form method="get" className="cluster">
        {logFields.map((name) => (
          <TextField
            key={name}
            name={name}
            width="short"
            label={t(`log.${name}`)}
            defaultValue={given[name]}
            {...(name === 'from' || name === 'until' ? { type: 'date' } : {})}
          />
        ))}
        <Button>{t('log.filter')}</Button>
      </Form>
      {items.length > 0 && (
        <p>
          <a href={paths.conduct.logFile(given)} download>
            {t('log.csv')}
          </a>
        </p>
      )}
      <DataTable
        caption={t('log.title')}
        captionHidden
        rows={items}
        rowKey={(row) => row.id}
        empty={<p className="muted">{t('log.none')}</p>}
        columns={[
          { key: 'when', label: t('log.when'), cell: (row) => <TimeStamp at={row.at} exact /> },
          { key: 'what', label: t('log.what'), heading: true, cell: (row) => deedWord(t, row.action) },
          {
            key: 'by',
            label: t('log.by'),
            cell: (row) => row.by?.name ?? t(row.byKind === 'system' ? 'log.system' : 'log.program'),
          },
          {
            key: 'member',
            label: t('log.member'),
            cell: (row) => row.member && <Link to={paths.member(row.member.handle)}>{row.member.name}</Link>,
          },
          {
            key: 'where',
            label: t('log.where'),
            cell: (row) =>
              row.statementId ? (
                <Link to={paths.statement(row.statementId)}>{t('statement.title')}</Link>
              ) : (
                row.topic && <Link to={paths.topic(row.topic)}>{row.topic.title}</Link>
              ),
          },
          {
            key: 'clause',
            label: t('log.clause'),
            cell: (row) => <Cited clause={row.cited} otherwise={row.clause ?? ''} />,
          },
          { key: 'reason', label: t('log.reason'), cell: (row) => <span dir="auto">{row.reason}</span> },
          {
            key: 'change',
            label: t('log.change'),
            cell: (row) => (
              <span className="small">
                {[written(row.before), written(row.after)].filter(Boolean).join(' → ')}
              </span>
            ),
          },
        ]}
      />
      <Pager older={next === null ? null : paths.conduct.log({ ...given, cursor: next })} />
    </div>
  )
}
