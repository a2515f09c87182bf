/**
 * A thin layer of ICU MessageFormat over Intl: `{name}`, `{n, number}`, `{n, plural, one {# reply} other {# replies}}`,
 * `{kind, select, a {…} other {…}}`. Pure and without imports, so that pages, letters and errors share it.
 */
type Part =
  | { kind: 'text'; text: string }
  | { kind: 'value'; name: string; format: 'plain' | 'number' }
  | { kind: 'hash' }
  | { kind: 'choice'; by: 'plural' | 'select'; name: string; cases: Record<string, Part[]> }

export type MessageValues = Readonly<Record<string, string | number | undefined>>

const compiled = new Map<string, Part[]>()

/** The sentence for these values; a missing value shows as its name in braces, so that it is seen. */
export function formatMessage(pattern: string, values: MessageValues = {}, locale = 'en'): string {
  let parts = compiled.get(pattern)
  if (!parts) compiled.set(pattern, (parts = read({ source: pattern, at: 0 }, false)))
  return write(parts, { values, locale })
}

type Telling = { values: MessageValues; locale: string; hash?: number }

const write = (parts: Part[], telling: Telling): string =>
  parts.map((part) => writePart(part, telling)).join('')

function writePart(part: Part, telling: Telling): string {
  const { values, locale, hash } = telling
  if (part.kind === 'text') return part.text
  if (part.kind === 'hash') return hash === undefined ? '#' : numbers(locale).format(hash)
  const value = values[part.name]
  if (part.kind === 'value') {
    if (value === undefined) return `{${part.name}}`
    return part.format === 'number' ? numbers(locale).format(Number(value)) : String(value)
  }
  if (part.by === 'select') return write(part.cases[String(value)] ?? part.cases.other ?? [], telling)
  const count = Number(value)
  const chosen =
    part.cases[`=${count}`] ?? part.cases[plurals(locale).select(count)] ?? part.cases.other ?? []
  return write(chosen, { values, locale, hash: count })
}

// making one takes longer than rendering a post
const numbers = kept((locale) => new Intl.NumberFormat(locale))
const plurals = kept((locale) => new Intl.PluralRules(locale))

/** Makes once for each locale. */
function kept<Made>(make: (locale: string) => Made) {
  const made = new Map<string, Made>()
  return (locale: string): Made => {
    const known = made.get(locale) ?? make(locale)
    made.set(locale, known)
    return known
  }
}

/** A pattern and how far it has been read. */
type Reading = { readonly source: string; at: number }

function read(reading: Reading, inChoice: boolean): Part[] {
  const { source } = reading
  const parts: Part[] = []
  let text = ''
  const flush = () => {
    if (text) parts.push({ kind: 'text', text })
    text = ''
  }
  while (reading.at < source.length && !(inChoice && source[reading.at] === '}')) {
    const char = source.charAt(reading.at)
    if (char === "'" && /[{}#']/.test(source.charAt(reading.at + 1))) text += quoted(reading)
    else if (char === '{') {
      flush()
      parts.push(placeholder(reading))
    } else if (char === '#' && inChoice) {
      flush()
      parts.push({ kind: 'hash' })
      reading.at++
    } else {
      text += char
      reading.at++
    }
  }
  flush()
  return parts
}

function quoted(reading: Reading): string {
  const { source, at } = reading
  if (source[at + 1] === "'") {
    reading.at += 2
    return "'"
  }
  const end = source.indexOf("'", at + 1)
  const stop = end < 0 ? source.length : end
  reading.at = stop + 1
  return source.slice(at + 1, stop)
}

function placeholder(reading: Reading): Part {
  reading.at++
  const name = word(reading, /[,}]/)
  if (take(reading) === '}') return { kind: 'value', name, format: 'plain' }
  const type = word(reading, /[,}]/)
  if (take(reading) === '}') return { kind: 'value', name, format: type === 'number' ? 'number' : 'plain' }
  const cases: Record<string, Part[]> = {}
  for (;;) {
    const label = word(reading, /[{}]/)
    if (take(reading) !== '{')
      return { kind: 'choice', by: type === 'plural' ? 'plural' : 'select', name, cases }
    cases[label] = read(reading, true)
    reading.at++
  }
}

const take = (reading: Reading) => reading.source[reading.at++] ?? '}'

function word(reading: Reading, until: RegExp): string {
  const start = reading.at
  while (reading.at < reading.source.length && !until.test(reading.source.charAt(reading.at))) reading.at++
  return reading.source.slice(start, reading.at).trim()
}
