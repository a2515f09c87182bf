import { expect, test } from 'vitest'
import { formatMessage } from '#server/core/icu.ts'
import account from '../../app/messages/account/en.json'
import everybody from '../../app/messages/en.json'
import office from '../../app/messages/office/en.json'
import { pseudo } from '../../app/lib/pseudo.ts'
import { t } from '../../app/lib/words.ts'

const english = { ...everybody, ...account, ...office }

test('a sentence takes its values and its plural', () => {
  expect(t('en', 'answers.title', { count: 1 })).toBe('1 answer')
  expect(t('en', 'answers.title', { count: 12 })).toBe('12 answers')
})

test('I18N-2: the pseudo-locale is 40 % longer and keeps every value', () => {
  expect(t('qps', 'post.acceptedBy', { name: 'Mo' })).toContain(' Mo')
  expect(t('qps', 'answers.title', { count: 3 })).toContain('3 ')
  for (const pattern of Object.values(english)) {
    const plain = !/, (?:plural|select),/.test(pattern)
    if (plain) expect(pseudo(pattern).match(/\{\w+/g)).toEqual(pattern.match(/\{\w+/g))
    expect(pseudo(pattern).length).toBeGreaterThanOrEqual(pattern.length + 3)
  }
})

test('every pattern can be read by the message layer', () => {
  for (const pattern of Object.values(english)) expect(() => formatMessage(pattern, {}, 'en')).not.toThrow()
})
