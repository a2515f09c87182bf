import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { mustAdminister } from '#server/identity/index.ts'
import { choosePoints, type PointChoice, pointDesk, previewPoints } from '#server/reputation/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { RadioGroup, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { numberText } from '#app/lib/format.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { usePlace, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-standing.ts'

type Fields = Readonly<Record<string, string>>

/** The fields of a form or of an address as a choice: a preset alone, or with the values beside it. */
const choiceOf = ({ preset, ...points }: Fields): PointChoice => ({
  preset: preset as PointChoice['preset'],
  points,
})

export const loader = page(async ({ ctx, url }) => {
  mustAdminister(ctx)
  const fields = Object.fromEntries(url.searchParams)
  const preview = fields.preset === undefined ? null : await previewPoints(ctx, choiceOf(fields))
  return { desk: await pointDesk(ctx), fields, preview }
})

const save = (ctx: Ctx, input: Fields) => choosePoints(ctx, choiceOf(input))

export const action = act<void>({ POST: save }, () => paths.admin('points'))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'reputation.points.title')

/** /admin/points: what things are worth, by preset and value by value; whom a change moves is seen before it is saved. */
export default function AdminPoints() {
  const t = useWords()
  const { desk, fields, preview } = useLoaderData<typeof loader>()
  const { summary, errors } = useRefused()
  return (
    <div className="column stack">
      <Breadcrumb
        trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('reputation.points.title') }]}
      />
      <PageHead title={t('reputation.points.title')} lead={t('reputation.points.lead')} />
      <ErrorSummary errors={summary} />
      {preview && <Preview />}
      <Form method="get" className="form" key={`preset-${desk.preset}`}>
        <RadioGroup
          id="preset"
          name="preset"
          label={t('reputation.points.preset')}
          hint={t('reputation.points.preset.hint')}
          errors={errors('preset')}
          defaultValue={fields.preset ?? desk.preset}
          options={desk.presets.map((preset) => ({
            value: preset,
            label: t(`reputation.points.preset.${preset}`),
          }))}
        />
        <div className="button-row">
          <Button>{t('reputation.points.see')}</Button>
        </div>
      </Form>
      <Form method="get" className="form">
        <h2>{t('reputation.points.lines')}</h2>
        <input type="hidden" name="preset" value={desk.preset} />
        {desk.lines.map(({ key, value }) => (
          <TextField
            key={`${key}-${value}`}
            id={key}
            name={key}
            label={t(`reputation.points.${key}`)}
            defaultValue={fields[key] ?? String(value)}
            width="short"
            required
          />
        ))}
        <div className="button-row">
          <Button>{t('reputation.points.see')}</Button>
        </div>
      </Form>
    </div>
  )
}

/** What saving would do, and the one button that saves exactly this. */
function Preview() {
  const t = useWords()
  const { locale } = usePlace()
  const { preview, fields } = useLoaderData<typeof loader>()
  if (!preview) return null
  const { looked, rise, fall, moved } = preview
  return (
    <section className="stack">
      <h2>{t('reputation.points.preview')}</h2>
      <p>{t('reputation.points.preview.lead', { looked, rise, fall })}</p>
      <DataTable
        caption={t('reputation.points.preview.table')}
        rows={moved}
        rowKey={({ handle }) => handle}
        empty={<p className="muted">{t('reputation.points.preview.none')}</p>}
        columns={[
          {
            key: 'member',
            label: t('reputation.points.member'),
            heading: true,
            cell: ({ handle, name }) => <Link to={paths.member(handle)}>{name}</Link>,
          },
          {
            key: 'from',
            label: t('reputation.points.from'),
            numeric: true,
            cell: ({ from }) => numberText(from, locale),
          },
          {
            key: 'to',
            label: t('reputation.points.to'),
            numeric: true,
            cell: ({ to }) => numberText(to, locale),
          },
        ]}
      />
      <Form method="post" className="button-row">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button tone="primary">{t('reputation.points.save')}</Button>
        <ButtonLink to={paths.admin('points')}>{t('reputation.points.discard')}</ButtonLink>
      </Form>
    </section>
  )
}
