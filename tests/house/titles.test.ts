import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectFiles } from './files.js'
import known from './ids.json' with { type: 'json' }
import parts from './parts.json' with { type: 'json' }

const ids = new Set(Object.values(known).flatMap((group) => group.split(' ')))
const id = String.raw`(?:UX-[A-Z0-9]+-\d+|[A-Z][A-Z0-9]+-\d+|[EL]\d{1,2})`
const head = new RegExp(
  String.raw`(?:test|it)(?:\.\w+(?:\([^)]*\))?)*\(\s*(['"\x60])((?:${id})(?:[ ,]+(?:${id}))*)(:?)\s*([^\n]*)`,
  'g',
)

type Title = { file: string; ids: string[]; colon: boolean; text: string }

const titles: Title[] = projectFiles(/^tests\/.*\.(?:test|spec|bench)\.ts$/).flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(head)].map((match) => ({
    file,
    ids: (match[2] ?? '').split(/[ ,]+/),
    colon: match[3] === ':',
    text: (match[4] ?? '').slice(0, 60),
  })),
)

test('titles name ids that exist, at most three, then a colon', () => {
  expect(titles.length).toBeGreaterThan(20)
  const wrong = titles.filter(
    (title) => !title.colon || title.ids.length > 3 || title.ids.some((one) => !ids.has(one)),
  )
  expect(wrong).toEqual([])
})

test('parts.json names ids that exist, that a test names, and what is missing of each', () => {
  const named = new Set(titles.flatMap((title) => title.ids))
  const wrong = Object.entries<string>(parts).filter(
    ([one, missing]) => !ids.has(one) || !named.has(one) || missing.length < 10,
  )
  expect(wrong).toEqual([])
})

test('there are at most 15 journeys in a browser', () => {
  const journeys = projectFiles(/^tests\/e2e\/.*\.(?:test|spec)\.ts$/).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^\s*test(?:\.only)?\(/gm)].map(() => file),
  )
  expect(journeys.length).toBeLessThanOrEqual(15)
})
