import { Invalid } from '#server/core/errors.ts'
import { checked } from './checking.ts'
import { type Formula, isComparison, joined, named, number } from './formula.ts'

/** Longer than any ladder needs, and short enough that nothing nests without end. */
const longest = 1000

/** Names under which the CRM knows people: none of them is a measure, and saying so says why (PRIV-07). */
const crmField =
  /^(crm|account|contact|contract|cover|customer|tier|support|entitle|revenue|spend|case|escalat|licen[cs]e|subscri|severity)/i

type Token = { text: string; at: number }

/**
 * Text to formula: `SOL >= 5 && rate >= 10% && (FG >= 5 || RV >= 5)`. Sums with `+ - *`, `min(a, b)` and `max(a, b)`;
 * comparisons; `&&`, `||`, `!`. Everything else is refused with its place, and a field of the CRM with the reason.
 */
export function parseFormula(text: string, path = 'formula'): Formula {
  if (text.length > longest) refuse(path, 'formula.long', { maximum: longest })
  const read = reader(tokensOf(text, path), path)
  const formula = read.either()
  read.end()
  return checked(formula, path)
}

function refuse(path: string, key: string, params: Record<string, string | number> = {}): never {
  throw new Invalid([{ path, key, params }])
}

function tokensOf(text: string, path: string): Token[] {
  const tokens: Token[] = []
  const pattern = /\s*(?:([A-Za-z][A-Za-z0-9.]*|\d+%?|&&|\|\||[<>=!]=|[<>!+*(),-])|(\S))/gy
  for (;;) {
    const match = pattern.exec(text)
    if (!match) return tokens
    const at = pattern.lastIndex - (match[1] ?? match[2] ?? '').length + 1
    if (match[2] !== undefined) refuse(path, 'formula.strange', { found: match[2], at })
    tokens.push({ text: match[1] ?? '', at })
  }
}

/** One function for each strength of binding, the weakest first. */
function reader(tokens: Token[], path: string) {
  let place = 0
  const here = () => tokens[place]?.text
  const took = (...wanted: string[]) => {
    const found = here()
    if (found === undefined || !wanted.includes(found)) return null
    place += 1
    return found
  }
  const lost = (): never => {
    const token = tokens[place]
    return token
      ? refuse(path, 'formula.unexpected', { found: token.text, at: token.at })
      : refuse(path, 'formula.unfinished')
  }
  const must = (wanted: string) => took(wanted) ?? lost()

  const run = (parts: () => Formula, ...signs: ('||' | '&&' | '+' | '-' | '*')[]): Formula => {
    let left = parts()
    for (;;) {
      const sign = took(...signs)
      if (!sign) return left
      left = joined(sign as (typeof signs)[number], left, parts())
    }
  }
  const either = (): Formula => run(every, '||')
  const every = (): Formula => run(not, '&&')
  const not = (): Formula => (took('!') ? { is: '!', of: not() } : compared())
  const compared = (): Formula => {
    const left = sum()
    const sign = here()
    if (sign === undefined || !isComparison(sign)) return left
    place += 1
    return joined(sign, left, sum())
  }
  const sum = (): Formula => run(product, '+', '-')
  const product = (): Formula => run(single, '*')
  const single = (): Formula => {
    if (took('(')) {
      const inside = either()
      must(')')
      return inside
    }
    const least = took('min', 'max') as 'min' | 'max' | null
    if (least) {
      must('(')
      const left = sum()
      must(',')
      const right = sum()
      must(')')
      return joined(least, left, right)
    }
    return word()
  }
  const word = (): Formula => {
    const token = tokens[place]
    if (!token || !/^[A-Za-z0-9]/.test(token.text)) return lost()
    place += 1
    if (/^\d/.test(token.text)) return number(parseInt(token.text, 10), token.text.endsWith('%'))
    return named(token.text) ?? unknown(token.text)
  }
  const unknown = (name: string): never =>
    refuse(path, crmField.test(name) ? 'formula.crm' : 'formula.unknown', { name })

  return { either, end: () => (place < tokens.length ? lost() : undefined) }
}
