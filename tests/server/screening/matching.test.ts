import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Rule } from '#server/screening/matching.ts'
import { boundsOf, hitsIn, patternOf, tallyOf } from '#server/screening/index.ts'

const found = (rule: Partial<Rule> & { text: string }, text: string) =>
  hitsIn(patternOf({ pattern: 'words', wholeWords: true, ...rule }), text).map(({ start, end }) =>
    text.slice(start, end),
  )

describe('what a rule meets', () => {
  test('MOD-18: whole words match by default, and parts of words only when asked', () => {
    expect(found({ text: 'ban' }, 'A banner, a Ban and urban BAN-like bans.')).toEqual(['Ban', 'BAN'])
    expect(found({ text: 'ban', wholeWords: false }, 'A banner, urban.')).toEqual(['ban', 'ban'])
    expect(found({ text: 'größe\nà propos' }, 'Die Größe, à\n  propos Größenwahn')).toEqual([
      'Größe',
      'à\n  propos',
    ])
    expect(found({ text: 'c++, a.b' }, 'c++ and axb and a.b')).toEqual(['c++', 'a.b'])
  })

  test('MOD-18: a domain is meant with everything below it, and nothing that only ends alike', () => {
    const text =
      'https://spam.example/a http://www.spam.example. https://notspam.example www.deep.spam.example spam.example'
    expect(found({ pattern: 'link', text: 'spam.example' }, text)).toEqual([
      'https://spam.example/a',
      'http://www.spam.example.',
      'www.deep.spam.example',
    ])
  })

  test('MOD-18: patterns that hang other engines are linear here, and what would cost too much is refused', () => {
    const hostile = `${'a'.repeat(30_000)}!`
    const before = performance.now()
    for (const text of ['(a+)+$', '(a|aa)+c', '(x+x+)+y', '([a-z]+)*[0-9]'])
      expect(found({ pattern: 'regex', text }, hostile).length).toBeLessThan(2)
    expect(performance.now() - before).toBeLessThan(10_000)
    for (const text of ['(a?){500}a{500}', 'a{1,900}'])
      expect(() => patternOf({ pattern: 'regex', text, wholeWords: true })).toThrow(
        expect.objectContaining({ fields: [expect.objectContaining({ key: 'screening.rule.costly' })] }),
      )
    for (const [text, key] of [
      ['(a', 'screening.rule.regex'],
      ['(?<=a)b', 'screening.rule.regex'],
      ['(a)\\1', 'screening.rule.regex'],
      ['a*', 'screening.rule.empty'],
    ] as const)
      expect(() => patternOf({ pattern: 'regex', text, wholeWords: true })).toThrow(
        expect.objectContaining({ fields: [expect.objectContaining({ key })] }),
      )
  })

  test('MOD-18: no words of a rule are read as an expression, whatever signs they hold', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20 }), fc.string({ maxLength: 60 }), (word, rest) => {
        const text = word.replace(/[\n,]/g, ' ').normalize('NFKC').trim()
        fc.pre(text !== '')
        const hits = found({ text, wholeWords: false }, `${rest} ${text} ${rest}`)
        expect(hits.length).toBeGreaterThan(0)
      }),
      { numRuns: 100 },
    )
    expect(boundsOf.entries).toBe(500)
  })
})

test('MOD-19: links to other sites, images and mentions are counted apart', () => {
  const html = `<p><a href="https://a.example/x">a</a> <a href="/q/1/b">b</a> <a href="http://here.example/q/1">c</a>
    <a href="/u/mo" class="mention">@mo</a> <a class="image-elsewhere" href="https://b.example/i.png">b.example</a>
    <img src="http://here.example/i.png"></p>`
  expect(tallyOf(html, 'http://here.example')).toEqual({ links: 1, images: 2, mentions: 1 })
})
