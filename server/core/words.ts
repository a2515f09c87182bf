import type { FieldError, Params } from './errors.ts'
import { formatMessage } from './icu.ts'
import english from './messages/en.json' with { type: 'json' }

const catalogues: Readonly<Record<string, Readonly<Record<string, string>>>> = { en: english }

/** A sentence of the domain (errors, reasons, states) in the reader's language; English where it has none. */
export function say(locale: string, key: string, params?: Params): string {
  const pattern = catalogues[locale]?.[key] ?? catalogues.en?.[key]
  return pattern === undefined ? key : formatMessage(pattern, params, locale)
}

/** The sentence for one bad field. */
export const sayField = (locale: string, field: FieldError) => say(locale, field.key, field.params)

const moment = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
} as const

/** A moment to the minute, in the reader's language and time zone (UTC where none is known), with the zone named. */
export const sayMoment = ({ locale, timeZone }: { locale: string; timeZone: string | null }, at: Date) =>
  new Intl.DateTimeFormat(locale, { ...moment, timeZone: timeZone ?? 'UTC' }).format(at)
