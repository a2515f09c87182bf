import { RE2JS } from 're2js'
import type { RulePattern } from '#db/schema/screening.ts'
import { Invalid } from '#server/core/errors.ts'
import { boundsOf } from './bounds.ts'
import { entriesOf } from './input.ts'

export type Hit = { start: number; end: number }
export type Rule = { pattern: RulePattern; text: string; wholeWords: boolean }
/** A rule ready to look at texts: where it matches, and what it costs at most for each character. */
export type Pattern = { find(text: string): Hit[]; programSize: number }

const mostHits = 1000

/**
 * A rule made ready. Words are compared without regard to case; a regular expression runs on an engine that is linear in
 * the text. `Invalid` on `text` for what cannot be read or would cost too much.
 */
export function patternOf(rule: Rule): Pattern {
  if (rule.pattern === 'regex') return regexOf(rule.text)
  const entries = entriesOf(rule.text)
  if (entries.length === 0) throw wrong('screening.rule.text')
  if (entries.length > boundsOf.entries) throw wrong('screening.rule.many', { most: boundsOf.entries })
  return rule.pattern === 'link' ? linksTo(entries) : wordsOf(entries, rule)
}

/** Where a rule matches in a text, left to right, without overlaps. */
export const hitsIn = (pattern: Pattern, text: string): Hit[] => pattern.find(text)

const wrong = (key: string, params?: Record<string, string | number>) =>
  new Invalid([{ path: 'text', key, ...(params ? { params } : {}) }])

const inWord = '[\\p{L}\\p{M}\\p{N}_]'

/** Only quoted words stand in this expression, so it cannot backtrack into trouble. */
function wordsOf(entries: readonly string[], { wholeWords }: Rule): Pattern {
  const longestFirst = [...entries].sort((a, b) => b.length - a.length).map(quoted)
  const either = `(?:${longestFirst.join('|')})`
  const source = wholeWords ? `(?<!${inWord})${either}(?!${inWord})` : either
  const expression = new RegExp(source, 'giu')
  return {
    programSize: 0,
    find: (text) => hitsOf(text.matchAll(expression)),
  }
}

/** A space in a phrase stands for any stretch of white space. */
const quoted = (word: string) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+')

const address = /\b(?:https?:\/\/|www\.)[^\s<>()[\]"'`]+/giu

/** A domain is meant with everything below it: `spam.example` also matches `www.spam.example`. */
function linksTo(domains: readonly string[]): Pattern {
  const wanted = domains.map((domain) => domain.toLowerCase().replace(/^(?:https?:\/\/)?(?:www\.)?/, ''))
  if (wanted.some((domain) => !/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u.test(domain)))
    throw wrong('screening.rule.domain')
  const ascii = wanted.map((domain) => hostOf(`http://${domain}`) ?? domain)
  const isWanted = (host: string) => ascii.some((domain) => host === domain || host.endsWith(`.${domain}`))
  return {
    programSize: 0,
    find: (text) =>
      hitsOf(text.matchAll(address)).filter(({ start, end }) => {
        const url = text.slice(start, end)
        const host = hostOf(/^https?:/i.test(url) ? url : `http://${url}`)
        return host !== null && isWanted(host)
      }),
  }
}

const hostOf = (url: string) =>
  URL.canParse(url) ? new URL(url).hostname.toLowerCase().replace(/\.$/, '') : null

function hitsOf(matches: Iterable<RegExpExecArray>): Hit[] {
  const hits: Hit[] = []
  for (const match of matches) {
    if (match[0].length > 0) hits.push({ start: match.index, end: match.index + match[0].length })
    if (hits.length === mostHits) break
  }
  return hits
}

function regexOf(text: string): Pattern {
  const compiled = compiledFrom(text)
  const programSize = compiled.programSize()
  if (programSize > boundsOf.programSize) throw wrong('screening.rule.costly', { most: boundsOf.programSize })
  if (compiled.matcher('').find()) throw wrong('screening.rule.empty')
  return {
    programSize,
    find(whole) {
      const matcher = compiled.matcher(whole.slice(0, boundsOf.regexCharacters))
      const hits: Hit[] = []
      while (hits.length < mostHits && matcher.find())
        if (matcher.end() > matcher.start()) hits.push({ start: matcher.start(), end: matcher.end() })
      return hits
    },
  }
}

function compiledFrom(text: string) {
  try {
    return RE2JS.compile(text, RE2JS.CASE_INSENSITIVE)
  } catch (error) {
    throw wrong('screening.rule.regex', { why: error instanceof Error ? error.message : '' })
  }
}
