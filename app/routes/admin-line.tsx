import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { isAdmin } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { groupPage, keepGroup } from '#server/forum/index.ts'
import { LineFields, lineInput } from '#app/components/board/line-fields.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { TextField } from '#app/components/ui/field.tsx'
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
  return { group: await groupPage(ctx, { group: params.group ?? '' }) }
})

type Typed = {
  group: string
  title: string
  purpose?: string
  allowedTags?: string
  line?: string
  handles?: string
}

async function keep(ctx: Ctx, { group, title, purpose, handles, ...rest }: Typed) {
  await keepGroup(ctx, {
    group,
    title,
    purpose: purpose ?? '',
    handles: handles ?? '',
    ...lineInput(rest),
  })
  return { group }
}

export const action = act({ POST: keep }, ({ result }) => paths.boardGroup(result.group))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'line.title')

/** One product line: what it is called, its colour, tags and moderators. */
export default function AdminLine() {
  const t = useWords()
  const { group } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  const stored: Record<string, string> = {
    title: group.title,
    purpose: group.purpose,
    line: group.line ?? '',
    allowedTags: (group.allowedTags ?? []).join(', '),
  }
  return (
    <div className="stack column">
      <Breadcrumb
        trail={[
          { label: t('admin.title'), href: paths.admin() },
          { label: t('line.title'), href: paths.admin('lines') },
          { label: group.title },
        ]}
      />
      <PageHead
        title={group.title}
        lead={<Link to={paths.boardGroup(group.slug)}>{paths.boardGroup(group.slug)}</Link>}
      />
      <ErrorSummary errors={summary} />
      <Form method="post" className="stack">
        <LineFields value={(name) => value(name, stored[name] ?? '')} errors={errors} />
        <TextField
          id="handles"
          name="handles"
          label={t('line.handles')}
          hint={t('line.handles.hint')}
          optional
          errors={errors('handles')}
          defaultValue={value('handles', group.moderators.map(({ handle }) => handle).join(', '))}
        />
        <Button tone="primary">{t('line.send')}</Button>
      </Form>
    </div>
  )
}
