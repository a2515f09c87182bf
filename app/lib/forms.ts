import { useActionData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import type { Refusal } from './handler.ts'
import type { SummaryError } from '../components/ui/error-summary.tsx'

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'error' in value && 'fields' in value && 'values' in value

/**
 * What a form shows after it was refused: `value` what had been typed, `errors` the sentences of a field, both in `field`,
 * and `summary` for the ErrorSummary over it. Fields use their name as id, so that the summary leads to them.
 */
export function useRefused() {
  const answer = useActionData<unknown>()
  return refused(isRefusal(answer) ? answer : null)
}

/** The same over any answer, a fetcher's for one. */
export function refused(refusal: Refusal | null) {
  const fields = refusal?.fields ?? {}
  const named: SummaryError[] = Object.entries(fields).flatMap(([fieldId, texts]) =>
    texts.map((text) => ({ fieldId: fieldId || undefined, text })),
  )
  const href = refusal?.type === 'terms-required' ? paths.terms.accept() : (refusal?.href ?? undefined)
  const summary = refusal === null ? [] : named.length > 0 ? named : [{ text: refusal.error, href }]
  const errors = (name: string) => fields[name]
  const value = (name: string, otherwise = '') => refusal?.values[name] ?? otherwise
  return {
    refusal,
    summary,
    errors,
    value,
    /** All that a field needs to be found again: `<TextField {...field('title')} label=… />`. */
    field: (name: string, otherwise?: string) => ({
      ...{ id: name, name, errors: errors(name), defaultValue: value(name, otherwise) },
    }),
  }
}
