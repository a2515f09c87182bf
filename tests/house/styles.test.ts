import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectFiles } from './files.js'

const side =
  /(?:^|[;{\s])((?:(?:margin|padding)-(?:left|right)|border-(?:left|right)(?:-[a-z]+)?|border-(?:top|bottom)-(?:left|right)-radius|left|right|float:\s*(?:left|right)|clear:\s*(?:left|right)|text-align:\s*(?:left|right))\s*[:;}])/gm
const colour =
  /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(|:\s*(?:white|black|red|green|blue|gr[ae]y|orange|yellow|purple)\b/i

const bare = (css: string) => css.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))

/** Where a pattern stands in the declarations of a style sheet: `file:line text`. */
function findings(file: string, pattern: RegExp) {
  return bare(readFileSync(file, 'utf8'))
    .split('\n')
    .flatMap((line, at) =>
      new RegExp(pattern.source, pattern.flags.replace('g', '')).test(line)
        ? [`${file}:${at + 1} ${line.trim()}`]
        : [],
    )
}

const sheets = projectFiles(/^(?:app\/styles|themes)\/.*\.css$/)

test('styles name no side, so that a right-to-left language is only a locale', () => {
  expect(sheets.flatMap((file) => findings(file, side))).toEqual([])
})

test('colours are values of tokens, in themes', () => {
  const layers = sheets.filter((file) => file.startsWith('app/styles/'))
  expect(layers.flatMap((file) => findings(file, colour))).toEqual([])
})

test('every token that a style uses without a fallback is defined', () => {
  const all = sheets.map((file) => bare(readFileSync(file, 'utf8'))).join('\n')
  const markup = projectFiles(/^app\/.*\.tsx$/)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const defined = new Set(
    [...`${all}\n${markup}`.matchAll(/(--[a-z][\w-]*)['"]?\s*:/g)].map((match) => match[1]),
  )
  const used = [...`${all}\n${markup}`.matchAll(/var\(\s*(--[a-z][\w-]*)\s*\)/g)].map((match) => match[1])
  expect([...new Set(used)].filter((name) => !defined.has(name))).toEqual([])
})

test('the checks see what they look for', () => {
  for (const bad of ['a { margin-left: 1px }', '  right: 0;', 'b { text-align: left; }', 'c{float:right}'])
    expect(bad).toMatch(new RegExp(side.source, 'm'))
  for (const good of ['a { margin-inline-start: 1px }', '.right-rail { inset-inline-end: 0 }'])
    expect(good).not.toMatch(new RegExp(side.source, 'm'))
  for (const bad of ['color: #c00', 'color: white', 'fill: oklch(0.5 0.1 20)']) expect(bad).toMatch(colour)
  for (const good of ['color: var(--ink)', 'white-space: nowrap', '[href="#a-part"]'])
    expect(good).not.toMatch(colour)
})
