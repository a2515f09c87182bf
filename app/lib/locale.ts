/** The tag Intl is asked with: day before month and a 24-hour clock for English. */
export const intlTag = (locale: string) => (locale === 'en' || locale === 'qps' ? 'en-GB' : locale)

const fromTheRight = new Set(['ar', 'he', 'fa', 'ur'])

/** The direction a language is written in, for `<html dir>` and for the `dir` of a post. */
export const dirOf = (locale: string): 'ltr' | 'rtl' => (fromTheRight.has(locale.slice(0, 2)) ? 'rtl' : 'ltr')
