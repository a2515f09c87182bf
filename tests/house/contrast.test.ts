import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contrast, modes, systemTokens, themeNames, tokensOf } from './theme.ts'

const text = 4.5
const boundary = 3
const grounds = ['canvas', 'surface', 'sunken', 'raised']
const roles = ['petrol', 'solved', 'escal', 'danger', 'idea']

/** [ink, ground, least contrast]: the pairs of ux.md 6, by role token. */
const pairs: readonly (readonly [string, string, number])[] = [
  ...['text', 'text-2', 'text-3', 'link', ...roles].flatMap((ink) =>
    grounds.map((ground) => [ink, ground, text] as const),
  ),
  ...grounds.map((ground) => ['line-strong', ground, boundary] as const),
  ...['canvas', 'surface'].flatMap((ground) =>
    ['visited', 'signal-text', 'ink', 'neutral'].map((ink) => [ink, ground, text] as const),
  ),
  ...roles.flatMap(
    (role) =>
      [
        [role, `${role}-soft`, text],
        ['text', `${role}-soft`, text],
      ] as const,
  ),
  ['signal-text', 'signal-soft', text],
  ['text', 'signal-soft', text],
  ['text-2', 'escal-soft', text],
  ['text-2', 'signal-soft', text],
  ['on-signal', 'signal', text],
  ['on-ink', 'ink', text],
  ['on-ink', 'ink-hover', text],
  ['on-header', 'header', text],
  ['header-2', 'header-field', text],
  ['on-header', 'header-field', text],
  ['header-line', 'header', boundary],
  ['on-header-action', 'header-action', text],
  ['signal', 'header', boundary],
]

describe.each(themeNames())('theme %s', (theme) => {
  test.each(modes)('A11Y-2 OPS-12: every pair holds in %s', (mode) => {
    const tokens = tokensOf(theme, mode)
    const weak = pairs
      .map(([ink, ground, least]) => ({
        pair: `${ink} on ${ground}`,
        measured: contrast(tokens[`--c-${ink}`] ?? '', tokens[`--c-${ground}`] ?? ''),
        least,
      }))
      .filter(({ measured, least }) => !(measured >= least))
    expect(weak).toEqual([])
  })

  test.each(modes)('A11Y-2: the focus ring shows on every ground in %s', (mode) => {
    const tokens = tokensOf(theme, mode)
    const weak = grounds.filter((ground) => {
      const [outer, inner] = ['--focus-outer', '--focus-inner'].map((name) =>
        contrast(tokens[name] ?? '', tokens[`--c-${ground}`] ?? ''),
      )
      return Math.max(outer ?? 0, inner ?? 0) < boundary
    })
    expect(weak).toEqual([])
  })

  test.each(['light-hc', 'dark-hc'] as const)('OPS-13: text in %s has 7:1 and soft fills an edge', (mode) => {
    const tokens = tokensOf(theme, mode)
    for (const ink of ['text', 'text-2', 'text-3', 'link', ...roles])
      expect(contrast(tokens[`--c-${ink}`] ?? '', tokens['--c-surface'] ?? ''), ink).toBeGreaterThanOrEqual(7)
    expect(tokens['--soft-edge']).toBe('2px')
    expect(tokens['--shadow-raised']).toBe('none')
  })

  test('OPS-13: the system mode has the values of the modes it follows', () => {
    const own = (mode: 'dark' | 'light-hc' | 'dark-hc') => expect.objectContaining(systemOnly(theme, mode))
    expect(systemTokens(theme, '(prefers-color-scheme:dark)')).toEqual(own('dark'))
    expect(systemTokens(theme, '(prefers-contrast:more)')).toEqual(own('light-hc'))
    expect(systemTokens(theme, '(prefers-contrast:more)and(prefers-color-scheme:dark)')).toEqual(
      own('dark-hc'),
    )
  })

  test('the theme has every token it must, in every mode', () => {
    const { tokens } = JSON.parse(
      readFileSync(resolve(import.meta.dirname, '../../themes', theme, 'theme.json'), 'utf8'),
    ) as { tokens: string[] }
    for (const mode of modes)
      expect(
        tokens.filter((name) => !(name in tokensOf(theme, mode))),
        mode,
      ).toEqual([])
  })
})

const systemOnly = (theme: string, mode: 'dark' | 'light-hc' | 'dark-hc') =>
  Object.fromEntries(
    Object.entries(tokensOf(theme, mode)).filter(([name]) => /^--(c|focus|soft|shadow)-/.test(name)),
  )
