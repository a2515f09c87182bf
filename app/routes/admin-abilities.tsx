import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
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
import { PresetDesk } from '#app/components/standing/preset-desk.tsx'
import { act, page, tried } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'

type Fields = Readonly<Record<string, string>>

/** The fields of a form or of an address as a choice: a preset alone, or with the lines beside it. */
const choiceOf = (fields: Fields): AbilityChoice => ({
  preset: fields.preset as AbilityChoice['preset'],
  thresholds: Object.fromEntries(
    abilities.flatMap((key) => (fields[key] === undefined ? [] : [[key, fields[key]]])),
  ),
})

export const loader = page(async (args) => {
  const { ctx, url } = args
  mustAdminister(ctx)
  const fields = Object.fromEntries(url.searchParams)
  const { seen, refusal } = await tried(args, async () =>
    fields.preset === undefined ? null : await previewAbilities(ctx, choiceOf(fields)),
  )
  return { desk: await abilityDesk(ctx), fields, preview: seen, refusal }
})

const save = (ctx: Ctx, input: Fields) => chooseAbilities(ctx, choiceOf(input))

export const action = act<void>({ POST: save }, () => paths.admin('abilities'))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'ability.admin.title')

/** /admin/abilities: thresholds by preset and line by line; whom a change moves is seen before it is saved (REP-04). */
export default function AdminAbilities() {
  const t = useWords()
  const { desk, fields, preview, refusal } = useLoaderData<typeof loader>()
  return (
    <PresetDesk
      title={t('ability.admin.title')}
      lead={t('ability.admin.lead')}
      preset={{
        label: t('ability.admin.preset'),
        hint: t('ability.admin.preset.hint'),
        now: desk.preset,
        options: desk.presets.map((value) => ({ value, label: t(`ability.admin.preset.${value}`) })),
      }}
      lines={{
        label: t('ability.admin.lines'),
        hint: t('ability.admin.lines.hint'),
        fields: desk.lines.map(({ key, threshold }) => ({
          ...{ key, label: t(`ability.${key}.name`), value: threshold },
        })),
      }}
      see={t('ability.admin.see')}
      asked={fields}
      refusal={refusal}
      preview={preview && <ThresholdPreview changes={preview} fields={fields} />}
    />
  )
}
