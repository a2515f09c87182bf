import { useEffect, useRef } from 'react'
import { useWords } from '#app/lib/words.ts'

export type SummaryError = {
  /** The id of the field the error belongs to; without one the sentence stands alone. */
  fieldId?: string | undefined
  text: string
  /** Where the sentence is answered, if not in a field; it opens beside the form, so that nothing typed is lost. */
  href?: string | undefined
}

/** Stands above a form that was refused: takes focus, and each entry leads to its field. Nothing when there is no error. */
export function ErrorSummary({ errors }: { errors: readonly SummaryError[] }) {
  const t = useWords()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) box.current?.focus()
  }, [errors])
  if (errors.length === 0) return null
  return (
    <div
      className="error-summary"
      role="alert"
      ref={box}
      tabIndex={-1}
      autoFocus
      aria-labelledby="error-summary-title"
    >
      <h2 id="error-summary-title">{t('form.errors.title', { count: errors.length })}</h2>
      <ul className="plain-list">
        {errors.map((error) => (
          <li key={(error.fieldId ?? '') + error.text}>
            <Entry {...error} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Entry({ fieldId, text, href }: SummaryError) {
  if (fieldId !== undefined) return <a href={`#${fieldId}`}>{text}</a>
  if (href === undefined) return text
  return (
    <a href={href} target="_blank" rel="noopener">
      {text}
    </a>
  )
}
