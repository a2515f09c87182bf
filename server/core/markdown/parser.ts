import MarkdownIt, { type StateCore, type Token } from 'markdown-it'
import * as paths from '../paths.ts'
import { highlighted } from './highlighting.ts'

/** Handles that exist, in lower case. */
export type Mentions = ReadonlySet<string>

/** GitHub's flavour: tables, struck out, bare links, task lists; raw HTML is text. Depth of nesting is bounded. */
export const parser = new MarkdownIt({
  html: false,
  linkify: true,
  maxNesting: 40,
  highlight: (code, language) => highlighted(code, language) ?? '',
})

// Fuzzy links would make a file name such as "readme.md" or "run.sh" a link to a foreign host; GitHub links "www." only.
parser.linkify.set({ fuzzyLink: false })
parser.linkify.add('www.', {
  validate: (text, at) =>
    /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#][^\s<]*[^\s<?!.,:*_~"'()])?\/?/i.exec(text.slice(at))?.[0].length ??
    0,
  normalize: (match) => void (match.url = `http://${match.url}`),
})
parser.core.ruler.push('taskLists', ({ tokens }) => tokens.forEach((_, at) => markTask(tokens, at)))
parser.core.ruler.push('mentions', (state) => {
  const known: unknown = state.env?.mentions
  if (known instanceof Set) for (const token of state.tokens) linkMentions(token, known, state)
})

/** Handles mentioned outside code and links, in lower case, each once. */
export function mentionsOf(source: string): string[] {
  const found = new Set<string>()
  for (const block of parser.parse(source, {}))
    for (const piece of plainPieces(block.children ?? []))
      for (const { handle } of handlesIn(piece.content)) found.add(handle.toLowerCase())
  return [...found]
}

function markTask(tokens: Token[], at: number) {
  const token = tokens[at]
  const item = tokens[at - 2]
  const box = token?.type === 'inline' && item?.type === 'list_item_open' ? token.children?.[0] : undefined
  const mark = box?.type === 'text' ? /^\[([ xX])\] (?=\S)/.exec(box.content) : null
  if (!token?.children || !item || !box || !mark) return
  box.content = box.content.slice(mark[0].length)
  item.attrSet('class', 'task')
  const TokenOf = constructorOf(token)
  const open = new TokenOf('task_open', 'label', 1)
  const input = new TokenOf('task_box', 'input', 0)
  input.attrs = [
    ['type', 'checkbox'],
    ['disabled', ''],
    ...(mark[1] === ' ' ? [] : [['checked', ''] as [string, string]]),
  ]
  token.children = [open, input, space(TokenOf), ...token.children, new TokenOf('task_close', 'label', -1)]
}

type TokenClass = new (type: string, tag: string, nesting: -1 | 0 | 1) => Token

/** The parser makes every token with this one class and exports it nowhere else. */
const constructorOf = (token: Token) => token.constructor as TokenClass

function space(TokenOf: TokenClass) {
  const token = new TokenOf('text', '', 0)
  token.content = ' '
  return token
}

function linkMentions(block: Token, known: Mentions, state: StateCore) {
  const plain = new Set(plainPieces(block.children ?? []))
  if (block.children && plain.size > 0)
    block.children = block.children.flatMap((child) =>
      plain.has(child) ? withLinks(child, known, state) : [child],
    )
}

function plainPieces(children: Token[]): Token[] {
  let links = 0
  return children.filter((child) => {
    if (child.type === 'link_open') links++
    if (child.type === 'link_close') links--
    return child.type === 'text' && links === 0 && child.content.includes('@')
  })
}

/** A handle as `members` holds it, where no mail address, path or package name surrounds it. */
const mention = /(?<![\p{L}\p{N}_@/.-])@([A-Za-z0-9][A-Za-z0-9_-]{1,39})(?![A-Za-z0-9_@/-])/gu

const handlesIn = (text: string) =>
  [...text.matchAll(mention)].map((match) => ({ at: match.index, handle: match[1] ?? '' }))

function withLinks(piece: Token, known: Mentions, state: StateCore): Token[] {
  const out: Token[] = []
  let from = 0
  const text = (until: number) => {
    if (until === from) return
    const token = new state.Token('text', '', 0)
    token.content = piece.content.slice(from, until)
    out.push(token)
  }
  for (const { at, handle } of handlesIn(piece.content)) {
    if (!known.has(handle.toLowerCase())) continue
    text(at)
    const open = new state.Token('link_open', 'a', 1)
    open.attrs = [
      ['href', paths.member(handle.toLowerCase())],
      ['class', 'mention'],
    ]
    const name = new state.Token('text', '', 0)
    name.content = `@${handle}`
    out.push(open, name, new state.Token('link_close', 'a', -1))
    from = at + handle.length + 1
  }
  text(piece.content.length)
  return out
}
