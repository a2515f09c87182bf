import type { Params } from '#server/core/errors.ts'
import { formatMessage } from '#server/core/icu.ts'
import english from './messages/en.json' with { type: 'json' }

const catalogues: Readonly<Record<string, Readonly<Record<string, string>>>> = { en: english }

/** A sentence of a letter in its reader's language; English where it has none. */
export function sayInLetter(locale: string, key: string, params?: Params): string {
  const pattern = catalogues[locale]?.[key] ?? catalogues.en?.[key]
  return pattern === undefined ? key : formatMessage(pattern, params, locale)
}

/** What letters of one cause are, as in "letters about one topic you follow". */
export const sayCause = (locale: string, cause: string) => sayInLetter(locale, `cause.${cause.split(':')[0]}`)
