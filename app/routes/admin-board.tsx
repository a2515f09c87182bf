import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { isAdmin } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import {
  archiveBoard,
  boardList,
  boardPage,
  changeBoard,
  groupList,
  reviveBoard,
} from '#server/forum/index.ts'
import { hideScore, keepHideScore } from '#server/moderation/index.ts'
import { CountsFields } from '#app/components/board/counts-fields.tsx'
import { LineFields, lineInput } from '#app/components/board/line-fields.tsx'
import { ActionButton, Button } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Banner } from '#app/components/ui/feedback.tsx'
import { Select, TextField, Textarea } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-upkeep.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, params }) => {
  if (!isAdmin(ctx.actor)) throw new Forbidden()
  const [board, groups, boards] = await Promise.all([
    boardPage(ctx, { board: params.board ?? '' }),
    groupList(ctx),
    boardList(ctx),
  ])
  return {
    board,
    hiding: await hideScore(ctx, { board: board.slug }),
    groups: groups.map(({ slug, title }) => ({ value: slug, label: title })),
    others: boards
      .filter(({ slug }) => slug !== board.slug)
      .map(({ slug, title }) => ({ value: slug, label: title })),
  }
})

type Typed = {
  board: string
  title: string
  purpose?: string
  owner?: string
  group?: string
  allowedTags?: string
  line?: string
  countsAfterHours?: string
  countsAfterVotes?: string
}

const keep = (
  ctx: Ctx,
  { board, title, purpose, owner, group, countsAfterHours, countsAfterVotes, ...rest }: Typed,
) =>
  changeBoard(ctx, {
    board,
    title,
    purpose: purpose ?? '',
    owner: owner || null,
    group: group || null,
    countsAfterHours: countsAfterHours || null,
    countsAfterVotes: countsAfterVotes || null,
    ...lineInput(rest),
  })

export const action = act<unknown>(
  { POST: keep, PATCH: keepHideScore, PUT: archiveBoard, DELETE: reviveBoard },
  ({ input }) => paths.board(String(input.board)),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'boardKeep.title')

/** One board: what it is for, who answers for it, its line; and its archive (MOD-27, MOD-28). */
export default function AdminBoard() {
  const t = useWords()
  const { board, groups, others } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  const stored: Record<string, string> = {
    title: board.title,
    purpose: board.purpose,
    line: board.line ?? '',
    allowedTags: (board.allowedTags ?? []).join(', '),
  }
  return (
    <div className="stack column">
      <Breadcrumb
        trail={[
          { label: t('admin.title'), href: paths.admin() },
          { label: t('admin.boards'), href: paths.admin('boards') },
          { label: board.title },
        ]}
      />
      <PageHead title={t('boardKeep.title')} lead={<Link to={paths.board(board.slug)}>{board.title}</Link>} />
      <ErrorSummary errors={summary} />
      <Form method="post" className="stack">
        <LineFields value={(name) => value(name, stored[name] ?? '')} errors={errors} />
        <TextField
          id="owner"
          name="owner"
          label={t('boardKeep.owner')}
          hint={t('boardKeep.owner.hint')}
          errors={errors('owner')}
          defaultValue={value('owner', board.owner?.handle ?? '')}
        />
        <Select
          id="group"
          name="group"
          label={t('boardKeep.group')}
          placeholder={t('boardKeep.group.none')}
          errors={errors('group')}
          defaultValue={value('group', board.group?.slug ?? '')}
          options={groups}
        />
        <CountsFields board={board} />
        <Button tone="primary">{t('boardKeep.send')}</Button>
      </Form>
      <HidingByWeight />
      <section className="stack" aria-labelledby="archive">
        <h2 id="archive">{t('boardKeep.archive')}</h2>
        <p>{t('boardKeep.archive.lead')}</p>
        {board.archivedAt && (
          <Banner
            action={
              <ActionButton action={paths.admin(`boards/${board.slug}`)} method="DELETE">
                {t('boardKeep.revive')}
              </ActionButton>
            }
          >
            {t('boardKeep.archived')}
          </Banner>
        )}
        <Form method="post" className="stack">
          <input type="hidden" name="_method" value="PUT" />
          <Textarea
            id="notice"
            name="notice"
            label={t('boardKeep.notice')}
            optional
            rows={2}
            errors={errors('notice')}
            defaultValue={value('notice', board.archiveNotice)}
          />
          <Select
            id="successor"
            name="successor"
            label={t('boardKeep.successor')}
            placeholder={t('boardKeep.successor.none')}
            errors={errors('successor')}
            defaultValue={value('successor', board.successor?.slug ?? '')}
            options={others}
          />
          <Button>{t('boardKeep.archive.send')}</Button>
        </Form>
      </section>
    </div>
  )
}

/** From which weight on reports hide a post here until a moderator rules (MOD-06). */
function HidingByWeight() {
  const t = useWords()
  const { hiding } = useLoaderData<typeof loader>()
  const { errors, value } = useRefused()
  return (
    <section className="stack" aria-labelledby="hiding">
      <h2 id="hiding">{t('boardKeep.hiding')}</h2>
      <p>{t('boardKeep.hiding.lead')}</p>
      <Form method="post" className="stack">
        <input type="hidden" name="_method" value="PATCH" />
        <TextField
          id="score"
          name="score"
          label={t('boardKeep.hiding.score')}
          hint={t('boardKeep.hiding.hint', { usual: hiding.usual })}
          optional
          errors={errors('score')}
          defaultValue={value('score', String(hiding.score ?? ''))}
          inputMode="decimal"
          width="short"
        />
        <Button>{t('boardKeep.hiding.send')}</Button>
      </Form>
    </section>
  )
}
