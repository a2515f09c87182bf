import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { abilities } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { mustAdminister } from '#server/identity/index.ts'
import {
  type AbilityChoice,
  abilityDesk,
  chooseAbilities,
  previewAbilities,
} from '#server/reputation/index.ts'
import { ThresholdPreview } from '#app/components/member/threshold-preview.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { RadioGroup, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-standing.ts'

type Fields = Readonly<Record<string, string>>

/** The fields of a form or of an address as a choice: a preset alone, or with the lines beside it. */
const choiceOf = (fields: Fields): AbilityChoice => ({
  preset: fields.preset as AbilityChoice['preset'],
  thresholds: Object.fromEntries(
    abilities.flatMap((key) => (fields[key] === undefined ? [] : [[key, fields[key]]])),
  ),
})

export const loader = page(async ({ ctx, url }) => {
  mustAdminister(ctx)
  const desk = await abilityDesk(ctx)
  const fields = Object.fromEntries(url.searchParams)
  const preview = fields.preset === undefined ? null : await previewAbilities(ctx, choiceOf(fields))
  return { desk, fields, preview }
})

const save = (ctx: Ctx, input: Fields) => chooseAbilities(ctx, choiceOf(input))

export const action = act<void>({ POST: save }, () => paths.admin('abilities'))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'ability.admin.title')

/** /admin/abilities: thresholds by preset and line by line; whom a change moves is seen before it is saved (REP-04). */
export default function AdminAbilities() {
  const t = useWords()
  const { desk, fields, preview } = useLoaderData<typeof loader>()
  const { summary, errors } = useRefused()
  return (
    <div className="column stack">
      <Breadcrumb
        trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('ability.admin.title') }]}
      />
      <PageHead title={t('ability.admin.title')} lead={t('ability.admin.lead')} />
      <ErrorSummary errors={summary} />
      {preview && <ThresholdPreview changes={preview} fields={fields} />}
      <Form method="get" className="form" key={`preset-${desk.preset}`}>
        <RadioGroup
          id="preset"
          name="preset"
          label={t('ability.admin.preset')}
          hint={t('ability.admin.preset.hint')}
          errors={errors('preset')}
          defaultValue={fields.preset ?? desk.preset}
          options={desk.presets.map((preset) => ({
            value: preset,
            label: t(`ability.admin.preset.${preset}`),
          }))}
        />
        <div className="button-row">
          <Button>{t('ability.admin.see')}</Button>
        </div>
      </Form>
      <Form method="get" className="form">
        <h2>{t('ability.admin.lines')}</h2>
        <p className="muted">{t('ability.admin.lines.hint')}</p>
        <input type="hidden" name="preset" value={desk.preset} />
        {desk.lines.map(({ key, threshold }) => (
          <TextField
            key={`${key}-${threshold}`}
            id={key}
            name={key}
            label={t(`ability.${key}.name`)}
            defaultValue={fields[key] ?? String(threshold)}
            inputMode="numeric"
            width="short"
            required
          />
        ))}
        <div className="button-row">
          <Button>{t('ability.admin.see')}</Button>
        </div>
      </Form>
    </div>
  )
}
