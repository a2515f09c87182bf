import type { z } from 'zod'
import { Invalid, type FieldError, type Params } from './errors.ts'

/** Input to typed value, or `Invalid` naming every bad field. Messages of schemas are message keys. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw new Invalid(result.error.issues.map(fieldError))
}

const isKey = (message: string) => /^[a-z]+(\.[a-zA-Z-]+)+$/.test(message)

/** A schema without its own sentence gets the general one of its kind of fault. */
export function fieldError(issue: z.core.$ZodIssue): FieldError {
  const params: Record<string, string | number> = {}
  if (issue.code === 'too_small' && typeof issue.minimum === 'number') params.minimum = issue.minimum
  if (issue.code === 'too_big' && typeof issue.maximum === 'number') params.maximum = issue.maximum
  if (issue.code === 'invalid_value') params.allowed = issue.values.map(String).join(', ')
  if (issue.code === 'unrecognized_keys') params.keys = issue.keys.join(', ')
  if (issue.code === 'custom') Object.assign(params, (issue.params ?? {}) as Params)
  const missing = issue.code === 'invalid_type' && issue.input === undefined
  const key = isKey(issue.message)
    ? issue.message
    : missing
      ? 'invalid.missing'
      : `invalid.${issue.code.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())}`
  return { path: issue.path.map(String).join('.'), key, params }
}
