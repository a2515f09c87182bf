import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { isAdmin } from '#server/core/actor.ts'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { archivedBoards, boardList, groupList, openBoard } from '#server/forum/index.ts'
import { CountsFields } from '#app/components/board/counts-fields.tsx'
import { ColourField } from '#app/components/board/line-fields.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { Checkbox, FieldErrors, Select, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-upkeep.ts'
import type { Ctx } from '#server/core/ctx.ts'

export const loader = page(async ({ ctx }) => {
  if (!isAdmin(ctx.actor)) throw new Forbidden()
  const [boards, groups, archived] = await Promise.all([boardList(ctx), groupList(ctx), archivedBoards(ctx)])
  return { boards, archived, groups: groups.map(({ slug, title }) => ({ value: slug, label: title })) }
})

type Typed = {
  slug: string
  title: string
  purpose?: string
  kinds?: string | string[]
  owner: string
  group?: string
  line?: string
  productCode?: string
  countsAfterHours?: string
  countsAfterVotes?: string
}

/** Checkboxes of one name arrive as one text or as a list. */
const open = (
  ctx: Ctx,
  { kinds, productCode, countsAfterHours, countsAfterVotes, group, line, purpose = '', ...input }: Typed,
) =>
  openBoard(ctx, {
    ...input,
    purpose,
    group: group || null,
    line: (line || null) as never,
    productCode: productCode || null,
    countsAfterHours: countsAfterHours || null,
    countsAfterVotes: countsAfterVotes || null,
    kinds: [kinds ?? []].flat() as never,
  })

export const action = act({ POST: open }, () => paths.admin('boards'))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'admin.boards')

const kinds = ['question', 'discussion', 'idea', 'announcement'] as const

export default function AdminBoards() {
  const t = useWords()
  const { boards, archived, groups } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  return (
    <div className="stack">
      <Breadcrumb trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('admin.boards') }]} />
      <PageHead title={t('admin.boards')} lead={t('admin.boards.lead')} />
      <DataTable
        caption={t('admin.boards')}
        captionHidden
        rows={boards}
        rowKey={(board) => board.id}
        empty={<EmptyState kind="first" title={t('boards.empty')} />}
        columns={[
          {
            key: 'title',
            label: t('admin.board.title'),
            heading: true,
            cell: (board) => <Link to={paths.admin(`boards/${board.slug}`)}>{board.title}</Link>,
          },
          {
            key: 'kinds',
            label: t('admin.board.kinds'),
            cell: (board) => board.kinds.map((kind) => t(`kind.${kind}`)).join(', '),
          },
          { key: 'product', label: t('unreplied.product'), cell: (board) => board.productCode ?? '–' },
          { key: 'topics', label: t('admin.board.topics'), numeric: true, cell: (board) => board.topicCount },
        ]}
      />
      {archived.length > 0 && (
        <section className="stack gap-3" aria-labelledby="archived-boards">
          <h2 id="archived-boards">{t('admin.boards.archived')}</h2>
          <ul className="plain-list">
            {archived.map((board) => (
              <li key={board.slug}>
                <Link to={paths.admin(`boards/${board.slug}`)}>{board.title}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="stack column" aria-labelledby="new-board">
        <h2 id="new-board">{t('admin.board.new')}</h2>
        <ErrorSummary errors={summary} />
        <Form method="post" className="stack">
          <TextField
            id="title"
            name="title"
            label={t('admin.board.title')}
            errors={errors('title')}
            defaultValue={value('title')}
          />
          <TextField
            id="slug"
            name="slug"
            label={t('admin.board.slug')}
            hint={t('admin.board.slug.hint')}
            errors={errors('slug')}
            defaultValue={value('slug')}
          />
          <TextField
            id="purpose"
            name="purpose"
            label={t('admin.board.purpose')}
            errors={errors('purpose')}
            defaultValue={value('purpose')}
          />
          <TextField
            id="owner"
            name="owner"
            label={t('boardKeep.owner')}
            hint={t('boardKeep.owner.hint')}
            errors={errors('owner')}
            defaultValue={value('owner')}
          />
          <Select
            id="group"
            name="group"
            label={t('boardKeep.group')}
            placeholder={t('boardKeep.group.none')}
            errors={errors('group')}
            defaultValue={value('group')}
            options={groups}
          />
          <ColourField value={value} errors={errors} />
          <fieldset className="field-group" id="kinds">
            <legend>{t('admin.board.kinds')}</legend>
            <FieldErrors id="kinds-error" errors={errors('kinds')} />
            {kinds.map((kind) => (
              <Checkbox
                key={kind}
                name="kinds"
                value={kind}
                label={t(`kind.${kind}`)}
                defaultChecked={kind === 'question'}
              />
            ))}
          </fieldset>
          <TextField
            id="productCode"
            name="productCode"
            label={t('admin.board.product')}
            optional
            errors={errors('productCode')}
            defaultValue={value('productCode')}
          />
          <CountsFields />
          <Button tone="primary">{t('admin.board.send')}</Button>
        </Form>
      </section>
    </div>
  )
}
