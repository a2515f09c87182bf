import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordDiff, type DiffSegment } from '#server/core/diff.ts'

const only = (segments: DiffSegment[], ...kinds: DiffSegment['kind'][]) =>
  segments
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('')

test('ASK-18: diff, changed words stand beside what stayed', () => {
  expect(wordDiff('The cache is cold today.', 'The cache is warm today.')).toEqual([
    { kind: 'same', text: 'The cache is ' },
    { kind: 'removed', text: 'cold' },
    { kind: 'added', text: 'warm' },
    { kind: 'same', text: ' today.' },
  ])
  expect(wordDiff('a quick brown fox', 'a slow red fox')).toEqual([
    { kind: 'same', text: 'a ' },
    { kind: 'removed', text: 'quick brown' },
    { kind: 'added', text: 'slow red' },
    { kind: 'same', text: ' fox' },
  ])
  expect(wordDiff('same', 'same')).toEqual([{ kind: 'same', text: 'same' }])
  expect(wordDiff('', '')).toEqual([])
})

test('both versions can be read off the diff, whatever they hold', () => {
  const text = fc
    .array(fc.constantFrom('a', 'be', 'Käse', '日本', ' ', '  ', '\n', '\r\n', '.', '👍🏽', 'שלום', '`x`'))
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const segments = wordDiff(before, after)
      expect(only(segments, 'same', 'removed')).toBe(before)
      expect(only(segments, 'same', 'added')).toBe(after)
    }),
    { numRuns: 500 },
  )
})

test('two long texts with nothing in common are compared in bounded time', () => {
  const words = (seed: number) =>
    Array.from({ length: 20_000 }, (_, at) => `w${(at * seed) % 65_537}`).join(' ')
  const started = performance.now()
  const segments = wordDiff(words(7), words(11))
  expect(only(segments, 'same', 'added')).toBe(words(11))
  expect(performance.now() - started).toBeLessThan(5000)
})
