import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { isAdmin } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { createGroup, groupList } from '#server/forum/index.ts'
import { LineFields, lineInput } from '#app/components/board/line-fields.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-upkeep.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx }) => {
  if (!isAdmin(ctx.actor)) throw new Forbidden()
  return { groups: await groupList(ctx) }
})

type Typed = { slug: string; title: string; purpose?: string; allowedTags?: string; line?: string }
const draw = (ctx: Ctx, { slug, title, purpose, ...rest }: Typed) =>
  createGroup(ctx, { slug, title, ...(purpose ? { purpose } : {}), ...lineInput(rest) })

export const action = act({ POST: draw }, ({ result }) => paths.admin(`lines/${result.slug}`))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'line.title')

/** Product lines: what there is, and a form for another. */
export default function AdminLines() {
  const t = useWords()
  const { groups } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  return (
    <div className="stack column">
      <Breadcrumb trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('line.title') }]} />
      <PageHead title={t('line.title')} lead={t('line.lead')} />
      {groups.length === 0 ? (
        <EmptyState kind="first" title={t('line.none')} />
      ) : (
        <ul className="plain-list">
          {groups.map((group) => (
            <li key={group.slug}>
              <Link to={paths.admin(`lines/${group.slug}`)}>{group.title}</Link>
            </li>
          ))}
        </ul>
      )}
      <section className="stack" aria-labelledby="new-line">
        <h2 id="new-line">{t('line.new')}</h2>
        <ErrorSummary errors={summary} />
        <Form method="post" className="stack">
          <TextField
            id="slug"
            name="slug"
            label={t('line.slug')}
            hint={t('line.slug.hint')}
            errors={errors('slug')}
            defaultValue={value('slug')}
          />
          <LineFields value={value} errors={errors} />
          <Button tone="primary">{t('line.make')}</Button>
        </Form>
      </section>
    </div>
  )
}
