import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { say } from '#server/core/words.ts'
import { mustAdminister } from '#server/identity/index.ts'
import { changeSettings, settingFields, settingsOf } from '#server/settings/index.ts'
import { Button } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Select, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, context }) => {
  mustAdminister(ctx)
  const settings = await settingsOf(ctx)
  return settingFields.map(({ key, label, help, choices }) => ({
    key,
    label: say(context.locale, label),
    help: say(context.locale, help),
    choices,
    number: typeof settings[key] === 'number',
    now: String(settings[key]),
  }))
})

const save = async (ctx: Ctx, input: Record<string, string>) => void (await changeSettings(ctx, input))

export const action = act<void>({ POST: save }, () => paths.admin('settings'))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'admin.settings')

/** /admin/settings: everything an admin may change, each with the sentence that explains it. */
export default function AdminSettings() {
  const t = useWords()
  const fields = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  return (
    <div className="column stack">
      <Breadcrumb
        trail={[{ label: t('admin.title'), href: paths.admin() }, { label: t('admin.settings') }]}
      />
      <PageHead title={t('admin.settings')} lead={t('admin.settings.lead')} />
      <ErrorSummary errors={summary} />
      <Form method="post" className="form">
        {fields.map(({ key, label, help, choices, number, now }) =>
          choices ? (
            <Select
              key={key}
              id={key}
              name={key}
              label={label}
              hint={help}
              errors={errors(key)}
              defaultValue={value(key, now)}
              options={choices.map((choice) => ({ value: choice, label: choice }))}
            />
          ) : (
            <TextField
              key={key}
              id={key}
              name={key}
              label={label}
              hint={help}
              errors={errors(key)}
              defaultValue={value(key, now)}
              {...(number ? { inputMode: 'numeric' as const, width: 'short' as const } : {})}
              required
            />
          ),
        )}
        <div className="button-row">
          <Button tone="primary">{t('settings.save')}</Button>
        </div>
      </Form>
    </div>
  )
}
