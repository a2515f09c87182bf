import { expect, test } from 'vitest'
import { formatMessage } from '#server/core/icu.ts'

test('values, numbers, plurals and choices stand in their sentence', () => {
  expect(formatMessage('{name} asked', { name: 'Nia' })).toBe('Nia asked')
  expect(formatMessage('{n, number} views', { n: 12345 })).toBe('12,345 views')
  const replies = '{n, plural, =0 {No reply} one {# reply} other {# replies}} on {board}'
  expect(formatMessage(replies, { n: 0, board: 'Relay' })).toBe('No reply on Relay')
  expect(formatMessage(replies, { n: 1, board: 'Relay' })).toBe('1 reply on Relay')
  expect(formatMessage(replies, { n: 2000, board: 'Relay' })).toBe('2,000 replies on Relay')
  expect(formatMessage('{kind, select, q {asks} other {writes}}', { kind: 'x' })).toBe('writes')
})

test('choices nest, and a hash counts the plural it stands in', () => {
  const nested = '{kind, select, q {{n, plural, one {# question by {who}} other {# questions}}} other {none}}'
  expect(formatMessage(nested, { kind: 'q', n: 1, who: 'Bo' })).toBe('1 question by Bo')
  expect(formatMessage(nested, { kind: 'q', n: 3 })).toBe('3 questions')
})

test('quotes keep braces as they are; a missing value shows its name', () => {
  expect(formatMessage("it''s '{so}' #1", {})).toBe("it's {so} #1")
  expect(formatMessage('by {author}', {})).toBe('by {author}')
  expect(formatMessage('{n', { n: 1 })).toBe('1')
})
