import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const files = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((file) => [file, readFileSync(resolve(root, file), 'utf8')] as const)
const sheets = () => files('app/styles/**/*.css')
const components = () => [
  ...files('app/components/**/*.{ts,tsx}'),
  ...files('app/routes/**/*.tsx'),
  ...files('app/*.tsx'),
]

/** Each line of the files that matches, as "file: line". */
const found = (among: readonly (readonly [string, string])[], pattern: RegExp) =>
  among.flatMap(([file, text]) =>
    text
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )

const physical =
  /(?:^|[\s;{])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/

test('I18N-1: no physical property stands in a sheet', () => {
  expect('  margin-left: 2px').toMatch(physical)
  expect('  margin-inline-start: 2px').not.toMatch(physical)
  expect(found(sheets(), physical)).toEqual([])
})

const hex = /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b(?!-)/i

test('UX-THEME-1: no hex colour stands outside the themes', () => {
  expect('color: #12302C').toMatch(hex)
  expect('href={`#p-${number}`}').not.toMatch(hex)
  expect(found([...sheets(), ...components()], hex)).toEqual([])
})

test('no component carries styles of its own, which the content policy would refuse', () => {
  expect(found(components(), /\sstyle=\{/)).toEqual([])
})
