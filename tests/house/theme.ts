import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

export const modes = ['light', 'dark', 'light-hc', 'dark-hc'] as const
export type Mode = (typeof modes)[number]
export type Tokens = Readonly<Record<string, string>>

export const themeNames = () => readdirSync(resolve(root, 'themes'))

/** Every block of a theme's sheet as [enclosing media query or '', selector, its tokens]. */
export function blocksOf(theme: string): (readonly [media: string, selector: string, tokens: Tokens])[] {
  const css = readFileSync(resolve(root, 'themes', theme, 'theme.css'), 'utf8').replaceAll(
    /\/\*[\s\S]*?\*\//g,
    '',
  )
  const blocks: (readonly [string, string, Tokens])[] = []
  let media = ''
  for (const [whole, query, selector, body] of css.matchAll(/@media\s*([^{]+)\{|([^{}@;]+)\{([^{}]*)\}/g)) {
    if (query !== undefined) media = query.replaceAll(/\s+/g, '')
    else if (whole && selector && body !== undefined)
      blocks.push([media, selector.trim(), declarations(body)])
  }
  return blocks
}

const declarations = (body: string): Tokens =>
  Object.fromEntries(
    [...body.matchAll(/([-\w]+)\s*:\s*([^;]+)/g)].map(([, name, value]) => [
      name ?? '',
      (value ?? '').trim(),
    ]),
  )

/** All tokens of a theme in a mode: the root blocks with the mode's own on top. */
export function tokensOf(theme: string, mode: Mode): Tokens {
  const wanted = mode === 'light' ? [':root'] : [':root', `[data-mode='${mode}']`]
  const blocks = blocksOf(theme).filter(([media, selector]) => media === '' && wanted.includes(selector))
  return Object.assign({}, ...blocks.map(([, , tokens]) => tokens)) as Tokens
}

/** The tokens the `system` mode has under a media query. */
export const systemTokens = (theme: string, media: string): Tokens =>
  blocksOf(theme).find(([query, selector]) => query === media && selector === "[data-mode='system']")?.[2] ??
  {}

const channel = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(parseInt(hex.slice(at, at + 2), 16) / 255),
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2 contrast of two `#rrggbb` colours. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}
