import { t, type Params, type WordKey } from './words.ts'

type Head = {
  title?: string | undefined
  site?: string | undefined
  description?: string | undefined
  path?: string
  noIndex?: boolean
}

/**
 * The head of a page: `export const meta = ({ matches, data }) => title({ title: data?.topic.title, site: siteOf(matches) })`.
 * Every page has a title; a description where it is worth finding.
 */
export function title({ title: page, site = 'Throughline', description, noIndex }: Head) {
  const whole = page ? `${page} · ${site}` : site
  return [
    { title: whole },
    { property: 'og:title', content: page ?? site },
    { property: 'og:site_name', content: site },
    ...(description
      ? [
          { name: 'description', content: description },
          { property: 'og:description', content: description },
        ]
      : []),
    ...(noIndex ? [{ name: 'robots', content: 'noindex' }] : []),
  ]
}

/** The values of the root loader among a meta function's matches: site name, language. */
export function shellOf(matches: readonly unknown[]): { siteName?: string; locale: string } {
  const root: unknown = matches[0]
  const shell: unknown = typeof root === 'object' && root !== null ? Reflect.get(root, 'data') : undefined
  const text = (key: string) => {
    const value: unknown = typeof shell === 'object' && shell !== null ? Reflect.get(shell, key) : undefined
    return typeof value === 'string' ? value : undefined
  }
  const siteName = text('siteName')
  return { ...(siteName === undefined ? {} : { siteName }), locale: text('locale') ?? 'en' }
}

/** The head of a page whose title is one of our own words. */
export function titleOf(matches: readonly unknown[], key: WordKey, params?: Params) {
  const { siteName, locale } = shellOf(matches)
  return title({ title: t(locale, key, params), site: siteName })
}

/** The head of a page whose title someone wrote. */
export const titledBy = (matches: readonly unknown[], written: string | undefined, description?: string) =>
  title({ title: written, site: shellOf(matches).siteName, description })
