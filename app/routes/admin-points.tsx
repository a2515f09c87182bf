import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { mustAdminister } from '#server/identity/index.ts'
import { choosePoints, type PointChoice, pointDesk, previewPoints } from '#server/reputation/index.ts'
import { PresetDesk, SavePreview } from '#app/components/standing/preset-desk.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { numberText } from '#app/lib/format.ts'
import { act, page, tried } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { usePlace, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'

type Fields = Readonly<Record<string, string>>

/** The fields of a form or of an address as a choice: a preset alone, or with the values beside it. */
const choiceOf = ({ preset, ...points }: Fields): PointChoice => ({
  preset: preset as PointChoice['preset'],
  points,
})

export const loader = page(async (args) => {
  const { ctx, url } = args
  mustAdminister(ctx)
  const fields = Object.fromEntries(url.searchParams)
  const { seen, refusal } = await tried(args, async () =>
    fields.preset === undefined ? null : await previewPoints(ctx, choiceOf(fields)),
  )
  return { desk: await pointDesk(ctx), fields, preview: seen, refusal }
})

const save = (ctx: Ctx, input: Fields) => choosePoints(ctx, choiceOf(input))

export const action = act<void>({ POST: save }, () => paths.admin('points'))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'reputation.points.title')

/** /admin/points: what things are worth, by preset and value by value; whom a change moves is seen before it is saved. */
export default function AdminPoints() {
  const t = useWords()
  const { desk, fields, preview, refusal } = useLoaderData<typeof loader>()
  return (
    <PresetDesk
      title={t('reputation.points.title')}
      lead={t('reputation.points.lead')}
      preset={{
        label: t('reputation.points.preset'),
        hint: t('reputation.points.preset.hint'),
        now: desk.preset,
        options: desk.presets.map((value) => ({ value, label: t(`reputation.points.preset.${value}`) })),
      }}
      lines={{
        label: t('reputation.points.lines'),
        fields: desk.lines.map(({ key, value }) => ({ key, label: t(`reputation.points.${key}`), value })),
      }}
      see={t('reputation.points.see')}
      asked={fields}
      refusal={refusal}
      preview={preview && <Preview />}
    />
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
      <SavePreview
        asked={fields}
        save={t('reputation.points.save')}
        discard={t('reputation.points.discard')}
        back={paths.admin('points')}
      />
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
    </section>
  )
}
