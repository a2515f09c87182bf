import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { unrepliedList } from '#server/escalation/index.ts'
import { boardList } from '#server/forum/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { Select, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb, Pager } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'

const filters = ['board', 'product', 'tag', 'language', 'coverage', 'from', 'to'] as const

export const loader = page(async ({ ctx, url }) => {
  const asked = Object.fromEntries(filters.map((name) => [name, url.searchParams.get(name) ?? '']))
  const cursor = url.searchParams.get('cursor')
  const coverage = asked.coverage === 'covered' || asked.coverage === 'uncovered' ? asked.coverage : undefined
  const [list, boards] = await Promise.all([
    unrepliedList(ctx, { ...asked, coverage, cursor: cursor === null ? null : Number(cursor) }),
    boardList(ctx),
  ])
  return { asked, ...list, boards: boards.map(({ slug, title }) => ({ slug, title })) }
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'unreplied.title')

/** Topics nobody replied to; the filters stand in the address, which reproduces the list (ESC-22). */
export default function Unreplied() {
  const t = useWords()
  const { asked, items, next, boards } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <Breadcrumb
        trail={[{ label: t('console.title'), href: paths.console() }, { label: t('unreplied.title') }]}
      />
      <PageHead title={t('unreplied.title')} />
      <Form className="filters">
        <Select
          name="board"
          label={t('console.column.board')}
          placeholder={t('filter.all')}
          defaultValue={asked.board}
          options={boards.map((board) => ({ value: board.slug, label: board.title }))}
        />
        <TextField name="product" label={t('unreplied.product')} defaultValue={asked.product} />
        <TextField name="tag" label={t('unreplied.tag')} defaultValue={asked.tag} />
        <TextField name="language" label={t('unreplied.language')} defaultValue={asked.language} />
        <Select
          name="coverage"
          label={t('unreplied.coverage')}
          placeholder={t('filter.all')}
          defaultValue={asked.coverage}
          options={[
            { value: 'covered', label: t('unreplied.covered') },
            { value: 'uncovered', label: t('unreplied.uncovered') },
          ]}
        />
        <TextField name="from" type="date" label={t('unreplied.from')} defaultValue={asked.from} />
        <TextField name="to" type="date" label={t('unreplied.to')} defaultValue={asked.to} />
        <div className="button-row">
          <Button>{t('filter.label')}</Button>
          <ButtonLink to={paths.unreplied()} tone="quiet">
            {t('list.clear')}
          </ButtonLink>
        </div>
      </Form>
      <DataTable
        caption={t('unreplied.title')}
        captionHidden
        rows={items}
        rowKey={(row) => row.id}
        empty={<EmptyState kind="cleared" title={t('unreplied.none')} />}
        columns={[
          {
            key: 'subject',
            label: t('console.column.subject'),
            heading: true,
            cell: (row) => (
              <Link to={paths.topic(row)} data-row-link dir="auto">
                {row.title}
              </Link>
            ),
          },
          { key: 'asked', label: t('unreplied.asked'), cell: (row) => <TimeStamp at={row.createdAt} /> },
          { key: 'by', label: t('unreplied.by'), cell: (row) => row.authorName ?? '–' },
          { key: 'board', label: t('console.column.board'), cell: (row) => row.boardTitle },
          {
            key: 'covered',
            label: t('unreplied.coverage'),
            cell: (row) => t(row.covered ? 'unreplied.covered' : 'unreplied.uncovered'),
          },
        ]}
      />
      <Pager older={next === null ? null : paths.unreplied({ ...asked, cursor: String(next) })} />
    </div>
  )
}
