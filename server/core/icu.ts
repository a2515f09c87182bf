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
  if (!parts) compiled.set(pattern, (parts = new Reader(pattern).message()))
  return write(parts, values, locale, undefined)
}

function write(parts: Part[], values: MessageValues, locale: string, hash: number | undefined): string {
  return parts.map((part) => writePart(part, values, locale, hash)).join('')
}

function writePart(part: Part, values: MessageValues, locale: string, hash: number | undefined): string {
  if (part.kind === 'text') return part.text
  if (part.kind === 'hash') return hash === undefined ? '#' : new Intl.NumberFormat(locale).format(hash)
  const value = values[part.name]
  if (part.kind === 'value') {
    if (value === undefined) return `{${part.name}}`
    return part.format === 'number' ? new Intl.NumberFormat(locale).format(Number(value)) : String(value)
  }
  if (part.by === 'select') return write(part.cases[String(value)] ?? part.cases.other ?? [], values, locale, hash)
  const count = Number(value)
  const chosen = part.cases[`=${count}`] ?? part.cases[new Intl.PluralRules(locale).select(count)] ?? part.cases.other ?? []
  return write(chosen, values, locale, count)
}

class Reader {
  private at = 0
  private readonly source: string
  constructor(source: string) {
    this.source = source
  }

  message(inChoice = false): Part[] {
    const parts: Part[] = []
    let text = ''
    const flush = () => {
      if (text) parts.push({ kind: 'text', text })
      text = ''
    }
    while (this.at < this.source.length && !(inChoice && this.source[this.at] === '}')) {
      const char = this.source[this.at]!
      if (char === "'" && /[{}#']/.test(this.source[this.at + 1] ?? '')) text += this.quoted()
      else if (char === '{') {
        flush()
        parts.push(this.placeholder())
      } else if (char === '#' && inChoice) {
        flush()
        parts.push({ kind: 'hash' })
        this.at++
      } else {
        text += char
        this.at++
      }
    }
    flush()
    return parts
  }

  private quoted(): string {
    if (this.source[this.at + 1] === "'") {
      this.at += 2
      return "'"
    }
    const end = this.source.indexOf("'", this.at + 1)
    const stop = end < 0 ? this.source.length : end
    const text = this.source.slice(this.at + 1, stop)
    this.at = stop + 1
    return text
  }

  private placeholder(): Part {
    this.at++
    const name = this.word(/[,}]/)
    if (this.take() === '}') return { kind: 'value', name, format: 'plain' }
    const type = this.word(/[,}]/)
    if (this.take() === '}') return { kind: 'value', name, format: type === 'number' ? 'number' : 'plain' }
    const cases: Record<string, Part[]> = {}
    for (;;) {
      const label = this.word(/[{}]/)
      if (this.take() !== '{') return { kind: 'choice', by: type === 'plural' ? 'plural' : 'select', name, cases }
      cases[label] = this.message(true)
      this.at++
    }
  }

  private take(): string {
    return this.source[this.at++] ?? '}'
  }

  private word(until: RegExp): string {
    const start = this.at
    while (this.at < this.source.length && !until.test(this.source[this.at]!)) this.at++
    return this.source.slice(start, this.at).trim()
  }
}
