import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react'
import { useWords } from '#app/lib/words.ts'
import { Icon } from './icon.tsx'

export type FieldParts = {
  label: string
  /** One sentence on what belongs here. */
  hint?: ReactNode
  /** Sentences of what is wrong; also name them in the page's ErrorSummary. */
  errors?: readonly string[] | undefined
  /** Shown as "(optional)" beside the label. */
  optional?: boolean | undefined
}

type Wired = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }

/** Label, hint and error around any control; `children` receives the ids that tie them together. */
export function Field(
  props: FieldParts & { id?: string | undefined; children: (wired: Wired) => ReactNode },
) {
  const t = useWords()
  const ownId = useId()
  const id = props.id ?? ownId
  const wrong = (props.errors?.length ?? 0) > 0
  const described = [props.hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="field" data-wrong={wrong || undefined}>
      <label className="field-label" htmlFor={id}>
        {props.label} {props.optional && <span className="field-optional">{t('field.optional')}</span>}
      </label>
      {props.hint && (
        <div className="field-hint" id={`${id}-hint`}>
          {props.hint}
        </div>
      )}
      <FieldErrors id={`${id}-error`} errors={props.errors} />
      {props.children({ id, 'aria-describedby': described || undefined, 'aria-invalid': wrong || undefined })}
    </div>
  )
}

export function FieldErrors({ id, errors }: { id: string; errors?: readonly string[] | undefined }) {
  const t = useWords()
  if (!errors?.length) return null
  return (
    <div className="field-error" id={id}>
      <Icon name="alert" />
      <span>
        <span className="visually-hidden">{t('field.error')} </span>
        {errors.join(' ')}
      </span>
    </div>
  )
}

type Sized = { width?: 'short' | 'medium'; code?: boolean }

export function TextField(props: FieldParts & Sized & Omit<InputHTMLAttributes<HTMLInputElement>, 'width'>) {
  const { label, hint, errors, optional, width, code, id, ...input } = props
  return (
    <Field {...{ label, hint, errors, optional, id }}>
      {(wired) => (
        <input
          type="text"
          className="input"
          data-width={width}
          data-code={code || undefined}
          {...input}
          {...wired}
        />
      )}
    </Field>
  )
}

export function Textarea(props: FieldParts & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const { label, hint, errors, optional, id, ...area } = props
  return (
    <Field {...{ label, hint, errors, optional, id }}>
      {(wired) => <textarea className="input" rows={5} dir="auto" {...area} {...wired} />}
    </Field>
  )
}

export type Option = { value: string; label: string; disabled?: boolean }

export function Select(
  props: FieldParts & {
    options: readonly Option[]
    placeholder?: string
  } & SelectHTMLAttributes<HTMLSelectElement>,
) {
  const { label, hint, errors, optional, id, options, placeholder, ...select } = props
  return (
    <Field {...{ label, hint, errors, optional, id }}>
      {(wired) => (
        <select className="input" {...select} {...wired}>
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** One box with its sentence beside it; the value sent when ticked is "on" unless `value` says otherwise. */
export function Checkbox(props: Omit<FieldParts, 'optional'> & InputHTMLAttributes<HTMLInputElement>) {
  return <Choice type="checkbox" {...props} />
}

/** Radios of one question. */
export function RadioGroup(
  props: FieldParts & {
    name: string
    id?: string
    defaultValue?: string | undefined
    options: readonly (Option & { hint?: string })[]
  },
) {
  const t = useWords()
  const ownId = useId()
  const id = props.id ?? ownId
  const wrong = (props.errors?.length ?? 0) > 0
  return (
    <div className="field" data-wrong={wrong || undefined}>
      <fieldset className="field-group" id={id} aria-describedby={wrong ? `${id}-error` : undefined}>
        <legend>
          {props.label} {props.optional && <span className="field-optional">{t('field.optional')}</span>}
        </legend>
        {props.hint && <div className="field-hint">{props.hint}</div>}
        <FieldErrors id={`${id}-error`} errors={props.errors} />
        {props.options.map((option) => (
          <Choice
            key={option.value}
            type="radio"
            name={props.name}
            value={option.value}
            label={option.label}
            hint={option.hint}
            disabled={option.disabled}
            defaultChecked={props.defaultValue === option.value}
          />
        ))}
      </fieldset>
    </div>
  )
}

function Choice(props: Omit<FieldParts, 'optional'> & InputHTMLAttributes<HTMLInputElement>) {
  const { label, hint, errors, id: givenId, ...input } = props
  const ownId = useId()
  const id = givenId ?? ownId
  const wrong = (errors?.length ?? 0) > 0
  const described = [hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="choice">
      <input {...input} id={id} aria-describedby={described || undefined} aria-invalid={wrong || undefined} />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <div className="field-hint" id={`${id}-hint`}>
            {hint}
          </div>
        )}
        <FieldErrors id={`${id}-error`} errors={errors} />
      </div>
    </div>
  )
}

/** A search form on its own: GET, so that its address can be shared. */
export function SearchField(props: {
  action: string
  label: string
  name?: string
  defaultValue?: string
  placeholder?: string
  autoFocus?: boolean
}) {
  const t = useWords()
  const { action, label, name = 'q', ...input } = props
  return (
    <form className="search-field" role="search" aria-label={label} action={action}>
      <input className="input" type="search" name={name} aria-label={label} {...input} />
      <button className="button" data-tone="primary" data-size="large" type="submit">
        <Icon name="search" />
        {t('search.submit')}
      </button>
    </form>
  )
}
