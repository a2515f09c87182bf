import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import * as paths from '#server/core/paths.ts'
import { refused, useRefused } from '#app/lib/forms.ts'
import type { Refusal } from '#app/lib/handler.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { RadioGroup, TextField } from '../ui/field.tsx'
import { PageHead } from '../ui/key-value.tsx'
import { Breadcrumb } from '../ui/navigation.tsx'

type Fields = Readonly<Record<string, string>>
type Said = { label: string; hint?: string }

type Props = {
  title: string
  lead: string
  /** All lines at once, by one of several presets. */
  preset: Said & { now: string; options: readonly { value: string; label: string }[] }
  /** Line by line; each is a number. */
  lines: Said & { fields: readonly { key: string; label: string; value: number }[] }
  /** Shows what would change; the same in both forms. */
  see: string
  /** What the address asks to see. */
  asked: Fields
  /** Why that could not be shown. */
  refusal: Refusal | null
  /** What that would change; nothing before it was asked. */
  preview: ReactNode
}

/** An admin's page of thresholds or values: by preset or line by line, and whom a change moves before it is saved. */
export function PresetDesk({ title, lead, preset, lines, see, asked, refusal, preview }: Props) {
  const t = useWords()
  const saving = useRefused()
  const { summary, errors } = refusal ? refused(refusal) : saving
  return (
    <div className="column stack">
      <Breadcrumb trail={[{ label: t('admin.title'), href: paths.admin() }, { label: title }]} />
      <PageHead title={title} lead={lead} />
      <ErrorSummary errors={summary} />
      {preview}
      <Form method="get" className="form" key={`preset-${preset.now}`}>
        <RadioGroup
          id="preset"
          name="preset"
          label={preset.label}
          hint={preset.hint}
          errors={errors('preset')}
          defaultValue={asked.preset ?? preset.now}
          options={preset.options}
        />
        <div className="button-row">
          <Button>{see}</Button>
        </div>
      </Form>
      <Form method="get" className="form">
        <h2>{lines.label}</h2>
        {lines.hint && <p className="muted">{lines.hint}</p>}
        <input type="hidden" name="preset" value={preset.now} />
        {lines.fields.map(({ key, label, value }) => (
          <TextField
            key={`${key}-${value}`}
            id={key}
            name={key}
            label={label}
            errors={errors(key)}
            defaultValue={asked[key] ?? String(value)}
            width="short"
            required
          />
        ))}
        <div className="button-row">
          <Button>{see}</Button>
        </div>
      </Form>
    </div>
  )
}

/** The one button that saves exactly what was looked at, and the way back. */
export function SavePreview(props: { asked: Fields; save: string; discard: string; back: string }) {
  return (
    <Form method="post" className="button-row">
      {Object.entries(props.asked).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button tone="primary">{props.save}</Button>
      <ButtonLink to={props.back}>{props.discard}</ButtonLink>
    </Form>
  )
}
